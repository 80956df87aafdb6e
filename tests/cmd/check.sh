# shellcheck shell=sh
# check: everything wrong in the plan directory, each with file and line.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
keeps 'a directory that was only copied is in order' htxplan check
htxplan -q import chuong-trinh-2025.txt >counts
htxplan import ket-qua.csv >counts
says 'nothing is wrong after imports' 'nothing is wrong' htxplan check
says '... and with -q nothing is said' '' sh -c 'htxplan check -q; printf "\n"'
mkdir ../kept
cp -R . ../kept
printf '[ui]\nlangage = vi\n[repotr]\nx = 1\n' >>htxplan.ini
cat >spoil.py <<'PYTHON'
import csv
path = "plans/CTR2025.csv"
rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
at = {name: i for i, name in enumerate(rows[0])}
for line, field, value in (
        (2, "lead", "ABC"), (3, "due", "2024-12-01"), (4, "done", ""), (5, "status", "xx"), (8, "lead", ""),
        (9, "with", "KHTH"), (11, "title", ""), (31, "due", "2025-02-30"), (40, "progress", "101")):
    rows[line - 1][at[field]] = value
rows[5][at["id"]] = rows[6][at["id"]]
rows[9].pop()
csv.writer(open(path, "w", encoding="utf-8", newline=""), lineterminator="\n").writerows(rows)
PYTHON
python3 spoil.py
refuses 'what is wrong is counted, and nothing is changed' 'things to put right' htxplan check
same 'each fault has its file and line, and says what to do' "$TMP/.stdout" "$TOP/tests/golden/check.txt"
capture htxplan check --format csv
cp "$TMP/.stdout" "$TMP/found.csv"
check 'as CSV for other programs' python3 - "$TMP/found.csv" <<'PYTHON'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
assert {row["level"] for row in rows} == {"error", "warning", "note"}
assert any(row["file"].endswith("CTR2025.csv") and row["line"] == "31" for row in rows)
PYTHON
refuses 'with Excel in the way the first fault stops what reads' 'CTR2025.csv:5: status' htxplan list

again() {
    cd "$TMP" && rm -rf again && cp -R kept again && cd again
}
finds() { # WHAT PIECE: check fails and prints PIECE
    capture htxplan check
    if [ "$lib_status" = 1 ] && grep -Fq -e "$2" "$TMP/.stdout"; then
        ok "$1"
    else
        not_ok "$1"
        printf 'wanted: %s\n' "$2" | comment
        show_captured
    fi
}
again
: >plans/CTR2025.csv
finds 'a plan file that lost its content' 'CTR2025.csv: error: empty'
rm plans/CTR2025.csv
finds 'a plan file that is gone' 'CTR2025.csv: error: gone'
printf 'a\0b\n' >plans/CTR2025.csv
finds 'a plan file that is no text' 'CTR2025.csv:1: error:'
printf 'title,lead\nx,VP\n' >plans/CTR2025.csv
finds 'a plan file without ids' "the columns 'id' and 'title'"
again
printf '[x\n' >>htxplan.ini
finds 'a fault in htxplan.ini' "htxplan.ini:$(wc -l <htxplan.ini): error:"
again
printf '\n[plan KH9]\nkind = campaign\nyear = 2025\n' >>htxplan.ini
printf 'id,title,lead\n2025-03-VP-01,x,VP\n' >plans/KH9.csv
finds 'an id that two plans have' "id '2025-03-VP-01' is that of"
rm "$TMP/again/htxplan.ini"
fails 'no plan directory' 1 'no htxplan.ini' htxplan check

# What Excel makes of a plan file is understood, what it destroyed is found.
again
python3 - <<'PYTHON'
import csv
path = "plans/CTR2025.csv"
rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
at = {name: i for i, name in enumerate(rows[0])}
for row in rows[1:]:
    for field in ("start", "due", "baseline", "done"):
        if row[at[field]]:
            row[at[field]] = "/".join(reversed(row[at[field]].split("-")))
    year, month = row[at["month"]].split("-")
    row[at["month"]] = f"Thg{int(month)}-{year[2:]}"
csv.writer(open(path, "w", encoding="utf-8-sig", newline=""), delimiter=";").writerows(rows)
PYTHON
check 'a plan that Excel saved is in order' htxplan check
htxplan export >got.csv
same '... and is the same plan' got.csv ../kept/plans/CTR2025.csv
printf 'id,status\n2025-05-VP-01,doing\n' | htxplan import - >counts
sed -n 1,20p plans/CTR2025.csv >got.csv
sed -n 1,20p ../kept/plans/CTR2025.csv >want.csv
same '... which the next change writes as before' got.csv want.csv
cd "$TMP"
example tinh province
cd province
htxplan -q import ke-hoach-thang-hanh-dong.ini >counts
sed -i 's/^KH12-2.1,2.1,/KH12-2.10,2.1,/' plans/KH12.csv
finds 'a number that Excel shortened' "'2.1' was '2.10'"

# ---- The record ----

cd "$TMP"
again
htxplan -q update 2025-05-VP-01 --status doing >out
htxplan -q update 2025-05-VP-02 --status doing >out
htxplan -q update 2025-05-VP-03 --status doing >out
check 'a directory that was worked in is in order' htxplan check
line=$(grep -n '2025-05-VP-02,status' journal.csv | cut -d: -f1)
sed -i "${line}d" journal.csv
finds 'a row that was taken out of the record' 'is not all on record'

# ---- What can be mended ----

again
sed -i '/^2025-05-VP-01,/s/,VP,,/,VP,VP;QUY,/' plans/CTR2025.csv
finds 'a lead that is a co-ordinator too' 'leads it and is a co-ordinator too'
check 'it is mended' htxplan check --fix
check '... and stays so' grep -q '^2025-05-VP-01,.*,VP,QUY,' plans/CTR2025.csv
check '... and both the edit and the mending are on record' sh -c '
    htxplan log 2025-05-VP-01 --format csv | grep -q ",hand,.*with,,VP;QUY" &&
    htxplan log 2025-05-VP-01 --format csv | grep -q "check --fix.*with,VP;QUY,QUY"'
again
sed -i '/^2025-05-VP-01,/s/,2025-05,/,2025-06,/' plans/CTR2025.csv
htxplan -q update 2025-05-VP-02 --status doing >out
finds 'a task that was moved by hand, without a reason' 'moved without a reason on record'
