#!/bin/bash
# tests/year.bash - a year of an office on its programme: import, assignments, the returns of four
# months, two amendments, a report each month, and in December the March report once more.
# slow
set -u
# shellcheck source=tests/lib.sh
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 2

if ! faketime 2025-01-01 "$HTXPLAN" --version >version 2>&1; then
    skip "a year's life: no faketime for this program"
    exit 0
fi

on() { # DAY ARGUMENT...: htxplan as it runs on that day at 08:00
    local day=$1
    shift
    TZ=UTC faketime "$day 08:00:00" "$HTXPLAN" -C "$office" "$@"
}

last_transaction() {
    tail -n 1 "$office/journal.csv" | cut -d, -f1
}

# Every unit's return for MONTH, in on DAY; the last month's come as Excel files.
returns() { # MONTH LAST_DAY DAY KIND
    local unit
    for unit in $units; do
        on "$3" list --month "$1" --lead "$unit" --format csv --columns id,title >tasks.csv
        /usr/bin/python3 "$TOP/tests/returns.py" "$1-$unit.$4" "$2" <tasks.csv
        on "$3" import -q --return "$unit" "$1-$unit.$4" >>returns.out || return 1
    done
}

month_of() { # MONTH LAST_DAY DAY KIND: the month's end, from the returns to the report
    returns "$@" && on "$3" report month "$1" >report.out && last_transaction >"$1.transaction"
}

live() { # NAME OFFICE_INI DOCUMENT YEAR
    local name=$1 year=$4
    office=$TMP/$name
    mkdir "$office"
    cp "$2" "$office/htxplan.ini"
    units=$(sed -n 's/^\[unit \(.*\)\]/\1/p' "$2")
    local first=${units%%$'\n'*} plan
    plan=$(sed -n 's/^\[plan \(.*\)\]/\1/p' "$2" | head -n 1)

    check "$name: January: the programme goes in" on "$year-01-05" import -q --plan "$plan" "$3"
    check "$name: January: tasks get their people" sh -c "
        TZ=UTC faketime '$year-01-08 08:00:00' '$HTXPLAN' -C '$office' list --month $year-01,$year-02 --lead $first --format ids |
        TZ=UTC faketime '$year-01-08 08:00:00' '$HTXPLAN' -C '$office' assign -q - --assignee 'Lê Thị Hoa'"
    check "$name: the returns and the report of January" month_of "$year-01" "$year-01-31" "$year-02-05" csv
    check "$name: the returns and the report of February" month_of "$year-02" "$year-02-28" "$year-03-05" csv
    local moved dropped
    moved=$(on "$year-03-06" list --month "$year-03" --lead "$first" --format ids | sed -n 1p)
    dropped=$(on "$year-03-06" list --month "$year-05" --lead "$first" --format ids | sed -n 1p)
    printf 'change,id,title,month,lead\nmoved,%s,,%s,\ncancelled,%s,,,\nadded,,Đón đoàn kiểm tra của cấp trên,%s,%s\n' \
        "$moved" "$year-04" "$dropped" "$year-03" "$first" >amend1.csv
    check "$name: March: the leadership's first amendment" \
        on "$year-03-06" import -q --amend amend1.csv --ref 45/TB-LM --reason 'Theo kết luận giao ban'
    check "$name: the returns and the report of March" month_of "$year-03" "$year-03-31" "$year-04-05" csv
    cp "$office"/reports/*03-"$year".xlsx "$name-sent.xlsx"
    printf 'change;title;month;lead\nbổ sung;Tổng hợp số liệu đột xuất;%s;%s\n' "$year-04" "$first" >amend2.csv
    check "$name: April: the second amendment" \
        on "$year-04-10" import -q --amend amend2.csv --ref 61/TB-LM --reason 'Nhiệm vụ đột xuất'
    check "$name: the returns of April, in Excel, and the report" month_of "$year-04" "$year-04-30" "$year-05-05" xlsx
    check "$name: July: a task of March is done at last" sh -c "
        TZ=UTC faketime '$year-07-01 08:00:00' '$HTXPLAN' -C '$office' list --month $year-03 --status todo,doing --format ids |
        TZ=UTC faketime '$year-07-01 08:00:00' '$HTXPLAN' -C '$office' update -q - --status done --result 'Xong muộn'"
    december "$name" "$year"
}

december() {
    local name=$1 year=$2 sent
    sent=$(cat "$year-03.transaction")
    check "$name: December: the report of March is made again, as known then" \
        on "$year-12-20" --at "$sent" report month "$year-03" --as-of "$year-04-05" -o again.xlsx
    check "$name: it equals the one that was sent, byte for byte" cmp again.xlsx "$name-sent.xlsx"
    fails "$name: one that differs does not replace what was sent" 1 "differs" \
        on "$year-12-20" report month "$year-03" --as-of "$year-04-05"
    check "$name: made with what is known now" \
        on "$year-12-20" report month "$year-03" --as-of "$year-04-05" -o now.xlsx
    on "$year-12-20" log --after "$sent" --format csv >log.csv
    check "$name: the log names the change behind each difference" \
        /usr/bin/python3 "$TOP/tests/explain.py" again.xlsx now.xlsx log.csv
    check "$name: the directory is in order after all that" on "$year-12-20" check
    on "$year-12-20" export >export.csv
    on "$year-12-20" --at "$(last_transaction)" export >at.csv
    same "$name: the journal alone gives the whole plan" export.csv at.csv
    rm -f again.xlsx now.xlsx
}

live example "$TOP/examples/thanh-pho/htxplan.ini" "$TOP/examples/thanh-pho/chuong-trinh-2025.txt" 2025
if [ -n "$CORPUS" ]; then
    live corpus "$CORPUS/inputs/hai-phong.ini" "$CORPUS/inputs/hai-phong-2024.txt" 2024
else
    skip "the real programme's year: it is not here (CORPUS)"
fi
