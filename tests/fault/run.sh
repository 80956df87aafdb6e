# shellcheck shell=sh disable=SC2317 # examine() is another in each part
# slow: every writing system call of every changing command fails once, is cut short, is the
# process's last, or the computer's (see inject.c).  Afterwards the plan directory is as before the
# command or as after it, and nothing that was said to be done is lost.
. tests/lib.sh
. tests/fault/office
cd "$TMP"

wishes='ENOSPC EIO EINTR SHORT FULL KILL HALF LOSE KEEP FSYNC'
[ "${FAULT:-short}" = all ] || wishes='FULL EIO KILL LOSE FSYNC'
can_inject || exit 0

# The commands: a line each.  short: in the short form too | which directory it works in | what
# `htxplan help` must know of, in its list and in the help of that command | the command.
list_commands() {
    grep "^${FAULT:-short}\|^short" <<'END'
short|new|import|import --plan CTR2025 programme.csv
short|filled|import|import --plan CTR2025 results.csv
short|hand|import|import --plan CTR2025 results.csv
all|torn|import|import --plan CTR2025 results.csv
all|behind|import|import --plan CTR2025 results.csv
short|filled|update|update 2025-03-A-01 KH12-1.2 --status done --result Xong
all|hand|update|update KH12-1.2 --status done
short|behind|update|update 2025-03-A-01 KH12-1.2 --status done
all|filled|update|update 2025-03-B-02 --move 2025-05 --reason Mưa
short|filled|add|add --plan CTR2025 --title Việc --lead A --month 2025-04
short|filled|assign|assign 2025-03-A-01 KH12-1.3 --assignee An --lead B
short|filled|undo|undo
all|behind|undo|undo
short|filled|import --return|import --return A --plan CTR2025 return.csv
short|filled|import --amend|import --amend amend.csv --plan CTR2025 --ref 12/QĐ --reason Họp
all|hand|import --amend|import --amend amend.csv --plan CTR2025 --ref 12/QĐ --reason Họp
END
}

is_known() { # COMMAND [WORD]
    htxplan help | grep -q "^  $1 " || return 1
    [ $# = 1 ] || htxplan help "$1" | grep -q -w -e "$2"
}

# ---- The directories the commands start from ----

make_templates() {
    mkdir start
    office start/new
    filled start/filled
    cp -R start/filled start/hand
    sed -i -e 's/ghi ""chú""/viết tay/' -e 's/, của/ của/' -e 's/"//g' start/hand/plans/CTR2025.csv
    excel start/hand/plans/CTR2025.csv
    cp -R start/filled start/torn
    htxplan -C start/torn -q import --plan CTR2025 start/torn/return.csv >out
    size=$(wc -c <start/torn/journal.csv)
    cp -R start/torn start/behind
    truncate -s $((size - 30)) start/torn/journal.csv
    cp start/filled/plans/CTR2025.csv start/torn/plans/CTR2025.csv
    cp start/filled/plans/CTR2025.csv start/behind/plans/CTR2025.csv
}

# What every attempt is followed by: it must work, whatever happened before.
next() {
    if htxplan list --format ids | grep -q 2025-01-A-03; then
        htxplan -q update 2025-01-A-03 --set note=next
    else
        htxplan -q import --plan CTR2025 programme.csv
    fi
}

# reference: what the directory says before $args, after it, and with the next command after each
reference() {
    rm -rf ref keep
    mkdir ref keep
    for when in before after; do
        rm -rf work
        cp -R "start/$start" work
        cd work
        # shellcheck disable=SC2086 # words
        [ "$when" = before ] ||
            LD_PRELOAD=$inject INJECT=COUNT INJECT_LOG=$TMP/calls htxplan -q $args >../out
        view >"../ref/$when"
        next >../out
        view >"../ref/$when.next"
        cd ..
    done
    ! cmp -s ref/before ref/after
}

# ---- One attempt ----

wrong() {
    printf '%s at call %s (%s): %s\n' "$wish" "$number" "$call" "$1" >>"$TMP/wrong"
}

was() { # SUFFIX: which of the two the directory is now
    view >../got 2>../got.err || {
        echo unreadable
        return
    }
    for when in before after; do
        if cmp -s ../got "../ref/$when$1"; then
            echo $when
            return
        fi
    done
    echo neither
}

# No temporary files but those of a process that died, or that could not remove one, or that a
# power cut brings back.
leaves_nothing() {
    case $status,$call,$wish in
    137,* | *,unlink* | *,FSYNC) ;;
    *) [ -z "$(leftovers)" ] || wrong "left $(leftovers)" ;;
    esac
}

# After the command: is its status true, does check agree, does the next one work?
examine() {
    now=$(was '')
    case $wish,$status,$now in
    *,0,after | *,1,before | *,137,before | *,137,after) ;;
    *) wrong "status $status, and the directory is $now: $(head -n 1 ../err) $(head -n 1 ../got.err)" ;;
    esac
    leaves_nothing
    htxplan -q check >../check 2>&1 || wrong "check: $(head -n 1 ../check)"
    if ! next >../next 2>&1; then
        wrong "the next command fails: $(head -n 1 ../next)"
    fi
    then=$(was .next)
    [ "$then" = "$now" ] || wrong "it was $now, and $then with the next command"
    [ -z "$(leftovers)" ] || wrong "after the next command there is $(leftovers)"
    last=$(tail -n 1 journal.csv | cut -d , -f 1)
    htxplan --at "$last" list --format csv --columns "$all_columns" >../at 2>&1 || :
    htxplan list --format csv --columns "$all_columns" | cmp -s - ../at ||
        wrong 'the journal replayed is not the plan'
}

attempt() {
    rm -rf work keep
    mkdir keep
    cp -R "start/$start" work
    cd work
    status=0
    (
        LD_PRELOAD=$inject INJECT=$wish:$number INJECT_KEEP=$TMP/keep
        export LD_PRELOAD INJECT INJECT_KEEP
        # shellcheck disable=SC2086 # words
        exec htxplan -q $args
    ) >../out 2>../err || status=$?
    examine
    cd ..
}

# all_wishes WHAT: the calls of the file calls, with all that may happen to them, for "attempt"
all_wishes() {
    step=1
    # Writing a workbook takes many calls that are much alike.
    [ "${FAULT:-short}" = all ] || [ "$(wc -l <calls)" -lt 60 ] || step=7
    for wish in $wishes; do
        : >wrong
        tried=0
        while read -r number name file; do
            call="$name $file"
            case $wish,$name in
            SHORT,*write* | HALF,*write* | FSYNC,*sync | LOSE,* | KEEP,*) ;;
            SHORT,* | HALF,* | FSYNC,* | *,end) continue ;;
            esac
            [ $((number % step)) = 0 ] || [ "$wish" = FSYNC ] || continue
            tried=$((tried + 1))
            attempt </dev/null 2>"$TMP/killed"
        done <calls
        [ $tried -gt 0 ] || wrong 'nothing was tried'
        if [ -s wrong ]; then
            not_ok "$1, whichever of $tried calls meets $wish"
            comment <wrong
        else
            ok "$1, whichever of $tried calls meets $wish"
        fi
    done
}

# ---- Commands that change the plan ----

make_templates
list_commands >commands
while IFS='|' read -r _ start needs args; do
    # shellcheck disable=SC2086 # words
    if ! is_known $needs; then
        skip "htxplan $needs is not known here"
    elif ! reference; then
        not_ok "$start: $args changes nothing"
    else
        all_wishes "$start: $args: before or after"
    fi
done <commands

# ---- Commands that write one file ----

# Which file | what `htxplan help` must know of | the command.  Of an earlier version of the file, or
# of none, nothing may be lost either.
list_files() {
    cat <<'END'
report.xlsx|report|report month 2025-03 --force -o report.xlsx
reports/BC-thang-03-2025.xlsx|report|report month 2025-03 --force
report.csv|report --format|report month 2025-03 --force --format csv -o report.csv
plan.csv|export|export --format csv -o plan.csv
htxplan.ini|init|init
END
}

reference_file() {
    rm -rf ref keep work start/file
    mkdir ref keep start/file
    if [ "$args" != init ]; then
        rmdir start/file
        cp -R start/filled start/file
        mkdir -p start/file/reports
        echo 'an earlier version' | tee ref/old >"start/file/$made"
    fi
    cp -R start/file work
    cd work
    # shellcheck disable=SC2086 # words
    LD_PRELOAD=$inject INJECT=COUNT INJECT_LOG=$TMP/calls htxplan -q $args >../out
    cp "$made" ../ref/new
    cd ..
    rm -rf work
}

examine() {
    now=neither
    if [ ! -e "$made" ]; then
        [ -e ../ref/old ] || now=old
    else
        ! cmp -s "$made" ../ref/new || now=new
        ! cmp -s "$made" ../ref/old 2>/dev/null || now=old
    fi
    case $status,$now in
    0,new | 1,old | 137,new | 137,old) ;;
    0,old) # a directory that cannot be synced is no reason to say that the file is not there
        [ "$wish,$call" = "FSYNC,fsync work" ] || [ "$wish,$call" = "FSYNC,fsync reports" ] ||
            wrong 'it is said to be there, and is not'
        ;;
    *) wrong "status $status, and the file is $now: $(head -n 1 ../err)" ;;
    esac
    leaves_nothing
    # The words of a report that is not there would be of none.
    case $status,$call in
    1,unlink*) ;;
    1,*) [ ! -e reports/2025-03.ini ] || wrong 'it left its words' ;;
    esac
    # shellcheck disable=SC2086 # words
    [ "$args,$now" = init,new ] || htxplan -q $args >../next 2>&1 ||
        wrong "the next try fails: $(head -n 1 ../next)"
    cmp -s "$made" ../ref/new || wrong 'the next try makes something else'
    [ -z "$(leftovers)" ] || wrong "after the next try there is $(leftovers)"
    htxplan list >../next 2>&1 || wrong "the plan: $(head -n 1 ../next)"
}

start="file"
list_files >files
while IFS='|' read -r made needs args; do
    # shellcheck disable=SC2086 # words
    if ! is_known $needs; then
        skip "htxplan $needs is not known here"
    else
        reference_file
        all_wishes "$args: the file is as before or as after"
    fi
done <files

# ---- A command that writes several files ----

# Where the program lives on all are there or none; one that dies may leave some, each of them whole.
args='report month 2025-03 --split unit --force' start=split
reference_split() {
    rm -rf ref keep work
    mkdir ref keep
    cp -R start/filled start/split
    mkdir start/split/reports
    echo 'an earlier version' >start/split/reports/BC-thang-03-2025-A.xlsx
    cp -R start/split/reports ref/old
    cp -R start/split work
    cd work
    # shellcheck disable=SC2086 # words
    LD_PRELOAD=$inject INJECT=COUNT INJECT_LOG=$TMP/calls htxplan -q $args >../out
    cp -R reports ../ref/new
    cd ..
}

equals() { # DIR: but for temporary files
    diff -r -x '.*' -x 'tmp.*' reports "$1" >../diff 2>&1
}

examine() {
    now=neither
    ! equals ../ref/new || now=new
    ! equals ../ref/old || now=old
    case $wish,$status,$now in
    *,0,new | *,1,old) ;;
    FSYNC,0,*) [ "$call" = 'fsync reports' ] || wrong "they are said to be there: $now" ;;
    *) [ "${call%% *},$status" = unlink,1 ] || wrong "status $status, and the files are $now: $(head -n 1 ../err)" ;;
    esac
    # shellcheck disable=SC2086 # words
    htxplan -q $args >../next 2>&1 || wrong "the next try fails: $(head -n 1 ../next)"
    equals ../ref/new || wrong "the next try makes something else: $(head -n 1 ../diff)"
}

if is_known report --split; then
    reference_split
    wishes=$(echo "$wishes" | sed 's/KILL\|HALF\|LOSE\|KEEP//g')
    all_wishes "$args: all of the files or none"
else
    skip 'htxplan report --split is not known here'
fi
