# shellcheck shell=sh
# The driver: what holds for every command.
. tests/lib.sh
cd "$TMP"

fails 'a mistyped command names the one that was meant' 2 "'report'" htxplan reprot
fails 'no command shows how to call it' 2 'usage: htxplan' htxplan
fails 'a mistyped option names the one that was meant' 2 "'--format'" htxplan list --fromat csv
fails 'a value that is no choice names the choices' 2 'csv|json' htxplan export --format jsn
fails 'without a plan directory nothing is read' 1 'htxplan.ini' htxplan list
fails 'an impossible day is refused' 2 '2024-02-30' htxplan --as-of 2024-02-30 list

on_a_full_disk() {
    "$@" >/dev/full
}
with_a_closed_output() {
    "$@" >&-
}
fails 'a full disk is no success' 1 'cannot write' on_a_full_disk htxplan version
fails 'a closed output is no success' 1 'cannot write' with_a_closed_output htxplan version

for command in $(htxplan --dump-options | awk -F '\t' '$1 != "" && $3 == "" { print $1 }'); do
    check "htxplan $command --help says how" htxplan "$command" --help
    fails "htxplan $command refuses an option it does not have" 2 'no-such' \
        htxplan "$command" --no-such
done
