# shellcheck shell=sh
# tests/lib.sh - for shell tests: ". tests/lib.sh" at their beginning (they start in the source
# tree), then cd "$TMP".  A step that fails outside of a check ends the test, as a failure.
#
#   check "what a user loses" COMMAND...            it must succeed
#   same  "what a user loses" GOT WANT              two files must be equal; - is standard input
#   says  "what a user loses" "TEXT" COMMAND...     it must succeed and print TEXT, and only that
#   fails "what a user loses" STATUS "PIECE" COMMAND...
#                                                   it must end so and say PIECE on standard error
#   skip  "why"                                     a check that cannot be made here
set -eu

ok() {
    printf 'ok - %s\n' "$1"
}

not_ok() {
    printf 'not ok - %s\n' "$1"
}

# Lines for a person to look at after a failure.
comment() {
    sed 's/^/#   /'
}

skip() {
    printf '# skipped: %s\n' "$1"
}

# Run a command; its standard output, error and status go to these three.
capture() {
    lib_status=0
    "$@" >"$TMP/.stdout" 2>"$TMP/.stderr" || lib_status=$?
}

show_captured() {
    printf 'ended with status %s\n' "$lib_status" | comment
    head -n 15 "$TMP/.stdout" | comment
    head -n 15 "$TMP/.stderr" | comment
}

check() {
    lib_what=$1
    shift
    capture "$@"
    if [ "$lib_status" = 0 ]; then
        ok "$lib_what"
    else
        not_ok "$lib_what"
        show_captured
    fi
}

same() {
    if diff -u --label got --label want "$2" "$3" >"$TMP/.diff"; then
        ok "$1"
    else
        not_ok "$1"
        head -n 30 "$TMP/.diff" | comment
    fi
}

says() {
    lib_what=$1 lib_text=$2
    shift 2
    capture "$@"
    if [ "$lib_status" = 0 ] && printf '%s\n' "$lib_text" | cmp -s - "$TMP/.stdout"; then
        ok "$lib_what"
    else
        not_ok "$lib_what"
        printf 'wanted: %s\n' "$lib_text" | comment
        show_captured
    fi
}

fails() {
    lib_what=$1 lib_wanted=$2 lib_piece=$3
    shift 3
    capture "$@"
    if [ "$lib_status" = "$lib_wanted" ] && grep -Fq -e "$lib_piece" "$TMP/.stderr"; then
        ok "$lib_what"
    else
        not_ok "$lib_what"
        printf 'wanted: status %s and: %s\n' "$lib_wanted" "$lib_piece" | comment
        show_captured
    fi
}
