#!/bin/sh
# tests/stress.sh - reports of what no one hopes for: the longest texts, odd letters, too many tasks,
# none at all, a future period; and the same bytes wherever they are made.
# slow
set -u
# shellcheck source=tests/lib.sh
. "$TOP/tests/lib.sh"
HTXPLAN_USER=tester
export HTXPLAN_USER
cd "$TMP" || exit 2
mkdir out in
/usr/bin/python3 "$TOP/tests/stress_offices.py" in
for office in texts letters crowd many empty weeks; do
    mkdir $office
    cp in/$office.ini $office/htxplan.ini
    plan=CTR
    [ $office != weeks ] || plan=KH
    [ ! -e in/$office.csv ] ||
        check "$office: its tasks come in" "$HTXPLAN" -C $office -q import --plan $plan in/$office.csv
done

report() { # OFFICE FORM PERIOD|- DAY
    check "$1: the report $2 ${3#-} is made on $4, not refused" \
        "$HTXPLAN" -C "$1" -q report "$2" ${3:+${3#-}} --as-of "$4" -o "out/$1-$2-$3-$4.xlsx"
}

for office in texts letters crowd many empty weeks; do
    report $office month 2025-03 2025-04-02
    report $office quarter 2025-Q1 2025-04-02
    report $office half 2025-H1 2025-04-02
    report $office nine 2025-9M 2025-10-02
    report $office year 2025 2025-12-31
    report $office programme 2025 2025-04-02
    report $office assignments 2025-Q1 2025-04-02
    report $office adjust 2025-03 2025-04-02
    check "$office: the reminder is made" "$HTXPLAN" -C $office -q report remind --as-of 2025-04-02 -o out/$office-remind.xlsx
done
for office in empty weeks; do
    check "$office: the plan's annex is made" "$HTXPLAN" -C $office -q report plan --as-of 2025-04-02 -o out/$office-plan-KH.xlsx
done

# ---- Months without tasks, periods to come, an office without a campaign plan ----

report texts month 2025-09 2025-10-02
report texts month 2031-05 2025-04-02
report texts year 2031 2025-04-02
report crowd assignments 2031-Q2 2025-04-02
fails 'without a campaign plan its annex is refused, and it is said why' 1 'campaign' \
    "$HTXPLAN" -C texts report plan -o out/none.xlsx
check 'and nothing is written' test ! -e out/none.xlsx

# ---- A text longer than a cell of Excel's ----

mkdir huge
cp in/texts.ini huge/htxplan.ini
/usr/bin/python3 -c 'print("month,lead,title,status,done,result\n2025-03,VP,Việc,done,2025-03-02," + "dài " * 9000)' >huge.csv
check 'a result of 36,000 letters comes in' "$HTXPLAN" -C huge -q import huge.csv
status=0
"$HTXPLAN" -C huge -q report month 2025-03 --as-of 2025-04-02 -o out/huge.xlsx >said 2>said.err || status=$?
case $status in
0) ok 'a result longer than a cell of Excel is printed' ;;
1) check 'a result longer than a cell of Excel is refused with its reason, and nothing is written' \
    sh -c 'test -s said.err && test ! -e out/huge.xlsx' ;;
*) not_ok 'a result longer than a cell of Excel ends well' && comment <said.err ;;
esac

# ---- The pages ----

cat >read.py <<'PYTHON'
import csv, glob, openpyxl, unicodedata, warnings
warnings.simplefilter("ignore")
for office in ("texts", "letters"):
    want = {row["title"] for row in csv.DictReader(open(f"{office}/plans/CTR.csv", encoding="utf-8", newline=""))}
    for path in sorted(glob.glob(f"out/{office}-year-2025-*.xlsx") + glob.glob(f"out/{office}-programme-*.xlsx")):
        sheet = openpyxl.load_workbook(path)["Dữ liệu"]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        lost = want - {cell.value for cell in cells}
        print("not ok -" if lost else "ok -", f"{path}: every letter of the texts is in the data")
        for text in lost:
            print("#  ", repr(text[:60]))
        odd = [cell.coordinate for cell in cells if cell.data_type == "f"]
        print("not ok -" if odd else "ok -", f"{path}: no text became a formula", odd or "")
PYTHON
/usr/bin/python3 read.py
/usr/bin/python3 "$TOP/tests/decree30.py" out/*.xlsx
mkdir pages
/usr/bin/python3 "$TOP/tests/printed.py" --pages pages out/texts-month-2025-03-*.xlsx out/texts-programme-*.xlsx \
    out/texts-assignments-*.xlsx out/texts-remind.xlsx out/texts-adjust-*.xlsx out/texts-quarter-*.xlsx \
    out/texts-month-2031-*.xlsx out/crowd-month-*.xlsx out/crowd-assignments-2025-*.xlsx out/many-month-*.xlsx \
    out/many-remind.xlsx out/many-assignments-*.xlsx out/empty-*.xlsx out/weeks-plan-*.xlsx out/weeks-month-*.xlsx

# ---- The same bytes everywhere ----

elsewhere() { # WHERE VARIABLE=VALUE
    for form in month:2025-03 quarter:2025-Q1 half:2025-H1 nine:2025-9M year:2025 programme:2025 \
        assignments:2025-Q1 adjust:2025-03 remind: plan:; do
        office=texts
        [ "$form" != plan: ] || office=weeks
        # shellcheck disable=SC2086 # no period is no word
        env "$2" "$HTXPLAN" -C $office -q report "${form%:*}" ${form#*:} --as-of 2025-04-02 -o "here/${form%:*}.xlsx" >said 2>&1 ||
            comment <said
    done
    if [ -d "$TMP/first" ]; then
        check "$1: every report has the same bytes" diff -r first here
    else
        check "$1: all forms are made" test "$(find here -type f | wc -l)" = 10
        cp -R here first
    fi
    rm -rf here && mkdir here
}

mkdir here
elsewhere 'in C' LC_ALL=C
if locale -a | grep -qi '^vi_VN\.utf-\?8$'; then
    elsewhere 'in Vietnam' LC_ALL=vi_VN.UTF-8
elif command -v localedef >/dev/null && localedef -i vi_VN -f UTF-8 "$TMP/vi_VN.UTF-8" 2>/dev/null; then
    LOCPATH=$TMP
    export LOCPATH
    elsewhere 'in Vietnam' LC_ALL=vi_VN.UTF-8
    unset LOCPATH
else
    skip 'no vi_VN.UTF-8 here, nor what it is made of'
fi
elsewhere 'at the time of Hà Nội' TZ=Asia/Ho_Chi_Minh
elsewhere 'at the time of New York' TZ=America/New_York
