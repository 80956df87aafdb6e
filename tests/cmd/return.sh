# shellcheck shell=sh
# import --return: a unit reports on its own tasks, and on nothing else.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
HTXPLAN_TODAY=2025-05-06
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
htxplan -q import ket-qua.csv >"$TMP/out"

table() { # LINE...: t.csv
    printf '%s\n' "$@" >t.csv
}
field() { # ID FIELD
    htxplan list --plan CTR2025 --format csv --columns id,"$2" --month 1-12 | sed -n "s/^$1,//p"
}

# ---- The example ----

says 'a return names its tasks by id or by title and month' '0 added, 5 updated, 0 unchanged, 0 missing
1 task reported done without a date took the day given' htxplan import --return xttm tra-loi-xttm.csv
cp "$TMP/.stderr" warnings
check 'what it may not say is named with its row' \
    grep -q 'tra-loi-xttm.csv:8: warning: 2025-04-XTTM-02: refused, .*due.*2025-05-15' warnings
check '... and nothing else is warned about' test "$(wc -l <warnings)" = 1
htxplan list --format csv --columns id,status,progress,done,due,result --lead XTTM --month 2,4 >got.csv
same 'its words stand at its tasks, and no deadline moved' got.csv - <<'CSV'
id,status,progress,done,due,result
2025-02-XTTM-01,done,100,2025-04-18,2025-02-28,"Đã rút kinh nghiệm tại buổi sinh hoạt khối, có 31 HTX dự."
2025-02-XTTM-02,doing,40,,2025-02-28,Đã chọn 07 sản phẩm của 05 HTX.
2025-02-XTTM-03,done,100,2025-02-28,2025-02-28,Bổ sung 13 sản phẩm của 06 HTX.
2025-04-XTTM-01,done,100,2025-05-02,2025-04-30,"16 gian hàng, doanh thu ước 870 triệu đồng."
2025-04-XTTM-02,doing,50,,2025-04-30,Ban tổ chức dời hội nghị sang giữa tháng 5.
2025-04-XTTM-03,done,100,2025-05-06,2025-04-30,Xong 04 bộ nhận diện.
CSV
says 'the same return a month later changes nothing' '0 added, 0 updated, 5 unchanged, 0 missing' \
    htxplan -q --as-of 2025-06-06 import --return XTTM tra-loi-xttm.csv
says 'nor does an older table of results that comes again' \
    '0 added, 0 updated, 76 unchanged, 200 missing' htxplan -q import ket-qua.csv
htxplan -q undo >"$TMP/out"
says 'a return that was undone comes in again' '0 added, 5 updated, 0 unchanged, 0 missing' \
    sh -c 'htxplan -q import --return XTTM tra-loi-xttm.csv | head -n 1'
htxplan import -n --return VP - >got 2>&1 <<'CSV'
id,status,result
2025-04-VP-01,doing,bước một
CSV
check 'a dry run shows each change as old and new' grep -q '^2025-04-VP-01: status: todo -> doing$' got
says '... and makes none' todo field 2025-04-VP-01 status

# ---- Whose task is it? ----

table id,status 2025-04-VP-01,doing 2025-04-KHTH-01,done
refuses "a result for another unit's task is refused with its row" \
    "t.csv:3: task '2025-04-KHTH-01' is not led by VP but by KHTH" htxplan import --return VP t.csv
says 'the good rows come in with leave' '0 added, 1 updated, 0 unchanged, 0 missing' \
    htxplan import --return VP --skip-bad --rejects r.csv t.csv
check '... and the others are kept with the reason' grep -q '^2025-04-KHTH-01,done,.*KHTH' r.csv
table id,status 2025-04-VP-01,doing 2025-04-KHTH-01,todo
says "another unit's row that says nothing new is read over" '0 added, 0 updated, 1 unchanged, 0 missing' \
    htxplan -q import --return VP t.csv
says 'with trust it counts' '0 added, 1 updated, 1 unchanged, 0 missing' sh -c \
    'printf "id,status\n2025-04-VP-01,doing\n2025-04-KHTH-01,doing\n" | htxplan import --return VP --trust -'
table id,status 2025-04-VP-99,done
refuses 'an id that is not there is refused' "t.csv:2: no task '2025-04-VP-99'" htxplan import --return VP t.csv
table title,status 'Việc không có',done
refuses 'a title that is not there is refused' 't.csv:2: no task that VP leads' htxplan import --return VP t.csv
table title,month,status 'Việc không có',2025-04,done
refuses '... also when it could be a new task' 't.csv:2: ' htxplan import --return VP t.csv
says '... which trust adds, to the unit' '1 added, 0 updated, 0 unchanged, 0 missing' \
    sh -c 'htxplan import --return VP --trust --done-on 2025-04-30 t.csv | head -n 1'
says '...' VP sh -c "htxplan list --text 'Việc không có' --format csv --columns lead | tail -n 1"
table title,status '"Thực hiện công tác văn thư, lưu trữ, quản trị trụ sở."',doing
refuses 'a title of several months asks for the month, and names the ids' 'give the id (2025-' \
    htxplan import --return VP t.csv
table title,month,status '"thực hiện công tác văn thư, lưu trữ, quản trị trụ sở"',6/2025,doing
says 'with its month it is found, in any spelling' '0 added, 1 updated, 0 unchanged, 0 missing' \
    htxplan import --return VP t.csv
table id,status 2025-04-VP-01,doing 2025-04-VP-01,done
refuses 'two rows on one task are refused' "t.csv:3: task '2025-04-VP-01' has a row already, 2" \
    htxplan import --return VP t.csv
table status,result done,x
refuses 'a row that names no task is refused' 't.csv' htxplan import --return VP t.csv
fails 'an unknown unit suggests the one that was meant' 1 "did you mean 'VP'" htxplan import --return VPP t.csv
fails 'trust without a return is wrong usage' 2 '--return' htxplan import --trust t.csv

# ---- What may it say? ----

table id,title,lead,month,when,due,budget,status,note,Lạ \
    '2025-06-VP-01,Tên khác,KHTH,7/2025,cuối tháng 7,31/7/2025,9 triệu,doing,ghi,z'
says 'the fields of a return come in' '0 added, 1 updated, 0 unchanged, 0 missing' \
    htxplan import --return VP t.csv
cp "$TMP/.stderr" warnings
for name in title lead month when due budget Lạ; do
    check "... and $name is refused by name" grep -q "t.csv:2: warning: 2025-06-VP-01: refused, .* $name: " warnings
done
check '... each once' test "$(wc -l <warnings)" = 7
table id,lead,with,due,status '2025-06-VP-02,Phòng Lạ,Sở Lạ,mai,doing'
says 'what cannot be read does no harm where it is not wanted' '0 added, 1 updated, 0 unchanged, 0 missing' \
    htxplan import --return VP t.csv
table id,status '2025-06-VP-03,gần xong'
refuses 'a status that nobody knows is refused' "t.csv:2: status: 'gần xong'" htxplan import --return VP t.csv
table id,progress,done '2025-06-VP-03,30,' '2025-06-VP-04,,2025-06-02'
says 'progress without a status is work, a day without one is done' \
    '0 added, 2 updated, 0 unchanged, 0 missing' htxplan import --return VP t.csv
says '...' doing field 2025-06-VP-03 status
says '...' 'done' field 2025-06-VP-04 status
table id,status '2025-06-VP-04,đang thực hiện'
htxplan import --return VP t.csv >out
says 'what is no longer done has no day of being done' ',doing' field 2025-06-VP-04 done,status

# ---- As Excel ----

htxplan list --lead QUY --month 4 --format csv --columns id,title >tasks.csv
/usr/bin/python3 - <<'PYTHON'
import csv, datetime, openpyxl
book = openpyxl.Workbook()
sheet = book.active
for row in ["KẾT QUẢ THÁNG 4"], [], ["TT", "Mã", "Nội dung công việc", "Trạng thái", "Tiến độ", "Ngày hoàn thành"]:
    sheet.append(row)
for n, task in enumerate(csv.DictReader(open("tasks.csv", encoding="utf-8"))):
    sheet.append([n + 1, task["id"], task["title"], "Hoàn thành", 1, datetime.date(2025, 4, 28)])
    sheet.cell(sheet.max_row, 5).number_format = "0%"
book.save("quy.xlsx")
PYTHON
check 'a return comes in as an Excel workbook' htxplan import --return QUY quy.xlsx
says '... with its days and percents' 'done,100,2025-04-28' sh -c \
    'htxplan list --lead QUY --month 4 --format csv --columns status,progress,done | tail -n +2 | sort -u'
says 'nothing is wrong with the directory afterwards' 'nothing is wrong' htxplan check
