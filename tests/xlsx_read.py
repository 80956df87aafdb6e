#!/usr/bin/python3
"""Read a workbook with other people's programs.

usage: xlsx_read.py FILE.xlsx              the one that tests/unit/xlsx_test.c makes
       xlsx_read.py --pictures FILE.xlsx   its one of charts, calendars, bars and lists
       xlsx_read.py --report FILE.xlsx     any report
       xlsx_read.py --print FILE.xlsx      only the printed pages of any workbook

openpyxl checks what a clerk would see in the page set-up and the cells; LibreOffice, where it is
installed, counts every formula again and must come to the cached values, and prints every word.
"""

import re
import shutil
import sys
import tempfile
import warnings
import zipfile

import openpyxl

sys.dont_write_bytecode = True  # the source tree stays as it is
from recount import recount
from xlsx_drawn import check_drawn, check_pictures, check_table, read_charts
from xlsx_print import check_print, visible

failures = 0


def check(holds, loses, detail=""):
    global failures
    failures += not holds
    print("ok -" if holds else "not ok -", loses, *([f"({detail})"] if detail and not holds else []))
    return holds


def near(a, b):
    return abs(a - b) < 0.01


def cells(sheet):
    return [cell for row in sheet.iter_rows() for cell in row]


def check_fonts(book, archive):
    fonts = {cell.font.name for sheet in book for cell in cells(sheet)}
    check(fonts == {"Times New Roman"}, "every cell is in Times New Roman", fonts)
    named = set(re.findall(r'<name val="([^"]*)"', archive.read("xl/styles.xml").decode()))
    check(named == {"Times New Roman"}, "no other font hides in the styles", named)


def check_page(sheet, landscape):
    setup, margins = sheet.page_setup, sheet.page_margins
    check(setup.paperSize == 9, f"{sheet.title} prints on A4")
    check(landscape is None or setup.orientation == ("landscape" if landscape else "portrait"),
          f"{sheet.title}: orientation")
    mm = [25.4 * m for m in (margins.top, margins.bottom, margins.left, margins.right)]
    check(all(map(near, mm, (20, 20, 30, 15))), f"{sheet.title}: margins of the decree", mm)
    header = sheet.oddHeader.center
    check(header.text == "&P" and header.size == 13 and header.font == "Times New Roman,Regular",
          f"{sheet.title}: page numbers of 13 points in the middle", (header.text, header.size, header.font))
    check(sheet.HeaderFooter.differentFirst and not sheet.firstHeader.center.text,
          f"{sheet.title}: no number on page 1")
    check(setup.firstPageNumber in (None, 1) and setup.useFirstPageNumber, f"{sheet.title} begins at page 1")


def width_in_inches(sheet, columns):
    pixels = 0
    for column in range(1, columns + 1):
        width = sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width
        pixels += int((256 * width + 18) // 256 * 7) if width == int(width) else int(width * 7 + 0.5)
    return pixels / 96


def check_pages(book):
    letter, annex, data = book.worksheets
    check_page(letter, False)
    check_page(annex, True)
    check_page(data, True)
    for sheet, columns, room in ((letter, 7, 210 - 45), (annex, 8, 297 - 45)):
        width = 25.4 * width_in_inches(sheet, columns)
        check(room - 2 < width <= room, f"{sheet.title}: the columns fill the page", width)
        check(sheet.page_setup.scale in (None, 100) and not sheet.sheet_properties.pageSetUpPr.fitToPage,
              f"{sheet.title} is printed at 100 %")
    check(data.sheet_properties.pageSetUpPr.fitToPage and data.page_setup.fitToHeight == 0,
          "the data sheet is one page wide")
    check(annex.print_title_rows == "$6:$8", "the annex repeats its head",
          annex.print_title_rows)
    check(letter.print_title_rows is None, "a short table's head is not on each page of the letter")
    check(data.print_title_rows in ("1:1", "$1:$1"), "the data sheet repeats its head", data.print_title_rows)
    check(data.freeze_panes == "A2" and data.dimensions == "A1:F61", "the data's head stays in view",
          (data.freeze_panes, data.dimensions))


def find(sheet, text):
    for cell in cells(sheet):
        if isinstance(cell.value, str) and cell.value.startswith(text):
            return cell
    check(False, f"'{text}' is in {sheet.title}")
    return sheet["A1"]


def merge_of(sheet, cell):
    return next((m for m in sheet.merged_cells.ranges if cell.coordinate in m), None)


LETTER_STYLES = [  # text, size, bold, italic
    ("UBND", 12, False, False),
    ("LIÊN MINH", 12, True, False),
    ("CỘNG HÒA", 12, True, False),
    ("Độc lập", 13, True, False),
    ("Số: ", 13, False, False),
    ("Hải Phòng, ngày", 13, False, True),
    ("BÁO CÁO", 14, True, False),
    ("Kính gửi", 14, False, False),
    ("TM. BAN", 14, True, False),
    ("Tổng cộng", 13, True, False),
    ("DỰ THẢO", 13, True, False),
]


def check_letter(sheet):
    for text, size, bold, italic in LETTER_STYLES:
        font = find(sheet, text).font
        check((font.sz, bool(font.b), bool(font.i)) == (size, bold, italic), f"type of '{text}'",
              (font.sz, font.b, font.i))
    number, date = find(sheet, "Số: "), find(sheet, "Hải Phòng, ngày")
    check(number.row == date.row, "the number and the date stand in one row")
    check(find(sheet, "Nơi nhận").row == find(sheet, "TM. BAN").row, "signature and recipients share a row")
    title = merge_of(sheet, find(sheet, "BÁO CÁO"))
    check(title and title.size["columns"] == 7, "the title is centred over the page")
    head = merge_of(sheet, find(sheet, "Trong đó"))
    check(head and head.size == {"columns": 3, "rows": 1}, "a head over its neighbours")
    head = merge_of(sheet, find(sheet, "Đơn vị"))
    check(head and head.size == {"columns": 1, "rows": 2}, "a head without one above takes both rows")


def check_annex(sheet):
    check(max(d.height or 0 for d in sheet.row_dimensions.values()) <= 409, "no row is higher than Excel's")
    rows = range(1, sheet.max_row + 1)
    check(all(sheet.row_dimensions[row].height for row in rows), "every row has its height")
    text = "".join(c.value for c in sheet["B"] if isinstance(c.value, str) and c.row > 8)
    check(text.count("Hết.") == 1, "the end of a text taller than a row is there")
    formulas = [c.coordinate for c in cells(sheet) if c.data_type == "f"]
    check(not formulas, "a text that begins with = is text", formulas)
    group = merge_of(sheet, find(sheet, "Văn phòng ("))
    check(group and group.size["columns"] == 7, "a group's name takes the rest of its row")
    boxed = [c for c in sheet["B"] if c.value and c.row > 8]
    check(all(c.border.left.style == c.border.right.style == "thin" for c in boxed), "black borders")
    check(all(c.border.left.color is None or c.border.left.color.rgb in (None, "FF000000") or
              c.border.left.color.type == "auto" or c.border.left.color.indexed == 64 for c in boxed),
          "borders are black")


def check_data(sheet):
    dates = [c for c in sheet["D"][1:] if c.value is not None]
    check(len(dates) == 50 and all(c.is_date for c in dates), "deadlines are dates", len(dates))
    check({c.number_format for c in dates} == {"dd/mm/yyyy"}, "dates look like dates here")
    check(sheet["B4"].value.startswith("=") and sheet["B4"].data_type == "s", "text beginning with = is text")
    check(sheet.max_row == 61, "no row is lost", sheet.max_row)


def check_properties(book, archive):
    check(book.properties.title == "Báo cáo tháng 02/2024", "the title is in the properties")
    check(book.properties.created.isoformat() == "2024-03-05T00:00:00", "the letter's day is the file's",
          book.properties.created)
    custom = archive.read("docProps/custom.xml").decode()
    check("htxplan-transaction" in custom and "2024-03-05T08:00:00Z-1" in custom,
          "the file knows the last change it holds")


def formulas(path, of_values):
    """(sheet, cell) -> cached value of the formulas that the file at of_values has."""
    kept = openpyxl.load_workbook(of_values)
    values = openpyxl.load_workbook(path, data_only=True)
    return {(s.title, c.coordinate): values[s.title][c.coordinate].value
            for s in kept for c in cells(s) if c.data_type == "f"}


def recalculated(path, directory):
    """The workbook as LibreOffice saves it, its formulas counted again; None without LibreOffice."""
    if not shutil.which("soffice"):
        print("# skipped: whether LibreOffice counts the same: it is not here")
        return None
    return recount([path], directory)[0]


def drawn(path):
    """Titles and values of all charts, however a program writes its references."""
    found = []
    for n in range(len(openpyxl.load_workbook(path).worksheets)):
        for _, chart in read_charts(path, n + 1):
            values = [[None if v is None else float(v) for v in value[1]] for _, _, value in chart.series]
            found.append((chart.title, chart.names, values))
    return sorted(found, key=str)


def shares(sheet):
    """Cells of a matrix of units by months, but the one of all units and months."""
    heads = [[cell.value for cell in row] for row in sheet.iter_rows() if "Cả kỳ" in
             [cell.value for cell in row]]
    if not heads:
        return 0
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    months = sum(str(head).startswith("Tháng ") for head in heads[0])
    return (len(rows) + 1) * (months + 1) - 1


def check_formulas(path, number):
    cached = formulas(path, path)
    check(len(cached) == number, "counts, shares and totals are formulas", len(cached))
    with tempfile.TemporaryDirectory() as directory:
        again = recalculated(path, directory)
        if not again:
            return
        counted = formulas(again, path)
        other = [pair for pair in zip(drawn(again), drawn(path), strict=True) if pair[0] != pair[1]]
        check(not other, "another program draws the same figures", other)
    for place, value in cached.items():
        again = counted[place]
        numbers = isinstance(value, (int, float)) and isinstance(again, (int, float))
        same = near(value, again) if numbers else (value or "") == ("" if again is None else again)
        check(same, f"{place[0]} {place[1]}: the value shown is what the formula counts",
              f"{value} and {counted[place]}")


def print_charts(path, book):
    return lambda sheet: read_charts(path, book.sheetnames.index(sheet.title) + 1)


def check_report(path):
    """A report that htxplan made: what holds for every one."""
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        check_fonts(book, archive)
    check_drawn(path, book, check)
    sheets = visible(book)
    letter, annexes, data = sheets[0], sheets[1:-1], sheets[-1]
    for sheet in sheets:
        check_page(sheet, None)
    for sheet in annexes:
        check(sheet.print_title_rows is not None or sheet._charts, f"{sheet.title} repeats its head")
    check(data.freeze_panes == "A2", "the data's head stays in view")
    rows = [row for row in letter.iter_rows(values_only=True) if isinstance(row[0], int)]
    # Nothing to count: shares and totals are formulas all the same.
    wanted = len(rows) * 10 + 10 if data["A2"].value else len(rows) + 10
    check_formulas(path, wanted + sum(shares(sheet) for sheet in book.worksheets))
    check_print(path, book, check, print_charts(path, book))


def check_drawings(path):
    """The workbook of tests/unit/xlsx_pictures.h."""
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        check_fonts(book, archive)
    for sheet in book:
        check_page(sheet, None)
    check_pictures(path, book, check)
    check_formulas(path, 4 * 2 + 2 + 6 + 5 + 5)
    check_print(path, book, check, print_charts(path, book))


def check_made(path):
    """The workbook of tests/unit/xlsx_test.c."""
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        check_fonts(book, archive)
        check_properties(book, archive)
    check_pages(book)
    check_letter(book.worksheets[0])
    check_annex(book.worksheets[1])
    check_data(book.worksheets[2])
    check_table(book.worksheets[2], book, check)
    check_formulas(path, 4 * 4 + 6 + 4)
    check_print(path, book, check)


def main():
    warnings.simplefilter("ignore")  # openpyxl's, of the bars of Excel 2010 that it drops
    if sys.argv[1] == "--report":
        check_report(sys.argv[2])
    elif sys.argv[1] == "--pictures":
        check_drawings(sys.argv[2])
    elif sys.argv[1] == "--print":
        check_print(sys.argv[2], openpyxl.load_workbook(sys.argv[2]), check)
    else:
        check_made(sys.argv[1])
    return 1 if failures else 0


sys.exit(main())
