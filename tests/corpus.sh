# shellcheck shell=sh
# The two real documents, whose texts are not here: CORPUS says where they are.
. tests/lib.sh
. tests/office
if [ -z "$CORPUS" ]; then
    skip 'the two real documents are not here (CORPUS)'
    exit
fi
cd "$TMP"
inputs=$CORPUS/inputs expected=$CORPUS/expected
mkdir hai-phong bac-giang
cp "$inputs/hai-phong.ini" hai-phong/htxplan.ini
cp "$inputs/bac-giang.ini" bac-giang/htxplan.ini

# ---- A yearly programme ----

cd hai-phong
import() {
    htxplan import --plan CTR2024 "$inputs/hai-phong-2024.txt"
}
columns() {
    htxplan list --format csv --columns "$@"
}
same_again='0 added, 0 updated, 356 unchanged, 0 missing'

says 'the programme comes in whole' '356 added, 0 updated, 0 unchanged, 0 missing' import
cp "$TMP/.stderr" warnings
check 'the broken word is named with its line' grep -Fq 'hai-phong-2024.txt:32: warning:' warnings
check 'the lost dash is named with its line' grep -Fq 'hai-phong-2024.txt:1615: warning:' warnings
columns month,lead,title >got.csv
python3 - "$expected/hai-phong-2024.csv" >want.csv <<'PYTHON'
import csv, sys
rows = csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""))
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["month", "lead", "title"])
for row in rows:
    out.writerow([row["month"], row["lead"], row["title"]])
PYTHON
same 'month, unit and words of every task are those that a careful reader finds' got.csv want.csv
says 'every task has an id of its own' 356 sh -c 'htxplan list --format ids | sort -u | wc -l'
says 'the same document again changes nothing' "$same_again" import
says 'through standard input it is the same document' "$same_again" \
    htxplan -q import --plan CTR2024 - <"$inputs/hai-phong-2024.txt"

# A person moves, reassigns, corrects and finishes tasks in the plan file.
python3 - plans/CTR2024.csv <<'PYTHON'
import csv, sys
path = sys.argv[1]
rows = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
by_id = {row["id"]: row for row in rows}
by_id["2024-03-VP-01"].update(status="done", done="2024-03-20", result="Đã tuyển 02 người")
by_id["2024-03-KHTH-02"].update(month="2024-05", start="2024-05-01", due="2024-05-31")
by_id["2024-06-QUY-01"].update(lead="VP")
by_id["2024-07-TTDT-01"].update(title="Tên việc đã sửa", note="sửa tay")
with open(path, "w", encoding="utf-8", newline="") as file:
    out = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
PYTHON
all=id,month,start,due,lead,title,status,done,result,note
columns $all --sort id >before.csv
says 'the document again leaves what people changed by hand alone' "$same_again" import
columns $all --sort id >after.csv
same 'what people changed by hand is still there' after.csv before.csv
says 'a moved task is in its new month' 1 \
    sh -c 'htxplan list --month 2024-05 --format ids | grep -c "^2024-03-KHTH-02$"'

# ---- Its report ----

report() {
    htxplan report month 2024-03 --as-of 2024-04-10 -o "$1"
}
rm -r plans journal.csv
into_nothing import 2>"$TMP/err"
check 'the report of March is written' report one.xlsx
report two.xlsx >"$TMP/out"
check 'the same report has the same bytes' cmp one.xlsx two.xlsx
python3 "$TOP/tests/report_read.py" one.xlsx 27 7 27 7

# ---- A campaign plan ----

cd ../bac-giang
says 'the campaign plan comes in whole' '10 added, 0 updated, 0 unchanged, 0 missing' \
    htxplan import --plan KH34 "$inputs/bac-giang-2024.md"
cp "$TMP/.stderr" warnings
check 'a time that others set is named' grep -q '^htxplan: .*\.md:[0-9]*: warning: 1\.3: ' warnings
check 'an activity without a time is named' grep -q '^htxplan: .*\.md:[0-9]*: warning: 1\.4: ' warnings
columns number,title,when,start,due,place,lead,with >got.csv
same 'number, title, times, place and units are those that a careful reader finds' \
    got.csv "$expected/bac-giang-2024.csv"
says 'the campaign plan again changes nothing' '0 added, 0 updated, 10 unchanged, 0 missing' \
    htxplan import --plan KH34 "$inputs/bac-giang-2024.md"
htxplan export --format json >plan.json
python3 - <<'PYTHON'
import json
tasks = {task["number"]: task for task in json.load(open("plan.json", encoding="utf-8"))}

def whole(number, paragraphs, first, last, across):
    detail = tasks[number].get("detail", "")
    good = (detail.startswith(first) and detail.rstrip(".").endswith(last)
            and detail.count("\n") + 1 == paragraphs and across in detail)
    print("ok -" if good else "not ok -", f"the long text of {number} is whole across its page break")
    if not good:
        print("#  ", detail.replace("\n", "\n#   "))

whole("2.2", 3, "Phối hợp với Báo Bắc Giang", "ngày HTX Việt Nam 11/4",
      "\nTổ chức hoạt động tuyên truyền lồng ghép")
whole("2.3", 1, "Chỉ đạo các phòng chuyên môn", "10 đơn vị tham gia thành viên",
      "vận động gia thành viên Liên minh HTX tỉnh")
duties = [t for t in tasks.values() if "Văn phòng" == t["title"] or "TỔ CHỨC" in t.get("section", "")]
print("not ok -" if duties else "ok -", "the duties of units at the end are no activities")
PYTHON
