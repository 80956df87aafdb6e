# shellcheck shell=sh disable=SC2016 # what stands in single quotes is for another shell
# list: the tasks that were asked for, and no others, in every format.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
example tinh province
cd city
htxplan -q import chuong-trinh-2025.txt >counts
htxplan import ket-qua.csv >counts
count() { # WHAT WANTED FILTER...
    count_what=$1 count_wanted=$2
    shift 2
    says "$count_what" "$count_wanted" htxplan list --count "$@"
}

# ---- Which tasks ----

for month in 3 03 2025-03 3/2025 03/2025 'Tháng 3' Mar-25; do
    count "March may be written '$month'" 25 --month "$month"
done
count 'months of the as-of year' 0 --as-of 2024-05-01 --month 3
count 'a range of months' 76 --month 1-3
count 'a comma is or' 52 --month 1,3
count 'so is the option again' 52 --month 1 --month 3
count 'two options are and' 8 --month 1-2 --lead KHTH
for quarter in 1 2025-Q1; do
    count "the quarter may be written '$quarter'" 76 --quarter $quarter
done
for unit in KHTH khth 'Phòng Kế hoạch - Tổng hợp' 'phong ke hoach tong hop' 'PHÒNG KẾ HOẠCH–TỔNG HỢP' \
    'P. Kế hoạch và Tổng hợp'; do
    count "the unit may be written '$unit'" 41 --lead "$unit"
done
for status in 'done' 'hoàn thành' 'Hoàn thành' xong; do
    count "the status may be written '$status'" 64 --status "$status"
done
count 'several statuses' 209 --status todo,doing
count 'due between two days' 25 --from 2025-03-01 --to 31/03/2025
count 'by plan' 276 --plan ctr2025
count 'added tasks' 0 --origin added
count 'words without accents find those with' 23 --text 'bao cao'
count 'words with accents find themselves' 23 --text 'báo cáo'
count '... in any case' 23 --text 'BÁO CÁO'
count '... and nothing else' 0 --text 'bào cào'
htxplan export --format json >all.json
cat >"$TMP/ask.py" <<'PYTHON'
"""ask.py EXPRESSION: how many tasks of all.json are so; said(t) is the text of one, plain(t)
that text without accents."""
import json, sys, unicodedata
def said(t):
    return " ".join(t.get(f) or "" for f in ("title", "detail", "result", "note")).lower()
def plain(t):
    text = unicodedata.normalize("NFD", said(t).replace("đ", "d"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())
tasks = json.load(open("all.json", encoding="utf-8"))
print(sum(bool(eval(sys.argv[1])) for t in tasks))
PYTHON
ask() {
    python3 "$TMP/ask.py" "$1"
}
open='t["status"] in ("todo", "doing")'
count 'overdue is what is open after its day' "$(ask "$open and t['due'] < '2025-04-10'")" --overdue
count '... and not on its day' "$(ask "$open and t['due'] < '2025-03-31'")" --overdue --as-of 2025-03-31
count 'due soon is what is open and due within the days' \
    "$(ask "$open and '2025-04-10' <= t['due'] <= '2025-04-30'")" --due-within 20
count 'the day may come from the environment' "$(ask "$open and t['due'] < '2025-06-10'")" --overdue \
    --as-of 2025-06-10
count 'words are looked for in results too' "$(ask "'kho bac' in plain(t)")" --text 'kho bạc'
count 'two words need not stand together' "$(ask "' phuc' in ' ' + plain(t) and ' hoi' in ' ' + plain(t)")" \
    --text 'phuc hoi'
count 'where the tone stands does not matter' "$(ask "'thủy sản' in said(t)")" --text 'thuỷ sản'
count 'commas are or' "$(ask "'thủy sản' in said(t) or 'ủy viên' in said(t)")" \
    --text 'thuỷ sản,uỷ viên'
count 'nothing fits' 0 --month 3 --text 'không có chữ này'

# ---- How they are printed ----

golden() { # WHAT FILE COMMAND...
    golden_what=$1 golden_file=$2
    shift 2
    capture "$@"
    same "$golden_what" "$TMP/.stdout" "$TOP/tests/golden/$golden_file"
}
golden 'the table lines up and is in Vietnamese as people write it' list.txt htxplan list --month 3 --lead KHTH,QUY
golden 'the summary by unit' list-by-unit.txt htxplan list --month 1-3 --by unit
golden 'the summary by status' list-by-status.txt htxplan list --by status
says 'the load of the months together is that of one of them' 25,3 sh -c '
    htxplan list --month 1-3 --by month | grep ^total | grep -o "25,3"'
golden 'a table for a document' list.md htxplan list --month 3 --lead KHTH --format markdown
check 'JSON is JSON' python3 -c '
import json, subprocess
tasks = json.loads(subprocess.check_output(["htxplan", "list", "--format", "json"]))
assert len(tasks) == 276 and tasks[0]["lead"] == "VP"'
check 'each line of JSON lines is one' python3 -c '
import json, subprocess
lines = subprocess.check_output(["htxplan", "list", "--format", "jsonl"]).decode().splitlines()
assert len([json.loads(line) for line in lines]) == 276'
check 'no task at all is JSON too' sh -c 'htxplan list --text không.có --format json | python3 -m json.tool'
says 'one id a line' 25 sh -c 'htxplan list --month 3 --format ids | grep -c "^2025-03-[A-Z]*-[0-9][0-9]$"'
says 'ids for xargs -0' 25 sh -c 'htxplan list --month 3 --format ids -0 | xargs -0 -n 1 echo | wc -l'
says 'tabs between columns' '2025-03-VP-01	VP' sh -c '
    htxplan list --month 3 --limit 1 --columns id,lead --format tsv | tail -n 1'
check 'no line of TSV has a tab too many' sh -c "htxplan list --columns id,title,note --format tsv |
    awk -F '\t' 'NF != 3 { exit 1 }'"
htxplan list --month 3 --format csv --columns title,lead,plan,state >got.csv
says 'columns in the order that was asked for' title,lead,plan,state head -n 1 got.csv
htxplan list --month 3 --sort -lead,title --columns lead --format csv | uniq | tail -n +2 | xargs >order
says 'downwards in the order of the office' 'QUY DTTV XTTM TTTT CSTV KHTH VP' cat order
htxplan list --sort -due,id --columns due --format csv | tail -n +2 >order
check 'downwards by date' sort -rc order
says 'at most so many' 7 sh -c 'htxplan list --limit 7 --format ids | wc -l'
check 'no colour in a pipe' sh -c '! htxplan list | grep -q "$(printf "\033")"'
check 'colour where it is wanted' sh -c 'htxplan list --color always --overdue | grep -q "$(printf "\033")"'
check 'a summary is JSON too' sh -c 'htxplan list --by month --format json | python3 -m json.tool'
says 'a summary is CSV too' 'Văn phòng,4,4,0,0,0,4.0' sh -c 'htxplan list --month 3 --by unit --format csv | sed -n 2p'

# ---- A campaign plan ----

cd ../province
htxplan -q import ke-hoach-thang-hanh-dong.ini >counts
ids() { # WHAT WANTED FILTER...
    ids_what=$1 ids_wanted=$2
    shift 2
    says "$ids_what" "$ids_wanted" sh -c 'htxplan list --format ids "$@" | sed s/KH12-// | xargs' sh "$@"
}
ids 'an activity is in the months that its time touches' '1.2 2.1 2.2 2.3 2.4' --month 4
ids '... the deadline without a start in its own' '2.2 2.3 2.5' --month 6
ids 'a group stands for each of its units' '1.1a 1.1b 1.3 2.1 2.2 2.3 2.5' --with KHHT
ids '... beside what the unit leads' '1.1a 1.1b 1.2 1.3 1.4 2.1 2.2 2.3 2.5' --unit KHHT
ids 'what has no deadline of ours is never overdue' '1.1a 1.1b 1.2 2.1 2.2 2.3 2.4 2.5' \
    --overdue --as-of 2026-01-15

# ---- What is refused ----

fails 'no month' 2 "'13'" htxplan list --month 13
fails 'no range of months' 2 "'5-2'" htxplan list --month 5-2
fails 'no quarter' 2 '2025-Q5' htxplan list --quarter 2025-Q5
fails 'no date' 2 "'31/4/2025'" htxplan list --to 31/4/2025
fails 'no number' 2 "'mai'" htxplan list --due-within mai
fails 'no column, and which there are' 2 'id number section title' htxplan list --columns ten
fails 'no sort key' 2 'ten' htxplan list --sort ten
fails 'no summary of that' 2 'assignee' htxplan list --by lead
fails 'no format' 2 'markdown' htxplan list --format xml
fails 'no unit, and the one that was meant' 1 "did you mean 'Văn phòng'" htxplan list --lead 'Văn phong so'
fails 'no plan' 1 '[plan KH99]' htxplan list --plan KH99
fails 'operands are for other commands' 2 'usage: htxplan list' htxplan list 2025-03
