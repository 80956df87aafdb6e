"""What is drawn and chosen in a workbook: charts, grey cells, bars, the table of data and its lists.

openpyxl drops what a chart remembers of its figures, and all of Excel 2010's bars: those are read
from the XML itself.
"""

import posixpath
import re
import zipfile
from xml.etree import ElementTree

from openpyxl.utils import range_boundaries

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FIGURES, CHOICES, TABLE = "Số liệu biểu đồ", "Danh mục", "DuLieu"
LIGHT, DARK = "FFD9D9D9", "FF7F7F7F"


class Chart:
    """Names, categories and values: each as the formula that it comes from and what is remembered."""

    def __init__(self, root):
        self.root = root
        lines = [each.text for each in root.find(f"{C}chart/{C}title").iter(A + "t")]
        self.title = " ".join(" ".join(lines).split())
        self.lying = root.find(f".//{C}barDir") is not None
        self.series = []
        for each in root.iter(C + "ser"):
            self.series.append([remembered(each.find(C + part)) for part in ("tx", "cat", "val")])
        self.names = [name[1][0] for name, _, _ in self.series]
        self.categories = self.series[0][1][1]


def remembered(part):
    """A formula and its values, None where there is none."""
    count = int(next(part.iter(C + "ptCount")).get("val"))
    values = {int(pt.get("idx")): pt.find(C + "v").text for pt in part.iter(C + "pt")}
    return next(part.iter(C + "f")).text, [values.get(i) for i in range(count)]


def related(archive, name):
    """id -> name of the parts that hang off one."""
    rels = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
    if rels not in archive.namelist():
        return {}
    return {each.get("Id"): posixpath.normpath(posixpath.join(posixpath.dirname(name), each.get("Target")))
            for each in ElementTree.fromstring(archive.read(rels))}


def read_charts(path, number):
    """The charts of the number-th sheet and where each stands: first and last row, columns."""
    with zipfile.ZipFile(path) as archive:
        drawings = [name for name in related(archive, f"xl/worksheets/sheet{number}.xml").values()
                    if "/drawings/" in name]
        charts = []
        for drawing in drawings:
            parts = related(archive, drawing)
            for anchor in ElementTree.fromstring(archive.read(drawing)).iter(XDR + "twoCellAnchor"):
                at = [int(anchor.find(f"{XDR}{end}/{XDR}{what}").text)
                      for end, what in (("from", "row"), ("to", "row"), ("to", "rowOff"), ("to", "col"))]
                part = parts[anchor.find(f".//{C}chart").get(REL + "id")]
                place = at[0] + 1, at[1] + (at[2] > 0), at[3]
                charts.append((place, Chart(ElementTree.fromstring(archive.read(part)))))
    return charts


def values_of(book, formula):
    sheet, cells = formula.lstrip("=").rsplit("!", 1)
    first, top, last, bottom = range_boundaries(cells.replace("$", ""))
    sheet = book[sheet.strip("$'").replace("''", "'")]
    return [sheet.cell(row, column).value for row in range(top, bottom + 1) for column in range(first, last + 1)]


def same(remembered, held):
    return len(remembered) == len(held) and all(
        a is None and b is None or (a == b if isinstance(b, str) else a is not None and float(a) == b)
        for a, b in zip(remembered, held))


def check_chart(book, chart, check):
    for formula, cache in (pair for series in chart.series for pair in series):
        check(formula.startswith(f"'{FIGURES}'!"), f"'{chart.title}' draws the sheet of figures", formula)
        held = values_of(book, formula)
        check(same(cache, held), f"'{chart.title}': a preview shows what {formula} holds", (cache, held))
    fonts = {each.get("typeface") for each in chart.root.iter(A + "latin")}
    check(fonts == {"Times New Roman"}, f"'{chart.title}' is in Times New Roman", fonts)
    types = [each for each in chart.root.iter() if each.tag in (C + "title", C + "catAx", C + "valAx", C + "legend")]
    check(len(types) == 4 and all(list(each.iter(A + "latin")) for each in types),
          f"'{chart.title}': title, axes and legend say their font")
    colours = {each.get("val") for each in chart.root.iter(A + "srgbClr")}
    check(all(c[:2] == c[2:4] == c[4:] for c in colours), f"'{chart.title}' is black, white and grey", colours)
    looks = [ElementTree.tostring(each.find(C + "spPr")) for each in chart.root.iter(C + "ser")]
    check(len(set(looks)) == len(looks), f"'{chart.title}': no two series look the same")
    axis = chart.root.find(f".//{C}valAx")
    least, most, unit = (float(next(axis.iter(C + name)).get("val")) for name in ("min", "max", "majorUnit"))
    check(least == 0 and unit == int(unit) and most % unit == 0, f"'{chart.title}' counts in whole numbers from 0")
    order = chart.root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val")
    check(order == ("maxMin" if chart.lying else "minMax"), f"'{chart.title}' begins with its first category", order)


def check_hidden(book, check):
    for sheet in book.worksheets:
        check(sheet.sheet_state == ("hidden" if sheet.title in (FIGURES, CHOICES) else "visible"),
              f"{sheet.title}: hidden or not", sheet.sheet_state)


def check_drawn(path, book, check):
    """What holds for any workbook; the number of charts."""
    check_hidden(book, check)
    charts = [chart for n in range(len(book.worksheets)) for _, chart in read_charts(path, n + 1)]
    check((FIGURES in book.sheetnames) == bool(charts), "figures of charts are there when charts are")
    for chart in charts:
        check_chart(book, chart, check)
    check_table([sheet for sheet in book if sheet.sheet_state == "visible"][-1], book, check)
    return len(charts)


def check_table(sheet, book, check):
    """The data is a table that filters; what its cells may say, they do say."""
    check(list(sheet.tables) == [TABLE], "the data is a table", list(sheet.tables))
    table = sheet.tables[TABLE]
    heads = [cell.value for cell in sheet[1]]
    check(table.ref == sheet.dimensions and table.autoFilter.ref == table.ref, "it filters all its rows", table.ref)
    check([column.name for column in table.tableColumns] == heads, "its heads are those of the cells", heads)
    check(table.tableStyleInfo.name == "TableStyleLight15", "its style has black lines", table.tableStyleInfo.name)
    check(all(cell.border.left.style == "thin" == cell.border.bottom.style for row in sheet[table.ref] for cell in row),
          "each of its cells has a border")
    lists = {}
    for each in sheet.data_validations.dataValidation:
        check(each.type == "list" and each.formula1.startswith(f"'{CHOICES}'!") and each.showErrorMessage and
              each.errorTitle and each.error, f"the choices at {each.sqref} come from their sheet", each.formula1)
        first, top, last, bottom = range_boundaries(str(each.sqref))
        check((top, bottom) == (2, sheet.max_row) and first == last, "all rows have the choices", each.sqref)
        lists[heads[first - 1]] = values_of(book, each.formula1)
        said = {sheet.cell(row, first).value for row in range(top, bottom + 1)} - {None}
        check(said <= set(lists[heads[first - 1]]), f"'{heads[first - 1]}' says what it may", said)
    check((CHOICES in book.sheetnames) == bool(lists), "a sheet of choices is there when there are any")
    if lists:
        columns = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book[CHOICES].columns}
        check(columns == lists, "each list is whole, under its column's name", (columns, lists))


def greys(sheet, colour):
    return [cell for row in sheet.iter_rows() for cell in row
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == colour]


def check_calendar(sheet, columns, weeks, check):
    marked = [cell.value for cell in greys(sheet, LIGHT) if cell.font.b]
    check(marked == [str(columns // 2 + 1)], f"{sheet.title}: the column of the day is marked", marked)
    light = [cell for cell in greys(sheet, LIGHT) if not cell.font.b]
    dark = greys(sheet, DARK)
    check((len(light), len(dark)) == weeks, f"{sheet.title}: times of work are grey", (len(light), len(dark)))
    check(all(cell.column > 3 for cell in light + dark), f"{sheet.title}: nothing else is")


def check_bars(path, sheet, number, check):
    ranges = {str(each.sqref): each.rules[0] for each in sheet.conditional_formatting}
    check(list(ranges) == ["E3:E4", "E6:E8"], "bars stand behind rows, not behind groups and totals", list(ranges))
    for rule in ranges.values():
        bar = rule.dataBar
        check([(each.type, each.val) for each in bar.cfvo] == [("num", 0), ("num", 100)],
              "a bar of 100 % is the whole cell", bar.cfvo)
        check(bar.color.rgb == LIGHT, "bars are grey", bar.color.rgb)
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
    new = re.findall(r"<x14:dataBar ([^>]*)>", text)
    check(len(new) == 2 and all('gradient="0"' in each for each in new), "bars are of one grey", new)


def check_pictures(path, book, check):
    """The workbook of tests/unit/xlsx_pictures.h."""
    check(check_drawn(path, book, check) == 12, "every chart is there")
    check_calendar(book["Lịch năm"], 12, (19, 8), check)
    check_calendar(book["Lịch tuần"], 26, (20, 10), check)
    check_bars(path, book["Tỷ lệ"], book.sheetnames.index("Tỷ lệ") + 1, check)
    gaps = [value for sheet in book["Số liệu biểu đồ"].iter_rows(min_row=11, max_row=22, min_col=3, max_col=3)
            for value in (sheet[0].value,)]
    check(None in gaps and any(gaps), "what is not known is an empty cell", gaps)
