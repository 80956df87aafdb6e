# shellcheck shell=sh disable=SC2016 # what stands in single quotes is for another shell
# import again: what the plan has changed since stays, what the source has changed arrives.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
cat >plan.txt <<'TEXT'
Tháng 3
1. Văn phòng:
- Họp giao ban.
- Họp giao ban.
- Trực cơ quan.
2. Phòng Kế hoạch - Tổng hợp:
- Họp giao ban.
Tháng 4
1. Văn phòng:
- Họp giao ban.
./.
TEXT
columns() {
    htxplan list --format csv --sort id --columns "$1"
}
change() { # ID FIELD VALUE [FIELD VALUE]...: as a person does it, in the plan file
    python3 - "$@" <<'PYTHON'
import csv, sys
path = "plans/CTR2025.csv"
rows = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
task = next(row for row in rows if row["id"] == sys.argv[1])
fields = list(rows[0]) + [f for f in sys.argv[2::2] if f not in rows[0]]
task.update(zip(sys.argv[2::2], sys.argv[3::2]))
with open(path, "w", encoding="utf-8", newline="") as file:
    out = csv.DictWriter(file, fields, restval="", lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
PYTHON
}
imports() { # WHAT COUNTS FILE
    says "$1" "$2" htxplan -q import "$3"
}

# ---- Repeated tasks ----

imports 'tasks with the same words are tasks of their own' '5 added, 0 updated, 0 unchanged, 0 missing' plan.txt
says 'the closing mark is no part of the last title' 'Họp giao ban.' \
    sh -c 'htxplan list --month 4 --columns title --format csv | tail -n 1'
imports 'and found again, the first as the first' '0 added, 0 updated, 5 unchanged, 0 missing' plan.txt
change 2025-03-VP-02 status "done" "done" 2025-03-20
imports 'the second of two stays done' '0 added, 0 updated, 5 unchanged, 0 missing' plan.txt
columns id,status >got.csv
same 'and no other' got.csv - <<'CSV'
id,status
2025-03-KHTH-01,todo
2025-03-VP-01,todo
2025-03-VP-02,done
2025-03-VP-03,todo
2025-04-VP-01,todo
CSV
sed '4a - Họp giao ban.' plan.txt >three.txt
imports 'a third of its kind is new' '1 added, 0 updated, 5 unchanged, 0 missing' three.txt
imports 'what the source has no more is counted and left' '0 added, 0 updated, 5 unchanged, 1 missing' plan.txt
sed 's/Trực cơ quan/TRỰC  cơ quan/; s/Họp giao ban/Họp Giao ban/' plan.txt >spelled.txt
htxplan -q import spelled.txt >counts
check 'another spelling is no other task' grep -q '^0 added, .*, 1 missing$' counts

# ---- Changes here ----

rm -r plans journal.csv
htxplan -q import plan.txt >counts
change 2025-03-VP-01 month 2025-05 start 2025-05-01 due 2025-05-31 note 'chuyển theo kết luận giao ban'
change 2025-03-VP-03 lead KHTH with QUY
change 2025-03-KHTH-01 title 'Họp giao ban mở rộng' 'Phòng họp' B
columns id,month,due,lead,with,title,note,'Phòng họp' >before.csv
imports 'moved, reassigned and renamed tasks are found again' '0 added, 0 updated, 5 unchanged, 0 missing' plan.txt
columns id,month,due,lead,with,title,note,'Phòng họp' >after.csv
same 'and keep what was changed here' after.csv before.csv
imports 'a third time too' '0 added, 0 updated, 5 unchanged, 0 missing' plan.txt

# ---- Changes there, and on both sides ----

table() {
    printf '%s\n' "$@" >table.csv
}
table id,budget,place,note,Xe 2025-04-VP-01,'10 triệu','Hội trường A',,29A
imports 'a table of further fields reaches its task' '0 added, 1 updated, 0 unchanged, 4 missing' table.csv
table id,budget,place,note,Xe 2025-04-VP-01,,'Hội trường B',ghi,29A
imports 'a changed cell arrives' '0 added, 1 updated, 0 unchanged, 4 missing' table.csv
columns id,budget,place,note,Xe | grep 2025-04 >got.csv
same 'an empty cell leaves what is there' got.csv - <<'CSV'
2025-04-VP-01,10 triệu,Hội trường B,ghi,29A
CSV
change 2025-04-VP-01 place 'Hội trường C' Xe 29C
imports 'the same table leaves what was changed here alone' \
    '0 added, 0 updated, 1 unchanged, 4 missing' table.csv
columns place,Xe | tail -n +2 | grep Hội >got.csv || true
same '... in extra columns too' got.csv - <<'CSV'
Hội trường C,29C
CSV
table id,place 2025-04-VP-01,'Hội trường D'
htxplan import table.csv >counts 2>conflict
check 'a change on both sides is reported with file and line' grep -q 'table.csv:2: .*2025-04-VP-01: place' conflict
says '... and ours is kept' 'Hội trường C' sh -c 'htxplan list --month 4 --columns place --format csv | tail -n 1'
table id,place,area 2025-04-VP-01,'Hội trường D','Xã An Bình'
htxplan -q import table.csv >counts
says '... while the other fields of the row arrive' 'Xã An Bình' \
    sh -c 'htxplan list --month 4 --columns area --format csv | tail -n 1'

# ---- Ids ----

table id,title,lead,month 2025-06-VP-07,'Việc có mã',VP,2025-06
imports 'an id that the source gives is kept' '1 added, 0 updated, 0 unchanged, 5 missing' table.csv
table title,lead,month 'Việc kế tiếp',VP,2025-06
imports 'and the numbers go on after it' '1 added, 0 updated, 0 unchanged, 6 missing' table.csv
says '...' 2025-06-VP-08 htxplan list --text 'kế tiếp' --format ids
htxplan export --format csv >all.csv
imports 'what export wrote changes nothing when it comes back' '0 added, 0 updated, 7 unchanged, 0 missing' all.csv
table title,lead,month A,VP,2025-07
says 'two documents may come in at once' '1 added, 0 updated, 5 unchanged, 9 missing' \
    htxplan -q import plan.txt table.csv
