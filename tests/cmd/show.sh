# shellcheck shell=sh
# show: everything on a task that can be named by a part of its id.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
example tinh province
cd city
htxplan -q import chuong-trinh-2025.txt >counts
htxplan import ket-qua.csv --reason 'tổng hợp quý I' --ref 05/BC-KHTH >counts

# What differs from run to run: transactions, and the clock in the history.
stable() {
    sed 's/[0-9]\{8\}T[0-9]\{6\}Z-[0-9a-f]*/TRANSACTION/; s,^[0-9/]\{10\} [0-9:]\{5\}  ,DAY TIME  ,' "$1"
}
golden() { # WHAT FILE COMMAND...
    golden_what=$1 golden_file=$2
    shift 2
    capture "$@"
    stable "$TMP/.stdout" >"$TMP/shown"
    same "$golden_what" "$TMP/shown" "$TOP/tests/golden/$golden_file"
}
golden 'all that is known of a task, with its history' show.txt htxplan show 2025-03-KHTH-02
first_line() {
    "$@" | head -n 1
}
title='Báo cáo kết quả công tác quý I gửi cấp trên, dự kiến những việc trọng tâm 3 tháng tiếp theo.'
for id in 2025-03-KHTH-02 03-KHTH-02 2025-03-khth-02; do
    says "a task may be named $id" "$title" first_line htxplan show "$id"
done
fails 'a name that fits several lists them' 1 '2025-01-KHTH-02 2025-02-KHTH-02' htxplan show KHTH-02
fails 'a part of a segment is no name' 1 "no task '03-KHTH-0'" htxplan show 03-KHTH-0
fails 'no such task' 1 "no task '2025-03-KHTH-99'" htxplan show 2025-03-KHTH-99
fails 'an empty name is none' 1 "no task ''" htxplan show ''
fails 'no task at all is wrong usage' 2 'usage: htxplan show' htxplan show
capture htxplan show 2025-03-VP-01 no-such-task
check 'all or nothing: the first of two is not printed when the second is unknown' \
    test ! -s "$TMP/.stdout"
says 'several tasks in the order that was asked for' '2025-04-VP-01
2025-03-VP-02' htxplan show 2025-04-VP-01 2025-03-VP-02 --format ids
htxplan show 2025-03-VP-02 --format json >one.json
says 'JSON has every field by its name' 'done 2025-03-07 VP' python3 -c '
import json
task, = json.load(open("one.json", encoding="utf-8"))
print(task["status"], task["done"], task["lead"])'
cd ../province
htxplan -q import ke-hoach-thang-hanh-dong.ini >counts
golden 'an activity with its paragraphs' show-activity.txt htxplan show KH12-2.5
says 'an activity may be named by its number' 'Dự Diễn đàn Hợp tác xã quốc gia năm 2025' \
    first_line htxplan show 1.3
