# shellcheck shell=sh
# The two worked offices of examples/, from document to report.
. tests/lib.sh
. tests/office
cd "$TMP"

# ---- A city's yearly programme ----

example thanh-pho city
cd city
says 'the programme comes in whole' '276 added, 0 updated, 0 unchanged, 0 missing' \
    htxplan import chuong-trinh-2025.txt
cp "$TMP/.stderr" warnings
check 'the broken word is named with its line' grep -q 'chuong-trinh-2025.txt:473: warning:' warnings
check 'the lost dash is named with its line' grep -q 'chuong-trinh-2025.txt:492: warning:' warnings
check 'nothing else is warned about' test "$(wc -l <warnings)" = 2
htxplan list --format csv --columns month,lead,title >got.csv
same 'month, unit and words of every task are those that a careful reader finds' got.csv expected.csv
says 'the same document again changes nothing' '0 added, 0 updated, 276 unchanged, 0 missing' \
    htxplan -q import chuong-trinh-2025.txt
says 'the results of three months reach their tasks' '0 added, 76 updated, 0 unchanged, 200 missing' \
    htxplan import ket-qua.csv
says 'the same results again change nothing' '0 added, 0 updated, 76 unchanged, 200 missing' \
    htxplan import ket-qua.csv
says 'the programme again leaves the results alone' '0 added, 0 updated, 276 unchanged, 0 missing' \
    htxplan -q import chuong-trinh-2025.txt
htxplan list --month 1-3 --format csv --columns id,status,progress,done,result,note >got.csv
python3 - >reported.csv <<'PYTHON'
import csv, sys
planned = [row["id"] for row in csv.DictReader(open("plans/CTR2025.csv", encoding="utf-8", newline=""))]
said = list(csv.DictReader(open("ket-qua.csv", encoding="utf-8", newline="")))
out = csv.DictWriter(sys.stdout, said[0].keys(), lineterminator="\n")
out.writeheader()
out.writerows(sorted(said, key=lambda row: planned.index(row["id"])))
PYTHON
same 'each result stands at its task, word for word' got.csv reported.csv
says 'nothing is wrong with the directory afterwards' 'nothing is wrong' htxplan check

says 'the report of March is written where it belongs' ./reports/BC-thang-03-2025.xlsx \
    htxplan report month 2025-03 --as-of 2025-04-10
cp reports/BC-thang-03-2025.xlsx first.xlsx
check 'and may be written again' htxplan report month 2025-03 --as-of 2025-04-10
check 'with the same bytes' cmp first.xlsx reports/BC-thang-03-2025.xlsx
python3 "$TOP/tests/report_read.py" first.xlsx 25 7 23 7
cat >count.py <<'PYTHON'
import csv, openpyxl
rows = [r for r in csv.DictReader(open("ket-qua.csv", encoding="utf-8", newline=""))
        if r["id"].startswith("2025-03")]
done = sum(r["status"] == "done" and r["done"] <= "2025-03-31" for r in rows)
dropped = sum(r["status"] in ("cancelled", "postponed") for r in rows)
share = f"{100 * done / len(rows):.1f}".rstrip("0").rstrip(".").replace(".", ",")
wanted = [f"đã hoàn thành {done}/{len(rows)} đầu việc ({share}",
          f"chuyển kỳ hoặc đưa ra khỏi chương trình {dropped:02} đầu việc"]
sheet = openpyxl.load_workbook("first.xlsx", data_only=True)["Báo cáo"]
texts = [[c for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
sentence = next((str(r[0]) for r in texts if r and "đã hoàn thành" in str(r[0])), "")
for text in wanted:
    good = text in sentence
    print("ok -" if good else "not ok -", f"the chairman reads: {text} ...")
    if not good:
        print("#  ", sentence)
total = next((r for r in texts if r and r[0] == "Tổng cộng"), [None, 0, 0])
units = [r for r in texts if len(r) == 12 and isinstance(r[0], int)]
good = (total[1], total[2] + total[3]) == (len(rows), done) and len(units) == 7 and all(
    abs(total[i - 1] - sum(u[i] for u in units)) < 0.01 for i in range(2, 11))
print("ok -" if good else "not ok -", "the table's totals, as a phone shows them, are right")
if not good:
    print("#  ", total, units)
PYTHON
python3 count.py

# ---- The city's year goes on ----

imports() { # WHAT COUNTS ARGUMENT...
    lib_counts=$2
    lib_said=$1
    shift 2
    says "$lib_said" "$lib_counts" htxplan -q import "$@"
}
imports 'a unit sends back what it did' '0 added, 5 updated, 0 unchanged, 0 missing
1 task reported done without a date took the day given' --as-of 2025-05-05 --return XTTM tra-loi-xttm.csv
imports 'the leadership changes the second quarter' '1 added, 1 moved, 1 cancelled' \
    --amend --ref 45/TB-LMHTX --reason 'Kết luận giao ban tháng 4' dieu-chinh-quy-2.csv
imports 'the results of the second quarter come in' '0 added, 76 updated, 2 unchanged, 199 missing' ket-qua-quy-2.csv
imports 'who does what in the third' '0 added, 58 updated, 0 unchanged, 219 missing' phan-cong-quy-3.csv
imports 'the results of July and August' '0 added, 48 updated, 0 unchanged, 229 missing' ket-qua-thang-7-8.csv
for file in ket-qua-quy-2.csv phan-cong-quy-3.csv ket-qua-thang-7-8.csv; do
    check "$file again changes nothing" sh -c "htxplan import $file | grep -q ' 0 updated, '"
done
cat >said.py <<'PYTHON'
import csv, glob
plan = {row["id"]: row for row in csv.DictReader(open("plans/CTR2025.csv", encoding="utf-8", newline=""))}
said, texts = {}, []
for name in ("ket-qua.csv", "ket-qua-quy-2.csv", "ket-qua-thang-7-8.csv"):
    for row in csv.DictReader(open(name, encoding="utf-8", newline="")):
        said.setdefault(row["id"], {}).update({k: v for k, v in row.items() if v})
wrong = [(id, f) for id, row in said.items() for f, v in row.items() if plan[id][f] != v]
print("not ok -" if wrong else "ok -", "what was said last of a task stands at it, word for word")
for id, field in wrong[:5]:
    print("#  ", id, field, repr(plan[id][field]), "instead of", repr(said[id][field]))
early = [id for id, row in said.items() if row.get("done", "9") < plan[id]["start"]]
print("not ok -" if early else "ok -", "no task is done before it begins", *early)
PYTHON
python3 said.py
says 'nothing is wrong with the directory after eight months' 'nothing is wrong' htxplan check
# ---- The month end of the office ----

mkdir "$TMP/returns"
cat >"$TMP/returns/DTTV-thang-8.csv" <<'CSV'
Mã,Trạng thái,Tiến độ (%),Kết quả
2025-08-DTTV-02,Đang thực hiện,20,Đã gặp 03 HTX.
CSV
printf 'Mã,Trạng thái\n2025-08-VP-01,Xong rồi\n' >"$TMP/returns/VP-thang-8.csv"
fails 'a return that cannot be read is named, and there is no report without it' 1 \
    'VP-thang-8.csv:2: status:' "$TOP/examples/cuoi-thang.sh" . "$TMP/returns" 2025-09-03
check 'the return is left where it can be mended' test -f "$TMP/returns/VP-thang-8.csv"
check '... and the good one is read and put aside' test -f "$TMP/returns/da-nhap/DTTV-thang-8.csv"
check '... and there is no report' test ! -e reports/BC-thang-08-2025.xlsx
rm "$TMP/returns/VP-thang-8.csv"
check 'without it the month end goes through' "$TOP/examples/cuoi-thang.sh" . "$TMP/returns" 2025-09-03
check '... with the report on the month that has ended' test -s reports/BC-thang-08-2025.xlsx
find reports/don-doc -name '*.xlsx' | sort >got
same '... and a reminder for each unit that owes something' got - <<'LIST'
reports/don-doc/TB-don-doc-2025-09-03-CSTV.xlsx
reports/don-doc/TB-don-doc-2025-09-03-DTTV.xlsx
reports/don-doc/TB-don-doc-2025-09-03-KHTH.xlsx
reports/don-doc/TB-don-doc-2025-09-03-QUY.xlsx
reports/don-doc/TB-don-doc-2025-09-03-TTTT.xlsx
reports/don-doc/TB-don-doc-2025-09-03-VP.xlsx
reports/don-doc/TB-don-doc-2025-09-03-XTTM.xlsx
LIST
fails 'what the month end needs is said' 2 'OFFICE RETURNS' "$TOP/examples/cuoi-thang.sh"

# ---- A province's campaign plan, as INI ----

cd ..
example tinh province
cd province
says 'ten activities come out of the INI plan' '10 added, 0 updated, 0 unchanged, 0 missing' \
    htxplan import ke-hoach-thang-hanh-dong.ini
cp "$TMP/.stderr" warnings
check 'the activity without a time is named' grep -q 'ini:43: warning: 1\.3: ' warnings
check 'the time that others set is named' grep -q 'ini:51: warning: 1\.4: ' warnings
htxplan list --format csv --columns id,kind,start,due,lead,with >got.csv
same 'times and units are read out of their words' got.csv - <<'CSV'
id,kind,start,due,lead,with
KH12-1.1a,once,2025-03-21,2025-03-31,TVPT,PHONG
KH12-1.1b,once,2025-05-01,2025-05-10,TVPT,PHONG;VP
KH12-1.2,once,2025-04-26,2025-04-30,KHHT,TVPT;QUY
KH12-1.3,,,,VP,PHONG
KH12-1.4,external,,,KHHT,TVPT
KH12-2.1,once,2025-04-11,2025-04-11,VP,PHONG;TVPT;QUY
KH12-2.2,once,2025-01-01,2025-12-31,TCTT,PHONG;TVPT;BBT
KH12-2.3,once,2025-04-01,2025-06-30,TVPT,KHHT;TCTT
KH12-2.4,once,2025-03-01,2025-04-30,TCTT,BBT;VP
KH12-2.5,once,,2025-06-14,QUY,PHONG
CSV
says 'numbered keys are paragraphs' 2 python3 -c '
import json, subprocess
task = json.loads(subprocess.check_output(["htxplan", "show", "KH12-2.5", "--format", "jsonl"]))
print(task["detail"].count("\n") + 1)'
says 'the same plan again changes nothing' '0 added, 0 updated, 10 unchanged, 0 missing' \
    htxplan -q import ke-hoach-thang-hanh-dong.ini
says 'nothing is wrong with the directory' 'nothing is wrong' htxplan check

# ---- What make demo shows ----

mkdir "$TMP/build"
ln -s "$(dirname "$HTXPLAN")" "$TMP/build/bin"
check 'the demonstration goes through' sh "$TOP/examples/demo" "$TMP/build"
cp "$TMP/.stdout" "$TMP/.shown"
forms=$(cd "$TOP/lib/report/forms" && echo *.ini)
for form in $forms; do
    check "... and has a report of the form ${form%.ini}" grep -q "^[$] htxplan report ${form%.ini}\\b" "$TMP/.shown"
done
find "$TMP/build/demo" -name '*.xlsx' >made
check '... a workbook for each' test "$(wc -l <made)" = "$(grep -c '^[$] htxplan report' "$TMP/.shown")"
