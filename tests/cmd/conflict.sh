# shellcheck shell=sh
# import, three-way: who changed what since the source came last decides.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
cd city
id=2025-06-VP-01
table() { # FILE LINE...
    table_file=$1
    shift
    printf '%s\n' "$@" >"$table_file"
}
imports() { # WHAT COUNTS ARGUMENT...
    imports_what=$1 imports_counts=$2
    shift 2
    says "$imports_what" "$imports_counts" htxplan -q import "$@"
}
updated='0 added, 1 updated, 0 unchanged, 0 missing'
unchanged='0 added, 0 updated, 1 unchanged, 0 missing'
table plan.csv title,lead,month,place,Xe "Việc,VP,2025-06,Hội trường A,29A"
imports 'a task comes in' '1 added, 0 updated, 0 unchanged, 0 missing' plan.csv

# ---- One field, both sides ----

htxplan -q update $id --set 'place=Hội trường B' >out
imports 'ours alone was changed: it stays' "$unchanged" plan.csv
table plan.csv title,lead,month,place,Xe "Việc,VP,2025-06,Hội trường C,29A"
for time in first second; do
    warns "both were changed: a conflict, told the $time time" "plan.csv:2: warning: $id: place was changed to 'Hội trường B' here and to 'Hội trường C'" \
        htxplan import plan.csv
done
imports '... and ours is kept' "$unchanged" plan.csv
value '...' 'Hội trường B' $id place
imports 'with --theirs the other is taken' "$updated" --theirs plan.csv
value '...' 'Hội trường C' $id place
imports 'and then there is no conflict any more' "$unchanged" plan.csv
keeps '... nor a word about it' htxplan import plan.csv
same '...' "$TMP/.stderr" /dev/null
table plan.csv title,lead,month,place,Xe "Việc,VP,2025-06,Hội trường D,29A"
imports 'theirs alone was changed: it arrives' "$updated" plan.csv
htxplan -q update $id --set 'place=Hội trường E' >out
table plan.csv title,lead,month,place,Xe "Việc,VP,2025-06,Hội trường E,29A"
imports 'both were changed to the same: no conflict' "$unchanged" plan.csv
table plan.csv title,lead,month,place,Xe "Việc,VP,2025-06,,"
imports 'an empty cell wants nothing' "$unchanged" plan.csv
value '...' 'Hội trường E' $id place

# ---- Times hold together ----

htxplan -q update $id --set due=2025-06-20 >out
table time.csv id,when,area "$id,trước ngày 11/6,Xã An Bình"
warns 'a time against a time is a conflict' "$id: due was changed" htxplan import time.csv
value '... and no half of it is taken, but the rest of the row is' '2025-06-01|2025-06-20|Xã An Bình' $id start,due,area
htxplan -q import --theirs time.csv >out
value 'with --theirs all of it is' 'trước ngày 11/6|2025-06-10' $id when,due
value 'and the first deadline is what it was' 2025-06-30 $id baseline

# ---- Two sources on one task ----

table old.csv id,status,result "$id,doing,bước một"
table new.csv id,status,result "$id,done,xong"
imports 'a result' "$updated" old.csv
says 'a newer one' "$updated" sh -c 'htxplan -q import --done-on 2025-06-09 new.csv | head -n 1'
imports 'the older document comes again and takes nothing back' "$unchanged" old.csv
value '...' 'done|2025-06-09|xong' $id status,done,result
imports 'the newer one, too, on another day' "$unchanged" --as-of 2025-07-01 new.csv
table old.csv id,status,result "$id,postponed,mở lại"
imports 'but what it says anew counts' "$updated" old.csv
value '... and what is open again has no day of being done' 'postponed||mở lại' $id status,done,result
htxplan -q undo >out
imports 'what was undone comes in again' "$updated" old.csv
htxplan -q undo >out
htxplan -q undo "$(last)" >out
imports 'what was undone and done again does not' "$unchanged" old.csv
says 'two files of one command are read one after the other' '0 added, 1 updated, 1 unchanged, 0 missing' \
    sh -c "printf 'id,status\n$id,done\n' >a.csv && printf 'id,status\n$id,done\n' >b.csv &&
           htxplan -q import a.csv b.csv | head -n 1"

# ---- Documents brought up to date ----

table year.csv title,lead,month,detail Một,VP,2025-09,a Một,VP,2025-09,b Hai,KHTH,2025-09,c
imports 'a programme' '3 added, 0 updated, 0 unchanged, 1 missing' year.csv
htxplan -q update 2025-09-VP-01 --move 10 --reason 'lùi' >out
imports 'a task that was moved is found where it was' '0 added, 0 updated, 3 unchanged, 1 missing' year.csv
table year.csv title,lead,month,detail Một,VP,2025-10,a2 Một,VP,2025-09,b Hai,KHTH,2025-09,c
imports 'and where it is, once the document has followed' '0 added, 1 updated, 2 unchanged, 1 missing' year.csv
value '...' '2025-10|a2' 2025-09-VP-01 month,detail
value 'the other of its name is as it was' '2025-09|b' 2025-09-VP-02 month,detail
says 'nothing is wrong with the directory afterwards' 'nothing is wrong' htxplan check
