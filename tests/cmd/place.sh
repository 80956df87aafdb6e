# shellcheck shell=sh disable=SC2016 # what stands in single quotes is for another shell
# What holds for every command: which directory, what day it is, which language, whose command.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
example tinh province
(cd city && htxplan -q import chuong-trinh-2025.txt >"$TMP/out")
(cd province && htxplan -q import ke-hoach-thang-hanh-dong.ini >"$TMP/out")

# ---- The plan directory ----

in_dir() { # DIR COMMAND...
    (
        cd "$1"
        shift
        "$@"
    )
}
mkdir -p city/a/b
says 'the directory here' 276 in_dir city htxplan list --count
says 'the nearest one above' 276 in_dir city/a/b htxplan list --count
says '-C names another' 10 in_dir city htxplan -C ../province list --count
says '... after the command, too' 10 in_dir city htxplan list --count -C ../province
says '... and so does --dir=' 10 in_dir city htxplan --dir=../province list --count
export HTXPLAN_DIR="$TMP/province"
says 'HTXPLAN_DIR goes before the directory here' 10 in_dir city htxplan list --count
says '... and -C before both' 276 htxplan -C city list --count
HTXPLAN_DIR="$TMP/city/a"
fails 'a directory that is none is named' 1 "'$TMP/city/a'" htxplan list
unset HTXPLAN_DIR
fails 'none at all' 1 'no htxplan.ini' htxplan list

# ---- The day ----

cd city
overdue() {
    htxplan list --overdue --count "$@"
}
unset HTXPLAN_TODAY
says '--as-of says what day it is' 51 overdue --as-of 2025-03-15
says '... as people write it' 51 overdue --as-of 15/03/2025
export HTXPLAN_TODAY=2025-03-15
says 'so does HTXPLAN_TODAY' 51 overdue
says '--as-of goes before it' 0 overdue --as-of 2025-01-02
fails 'no day' 2 "'2025-02-29'" htxplan list --as-of 2025-02-29
HTXPLAN_TODAY=hôm-nay
fails 'no day in the environment' 2 "'hôm-nay'" htxplan list
unset HTXPLAN_TODAY

# ---- Languages ----

vietnamese() { # WHAT COMMAND...: it fails, in Vietnamese
    vietnamese_what=$1
    shift
    capture "$@"
    if [ "$lib_status" = 2 ] && LC_ALL=C grep -q "$(printf '\341\272')" "$TMP/.stderr" &&
        ! grep -q usage "$TMP/.stderr"; then
        ok "$vietnamese_what"
    else
        not_ok "$vietnamese_what"
        show_captured
    fi
}
fails 'English where nothing is said' 2 'did you mean' htxplan lits
vietnamese '--language before the command' htxplan --language vi lits
vietnamese '... and after it' htxplan list --language vi --limit x
vietnamese 'a Vietnamese locale, installed or not' env LC_ALL= LANG=vi_VN.UTF-8 htxplan lits
fails '--language goes before the locale' 2 'did you mean' env LC_ALL= LANG=vi_VN.UTF-8 htxplan --language en lits
printf '\n[ui]\nlanguage = vi\n' >>htxplan.ini
vietnamese "the office's own choice" htxplan lits
fails '--language goes before it' 2 'did you mean' htxplan --language en lits
fails 'a language there is none of' 2 'vi|en' htxplan --language fr list --count
check 'help is in Vietnamese' sh -c 'htxplan list --help | grep -q "cách dùng"'
says 'what other programs read has no language' id,status,state sh -c '
    htxplan list --columns id,status,state --format csv | head -n 1'

# ---- Commands of others ----

mkdir "$TMP/bin"
printf '#!/bin/sh\necho "$HTXPLAN_DIR" "$@"\n' >"$TMP/bin/htxplan-stats"
chmod +x "$TMP/bin/htxplan-stats"
PATH=$TMP/bin:$PATH
says 'htxplan-stats of PATH is a command' ". 3 --all" htxplan stats 3 --all
says '... that knows the directory' "$TMP/province 3" htxplan -C "$TMP/province" stats 3
fails '... with a path it is none' 2 'usage' htxplan --language en ./stats

# ---- Usage ----

cd "$TMP/province"
for words in 'lst' 'list --colums id' 'list -x' 'list --limit' 'list --limit=' 'list --count=3' 'show' 'check extra' \
    'import' 'init a b' 'report month 2025-03 extra' '--nothing list' 'help nothing'; do
    status=0
    # shellcheck disable=SC2086
    htxplan $words >out 2>err || status=$?
    check "'htxplan $words' is wrong usage, and the usage line says how" \
        sh -c "test $status = 2 && grep -q '^usage: htxplan' err && test ! -s out"
done
check 'a short option may stand with its value' sh -c 'cd / && htxplan -C"$TMP/province" list --count'
says 'the version' 'htxplan 0.1.0' htxplan --version
check 'help goes to standard output' sh -c 'htxplan --help | grep -q "^usage: htxplan"'
check '... and names every command' sh -c 'htxplan help | grep -q "^  import"'
for command in list export check 'show KH12-1.2' 'report --list' --help; do
    # shellcheck disable=SC2086
    fails "htxplan $command: a full disk is no success" 1 'cannot write' onto_a_full_disk htxplan $command
    # shellcheck disable=SC2086
    fails "htxplan $command: a closed output is no success" 1 'cannot write' into_a_closed_output htxplan $command
done
