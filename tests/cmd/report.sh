# shellcheck shell=sh disable=SC2016 # what stands in single quotes is for another shell
# report: the official workbook, where it belongs, and none that was sent overwritten.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
htxplan -q import chuong-trinh-2025.txt >counts
htxplan import ket-qua.csv >counts
march=reports/BC-thang-03-2025.xlsx

says 'it says where the report is' ./$march htxplan report month 2025-03
cp $march sent.xlsx
says "'last' is the month before today's" ./$march htxplan report month last
says 'the month may be left out' ./$march htxplan report month
says "'this' is today's" ./reports/BC-thang-04-2025.xlsx htxplan report month this
check 'a report that is the same may be written again' cmp $march sent.xlsx
refuses 'one that differs is not overwritten' '--force' htxplan report month 2025-03 --number 12
check 'unless it is wanted' htxplan report month 2025-03 --number 12 --force
check '... and then it has changed' sh -c "! cmp -s $march sent.xlsx"
says 'elsewhere' other.xlsx htxplan report month 2025-03 -o other.xlsx
same 'the same plan and day give the same bytes' other.xlsx sent.xlsx
htxplan report month 2025-03 -o - >stdout.xlsx
same '... to standard output too' stdout.xlsx sent.xlsx
says '... from another directory, too' "$TMP/city/away.xlsx" \
    sh -c 'cd / && htxplan -C "$TMP/city" report month 2025-03 -o "$TMP/city/away.xlsx"'
same '... ' away.xlsx sent.xlsx
check 'heads that several columns share are told apart in text' sh -c \
    "htxplan report month 2025-03 --format markdown | grep -q 'Hoàn thành: Quá hạn.*Đang thực hiện: Quá hạn.*Chưa thực hiện: Quá hạn'"
says 'the forms are listed' month sh -c 'htxplan report --list | cut -d " " -f 1 | grep -x month'

cat >letter.py <<'PYTHON'
import openpyxl, sys
texts = [str(c) for row in openpyxl.load_workbook(sys.argv[1])["Báo cáo"].iter_rows(values_only=True)
         for c in row if c is not None]
for part in sys.argv[2:]:
    good = any(part in text for text in texts)
    print("ok -" if good else "not ok -", f"the letter says: {part}")
    if not good:
        print("#  ", *texts[:8], sep="\n#   ")
PYTHON
htxplan report month 2025-03 --number 5 --date 2025-03-05 --draft -o letter.xlsx >"$TMP/out"
python3 letter.py letter.xlsx 'Số: 05/BC-LMHTX' 'Tân Giang, ngày 05 tháng 3 năm 2025' 'DỰ THẢO' 'Kính gửi:' \
    'UBND thành phố Tân Giang.' 'Kết quả công tác tháng 3 năm 2025' 'Lương Thế Khải' 'Lưu: VT, KHTH.'
python3 letter.py sent.xlsx 'Tân Giang, ngày 10 tháng 4 năm 2025'

mkdir -p forms
cp "$TOP/lib/report/forms/month.ini" forms/month.ini
check "the office's own copy of the form" htxplan report month 2025-03 -o own.xlsx
same '... gives the same report' own.xlsx sent.xlsx
echo '[form]' >forms/month.ini
refuses 'a form with a fault is named' 'forms/month.ini' htxplan report month 2025-03 -o own.xlsx
printf '[form\n' >forms/month.ini
refuses '... with its line' 'forms/month.ini:1:' htxplan report month 2025-03 -o own.xlsx
rm -r forms

refuses 'onto a full disk there is no success' 'cannot write' onto_a_full_disk htxplan report month 2025-03 -o -
refuses 'nor with a closed output' 'cannot write' into_a_closed_output htxplan report month 2025-03 -o -
refuses 'a directory is no report' "'plans'" htxplan report month 2025-03 -o plans
refuses 'a directory that is not there' "'no/where.xlsx'" htxplan report month 2025-03 -o no/where.xlsx
limited() {
    (
        trap '' XFSZ
        ulimit -f 20
        "$@"
    )
}
refuses 'half a report is none' 'cannot' limited htxplan report month 2025-03 -o half.xlsx
cp sent.xlsx earlier.xlsx
refuses '... and takes nothing from an earlier one' 'cannot' limited htxplan report month 2025-03 --draft --force -o earlier.xlsx
refuses '... nor from the one in its place' 'cannot' limited htxplan report month 2025-03 --draft --force
refuses 'a temporary directory that is full' 'cannot' limited htxplan report month 2025-03 -o -
cp "$TMP/.stdout" "$TMP/out"
same '... gives nothing to read' "$TMP/out" /dev/null
refuses 'or that is not there' "cannot write '/nowhere/" env TMPDIR=/nowhere htxplan report month 2025-03 -o -
fails 'no form' 2 "did you mean 'month'" htxplan report moth 2025-03
fails 'no form at all' 2 'report --list' htxplan report
fails 'no period' 2 "'2025-13'" htxplan report month 2025-13
fails 'a period of another kind' 2 "'2025-Q1'" htxplan report month 2025-Q1
fails 'no date' 2 "'2025-13-13'" htxplan report month 2025-03 --date 2025-13-13
refuses 'no plan' '[plan KH99]' htxplan report month 2025-03 --plan KH99 -o x.xlsx
