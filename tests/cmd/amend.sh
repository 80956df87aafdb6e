# shellcheck shell=sh
# import --amend: what the leadership changed in the programme, in one transaction.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
HTXPLAN_TODAY=2025-04-10
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
htxplan -q import ket-qua.csv >"$TMP/out"

amend() {
    htxplan import --amend "$@" --ref 45/TB-LMHTX --reason 'Kết luận giao ban'
}
table() { # LINE...: t.csv
    printf '%s\n' "$@" >t.csv
}
transactions() {
    grep -c ',"*import ' journal.csv
}

fails 'a list of amendments needs its approval' 2 '--ref' htxplan import --amend dieu-chinh-quy-2.csv
fails '... and the reason' 2 '--reason' htxplan import --amend dieu-chinh-quy-2.csv --ref 45/TB
fails '... and is no return' 2 'return' htxplan import --amend --return VP --ref a --reason b dieu-chinh-quy-2.csv

before=$(transactions)
htxplan export >before.csv
keeps 'a dry run changes nothing' amend -n dieu-chinh-quy-2.csv
cp "$TMP/.stdout" dry
check '... and shows what would' grep -q '^2025-04-XTTM-02: month: ' dry
says 'tasks are added, moved and cancelled' '1 added, 1 moved, 1 cancelled' amend dieu-chinh-quy-2.csv
says '... in one transaction' $((before + 1)) transactions
htxplan list --format csv --columns id,month,start,due,baseline,status,origin,ref,with >all.csv
grep -E '^(2025-04-XTTM-02|2025-05-XTTM-02|2025-05-VP-04),' all.csv | sort >got.csv
same 'a moved task keeps id, first deadline and status; an added one has its approval' got.csv - <<'CSV'
2025-04-XTTM-02,2025-05,2025-05-01,2025-05-31,2025-04-30,todo,planned,,
2025-05-VP-04,2025-05,2025-05-01,2025-05-31,2025-05-31,todo,added,45/TB-LMHTX,XTTM
2025-05-XTTM-02,2025-05,2025-05-01,2025-05-31,2025-05-31,cancelled,planned,,
CSV
htxplan show 2025-04-XTTM-02 >shown
check 'the history has approval and reason' grep -q 'Kết luận giao ban' shown
check '...' grep -q '45/TB-LMHTX' shown
says 'the programme comes again and changes nothing' '0 added, 0 updated, 276 unchanged, 1 missing' \
    htxplan -q import chuong-trinh-2025.txt
refuses 'the same list again is refused, row by row' 'quy-2.csv:2: ' amend dieu-chinh-quy-2.csv
refuses '...' "quy-2.csv:3: task '2025-05-XTTM-02' is cancelled already" amend dieu-chinh-quy-2.csv
refuses '...' 'quy-2.csv:4: the plan has this task already: 2025-05-VP-04' amend dieu-chinh-quy-2.csv
htxplan undo >out
htxplan export >after.csv
sed 's/,[^,]*$//' before.csv >before
sed 's/,[^,]*$//' after.csv >after
same 'and is taken back as a whole' after before

# ---- Rows ----

accepts() { # WHAT COUNTS LINE...
    accept_what=$1 accept_counts=$2
    shift 2
    table "$@"
    says "$accept_what" "$accept_counts" amend t.csv
}
rejects() { # WHAT PIECE LINE...
    reject_what=$1 reject_piece=$2
    shift 2
    table "$@"
    refuses "$reject_what" "$reject_piece" amend t.csv
}
accepts 'English words do as well' '1 added, 1 moved, 1 cancelled' change,id,title,month,lead \
    moved,2025-06-VP-01,,2025-07, \
    cancelled,2025-06-VP-02,,, "added,,Tiếp đoàn,2025-06,VP"
accepts 'a task is found by its title' '0 added, 1 moved, 0 cancelled' change,title,lead,month \
    'chuyển sang tháng 12,"TỔ CHỨC ĐOÀN HTX tham gia hội chợ quốc tế nông sản, thực phẩm tại Hà Nội (dự kiến từ ngày 14/5 đến ngày 17/5).",XTTM,12/2025'
accepts 'a time in words is nearer than the month' '0 added, 1 moved, 0 cancelled' change,id,month,when \
    'lùi,2025-07-VP-01,8/2025,trước ngày 20/8'
says '...' '2025-08,2025-08-19,trước ngày 20/8' \
    sh -c 'htxplan list --format csv --columns id,month,due,when | sed -n "s/^2025-07-VP-01,//p"'
accepts 'so is a day' '0 added, 1 moved, 0 cancelled' change,id,month,due 'lùi,2025-07-VP-02,8/2025,05/8/2025'
says '...' '2025-08,2025-08-05' \
    sh -c 'htxplan list --format csv --columns id,month,due | sed -n "s/^2025-07-VP-02,//p"'
rejects 'an unknown id is refused' "t.csv:2: no task '2025-07-VP-77'" change,id,month chuyển,2025-07-VP-77,8
rejects 'a title that nothing has is refused' 't.csv:2: no task has this title' change,title,month 'chuyển,Việc lạ,8'
rejects 'a title of several tasks asks for the id' 'give the id (2025-' change,title,lead,month \
    'chuyển,"Thực hiện công tác văn thư, lưu trữ, quản trị trụ sở.",VP,8/2025'
rejects 'a move needs its month' 't.csv:2: task' change,id,month chuyển,2025-07-VP-03,
rejects 'a move to where it is is none' 't.csv:2: task' change,id,month chuyển,2025-07-VP-03,7/2025
rejects 'what is done is not moved' "t.csv:2: task '2025-01-VP-01' is done already" change,id,month \
    chuyển,2025-01-VP-01,8/2025
rejects 'what is cancelled is not cancelled' "t.csv:2: task '2025-03-XTTM-03' is cancelled" change,id rút,2025-03-XTTM-03
rejects 'a change that nobody knows is refused' "t.csv:2: change: 'xem xét' is none of" change,id 'xem xét,2025-07-VP-03'
rejects 'an added task needs its month' "t.csv:2: a programme's task needs its month" change,title,lead 'bổ sung,Việc,VP'
rejects 'a task cannot be moved and cancelled' 't.csv:3: ' change,id,month chuyển,2025-07-VP-03,8/2025 rút,2025-07-VP-03,
rejects 'a time that cannot be read is refused' 't.csv:2: ' change,id,month,when 'chuyển,2025-07-VP-03,8/2025,hôm nào đó'
rejects 'a list without a column of changes is refused' "t.csv:1: a list of amendments needs a column 'change'" \
    id,month 2025-07-VP-03,8/2025
accepts 'a row that says another title is taken, with a warning' '0 added, 1 moved, 0 cancelled' \
    change,id,title,month 'chuyển,2025-07-VP-03,Việc tên khác,8/2025'
check '...' sh -c "htxplan import -n --amend --ref a --reason b t.csv 2>&1 | grep -q 'at that time already'"
table change,id,month chuyển,2025-09-VP-01,10/2025 chuyển,2025-09-VP-77,10/2025
says 'the good rows come in with leave' '0 added, 1 moved, 0 cancelled' amend --skip-bad --rejects r.csv t.csv
check '... and the others are kept' grep -q '^chuyển,2025-09-VP-77,10/2025,' r.csv
fails 'a document of running text is no list' 2 'table' amend --format text chuong-trinh-2025.txt
says 'nothing is wrong with the directory afterwards' 'nothing is wrong' htxplan check
