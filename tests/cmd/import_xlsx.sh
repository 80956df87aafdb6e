# shellcheck shell=sh
# import of Excel workbooks: what stands in the cells arrives as people see it there.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city

cat >books.py <<'PYTHON'
import datetime, sys, zipfile
import openpyxl
from openpyxl.styles import Font

def book(path, *sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made, path

head = ["TT", "Mã", "Nội dung công việc", "Đơn vị\nchủ trì", "Tháng", "Hạn hoàn thành",
        "Tiến độ (%)", "Trạng thái", "Ghi chú", "Trọng tâm"]
march = datetime.date(2025, 3, 1)

# A form with title rows, group rows, real dates, percents, merged cells and a hidden row.
made, path = book("form.xlsx", ("Kế hoạch", [
    ["LIÊN MINH HTX"], [], ["BẢNG GIAO VIỆC"], head, list(range(1, 11)),
    ["I", None, "VĂN PHÒNG"],
    [1, None, "Việc ngày tháng", None, march, datetime.datetime(2025, 3, 20, 8, 30), 0.75, "đang thực hiện", 1.1, True],
    [2, None, "Việc ẩn", None, march, "25/3/2025", 0.07, "đang thực hiện", 5000000, False],
    [],
    [3, None, "Việc gộp một", "Quỹ Hỗ trợ phát triển HTX", 3, None, None, None, "chung"],
    [4, None, "Việc gộp hai", None, 3],
]))
sheet = made["Kế hoạch"]
for row in (7, 8):
    sheet.cell(row, 5).number_format = "mm/yyyy"
    sheet.cell(row, 7).number_format = "0%"
sheet["F7"].number_format = '[$-42A]dd "tháng" mm yyyy;@'
sheet.row_dimensions[8].hidden = True
sheet.merge_cells("A3:J3")
sheet.merge_cells("D10:D11")
sheet.merge_cells("I10:I11")
sheet.cell(5000, 3).font = Font(bold=True)
made.create_sheet("Danh mục").append(["VP", "KHTH"])
made.save(path)

# The head on two rows, the cells above "Thời gian" merged.
made, path = book("twoheads.xlsx", ("T", [
    ["TT", "Nội dung", "Chủ trì", "Kế hoạch", None, "Ghi chú"],
    [None, None, None, "Tháng", "Hạn", None],
    [1, "Việc đầu hai tầng", "VP", "3/2025", datetime.date(2025, 3, 9), "g"]]))
for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"):
    made["T"].merge_cells(cells)
made.save(path)

made, path = book("1904.xlsx", ("T", [["title", "lead", "month", "due"],
    ["Việc 1904", "VP", "3/2025", 44262]]))
made["T"]["D2"].number_format = "yyyy-mm-dd"
made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
made.save(path)

made, path = book("sheets.xlsx", ("Hướng dẫn", [["Cách điền"]]),
    ("Số liệu", [["title", "lead", "month"], ["Việc trang hai", "VP", "3/2025"]]))
made.save(path)
made["Hướng dẫn"].sheet_state = "hidden"
made.save("hidden.xlsx")

made, path = book("bad.xlsx", ("T", [["title", "lead", "month", "note"],
    ["Việc hỏng", "VP", "3/2025", "#REF!"], ["Việc chưa tính", "VP", "3/2025", "=1+1"],
    ["Việc lành", "VP", "3/2025", "ok"], ["Việc đơn vị lạ", "VPP", "3/2025", ""]]))
made["T"]["D2"].data_type = "e"
made.save(path)

# By hand: inline and rich strings, readings of characters, prefixes, another name of every part.
ns = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package = "http://schemas.openxmlformats.org/package/2006/relationships"

def hand(path, rows, strings="", extra="", cut=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="a" '
                     f'Type="{office}/officeDocument" Target="/office/book.xml"/></Relationships>')
        out.writestr("office/book.xml", f'<x:workbook {ns} xmlns:q="{office}"><x:sheets>'
                     '<x:sheet name="Biểu đồ" sheetId="1" q:id="c"/>'
                     '<x:sheet name="T" sheetId="2" q:id="s"/></x:sheets></x:workbook>')
        out.writestr("office/_rels/book.xml.rels", f'<Relationships xmlns="{package}">'
                     f'<Relationship Id="c" Type="{office}/chartsheet" Target="chart.xml"/>'
                     f'<Relationship Id="s" Type="{office}/worksheet" Target="../data/one.xml"/>'
                     f'<Relationship Id="t" Type="{office}/sharedStrings" Target="text.xml"/></Relationships>')
        out.writestr("office/text.xml", f'<x:sst {ns}>{strings}</x:sst>')
        if cut != "sheet":
            out.writestr("data/one.xml", f'<x:worksheet {ns}><x:sheetData>{rows}</x:sheetData>{extra}</x:worksheet>')

text = lambda t: f'<x:c t="inlineStr"><x:is><x:t>{t}</x:t></x:is></x:c>'
hand("hand.xlsx",
     "<x:row>" + text("title") + text("lead") + text("month") + text("note") + text("result") + "</x:row>"
     '<x:row r="7"><x:c r="A7" t="s"><x:v>0</x:v></x:c><x:c r="B7" t="str"><x:f>B1</x:f><x:v>VP</x:v></x:c>'
     '<x:c r="C7" t="d"><x:v>2025-03-01T00:00:00</x:v></x:c><x:c r="D7"><x:v>1.1000000000000001</x:v></x:c>'
     '<x:c r="E7" t="inlineStr"><x:is><x:r><x:t>một_x000D_</x:t></x:r><x:r><x:t xml:space="preserve">\nhai_x005F_x0041_</x:t></x:r></x:is></x:c></x:row>',
     '<x:si><x:r><x:t xml:space="preserve">Việc </x:t></x:r><x:r><x:t>nhiều nét</x:t></x:r>'
     '<x:rPh sb="0" eb="1"><x:t>doc</x:t></x:rPh></x:si>')
hand("nosheet.xlsx", "", cut="sheet")
hand("nostring.xlsx", '<x:row r="1"><x:c r="A1" t="s"><x:v>9</x:v></x:c></x:row>')
hand("wide.xlsx", '<x:row r="1"><x:c r="XFE1"><x:v>9</x:v></x:c></x:row>')
hand("far.xlsx", '<x:row r="1048577"><x:c><x:v>9</x:v></x:c></x:row>')
hand("doctype.xlsx", "")
with zipfile.ZipFile("word.docx", "w") as out:
    out.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="a" '
                 f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>')
    out.writestr("word/document.xml", '<w:document xmlns:w="w"/>')
with zipfile.ZipFile("calc.ods", "w") as out:
    out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
with zipfile.ZipFile("some.zip", "w") as out:
    out.writestr("a.txt", "a")
data = open("form.xlsx", "rb").read()
open("cut.xlsx", "wb").write(data[:len(data) // 2])
compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
open("old.xls", "wb").write(compound)
open("locked.xlsx", "wb").write(compound + "EncryptedPackage".encode("utf-16-le") + bytes(99))
PYTHON
/usr/bin/python3 books.py

columns() {
    htxplan list --format csv --columns "$@"
}
says 'a form with title and group rows comes in' '4 added, 0 updated, 0 unchanged, 0 missing' \
    htxplan import form.xlsx
cp "$TMP/.stderr" warnings
check 'a hidden row is read, and it is said' grep -q 'form.xlsx: warning: 1 hidden row' warnings
columns title,lead,month,due,progress,status,key,note >got.csv
same 'dates, months, percents, numbers and merged cells are what people see' got.csv - <<'CSV'
title,lead,month,due,progress,status,key,note
Việc ngày tháng,VP,2025-03,2025-03-20,75,doing,yes,1.1
Việc ẩn,VP,2025-03,2025-03-25,7,doing,,5000000
Việc gộp một,QUY,2025-03,2025-03-31,,todo,,chung
Việc gộp hai,QUY,2025-03,2025-03-31,,todo,,chung
CSV
says 'the same form again changes nothing' '0 added, 0 updated, 4 unchanged, 0 missing' \
    htxplan -q import form.xlsx
says '... on standard input too' '0 added, 0 updated, 4 unchanged, 0 missing' \
    sh -c 'htxplan -q import - <form.xlsx'
says '... and by its sheet, in any spelling' '0 added, 0 updated, 4 unchanged, 0 missing' \
    htxplan -q import --format xlsx --sheet 'ke hoach' form.xlsx

says 'a head of two rows is read' '1 added, 0 updated, 0 unchanged, 4 missing' htxplan import twoheads.xlsx
says '...' '2025-03-09,g' sh -c "htxplan list --text 'hai tầng' --format csv --columns due,note | tail -n 1"
says 'days of a workbook that counts from 1904 are right' '1 added, 0 updated, 0 unchanged, 5 missing' \
    htxplan import 1904.xlsx
says '...' 2025-03-08 sh -c "htxplan list --text 1904 --format csv --columns due | tail -n 1"
says 'another sheet is read by its name' '1 added, 0 updated, 0 unchanged, 6 missing' \
    htxplan import --sheet 'Số liệu' sheets.xlsx
says 'a hidden first sheet is no first sheet' '0 added, 0 updated, 1 unchanged, 6 missing' \
    htxplan import hidden.xlsx
says 'a workbook of another program, every part elsewhere, comes in' \
    '1 added, 0 updated, 0 unchanged, 7 missing' htxplan import hand.xlsx
htxplan list --text 'nhiều nét' --format json --columns title,lead,month,note,result >got.json
same 'runs are joined, readings left out, escapes are letters' got.json - <<'JSON'
[
{"title":"Việc nhiều nét","lead":"VP","month":"2025-03","note":"1.1","result":"một\nhai_x0041_"}
]
JSON

# ---- What cannot be taken ----

refuses 'a cell that says #REF! is named with its row' 'bad.xlsx:2: note: ' htxplan import bad.xlsx
refuses 'a formula that was never counted is named' 'bad.xlsx:3: note: ' htxplan import bad.xlsx
refuses 'so is a unit that nobody knows' 'bad.xlsx:5: lead: ' htxplan import bad.xlsx
says 'the good rows come in with leave' '1 added, 0 updated, 0 unchanged, 8 missing' \
    htxplan import --skip-bad --rejects rejects.csv bad.xlsx
check 'the others are kept as CSV' grep -q '^Việc đơn vị lạ,VPP,3/2025,,' rejects.csv
refuses 'a sheet without a head names the others' "'Hướng dẫn', 'Số liệu'" htxplan import sheets.xlsx
refuses 'an unknown sheet names those that are there' "there are: 'Hướng dẫn', 'Số liệu'" \
    htxplan import --sheet Lạ sheets.xlsx
refuses 'a cut workbook is refused' 'cut.xlsx: ' htxplan import cut.xlsx
refuses 'a workbook without its sheet is refused' "lacks its part 'data/one.xml'" htxplan import nosheet.xlsx
refuses 'a string that is not there is refused' 'nostring.xlsx:1: ' htxplan import nostring.xlsx
refuses 'a column that Excel does not have is refused' 'wide.xlsx:1: ' htxplan import wide.xlsx
refuses '... and a row' 'far.xlsx:1048577: ' htxplan import far.xlsx
refuses 'a Word document says what to do with it' 'save it as plain text' htxplan import word.docx
refuses 'an OpenDocument says what to do with it' 'save it as an Excel workbook' htxplan import calc.ods
refuses 'any other zip file is refused' 'no Excel workbook' htxplan import some.zip
refuses 'an .xls says what to do with it' 'save it as .xlsx first' htxplan import old.xls
refuses 'a password says what to do with it' 'protected with a password' htxplan import locked.xlsx
refuses 'a text that is called a workbook is refused' 'no Excel workbook' \
    htxplan import --format xlsx ket-qua.csv
refuses 'a workbook that is called CSV is refused' "not 'csv'" htxplan import --format csv form.xlsx
fails 'a sheet of what has none is wrong usage' 2 '--sheet' htxplan import --sheet T ket-qua.csv

if command -v soffice >/dev/null; then
    soffice -env:UserInstallation="file://$TMP/profile" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" \
        --outdir lo form.xlsx >/dev/null 2>&1
    says 'what LibreOffice saved is the same form' '0 added, 0 updated, 4 unchanged, 5 missing' \
        htxplan -q import lo/form.xlsx
else
    skip 'LibreOffice is not installed'
fi
