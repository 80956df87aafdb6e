#!/usr/bin/env bash
# Does Tab know what the program knows?  With a program of our own first, then the real one.
. tests/lib.sh
. completions/htxplan.bash
cd "$TMP"

# ---- A program that says little ----

mkdir bin plans
touch plan.txt plans/a.csv
cat >bin/htxplan <<'END'
#!/bin/sh
dir=
if [ "$1" = -C ]; then dir=$2; shift 2; fi
case "$*" in
--dump-options)
    printf '\tC\tdir\tDIR\tthe plan directory\n'
    printf '\t\tcolor\tauto|always|never\twhen to colour\n'
    printf '\tq\tquiet\t\tno warnings\n'
    printf 'list\t\t\t\tprint tasks\n'
    printf 'list\t\tformat\ttable|csv|tsv\thow to print them\n'
    printf 'list\t\tcolumns\tCOLUMNS\twhich columns\n'
    printf 'list\t\tunit\tUNIT\tof this unit\n'
    printf 'import\t\t\tFILE...|-\tread a document\n'
    printf 'import\t\tplan\tPLAN\tinto this plan\n'
    printf 'show\t\t\tID...\tshow a task\n'
    printf 'init\t\t\t[DIR]\tbegin\n'
    printf 'report\t\t\tFORM [PERIOD]\twrite a report\n'
    printf 'help\t\t\t[COMMAND]\thelp\n' ;;
'list --format ids') printf '%s\n' "2024-03-VP-01$dir" '2024-04-VP-02' 'x$(touch harm)' 'a b' ;;
'list --columns lead --format csv') printf 'lead\nVP\nKHTH\nVP\n' ;;
'list --columns plan --format csv') printf 'plan\nCTR2024\n' ;;
'list --limit 0 --format csv') printf 'id,state\n' ;;
'export --format csv') printf 'id,title,due\nx,y,z\n' ;;
'report --list') printf 'month   the month\nquarter the quarter\n' ;;
*) echo "unexpected: $*" >>"$TMP/asked" ;;
esac
END
chmod +x bin/htxplan

# The words as bash splits them, the last one under the cursor; what is offered, on one line.
offered() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _htxplan "$1" "${!#}" "${*: -2:1}" || true
    printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
}

offers() { # WHAT WANTED WORD...
    local what=$1 want=$2 got
    shift 2
    got=$(offered "$@")
    got=${got% }
    if [ "$got" = "$want" ]; then
        ok "Tab $what"
    else
        not_ok "Tab $what"
        printf 'got  <%s>\nwant <%s>\n' "$got" "$want" | comment
    fi
}

program=$TMP/bin/htxplan
offers 'names the commands' 'help import init list report show' "$program" ''
offers 'finishes a command' 'import init' "$program" i
offers 'names the options of a command and the global ones' \
    '--color --columns --dir --format --quiet --unit' "$program" list -
offers 'keeps the options of other commands away' '--color --columns' "$program" list --co
offers 'offers global options before the command' '--color --dir --quiet' "$program" --
offers 'offers choices' 'csv table tsv' "$program" list --format ''
offers 'offers choices after the "=" that bash cuts off' 'table tsv' "$program" list --format = t
offers 'offers choices right after that "="' 'csv table tsv' "$program" list --format =
offers 'offers choices after a "=" that is part of the word' '--format=csv' \
    "$program" list --format=c
offers 'goes on after an option with its value' '--format' "$program" list --format csv --f
offers 'goes on after a command that follows an option' 'csv' "$program" -q list --format c
offers 'offers columns, those of plans too' 'due id state title' "$program" list --columns ''
offers 'offers columns after a comma' 'id,title' "$program" list --columns id,t
offers 'offers units' 'KHTH VP' "$program" list --unit ''
offers 'offers plans' 'CTR2024' "$program" import --plan C
offers 'offers files' 'plan.txt plans' "$program" import pl
offers 'offers files after "-"' 'plan.txt plans' "$program" import - pl
offers 'offers directories' 'plans' "$program" init p
offers 'offers directories after -C' 'plans' "$program" -C p
offers 'offers tasks' '2024-03-VP-01' "$program" show 2024-03
offers 'offers the tasks of another directory' '2024-03-VP-01there' "$program" -C there show 2024-03
offers 'quotes what the shell would read' 'a\ b' "$program" show a
offers 'quotes commands hidden in a plan' 'x\$\(touch\ harm\)' "$program" show x
check 'Tab runs no command hidden in a plan' test ! -e harm
offers 'offers forms and periods' 'last month quarter this' "$program" report ''
offers 'offers commands to help' 'show' "$program" help s
offers 'offers no options after --' '' "$program" show -- --
offers 'stays silent in an unknown command' '' "$program" unknown ''
offers 'stays silent without the program' '' "$TMP/bin/none" ''
check 'Tab asks only what it is meant to ask' test ! -e asked

# ---- The real one ----

if [ ! -x "$HTXPLAN" ]; then
    skip 'the program has not been built'
    exit
fi
tab=$(printf '\t')
"$HTXPLAN" --dump-options >dump
check 'the program presents its commands and options' grep -q "^list$tab${tab}format$tab" dump
fields() { awk -F '\t' 'NF != 5 { print "not 5 fields: " $0; bad = 1 } END { exit bad }' dump; }
check 'a help text breaks no line of --dump-options' fields
offers 'finishes the real command' 'report' "$HTXPLAN" rep
offers 'finishes a real option' '--format' "$HTXPLAN" list --form
offers 'finishes a real choice' 'json jsonl' "$HTXPLAN" list --format js
cp -r "$TOP/examples/thanh-pho" office
check 'the example can be imported' "$HTXPLAN" -C office import office/chuong-trinh-2025.txt
first=$("$HTXPLAN" -C office list --format ids | head -n 1)
check 'the example has tasks to offer' test -n "$first"
offers 'finishes a real task' "$first" "$HTXPLAN" -C office show "$first"
offers 'finishes a real unit' 'VP' "$HTXPLAN" -C office list --lead VP
offers 'finishes the unit of a report' 'VP' "$HTXPLAN" -C office report month --unit V
offers 'offers a choice of one' 'unit' "$HTXPLAN" report month --split ''
offers 'finishes a real plan' 'CTR2025' "$HTXPLAN" -C office list --plan CTR
offers 'finishes a real column' 'title' "$HTXPLAN" -C office list --columns ti
offers "finishes a real form, the office's own ones too" 'tong-hop' "$HTXPLAN" -C office report to
offers 'finishes a unit to report on' 'XTTM' "$HTXPLAN" -C office report month --unit X
