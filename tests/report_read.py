#!/usr/bin/python3
"""Read a monthly report as its receiver would.

usage: report_read.py REPORT.xlsx TASKS UNITS NEXT-TASKS NEXT-UNITS

How many tasks, in groups of how many units, in Phụ lục I and in Phụ lục II; and the fonts.
"""

import re
import sys

import openpyxl


def say(holds, loses, detail=""):
    print("ok -" if holds else "not ok -", loses)
    if not holds:
        print("#  ", detail)


def annex(book, name):
    """The tasks' numbers and the units' Roman numbers of an annex, and the counts units show."""
    tasks, units, shown = [], [], 0
    for row in book[name].iter_rows(values_only=True):
        first, text = str(row[0] or ""), str(row[1] or "")
        count = re.search(r"\((\d+) đầu việc\)", text)
        if re.fullmatch(r"\d+", first) and text:
            tasks.append(int(first))
        elif re.fullmatch(r"[IVX]+", first) and count:
            units.append(first)
            shown += int(count[1])
    return tasks, units, shown


def main(path, *wanted):
    book = openpyxl.load_workbook(path)
    numbers = [int(n) for n in wanted]
    for name, want, groups in (("Phụ lục I", *numbers[:2]), ("Phụ lục II", *numbers[2:])):
        tasks, units, shown = annex(book, name)
        say(len(tasks) == want, f"{name} lists the {want} tasks", f"it lists {len(tasks)}")
        say(len(units) == groups, f"{name} has the {groups} units", f"it has {units}")
        say(tasks == list(range(1, len(tasks) + 1)), f"{name} numbers its tasks through", tasks)
        say(shown == want, f"{name}: the units' counts add up", f"they add up to {shown}")
    fonts = {cell.font.name for sheet in book for row in sheet.iter_rows() for cell in row
             if cell.value is not None}
    say(fonts == {"Times New Roman"}, "every font is Times New Roman", fonts)
    data = book["Dữ liệu"]
    say(data.tables["DuLieu"].ref.endswith(str(numbers[0] + 1)) and data.max_row == numbers[0] + 1,
        "the data sheet holds the month's tasks and filters", f"{data.max_row} rows")


if __name__ == "__main__":
    main(*sys.argv[1:])
