#!/usr/bin/python3
"""Hold reports against the page that Decree 30/2020/NĐ-CP, Annex I, asks for, element by element.

usage: decree30.py FILE.xlsx...

What stands where is found by what it says, as a clerk would; widths are those of Times New Roman
itself.  One check is what is said of an element, wherever in the files it stands.
"""

import os
import re
import sys
import unicodedata
import warnings
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.worksheet.cell_range import CellRange

sys.dont_write_bytecode = True  # the source tree stays as it is
from figures_tables import Checks, read_table
from xlsx_drawn import CHOICES, FIGURES
from xlsx_print import columns, fits_a_page, head_pages, head_rows, height, place, titles

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Thousandths of the size, from Adobe's metrics of Times Bold.
BOLD = dict(zip("abcdefghijklmnopqrstuvwxyz", (500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556,
                                               500,
                                               556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444)))
BOLD.update(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722,
                                               778,
                                               611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667)))
BOLD.update({" ": 250, ".": 250, ",": 250, "-": 333, "/": 278, "(": 333, ")": 333})


def width(text, size):
    """Points that bold text takes; letters with marks are as wide as without."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return sum(BOLD.get(letter, 500) for letter in bare if not unicodedata.combining(letter)) * size / 1000


class Page:
    """A sheet, and what holds for it."""

    def __init__(self, checks, name, sheet, runs):
        self.checks, self.name, self.sheet, self.runs, self.covers = checks, name, sheet, runs, {}
        for each in sheet.merged_cells.ranges:
            self.covers.update({place: each for place in each.cells})
        self.width = sheet.max_column

    def say(self, holds, loses, detail=""):
        return self.checks.say(f"{self.name}: {self.sheet.title}", holds, loses, detail)

    def texts(self):
        """The cells with words, from the top."""
        return [cell for row in self.sheet.iter_rows() for cell in row
                if isinstance(cell.value, str) and cell.value.strip() and cell.data_type != "f"]

    def cover(self, cell):
        each = self.covers.get((cell.row, cell.column))
        return (each.min_col, each.max_col) if each else (cell.column, cell.column)

    def room(self, cell):
        """Points from edge to edge."""
        first, last = self.cover(cell)
        edges = columns(self.sheet)
        return edges[last] - edges[first - 1]

    def font(self, cell, size, bold, italic, what, align=None):
        font, sizes = cell.font, size if isinstance(size, tuple) else (size,)
        good = font.sz in sizes and bool(font.b) == bold and bool(font.i) == italic and not font.u
        got = f"{font.sz} {'bold' if font.b else ''} {'italic' if font.i else ''}"
        look = (", bold" if bold else "") + (", italic" if italic else "")
        self.say(good, f"{what} is of {' or '.join(map(str, sizes))} points{look}",
                 f"{cell.coordinate} {cell.value[:30]!r}: {got}")
        if align:
            self.say(cell.alignment.horizontal == align, f"{what}: {align}",
                     f"{cell.coordinate}: {cell.alignment.horizontal}")

    def whole(self, cell, what):
        self.say(self.cover(cell) == (1, self.width), f"{what} stands across the page",
                 f"{cell.coordinate}: {self.cover(cell)}")


def caps(text):
    return text == text.upper()


def is_rule(cell):
    return bool(re.fullmatch("_{5,}", cell.value))


# ---- The letterhead ----


def check_rule(page, cell, longest, least, most, what):
    if not page.say(cell is not None, f"{what} has its line"):
        return
    line = width(cell.value, cell.font.sz)
    page.say(cell.font.sz <= 9, f"the line under {what} is drawn small", cell.font.sz)
    page.say(least * longest <= line <= most * longest, f"the line under {what} is as long as it should be",
             f"{line:.0f} of {longest:.0f} points")
    page.say(cell.alignment.horizontal == "center", f"the line under {what} is centred")


def check_corner(page, cells, what):
    """Lines above a rule, and the rule."""
    rule = next((cell for cell in cells if is_rule(cell)), None)
    return [cell for cell in cells if not is_rule(cell) and (not rule or cell.row < rule.row)], rule


def check_letterhead(page):
    cells = page.texts()
    nation = next((cell for cell in cells if cell.value.startswith("CỘNG HÒA")), None)
    if nation is None:
        return None
    number = next((cell for cell in cells if cell.value.startswith("Số:")), None)
    if not page.say(number is not None, "the letter has a number"):
        return None
    page.say(nation.value == NATION and width(NATION, 12) < page.room(nation), "the national name is on one line",
             (nation.value, page.room(nation)))
    page.font(nation, 12, True, False, "the national name", "center")
    right = [cell for cell in cells if cell.column == nation.column and nation.row < cell.row <= number.row]
    above, rule = check_corner(page, right[:-1], "the motto")
    page.say([cell.value for cell in above] == [MOTTO], "the motto is under the national name",
             [c.value for c in above])
    if above:
        page.font(above[0], 13, True, False, "the motto", "center")
        check_rule(page, rule, width(MOTTO, 13), 0.96, 1.04, "the motto")
    check_issuer(page, [cell for cell in cells if cell.column == 1 and cell.row < number.row], nation)
    page.font(number, 13, False, False, "the number", "center")
    page.say(re.fullmatch(r"Số: (0[1-9]|[1-9]\d+|\s{4,})/[A-ZĐ][A-Za-zĐ]*-\S+", number.value),
             "the number is written as the decree has it",
             number.value)
    date = right[-1]
    page.say(date.row == number.row, "the date stands beside the number", date.coordinate)
    page.font(date, 13, False, True, "place and date", "center")
    page.say(re.fullmatch(r"\S.*, ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm \d{4}", date.value),
             "the date is written as the decree has it", date.value)
    check_halves(page, nation, number)
    return number.row


def check_issuer(page, cells, nation):
    draft = [cell for cell in cells if cell.value == "DỰ THẢO"]
    for cell in draft:
        page.font(cell, (13, 14), True, False, "the word for a draft")
    lines, rule = check_corner(page, [cell for cell in cells if cell not in draft], "the issuing body")
    own = [cell for cell in lines if cell.font.b]
    page.say(lines and lines[0].row == nation.row, "both corners begin on one row")
    page.say(own and lines[len(lines) - len(own):] == own, "the issuing body stands under the one above it",
             [cell.value for cell in lines])
    for cell in lines:
        page.say(caps(cell.value), "the bodies are in capitals", cell.value)
        page.font(cell, 12, cell in own, False, "the issuing body" if cell in own else "the body above it", "center")
        page.say(width(cell.value, 12) < page.room(cell) or not cell.font.b,
                 "a line of the issuing body fits its half", cell.value)
    if own:
        check_rule(page, rule, max(width(cell.value, 12) for cell in own), 0.32, 0.51, "the issuing body")


def check_halves(page, nation, number):
    edges = columns(page.sheet)
    first, last = page.cover(number)
    part = (edges[last] - edges[0]) / (edges[-1] - edges[0])
    page.say(0.25 <= part <= 0.58 and page.cover(nation) == (last + 1, page.width),
             "the corners share the width, the left one about 37 %",
             f"{part:.2f}, the right one in columns {page.cover(nation)}")


# ---- The letter ----


def check_heading(page, row):
    """The type of the letter, what it is about, and the line."""
    cells = [cell for cell in page.texts() if cell.row > row]
    kind, about, rule = cells[0], [], None
    for cell in cells[1:]:
        if is_rule(cell):
            rule = cell
            break
        about.append(cell)
    page.say(caps(kind.value), "the type of letter is in capitals", kind.value)
    page.font(kind, 14, True, False, "the type of letter", "center")
    page.whole(kind, "the type of letter")
    if not page.say(rule is not None and 1 <= len(about) <= 4, "what it is about has its line",
                    [c.value for c in about[:3]]):
        return row
    for cell in about:
        page.font(cell, 14, True, False, "what the letter is about", "center")
        page.whole(cell, "what the letter is about")
    check_rule(page, rule, max(width(cell.value, 14) for cell in about), 0.32, 0.51, "what it is about")
    return rule.row


def check_body(page, row):
    """Everything over the whole width that is in no table: from the heading to the signature."""
    cells = [cell for cell in page.texts() if cell.row > row and cell.column == 1 and
             page.cover(cell)[1] == page.width
             and not cell.border.left.style]
    for cell in cells:
        text = cell.value.replace("\u00a0", "")
        if text.startswith("Kính gửi:") or re.match(r"\u00a0{30,}- ", cell.value):
            page.font(cell, 14, False, False, "those it is addressed to")
        elif re.match(r"[IVX]+\. ", text):
            page.font(cell, (13, 14), True, False, "a section's title")
            page.say(caps(text), "a section's title is in capitals", text)
        elif cell.font.i:
            page.font(cell, (12, 13), False, True, "a note")
        else:
            page.font(cell, (13, 14), False, False, "the body")
    signed = next((cell for cell in page.texts() if cell.value.startswith("Nơi nhận:")), None)
    if signed:
        words = [cell.value for cell in cells if cell.row < signed.row]
        page.say(words and words[-1].endswith("./."), "the letter closes with ./.", words[-1:])
        page.say("".join(words).count("./.") == 1, "it closes once")
        check_signature(page, signed)


def runs(path):
    """The words of cells whose type changes inside: text -> [(words, size, bold, italic)]."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    for each in root.iter(SPREADSHEET + "si"):
        parts = []
        for run in each.iter(SPREADSHEET + "r"):
            style = run.find(SPREADSHEET + "rPr")
            size = style.find(SPREADSHEET + "sz")
            parts.append((run.find(SPREADSHEET + "t").text, float(size.get("val")),
                          style.find(SPREADSHEET + "b") is not None, style.find(SPREADSHEET + "i") is not None))
        if parts:
            found["".join(part[0] for part in parts)] = parts
    return found


def check_signature(page, recipients):
    parts = page.runs.get(recipients.value, [])
    page.say(parts and parts[0] == ("Nơi nhận:", 12, True, True), "'Nơi nhận:' is of 12 points, bold and italic",
             parts[:1])
    page.say(all(part[1:] == (11, False, False) for part in parts[1:]), "who gets a copy is of 11 points", parts[1:])
    lines = recipients.value.split("\n")[1:]
    page.say(all(line.startswith("- ") for line in lines) and all(line.endswith(";") for line in lines[:-1]) and
             (not lines or lines[-1].endswith(".")), "each has a dash, and ; or at last a full stop", lines)
    beside = [cell for cell in page.texts() if cell.row == recipients.row and cell.column > 1]
    if not page.say(len(beside) == 1, "the signature stands beside it", beside):
        return
    cell = beside[0]
    page.font(cell, 14, True, False, "authority, title and name of the signer", "center")
    page.say(page.cover(cell)[1] == page.width, "the signature is on the right")
    words = [line for line in cell.value.split("\n")]
    title = [line for line in words[:words.index("")] if line] if "" in words else words
    page.say(title and all(caps(line) for line in title), "authority and title are in capitals", title)
    page.say(words.count("") >= 4 or cell.value.endswith("\n") or len(words) == len(title),
             "there is room for signature and seal", words)
    on = {each.page for each in place(page.sheet) if each.row == recipients.row}
    page.say(len(on) == 1, "the signature is on one page", on)


def check_annex_head(page):
    """The lines above an annex's table."""
    cells = [cell for cell in page.texts() if cell.column == 1 and page.cover(cell)[1] == page.width and
             not cell.border.left.style]
    below = next((cell for cell in cells if cell.value.startswith("(Kèm theo")), None)
    top = [cell for cell in cells if below is None or cell.row < below.row]
    if below is None:  # a page of the letter's own
        top = [cell for cell in top if not cell.font.i]
    else:
        page.font(below, 13, False, True, "what it belongs to", "center")
        page.font(top[0], 14, True, False, "the annex's number", "center")
        page.say(len(top) > 1, "the annex has a title")
        top = top[1:]
    for cell in top:
        page.font(cell, (13, 14), True, False, "a title", "center")
        page.say(caps(cell.value), "a title is in capitals", cell.value)


# ---- Tables ----


def check_table(page, calendar):
    sheet = page.sheet
    table = read_table(sheet)
    last = table.lines[-1].row if table.lines else table.last_head
    count = table.width
    page.say(count == page.width, "the table is as wide as the page", (count, page.width))
    bare, sizes, colours = [], set(), set()
    # The rest of a text that is taller than Excel's rows; a row that says that there is nothing is alone.
    goes_on = {line.row for line in table.lines[1:] if line.cells[0] is None and not line.total and not line.group}
    for row in sheet.iter_rows(min_row=table.first, max_row=last, max_col=count):
        for cell in row:
            over = page.covers.get((cell.row, cell.column)) or CellRange(cell.coordinate)
            sides = [(cell.border.top, cell.row == over.min_row and cell.row not in goes_on),
                     (cell.border.bottom, cell.row == over.max_row and cell.row + 1 not in goes_on),
                     (cell.border.left, cell.column == over.min_col),
                     (cell.border.right, cell.column == over.max_col)]
            if any(side.style != "thin" for side, outer in sides if outer):
                bare.append(cell.coordinate)
            colours |= {str(side.color.rgb) if side.color.type == "rgb" else side.color.type for side, outer in sides
                        if outer and side.color is not None}
            if cell.value is not None:
                sizes.add(cell.font.sz)
    page.say(not bare, "each cell of the table has thin borders", bare[:5])
    page.say(colours <= {"auto", "indexed", "FF000000"}, "the borders are black", colours)
    page.say(sizes <= {12, 13}, "the table is of 12 or 13 points", sizes)
    heads = [cell for row in sheet.iter_rows(min_row=table.first, max_row=table.last_head, max_col=count)
             for cell in row
             if cell.value is not None]
    page.say(all(cell.font.b and not cell.font.i and cell.alignment.horizontal == "center" for cell in heads),
             "heads are bold and centred",
             [cell.coordinate for cell in heads if not cell.font.b or cell.alignment.horizontal != "center"])
    if not calendar:
        numbers = [sheet.cell(table.last_head + 1, column).value for column in table.columns]
        page.say(numbers == [f"({n + 1})" for n in range(len(numbers))], "columns are numbered under the head",
                 numbers)
    for line in table.lines:
        first = sheet.cell(line.row, 2)
        if line.group and line.cells[1]:
            # What says that there is nothing stands alone and upright.
            alone = len(table.lines) == 1 and not line.cells[0]
            page.say(first.font.b != alone and page.cover(first)[1] == count,
                     "a group's row is bold, its name over the rest of the row",
                     first.coordinate)
    check_pages(page)


def check_pages(page):
    sheet = page.sheet
    heads, bodies = head_pages(sheet)
    if not page.say(bodies, "a table without tasks says that there are none"):
        return
    page.say(heads >= bodies if not fits_a_page(sheet) else heads == bodies,
             "the table's head is on each of its pages",
             f"{heads} and {bodies}")
    repeated, head = titles(sheet), head_rows(sheet)
    if len(bodies) > 1:
        page.say(list(repeated) == list(head), "the head repeats, all of it and nothing else", (repeated, head))


# ---- Every sheet ----


def check_paper(page, data):
    sheet = page.sheet
    setup, margins, header = sheet.page_setup, sheet.page_margins, sheet.oddHeader.center
    page.say(setup.paperSize == 9, "it prints on A4", setup.paperSize)
    mm = [25.4 * m for m in (margins.top, margins.bottom, margins.left, margins.right)]
    page.say(all(abs(a - b) < 0.05 for a, b in zip(mm, (20, 20, 30, 15))), "margins of 20, 20, 30 and 15 mm", mm)
    page.say(header.text == "&P" and header.size == 13 and header.font == "Times New Roman,Regular",
             "page numbers of 13 points are in the middle of the top margin", (header.text, header.size, header.font))
    page.say(sheet.HeaderFooter.differentFirst and not sheet.firstHeader.center.text, "page 1 has no number")
    page.say(setup.firstPageNumber in (None, 1) and setup.useFirstPageNumber, "its pages are numbered from 1")
    page.say(25.4 * (margins.header or 0) < 20 - 13 / 72 * 25.4, "the number is inside the margin", margins.header)
    fitted = sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    if data:
        page.say(fitted and setup.fitToHeight == 0, "the data is one page wide")
        return
    page.say(not fitted and setup.scale in (None, 100), "it is printed at its size, not shrunk",
             (fitted, setup.scale))
    edges, across = columns(sheet), setup.orientation == "landscape"
    room, have = ((297 if across else 210) - 45) / 25.4 * 72, edges[-1] - edges[0]
    page.say(room * 0.97 <= have <= room + 0.4, "the columns fill the page and are no wider",
             f"{have:.0f} of {room:.0f} points")
    page.say(max((height(sheet, row) for row in range(1, sheet.max_row + 1)), default=0) <= 409.5,
             "no row is higher than Excel allows")


def check_ink(page):
    black, fonts = [], set()
    for row in page.sheet.iter_rows():
        for cell in row:
            fonts.add(cell.font.name)
            colour = cell.font.color
            if cell.value is not None and not (colour is None or colour.type == "theme" and colour.theme == 1 or
                                               colour.type == "rgb" and colour.rgb == "FF000000"):
                black.append(cell.coordinate)
    page.say(not black, "all text is black", black[:5])
    page.say(fonts == {"Times New Roman"}, "all text is in Times New Roman", fonts)


def check_properties(checks, name, book, path):
    properties = book.properties
    with zipfile.ZipFile(path) as archive:
        company = re.search("<Company>(.*?)</Company>", archive.read("docProps/app.xml").decode())
        used = set(re.findall(r'<name val="([^"]*)"', archive.read("xl/styles.xml").decode()))
    checks.say(name, properties.title and properties.subject and properties.creator and company and company[1],
               "title, subject, author and organisation are in the file's properties", properties.title)
    checks.say(name, used == {"Times New Roman"}, "no other font hides in the styles", used)
    hidden = {sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"}
    checks.say(name, hidden <= {FIGURES, CHOICES}, "nothing is hidden but what pictures and lists need", hidden)


def check(checks, path):
    name = os.path.basename(path)[:-5]
    book = openpyxl.load_workbook(path)
    check_properties(checks, name, book, path)
    words = runs(path)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        page, data = Page(checks, name, sheet, words), sheet is sheets[-1]
        check_paper(page, data)
        check_ink(page)
        if not data:
            check_words(page)


def check_words(page):
    row = check_letterhead(page)
    if row:
        check_body(page, check_heading(page, row))
    else:
        check_annex_head(page)
    if any(cell.value in ("STT", "TT") for cell in page.sheet["A"]):
        check_table(page, "Lịch" in page.sheet.title)


def main():
    warnings.simplefilter("ignore")  # openpyxl's, of the bars of Excel 2010 that it drops
    checks = Checks()
    for path in sys.argv[1:]:
        try:
            check(checks, path)
        except Exception as error:  # the other workbooks are still to be read
            checks.say(path, False, "the parts of the page can be found", repr(error))
    checks.tell()


if __name__ == "__main__":
    main()
