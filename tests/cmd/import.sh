# shellcheck shell=sh
# import: what it refuses, and that it then leaves the plan as it was.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
example tinh province
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
nothing='nothing was imported'

# ---- Documents with a fault ----

sed '32s/.*/2. Phòng Kế hoạch - Tông hơp mới:/' chuong-trinh-2025.txt >unit.txt
refuses 'an unknown unit heading is named with its line' 'unit.txt:32: no unit' htxplan import unit.txt
refuses '... and the unit that was meant' "did you mean 'Phòng Kế hoạch - Tổng hợp'" htxplan import unit.txt
refuses '... and it is said that nothing came in' "$nothing" htxplan import unit.txt

# table ROW...: a table of tasks in t.csv
table() {
    printf '%s\n' title,lead,month "$@" >t.csv
}
refuses_table() { # WHAT PIECE ROW...
    table_what=$1 table_piece=$2
    shift 2
    table "$@"
    refuses "$table_what" "$table_piece" htxplan import t.csv
}
refuses_table 'an unknown unit in a table is named with its line' "t.csv:3: lead: no unit 'VPP'" \
    A,VP,2025-03 B,VPP,2025-03
refuses_table '... and the unit that was meant' "did you mean 'VP'" A,VPP,2025-03
refuses_table 'a row with a cell too few is named with its line' 't.csv:3: 2 cells where the head has 3' \
    A,VP,2025-03 B,VP
refuses_table 'a row with a cell too many is named with its line' 't.csv:2: 4 cells' A,VP,2025-03,x
refuses_table 'a quote inside a cell is named with its line' 't.csv:3: a quote' \
    A,VP,2025-03 'B "x",VP,2025-03'
refuses_table 'a quote that is never closed is named where it opens' 't.csv:3: the quote' \
    A,VP,2025-03 '"B,VP,2025-03' C,VP,2025-03
refuses_table 'an impossible month is named' 't.csv:2: month: ' A,VP,2025-13
refuses_table 'a row without a title is named' 't.csv:2: a task needs a title' ,VP,2025-03
refuses_table 'every bad row is listed, not only the first' 't.csv:4: month: ' \
    A,VPP,2025-03 B,VP,2025-03 C,VP,2025-14
refuses_table 'bad rows are counted as rows' 't.csv: 2 bad rows' A,VPP,2025-13 B,VP,2025-03 C,VPP,2025-14
refuses_table 'a title of 2,001 characters is refused' 'longer than 2,000 characters' \
    "$(awk 'BEGIN { while (n++ < 2001) printf "ố" }'),VP,2025-03"
printf 'id,status\n2025-03-VP-01,xong rồi\n' >t.csv
refuses 'an unknown status is named with its line' "t.csv:2: status: 'xong rồi'" htxplan import t.csv
printf 'id,status\n2025-03-VP-99,done\n' >t.csv
refuses 'a result for a task that is not there is refused' "t.csv:2: no task '2025-03-VP-99'" \
    htxplan import t.csv
printf 'id,due\n2025-03-VP-01,31/04/2025\n' >t.csv
refuses 'a day that does not exist is named' "t.csv:2: due: '31/04/2025'" htxplan import t.csv
printf 'id,progress\n2025-03-VP-01,150\n' >t.csv
refuses 'a progress above 100 is named' "t.csv:2: progress: '150'" htxplan import t.csv
printf 'xin chào\n' >t.csv
refuses 'a file that is no table of tasks is refused' 't.csv: no row of column heads' htxplan import t.csv
printf '%s\n' 'K? ho?ch c?ng t?c c?a Li?n minh h?p t?c x? th?nh ph?' >lost.txt
refuses 'a text whose letters an ANSI save destroyed is refused' 'lost.txt:1: ' htxplan import lost.txt
printf 'title,lead,month\nA,VP,2025-03\nC\303\251t \377\376\200,VP,2025-03\n' >bytes.csv
refuses 'bytes that are no UTF-8 are named with their line' 'bytes.csv:3: ' htxplan import bytes.csv
printf 'PK\003\004xxxx' >book.xlsx
refuses 'an Excel file that is none is named' 'book.xlsx: ' htxplan import book.xlsx
: >empty.txt
refuses 'an empty file is refused' 'empty.txt: the file is empty' htxplan import empty.txt
mkdir folder
refuses 'a directory is refused' "'folder' is a directory" htxplan import folder
refuses 'a missing file is named' "'nowhere.txt'" htxplan import nowhere.txt
refuses 'one bad file among several, and none comes in' "'nowhere.txt'" \
    htxplan import ket-qua.csv nowhere.txt
refuses 'an unknown plan prints the section to add' '[plan CTR2026]' \
    htxplan import --plan CTR2026 ket-qua.csv
fails 'an unknown format is wrong usage' 2 'auto text csv ini' htxplan import --format doc ket-qua.csv
fails 'an unknown encoding is wrong usage' 2 'windows-1258' htxplan import --encoding ebcdic ket-qua.csv
fails 'rejects without leave to skip are wrong usage' 2 '--skip-bad' htxplan import --rejects r.csv ket-qua.csv

# ---- INI plans and htxplan.ini ----

cd ../province
plan=ke-hoach-thang-hanh-dong.ini
htxplan -q import $plan >"$TMP/out"
edit() { # FILE SED-SCRIPT: refused.ini from FILE
    sed "$2" "$1" >refused.ini
}
edit $plan "/^title = Dự Diễn đàn/s/\$/ $(awk 'BEGIN { while (n++ < 1100) printf "x" }')/"
line=$(grep -n '^title = Dự Diễn đàn' $plan | cut -d: -f1)
refuses 'a line that iniparser would cut is refused with its number' "refused.ini:$line: a line of" \
    htxplan import refused.ini
edit $plan 's/^when = ngày 11.4.2025/when = ngày 11\/4\/2025; buổi sáng/'
line=$(grep -n '; buổi sáng' refused.ini | cut -d: -f1)
refuses 'a value that an unquoted ; would cut is refused with its number' "refused.ini:$line: a value with ;" \
    htxplan import refused.ini
edit $plan 's/^\[2.1\]/[2.1/'
refuses 'a section that is not closed is refused' 'refused.ini:' htxplan import refused.ini
edit $plan 's/^\[2.1\]/[1.4]/'
refuses 'an activity that is there twice is refused' "section '1.4' is already on line" htxplan import refused.ini
edit $plan '0,/^place/s//plase/'
refuses 'a mistyped field names the one that was meant' "did you mean 'place'" htxplan import refused.ini
edit $plan 's/^code = KH12/code = KH13/'
refuses 'a plan of another code is refused' 'KH13' htxplan import --plan KH12 refused.ini
edit $plan '0,/^lead = .*/s//lead = Phòng Kế hoạch Hỗ trợi/'
refuses 'an unknown unit in an INI plan is named' 'refused.ini:10: lead: no unit' htxplan import refused.ini
{ printf '\357\273\277' && sed 's/$/\r/' $plan; } >notepad.ini
says 'an INI plan that Notepad saved (BOM, CRLF) is the same plan' \
    '0 added, 0 updated, 10 unchanged, 0 missing' htxplan -q import notepad.ini
cp htxplan.ini kept.ini
{ printf '\357\273\277' && sed 's/$/\r/' kept.ini; } >htxplan.ini
says 'so is an htxplan.ini that Notepad saved' 10 htxplan list --count
for edit in 's/^name = Văn phòng/name = Văn phòng; tầng 1/' 's/^kind = campaign/kind campaign/' \
    's/^\[unit BBT\]/[unit VP]/' 's/^year = 2025/year = hai nghìn/'; do
    sed "$edit" kept.ini >htxplan.ini
    refuses "htxplan.ini with $edit is refused with its line" 'htxplan.ini:' timeout 5 htxplan import $plan
done
