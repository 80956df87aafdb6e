#!/bin/sh
# examples/cuoi-thang.sh OFFICE RETURNS [DAY] - the month end of a planning office.
#
# RETURNS is the directory in which the units put what they have done: UNIT-anything.xlsx or .csv,
# as in XTTM-thang-8.csv.  Each return is read as that unit's and put aside into RETURNS/da-nhap;
# one that cannot be read stays, is named, and stops the work before a report is written.  Then the
# report on the month that has ended, and a reminder for each unit that has something overdue or due
# soon.  DAY stands for today, for those who do it again.
set -eu

if [ $# -lt 2 ]; then
    echo "usage: ${0##*/} OFFICE RETURNS [DAY]" >&2
    exit 2
fi
export HTXPLAN_DIR="$1"
returns=$2
[ $# -lt 3 ] || export HTXPLAN_TODAY="$3"

bad=0
mkdir -p "$returns/da-nhap"
for file in "$returns"/*.xlsx "$returns"/*.csv; do
    [ -f "$file" ] || continue
    name=${file##*/}
    echo "== $name"
    if htxplan import --return "${name%%-*}" "$file"; then
        mv "$file" "$returns/da-nhap"
    else
        bad=$((bad + 1))
    fi
done
if [ $bad -gt 0 ]; then
    echo "$bad returns could not be read: mend them, or have them sent again" >&2
    exit 1
fi

htxplan check
echo '== the report'
htxplan report month last
echo '== who still owes what'
htxplan list --overdue --sort lead,due --columns id,assignee,due,title
mkdir -p "$HTXPLAN_DIR/reports/don-doc"
htxplan report remind --split unit -o "$HTXPLAN_DIR/reports/don-doc"
