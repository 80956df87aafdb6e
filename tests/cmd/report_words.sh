# shellcheck shell=sh disable=SC2086 # $month is words
# report: the words that belong to one report, begun once and never overwritten; the file's name.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/counts"
htxplan -q import ket-qua.csv >"$TMP/counts"
month='htxplan report month 2025-03'
words=reports/2025-03.ini
letter() { # PIECE ARGUMENT...
    letter_piece=$1
    shift
    "$@" --format text | tr '\n' ' ' | grep -q -e "$letter_piece"
}
ini() { # FILE LINE...
    ini_file=$1
    shift
    printf '%s\n' '[report]' "$@" >"$ini_file"
}

# ---- Begun once ----

for elsewhere in '-o out.xlsx' '-o -' '--unit VP' '--split unit' '--format text' '--format csv -o out.csv'; do
    $month $elsewhere >"$TMP/out" 2>&1
    check "a report with $elsewhere begins no words" test ! -e $words
done
mv reports/BC-thang-03-2025-VP.xlsx .
rm -r reports
for mishap in into_a_closed_output onto_a_full_disk; do
    refuses "nor does one that fails ($mishap)" 'cannot write' $mishap $month
done
$month --force -q >"$TMP/out" 2>"$TMP/err"
same 'quietly begun they are not spoken of' "$TMP/err" /dev/null
check 'a report has its words beside it' test -s $words
cp reports/BC-thang-03-2025.xlsx first.xlsx
sed '/^;/d; /^$/d; /^\[report\]$/d' $words >"$TMP/said"
same 'begun, they say nothing' "$TMP/said" /dev/null
check 'and are right' htxplan check
check 'and the report is the same as without' cmp reports/BC-thang-03-2025.xlsx first.xlsx
rm $words
$month >"$TMP/out" 2>"$TMP/err"
same 'a person is told where they are' "$TMP/err" - <<'END'
htxplan: words for this report go into reports/2025-03.ini
END
same '... apart from the path' "$TMP/out" - <<'END'
./reports/BC-thang-03-2025.xlsx
END
sed -n 's/^; \([a-z]*[0-9]* = \)/\1/p' $words >filled
ini $words "$(cat filled)"
cp $words mine.ini
check 'all that they offer can be used' htxplan check
check '... with its date' letter 'ngày 02 tháng 4 năm 2024' $month
check '... and its number' letter 'Số: 05/BC' $month
refuses 'then the report is another one' '--force' $month
$month --force >"$TMP/out" 2>"$TMP/err"
same 'what a person wrote is never overwritten' $words mine.ini
same '... nor spoken of again' "$TMP/err" /dev/null
for form in 'quarter 2025-Q1' 'half 2025-H1' 'nine 2025-9M' 'year 2025'; do
    htxplan report $form >"$TMP/out" 2>&1
    check "words of $form" test -s "reports/${form#* }.ini"
done
mkdir -p forms
sed 's/^title = .*/title = Giao ban/' "$TOP/lib/report/forms/month.ini" >forms/giaoban.ini
htxplan report giaoban 2025-03 --force >"$TMP/out" 2>&1
check 'another form of the month has words of its own' test -s reports/2025-03-giaoban.ini
check '... which say what they belong to' grep -q '^; .*2025-03-giaoban: Giao ban$' reports/2025-03-giaoban.ini
rm forms/giaoban.ini

# ---- Read ----

ini $words 'number = 12' 'date = 5/4/2025'
check "the letter's number is that of its words" letter 'Số: 12/BC' $month
check '... its date too' letter 'ngày 05 tháng 4 năm 2025' $month
check 'wherever it goes' sh -c "$month -o out.xlsx --force && python3 -c 'import zipfile
assert \"Số: 12/BC\" in zipfile.ZipFile(\"out.xlsx\").read(\"xl/sharedStrings.xml\").decode()'"
check 'the options come first' letter 'Số: 13/BC.*ngày 06 tháng 4' $month --number 13 --date 2025-04-06
check "a unit's report has none" letter 'Số:  .*ngày 10 tháng 4' $month --unit VP

ini $words 'assessment1 = Tháng ba làm được nhiều.' 'assessment2 = Còn hai việc chậm.' 'proposal1 = Đề nghị cấp thêm kinh phí.'
check 'the assessment stands under the results, all of it' letter 'Đánh giá chung: Tháng ba làm được nhiều. Còn hai việc chậm.' $month
check 'proposals have a section of their own' letter 'III. KIẾN NGHỊ, ĐỀ XUẤT *Đề nghị cấp thêm kinh phí.' $month
ini $words 'number = 12'
no_proposals() { ! letter 'KIẾN NGHỊ' $month; }
check '... which is left out without them' no_proposals

wrong() { # WHAT TEXT LINE: the second line is wrong
    ini $words "$3"
    refuses "$1" "$words:2: $2" $month
    htxplan check >"$TMP/found" 2>&1 || :
    check '... and check says so' grep -Fqx "./$words:2: error: $2" "$TMP/found"
}
wrong 'a key that means nothing' "[report]: unknown setting 'proposals'; did you mean 'proposal'?" 'proposals = Đề nghị'
wrong 'no date' "'31/2/2025' is no date: write 2024-04-02" 'date = 31/2/2025'
wrong 'a number with its symbol' "'12/BC-LMHTX' is no letter's number: write the number alone, as in 05" 'number = 12/BC-LMHTX'
wrong 'what INI cannot hold' 'a value with ; or #: put it in double quotes, and a comment on a line of its own' 'proposal1 = Một; hai'
printf '%s\n' '[repotr]' 'number = 1' >$words
refuses 'a section that means nothing' "$words:1: unknown section [repotr]; did you mean [report]?" $month
ini $words 'numer = 1' 'number = 1/2' 'date = mai'
htxplan check >found 2>&1 || :
says 'check finds all that is wrong' 3 grep -c "$words:[234]: error" found
printf 'nothing\n' >reports/notes.ini
rm $words
check "what else people keep there is theirs" htxplan check

# ---- The file's name ----

named() { # WHAT WANTED PATTERN ARGUMENT...
    named_what=$1 named_want=$2 named_pattern=$3
    shift 3
    cp "$TOP/examples/thanh-pho/htxplan.ini" htxplan.ini
    sed -i "s|^\[report\]|&\nfile = \"$named_pattern\"|" htxplan.ini
    says "$named_what" "./reports/$named_want.xlsx" htxplan -q report "$@" --force
}
named 'the office names its reports' '2025-03 BC-thang-03-2025 BC' '{yyyy}-{mm} {file} {symbol}' month 2025-03
named "a unit's has its code at the end" '2025-Q1-VP' '{yyyy}-Q{n}' quarter 2025-Q1 --unit VP
named '... or where it is wanted' 'VP 2025' '{unit_code} {yyyy}' year 2025 --unit VP
named '... and without a unit no dash is left' '2025' '{unit_code}-{yyyy}' year 2025
named 'it is a file in reports/' 'báo cáo-tháng 03' './../báo cáo/tháng {mm}' month 2025-03
named '... without a leading dot' 'ẩn_3' '. ..ẩn_{n}' month 2025-03
named '... never without a name' '2025-03' '/' month 2025-03
named "... nor too long" "$(printf 'ă%.0s' $(seq 96))-VP" "$(printf 'ă%.0s' $(seq 150))" month 2025-03 --unit VP
check 'check knows the setting' htxplan check
named 'without a pattern the form says it' 'BC-thang-03-2025' '' month 2025-03
sed -i 's|^file = .*|file = {yyy}|' htxplan.ini
refuses 'a value that is none' "htxplan.ini:$(grep -n '^file = ' htxplan.ini | cut -d : -f 1): file: '{yyy}'" $month
sed -i 's|^file = .*|file = "{?doing:{unit_code}}"|' htxplan.ini
refuses 'no two units share a file' "two units' report" $month --split unit --force
