# shellcheck shell=sh
# slow: many processes change one plan directory at once, some of them dying while they do, and
# others read it all the time: every change that was said to be done is in the journal and in the
# plan, and what a reader sees is whole and never older than what it saw before.
. tests/lib.sh
. tests/fault/office
cd "$TMP"

if [ "${FAULT:-short}" = all ]; then
    writers=16 changes=100
else
    writers=4 changes=10
fi
# ---- Who writes ----

# Every fifth change adds a task, the others count up in the notes of the writer's own two tasks, one
# in each plan; every seventh process dies on its way, each at another call.
change() { # WRITER N
    HTXPLAN_USER=w$1
    LD_PRELOAD='' INJECT=COUNT
    if [ "$deaths" = some ] && [ $((($1 + $2) % 7)) = 0 ]; then
        LD_PRELOAD=$inject INJECT=KILL:$((($1 * 5 + $2) % 24 + 1))
    fi
    export HTXPLAN_USER LD_PRELOAD INJECT
    if [ $(($2 % 5)) = 0 ]; then
        exec htxplan -q add --plan CTR2025 --title "$1-$2" --lead B --month 2025-04 --wait 60
    fi
    exec htxplan -q update "2025-04-A-$(printf %02d "$1")" "KH12-1.$1" --set "note=$1-$2" --wait 60
}

write() { # WRITER
    for n in $(seq $changes); do
        status=0
        (change "$1" "$n") >"../seen/w$1" 2>&1 || status=$?
        case $status in
        0) echo "$1-$n" >>"../acked/$1" ;;
        137) echo "$1-$n" >>"../died/$1" ;;
        *) echo "$1-$n: status $status: $(cat "../seen/w$1")" >>"../refused/$1" ;;
        esac
    done
}

# ---- Who reads ----

compare_views() { # OLD NEW: what is wrong with the new one
    awk -F , -v old="$1" '
        NF != 3 { print FILENAME ": half a row: " $0 }
        { split($3, count, "-"); n = count[2] + 0 }
        FILENAME == old { was[$1] = n; next }
        { now[$1] = n }
        /^2025-04-A/ { first[substr($1, 11) + 0] = n }
        /^KH12/ && n != first[substr($1, 8)] { print "half a change: " $0 ", and " first[substr($1, 8)] }
        $1 in was && n < was[$1] { print "older than seen before: " $0 }
        END { for (id in was) if (!(id in now)) print "vanished: " id }' "$1" "$2"
}

# The third reader asks check, the others look.
read_on() { # READER
    : >"../seen/$1.old"
    while [ ! -e ../ended ]; do
        if [ "$1" = 3 ]; then
            htxplan -q check >"../seen/$1.out" 2>&1 || cat "../seen/$1.out" >>"../seen/$1.wrong"
        else
            htxplan list --format csv --columns id,title,note >"../seen/$1.new" 2>"../seen/$1.err" ||
                cat "../seen/$1.err" >>"../seen/$1.wrong"
            compare_views "../seen/$1.old" "../seen/$1.new" >>"../seen/$1.wrong"
            mv "../seen/$1.new" "../seen/$1.old"
        fi
        echo >>"../seen/$1.count"
    done
}

# ---- All of them ----

none() { # WHAT FILE...: none of the files may say anything
    none_what=$1
    shift
    cat "$@" 2>/dev/null >../none || :
    if [ -s ../none ]; then
        not_ok "$none_what"
        head -n 20 ../none | comment
    else
        ok "$none_what"
    fi
}

begin() {
    mkdir "$deaths.deaths"
    cd "$deaths.deaths"
    mkdir acked died refused seen
    office crowd
    {
        echo title,lead,month
        for writer in $(seq $writers); do
            echo "Việc của $writer,A,2025-04"
        done
    } >crowd/crowd.csv
    htxplan -C crowd -q import --plan CTR2025 crowd/crowd.csv >out
    {
        echo number,title,lead,due
        for writer in $(seq $writers); do
            echo "1.$writer,Việc của $writer,B,11/04/2025"
        done
    } >crowd/crowd.csv
    htxplan -C crowd -q import --plan KH12 crowd/crowd.csv >out
    cd crowd
}

run_all() {
    readers='' all=''
    for reader in 1 2 3; do
        read_on $reader &
        readers="$readers $!"
    done
    for writer in $(seq $writers); do
        write "$writer" 2>>../killed &
        all="$all $!"
    done
    # shellcheck disable=SC2086 # numbers
    wait $all
    : >../ended
    # shellcheck disable=SC2086
    wait $readers
}

compare_journal() {
    # The changes in the journal, in its order, as WRITER-N.
    awk -F , '
        $4 == "note" && $2 == "CTR2025" { print $6 }
        $4 == "" && match($6, /title=[0-9]+-[0-9]+/) { print substr($6, RSTART + 6, RLENGTH - 6) }
    ' journal.csv >../in.order
    sort ../in.order >../recorded
    sort -u ../recorded >../recorded.once
    cat ../acked/* | sort >../said.done
    cat ../said.done ../died/* 2>/dev/null | sort >../tried
    count=$(wc -l <../said.done)
    none "$writers processes, $changes changes each, $deaths deaths: none is refused" ../refused/*
    comm -23 ../said.done ../recorded.once >../lost
    none "every one of $count changes said to be done is in the journal" ../lost
    uniq -d ../recorded >../twice
    none '... and none twice' ../twice
    comm -13 ../tried ../recorded.once >../invented
    none '... and none that nobody made' ../invented
    # One transaction for each import, and one for each change that came through.
    echo $(($(wc -l <../recorded) + 2)) >../wanted
    awk -F , '$7 ~ /^[0-9]/' journal.csv | wc -l >../transactions
    same '... each a transaction of its own' ../transactions ../wanted
}

compare_plan() {
    htxplan list --format csv --columns title,note >../plan
    for writer in $(seq $writers); do
        awk -F - -v writer="$writer" '$1 == writer && $2 % 5 { print "Việc của " $1 "," $0 }' ../in.order |
            tail -n 1 >>../last
        awk -F - '$2 % 5 == 0 { print $0 "," }' "../acked/$writer" >>../last
    done
    sort ../last >../last.sorted
    sort ../plan | comm -23 ../last.sorted - >../not.in.plan
    none 'the plan has the last note of every writer, and every task that was added' ../not.in.plan
    none "none of $(cat ../seen/*.count | wc -l) readings saw a fault, half a row or an older state" \
        ../seen/*.wrong
    htxplan list --format csv --columns "$all_columns" >../now
    last=$(tail -n 1 journal.csv | cut -d , -f 1)
    check 'the journal can be replayed' htxplan --at "$last" list --format csv --columns "$all_columns"
    same '... and gives the plan' "$TMP/.stdout" ../now
    check 'check finds nothing wrong' htxplan -q check
    htxplan -q update 2025-04-A-01 --set note=end >../out
    leftovers >../left
    none 'those who died leave nothing behind that the next writer does not sweep away' ../left
}

for deaths in no some; do
    if [ $deaths = some ] && ! can_inject; then
        continue
    fi
    begin
    run_all
    compare_journal
    compare_plan
    cd ../..
done
