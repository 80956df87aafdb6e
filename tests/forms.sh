# shellcheck shell=sh disable=SC2016 # what stands in single quotes is for another shell
# The forms: each built-in one on both offices in every format, an office's own ones, and their errors.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
example tinh province
mv city/forms own
(
    cd city
    htxplan -q import chuong-trinh-2025.txt
    htxplan -q import ket-qua.csv
    htxplan -q --as-of 2025-05-05 import --return XTTM tra-loi-xttm.csv
    htxplan -q import --amend --ref 45/TB-LMHTX --reason 'giao ban' dieu-chinh-quy-2.csv
    htxplan -q import ket-qua-quy-2.csv
    htxplan -q import phan-cong-quy-3.csv
    htxplan -q import ket-qua-thang-7-8.csv
    cd ../province
    htxplan -q import ke-hoach-thang-hanh-dong.ini
) >imported 2>&1 || comment <imported

# ---- The list ----

ten='adjust assignments half month nine plan programme quarter remind year'
htxplan -C city report --list >list
says 'the ten forms are listed' "$ten" sh -c 'echo $(cut -d " " -f 1 list | sort)'
check '... each with what it is' sh -c '! grep -Evq "^[a-z]+ +[^ ]+ [^ ]" list'
cp -R own city/forms
says "the office's own are listed with them" 'giao-ban tong-hop' sh -c '
    echo $(htxplan -C city report --list | cut -d " " -f 1 | grep -- - | sort)'

# ---- Each form ----

# A placeholder that is left, or one that has left a hole: "của ,", "()", two blanks inside a line.
holes() { # FILE
    grep -nE '[{}]|[^ |-] [.,;)]|\( ?\)|, ?[.;]|[^ .|]  +[^ |]' "$1"
}

# A report in all its formats, with a number so that none is left open.
all_formats() { # OFFICE DAY FORM [PERIOD]
    office=$1 day=$2 name=$1-$2-$3
    shift 2
    set -- -C "$office" --as-of "$day" report --number 7 "$@"
    for format in text markdown csv; do
        check "$name as $format" output "$name.$format" "$@" --format $format
    done
    check "$name leaves no placeholder and no hole" hole_free "$name.markdown" "$name.csv"
    check "$name as a workbook" htxplan "$@" -o "$name.xlsx"
}
output() { # FILE ARGUMENT...
    output=$1
    shift
    htxplan "$@" >"$output" && test -s "$output"
}
hole_free() {
    for hole_file; do
        if grep -n '[{}]' "$hole_file"; then
            return 1
        fi
    done
    ! holes "$1"
}

year_of_forms() { # OFFICE: forms and periods
    all_formats "$1" 2025-09-05 month 2025-08
    all_formats "$1" 2025-07-05 quarter 2025-Q2
    all_formats "$1" 2025-07-05 half 2025-H1
    all_formats "$1" 2025-10-05 nine 2025-9M
    all_formats "$1" 2025-12-25 year 2025
    all_formats "$1" 2025-09-05 programme
    all_formats "$1" 2025-09-05 assignments 2025-Q3
    all_formats "$1" 2025-09-22 remind
    all_formats "$1" 2025-07-05 adjust 2025-Q2
    all_formats "$1" 2025-07-05 month 2025-08
    all_formats "$1" 2027-02-05 month 2027-01
    all_formats "$1" 2027-02-05 adjust 2027
}
year_of_forms city
year_of_forms province
all_formats province 2025-04-10 plan
all_formats city 2025-09-05 tong-hop 2025-08
check 'giao-ban as a workbook' htxplan -C city --as-of 2025-09-29 report giao-ban -o giao-ban.xlsx
for form in month quarter programme assignments remind adjust tong-hop giao-ban; do
    htxplan -C city --as-of 2025-09-22 report "$form" --unit XTTM --format markdown --number 7 >unit.md
    check "$form of one unit leaves no placeholder and no hole" hole_free unit.md
done
cat >read.py <<'PYTHON'
import glob, openpyxl
for path in sorted(glob.glob("*.xlsx")):
    bad = [f"{sheet.title}!{cell.coordinate}: {cell.value}" for sheet in openpyxl.load_workbook(path)
           for row in sheet.iter_rows() for cell in row
           if isinstance(cell.value, str) and ("{" in cell.value or "}" in cell.value)]
    print("not ok -" if bad else "ok -", f"{path} has no placeholder left")
    for text in bad[:3]:
        print("#  ", text)
PYTHON
python3 read.py

fails 'an office without a campaign plan is told so' 1 'no campaign plan' htxplan -C city report plan
fails 'a reminder is about today' 2 'takes no period' htxplan -C city report remind 2025-03
fails 'so is the annex of a plan' 2 'takes no period' htxplan -C province report plan 2025
for period in 2025-03 2025-Q1 2025-H1 2025-9M 2025 this last; do
    check "a proposal may be on $period" htxplan -C city report adjust "$period" --format csv
done
for form in $(echo "$ten" | sed 's/ plan / /'); do
    check "$form needs no period" htxplan -C city report "$form" --format csv
done

# ---- A form like another ----

cd city
rm -r forms
mkdir forms
form() { # NAME: the form on standard input
    cat >"forms/$1.ini"
}
march() { # FORM: the lines of the report on March
    htxplan --as-of 2025-04-10 report "$1" 2025-03 --format markdown | sed '/^$/d'
}
march month >month.md

# What differs in March's report by the form x: so many lines out, so many in.
differs() { # WHAT OUT IN
    march x >x.md
    diff month.md x.md >difference || :
    says "$1" "$2 out, $3 in" sh -c '
        echo "$(grep -c "^<" difference) out, $(grep -c "^>" difference) in"'
}
form x <<'INI'
[form]
like = month
INI
differs 'a form that is like another and says nothing itself is the same' 0 0
form x <<'INI'
[form]
like = month

[part closing]
text = Hết.
INI
differs 'one text of its own changes this text' 1 1
check '... into that' grep -qx '> Hết.' difference
form x <<'INI'
[form]
like = month

[part about]
text1 = Kết quả {period}
INI
differs 'a list of texts takes the place of the whole list' 2 1
form x <<'INI'
[form]
like = month

[part late_list]
column1 = stt | 5 | TT
column2 = title | 80 | Việc
INI
march x >x.md
diff month.md x.md >difference || :
check 'other columns change their table' grep -q '^> | *TT *| *Việc *|$' difference
check '... and no other' sh -c '
    for file in month.md x.md; do
        sed "/^\*\*Phụ lục III/,/^\*\*Phụ lục IV/d" $file >rest.$file
    done
    cmp rest.month.md rest.x.md'
form x <<'INI'
[form]
like = month

[part note]

[part own]
type = text
look = body
text = Một đoạn riêng.
INI
differs 'a part of its own is added' 0 1
check '... behind the one that it follows' sh -c '
    grep -A 1 "Số liệu tính đến" x.md | grep -qx "Một đoạn riêng."'
form x <<'INI'
[form]
like = month

[sheet own]
name = Phụ lục {annex}
annex = yes

[part own]
type = annex
number = Phụ lục {annex}
text = DANH SÁCH RIÊNG
INI
differs 'a sheet of its own is added' 0 2
check '... as the last annex' sh -c '
    sed -n "/^\*\*Phụ lục V\*\*\$/,\$p" x.md | sed -n 2,3p | tr "\n" " " | grep -q "DANH SÁCH RIÊNG.*BIỂU ĐỒ"'
form x <<'INI'
[form]
like = month

[sheet charts]
if = assigned
INI
march x >x.md
diff month.md x.md >difference || :
check 'a sheet is left out where its count is 0' sh -c 'grep -q "^< .*BIỂU ĐỒ" difference && ! grep -q "^>" difference'
form month <<'INI'
[form]
like = month

[part heading]
text = BÁO CÁO CỦA CƠ QUAN
INI
form x <<'INI'
[form]
like = quarter
INI
check "the office's own month.ini is followed by all forms that are like it" sh -c '
    for form in quarter x; do
        htxplan report $form 2025-Q1 --format text | grep -q "BÁO CÁO CỦA CƠ QUAN" || exit 1
    done'
rm forms/month.ini

# ---- Errors ----

bad() { # WHAT LINE PIECE, the form on standard input
    cat >forms/x.ini
    fails "$1" 1 "./forms/x.ini:$2: $3" htxplan report x 2025-03
}
bad 'a form that is like none is named with its line' 2 "'like' names a built-in form, which 'thang' is not" <<'INI'
[form]
like = thang
INI
bad '... and one that is like itself' 2 "'like' names a built-in form" <<'INI'
[form]
like = x
INI
bad 'text before the first section' 1 '' <<'INI'
Báo cáo tháng
[form]
like = month
INI
bad 'a section that is there twice' 7 "section 'part closing' is already on line 4" <<'INI'
[form]
like = month

[part closing]
text = Hết.

[part closing]
text = Hết rồi.
INI
bad 'no such kind of period' 3 "period: 'week' is none of" <<'INI'
[form]
like = month
period = week
INI
bad 'no such default' 3 "default: 'next' is none of: last|this" <<'INI'
[form]
like = month
default = next
INI
bad 'a margin that no printer has' 4 "[page] needs 'top'" <<'INI'
[form]
like = month

[page]
top = 70
INI
inside() { # WHAT LINE PIECE SECTION KEY: a form like month whose section has these keys
    printf '[form]\nlike = month\n\n[%s]\n%s\n' "$4" "$5" | bad "$1" "$2" "$3"
}
inside 'no such type of part' 4 "[part tasks]: 'type' is one of" 'part tasks' 'type = table'
inside 'no such look' 4 "[part about]: 'look' is one of" 'part about' 'look = red'
inside 'no such chart' 4 "[part by_unit]: 'chart' is one of" 'part by_unit' 'chart = pie'
inside 'no such value' 5 "text: '{donne}'" 'part closing' 'text = {donne}'
inside '... in a condition' 5 "text: '{donne}'" 'part closing' 'text = {?donne:xong}'
inside '... that is none of a count' 5 "text: '{period}'" 'part closing' 'text = {?period:xong}'
inside 'a brace that is not closed' 5 'text: ' 'part closing' 'text = {period'
inside 'an annex that is not there' 5 "text: '{annex:own}'" 'part closing' 'text = {annex:own}'
inside '... or is no annex' 5 "text: '{annex:letter}'" 'part closing' 'text = {annex:letter}'
inside 'no such tasks' 5 "which: 'which' is one of" 'part tasks' 'which = past'
inside 'no such heading' 5 "group: 'group' is" 'part tasks' 'group = unit town'
inside 'no such rows' 5 "by: 'by' is one of" 'part summary' 'by = town'
bad 'columns that no page has room for' 4 "sheet 'Phụ lục I': the columns are" <<'INI'
[form]
like = month
file = x
[sheet tasks]
[part tasks]
column1 = stt | 90 | A
column2 = title | 90 | B
INI
inside 'a key that is none' 5 "[part tasks] knows no 'whcih'; did you mean 'which'?" 'part tasks' 'whcih = next'
inside 'no such orientation' 5 "orientation: 'x' is none of: portrait|landscape" 'sheet tasks' 'orientation = x'
inside 'more room than there is' 5 "space: '400' is no number from 0 to 100" 'part tasks' 'space = 400'
inside 'reasons that tasks of the period do not have' 5 "column1: the tasks of this 'which' have no such reason" 'part summary' 'column1 = late | 60 | Chậm'
inside '... as headings' 5 "group: the tasks of this 'which' have no such reason" 'part tasks' 'group = reason'
bad 'a section that is none' 3 '[prat x]: a form has' <<'INI'
[form]
like = month
[prat x]
INI
bad 'a part before the first sheet' 3 '[part own] stands before the first [sheet' <<'INI'
[form]
like = month
[part own]
type = text
look = body
text = TRÊN ĐẦU
INI
inside 'no such size' 5 'size: ' 'part tasks' 'size = 40'
inside 'no such count of a part' 5 'if: names no count' 'part by_unit' 'if = donne'
inside '... of a sheet' 5 'if: names no count' 'sheet areas' 'if = donne'
inside 'no such column of tasks' 6 'column2: no such column' 'part tasks' 'column1 = stt | 5 | STT
column2 = titel | 60 | Nội dung'
inside 'no such column of counts' 5 'column1: no such figure' 'part summary' 'column1 = title | 60 | Nội dung'
inside 'a column without a head' 5 "column1: write 'source | width | head'" 'part tasks' 'column1 = stt | 5'
inside 'one column is no list of tasks' 5 'column1: a table of tasks needs two columns' 'part tasks' 'column1 = title | 60 | Nội dung'
printf '[form]\nlike = quarter\nperiod = month\n[part months]\ncells = all\n' |
    bad 'no such cells' 5 "cells: 'all' is none of: done|load"

# What is wrong in the other form because of this one is named there.
line=$(grep -n '{annex:late}' "$TOP/lib/report/forms/month.ini" | cut -d : -f 1)
form x <<'INI'
[form]
like = month

[sheet late]
if = external
INI
fails 'an error in a line of the built-in form names that' 1 "month.ini:$line: text5: '{annex:late}'" \
    htxplan report x 2025-03
form x <<'INI'
[form]
like = month

[part tasks]
column1 = stt | 5 | STT
column2 = title | 150 | Nội dung
INI
fails 'columns wider than the paper name their sheet' 1 "'Phụ lục I'" htxplan report x 2025-03 -o x.xlsx
form x <<'INI'
[form]
like = month

[part closing]

[part more]
type = tasks
column1 = stt | 5 | STT
column2 = title | 60 | Nội dung
INI
fails 'so do two tables on a sheet' 1 "sheet 'Báo cáo'" htxplan report x 2025-03 -o x.xlsx
check '... and there is no report then' test ! -e x.xlsx
