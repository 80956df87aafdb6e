# shellcheck shell=sh disable=SC2086 # $month is words
# report --unit, --split: each unit its own report, all of them or none.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/counts"
htxplan -q import ket-qua.csv >"$TMP/counts"
month='htxplan report month 2025-03'
paths() { # DIR: of the files that --split makes there
    for unit in VP KHTH CSTV TTTT XTTM DTTV QUY; do
        echo "$1/BC-thang-03-2025-$unit.xlsx"
    done
}
leads() { # COMMAND...: who leads the tasks of a report as CSV
    "$@" --format csv | python3 -c '
import csv, sys
leads = [row["Đơn vị chủ trì"] for row in csv.DictReader(sys.stdin) if "Mã" in row and row["Mã"] != "Mã"]
print(*dict.fromkeys(leads), len(leads), sep=";")'
}

# ---- One unit ----

says "a unit's report is called by its code" ./reports/BC-thang-03-2025-KHTH.xlsx \
    $month --unit 'phong ke hoach - tong hop'
says '... and has its tasks, all of them, and no others' \
    "Phòng Kế hoạch - Tổng hợp;$(htxplan list --month 2025-03 --lead KHTH --count)" leads $month --unit KHTH
check 'the letter counts them alone' sh -c "$month --unit KHTH --format text | tr '\n' ' ' | grep -q '02/03 đầu việc'"
says '... also where -o names the file' mine.xlsx $month --unit KHTH -o mine.xlsx
same '...' mine.xlsx reports/BC-thang-03-2025-KHTH.xlsx
refuses 'an unknown unit is none' "no unit 'KHTHH'; did you mean 'KHTH'?" $month --unit KHTHH
rm -r reports mine.xlsx

letter() { # PIECE OPTION...: the letter of one unit says that
    letter_piece=$1
    shift
    $month --unit KHTH --format text "$@" | grep -q "$letter_piece"
}
check "it is the unit's own letter: it issues it" letter '^ *PHÒNG KẾ HOẠCH - TỔNG HỢP'
check '... numbers it' letter 'Số: 07/BC-KHTH' --number 7
check '... addresses it to the leadership' letter '^ *Kính gửi: Lãnh đạo Liên minh Hợp tác xã'
check '... signs it' letter 'Nơi nhận: *PHÒNG KẾ HOẠCH - TỔNG HỢP$'
no_chairman() { ! letter 'CHỦ TỊCH'; }
check '... and no one else does' no_chairman
check "a reminder to a unit is the office's" sh -c \
    "htxplan report remind --as-of 2025-04-10 --unit KHTH --format text | grep -q 'CHỦ TỊCH'"

# ---- Each unit ----

$month >"$TMP/out" 2>&1
cp reports/BC-thang-03-2025.xlsx whole.xlsx
says 'each unit gets a report' "$(paths ./reports)" $month --split unit
says '... of its own tasks' KHTH sh -c "$month --unit KHTH -o one.xlsx >out && cmp one.xlsx reports/BC-thang-03-2025-KHTH.xlsx && echo KHTH"
same 'the whole report stays what it was' whole.xlsx reports/BC-thang-03-2025.xlsx
mkdir out.d
says 'elsewhere, too' "$(paths out.d)" $month --split unit -o out.d/
check '... the same' cmp out.d/BC-thang-03-2025-VP.xlsx reports/BC-thang-03-2025-VP.xlsx
says 'as text they come one after the other' 7 sh -c "$month --split unit --format text | grep -c '^ *BÁO CÁO$'"
says '... into one file' 7 sh -c "$month --split unit --format text -o all.txt && grep -c '^ *BÁO CÁO$' all.txt"
keeps 'where no unit has a task nothing is written' htxplan report month 2020-03 --split unit
cp "$TMP/.stdout" "$TMP/out"
cp "$TMP/.stderr" "$TMP/err"
check '... and that is said' grep -q 'no unit leads a task' "$TMP/err"
same '... not as a path' "$TMP/out" /dev/null
refuses 'they need a directory' "'nowhere' is no directory" $month --split unit -o nowhere
refuses '... not a file' "'whole.xlsx' is no directory" $month --split unit -o whole.xlsx
misuses 'several workbooks are no stream' 'standard output' $month --split unit -o -
misuses 'one unit or all of them' '--split for several' $month --split unit --unit VP

# ---- All or none ----

htxplan -q update 2025-03-QUY-01 --set note=mới >"$TMP/out"
refuses 'one that was sent and differs keeps all of them back' 'BC-thang-03-2025-VP.xlsx' $month --split unit
rm reports/*-[C-Z]*.xlsx
touch reports/BC-thang-03-2025-QUY.xlsx
refuses '... also the last of them' 'BC-thang-03-2025-QUY.xlsx' $month --split unit
check 'unless it is wanted' $month --split unit --force
rm reports/*-VP.xlsx
mkdir reports/BC-thang-03-2025-QUY.d
rm reports/BC-thang-03-2025-QUY.xlsx
mv reports/BC-thang-03-2025-QUY.d reports/BC-thang-03-2025-QUY.xlsx
refuses 'a place that is taken, too' 'QUY.xlsx' $month --split unit --force
rmdir reports/BC-thang-03-2025-QUY.xlsx
limited() {
    (
        trap '' XFSZ
        ulimit -f 20
        "$@"
    )
}
refuses 'a disk that is full' 'cannot' limited $month --split unit --force
refuses 'an output that is closed' 'cannot write' into_a_closed_output $month --split unit --force
refuses '... or full' 'cannot write' onto_a_full_disk $month --split unit --force

# ---- A reminder's days ----

misuses 'a reminder looks ahead' '1 to 366 days' $month --due-within 0
misuses '... a year at most' '1 to 366 days' $month --due-within 367
misuses '... and no other form does' "the form 'month' does not look ahead" $month --due-within 30
for days in 5 30; do
    says "... what is overdue or due in $days days, and no more" \
        "$(($(htxplan list --overdue --as-of 2025-04-10 --count) + $(htxplan list --due-within $days --as-of 2025-04-10 --count) + 1))" \
        sh -c "htxplan report remind --as-of 2025-04-10 --due-within $days --format csv | wc -l"
done
