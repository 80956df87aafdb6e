"""Where the cells of a workbook's pages stand on paper, and whether LibreOffice prints all of them.

The pages are worked out here anew, from margins, heights, breaks and repeated rows; then the words
that stand in the rectangle of a cell must be the cell's, and none may reach over its edge: there
they would be cut off.
"""

import html
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata

from openpyxl.utils import get_column_letter

INCH, PIXEL, LONG, SHORT = 72, 0.75, 297 / 25.4 * 72, 210 / 25.4 * 72
RESERVE = 1.4  # points that LibreOffice keeps below a page header
# Of a word's box in pdftotext: from its top to the base line, from there to the letters' ends.
BASE, ASCENT, DESCENT = 0.647, 0.686, 0.166


class Word:
    def __init__(self, left, top, right, bottom, text):
        height = bottom - top
        self.left, self.x = left, (left + right) / 2
        self.base = top + BASE * height
        self.top, self.bottom = self.base - ASCENT * height, self.base + DESCENT * height
        self.y = (self.top + self.bottom) / 2
        self.text = html.unescape(text)


class Placed:
    """A row on a page: its top in points, and whether it is a head that began earlier."""

    def __init__(self, row, page, top, repeated):
        self.row, self.page, self.top, self.repeated = row, page, top, repeated


def paper(sheet):
    across = sheet.page_setup.orientation == "landscape"
    return SHORT if across else LONG


def height(sheet, row):
    return sheet.row_dimensions[row].height or 15


def room(sheet):
    margins = sheet.page_margins
    return paper(sheet) - (margins.top + margins.bottom) * INCH - RESERVE


def titles(sheet):
    match = re.fullmatch(r"\$?(\d+):\$?(\d+)", sheet.print_title_rows or "")
    return range(int(match[1]), int(match[2]) + 1) if match else range(0)


def place(sheet):
    """The rows of a sheet on its pages."""
    start = sheet.page_margins.top * INCH
    head, breaks = titles(sheet), {each.id for each in sheet.row_breaks.brk}
    placed, page, top = [], 0, start
    for row in range(1, max(sheet.max_row, *sheet.row_dimensions) + 1):  # charts stand on empty rows
        full = top + height(sheet, row) > start + room(sheet)
        if row > 1 and (full or row - 1 in breaks):
            page, top = page + 1, start
            for again in head if row > head.start else []:
                placed.append(Placed(again, page, top, True))
                top += height(sheet, again)
        placed.append(Placed(row, page, top, False))
        top += height(sheet, row)
    return placed


def columns(sheet):
    """The left edges of the columns, and the right one of the last."""
    edges = [sheet.page_margins.left * INCH]
    for column in range(1, sheet.max_column + 1):
        edges.append(edges[-1] + round(7 * sheet.column_dimensions[get_column_letter(column)].width) * PIXEL)
    return edges


def merged(sheet):
    return {(each.min_row, each.min_col): (each.max_row, each.max_col) for each in sheet.merged_cells.ranges}


def plain(text):
    return "".join(unicodedata.normalize("NFC", text).split())


def lost_text(sheet, pages):
    """Cells whose text is not printed, or not within its edges."""
    edges, merges, lost = columns(sheet), merged(sheet), []
    for each in place(sheet):
        for cell in sheet[each.row]:
            if not isinstance(cell.value, str) or cell.data_type == "f" or not cell.value.strip():
                continue
            row, column = merges.get((cell.row, cell.column), (cell.row, cell.column))
            bottom = each.top + sum(height(sheet, n) for n in range(each.row, row + 1))
            left, right = edges[cell.column - 1], edges[column]
            words = [word for word in pages[each.page] if left < word.x < right and each.top < word.y < bottom]
            words.sort(key=lambda word: (round(word.base / 3), word.left))
            cut = [word.text for word in words if word.top < each.top - 1 or word.bottom > bottom + 1]
            if plain("".join(word.text for word in words)) != plain(cell.value) or cut:
                lost.append(f"{cell.coordinate} on page {each.page + 1}: {cell.value[:40]!r}")
    return lost


def table_rows(sheet):
    """The rows with borders: the table of the sheet."""
    return [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).border.left.style]


def head_rows(sheet):
    """The head ends with the row of the columns' numbers, or with the first column's title."""
    rows = table_rows(sheet)
    if not rows:
        return range(0)
    ends = [row for row in rows if sheet.cell(row, 1).value == "(1)"]
    return range(rows[0], (ends[0] if ends else merged(sheet).get((rows[0], 1), rows)[0]) + 1)


def head_pages(sheet):
    """Pages on which the head of the table stands, and those on which its rows do."""
    head, rows = head_rows(sheet), table_rows(sheet)
    placed = place(sheet)
    heads = {each.page for each in placed if each.row in head}
    bodies = {each.page for each in placed if each.row in rows and each.row not in head}
    return heads, bodies


def fits_a_page(sheet):
    return sum(height(sheet, row) for row in table_rows(sheet)) + 60 < room(sheet)


def read_words(path):
    """The words on each page that LibreOffice prints; None where that cannot be found out."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        return None
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{directory}/profile", "--headless",
                        "--convert-to", "pdf", "--outdir", directory, path], check=True, timeout=180,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pdf = os.path.join(directory, os.path.basename(path)[:-5] + ".pdf")
        text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [[Word(*map(float, found[:4]), found[4]) for found in word.findall(page)]
            for page in text.split("<page ")[1:]]


def visible(book):
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def check_charts(sheet, pages, drawn, check):
    """Each chart is whole on one page, with all its names: drawn is what read_charts() says of them."""
    pages_of = {each.row: each.page for each in place(sheet) if not each.repeated}
    for (first, last, right), chart in drawn:
        on = {pages_of[row] for row in range(first, last + 1)}
        if not check(len(on) == 1, f"{sheet.title}: no page break cuts '{chart.title}'", on):
            continue
        check(right <= len(sheet.column_dimensions), f"{sheet.title}: '{chart.title}' is as wide as the page", right)
        printed = {plain(word.text) for word in pages[on.pop()]}
        named = [chart.title, *chart.names, *chart.categories]
        lost = [name for name in named if not all(plain(word) in printed for word in name.split())]
        check(not lost, f"{sheet.title}: '{chart.title}' shows all its names", lost)


def check_print(path, book, check, charts=lambda sheet: []):
    """charts: the charts of a sheet as pairs of a place (first row, last row, columns) and a chart."""
    sheets = visible(book)[:-1]
    for sheet in sheets:
        heads, bodies = head_pages(sheet)
        check(heads == bodies or not fits_a_page(sheet) and heads >= bodies,
              f"{sheet.title}: the head stands where the table does", f"pages {heads} and {bodies}")
    pages = read_words(path)
    if pages is None:
        print("# skipped: what the printed pages show: no LibreOffice or pdftotext here")
        return
    for sheet in sheets:
        mine = place(sheet)[-1].page + 1
        if check(len(pages) >= mine, f"{sheet.title}: all its pages are printed", len(pages)):
            lost = lost_text(sheet, pages[:mine])
            check(not lost, f"{sheet.title}: no text is cut", f"{len(lost)}: {lost[:5]}")
            check_charts(sheet, pages[:mine], charts(sheet), check)
        pages = pages[mine:]
    last = visible(book)[-1]
    check(pages and any(plain(word.text) == plain(last["A1"].value) for word in pages[0]),
          f"{last.title} is printed right after")
