"""The tables of a report's sheets, as a reader's eyes find them: for tests."""

from xlsx_drawn import DARK, LIGHT


class Checks:
    """What was checked of many workbooks: each thing said is one check, with all that is wrong."""

    def __init__(self):
        self.said = {}

    def say(self, where, holds, loses, detail=""):
        seen = self.said.setdefault(loses, [0, []])
        seen[0] += 1
        if not holds:
            seen[1].append(f"{where}: {detail}")
        return bool(holds)

    def tell(self):
        for loses, (times, wrong) in self.said.items():
            print("not ok -" if wrong else "ok -", f"{loses} ({len(wrong)} of {times} are wrong)"
                  if wrong else f"{loses} ({times})")
            for detail in wrong[:12]:
                print("#  ", detail[:400])


class Line:
    def __init__(self, row, cells, group, total):
        self.row, self.cells, self.group, self.total = row, cells, group, total


class Table:
    """Heads, each with the head above it before it; lines; which heads are shaded.

    A column can be several of the sheet's, merged in each row: columns says where each begins.
    """

    def __init__(self):
        self.first = self.last_head = self.width = 0
        self.columns, self.heads, self.lines, self.marked = [], [], [], []


def grey(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def shades(sheet, row, columns):
    """A calendar's row: '.' white, '+' grey, '#' dark."""
    return "".join({None: ".", LIGHT: "+", DARK: "#"}.get(grey(sheet.cell(row, column)), "?") for column in columns)


def read_table(sheet):
    """The sheet's table: it begins where the first column is headed STT or TT."""
    top = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in ("STT", "TT"))
    covers = {}
    for each in sheet.merged_cells.ranges:
        if each.max_row >= top:
            covers.update({place: each for place in each.cells})
    width = 1
    while width < sheet.max_column and sheet.cell(top, width + 1).border.top.style:
        width += 1  # a merged cell has no borders inside
    merged = covers.get((top, 1))
    bottom = merged.max_row if merged else top
    table = Table()
    table.first, table.last_head, table.width = top, bottom, width
    for column in range(1, width + 1):
        over = covers.get((bottom, column))
        if over and over.min_col < column:
            continue
        words = []
        for row in range(top, bottom + 1):
            over = covers.get((row, column))
            value = sheet.cell(over.min_row, over.min_col).value if over else sheet.cell(row, column).value
            if value is not None and (not over or over.min_row == row):
                words.append(str(value))
        table.columns.append(column)
        table.heads.append(" ".join(words))
        table.marked.append(grey(sheet.cell(bottom, column)) == LIGHT)
    row = bottom + 1
    if sheet.cell(row, 1).value == "(1)":
        row += 1
    while row <= sheet.max_row and sheet.cell(row, 1).border.left.style:
        cells = [sheet.cell(row, column).value for column in table.columns]
        over = covers.get((row, 2))
        group = bool(over) and over.max_col == width
        table.lines.append(Line(row, cells, group, cells[0] is None and cells[1] == "Tổng cộng"))
        row += 1
    return table
