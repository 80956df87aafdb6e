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
