"""One report: its workbook, what is counted again for it, and the checks of its tables: for figures.py."""

import datetime
import os

import openpyxl
from figures_office import (ADDED, CANCELLED, DOING, DOING_OVERDUE, DONE, DONE_LATE, LATE, MOVED, MOVED_IN, MOVED_OUT,
                            NO_UNIT, POSTPONED, PUT_OFF, TODO, TODO_OVERDUE, UNREPORTED, Figures, Office, Period,
                            day_of, last_day, month_of, order)
from figures_tables import read_table

STATES = {DONE: "Hoàn thành", DONE_LATE: "Hoàn thành quá hạn", DOING: "Đang thực hiện",
          DOING_OVERDUE: "Đang thực hiện, quá hạn", TODO: "Chưa thực hiện", TODO_OVERDUE: "Chưa thực hiện, quá hạn",
          UNREPORTED: "Chưa báo cáo"}
DATA, CHARTS = "Dữ liệu", "Số liệu biểu đồ"


def two(n):
    return f"{n:02}"


def thousands(n):
    return two(n) if n < 1000 else f"{n:,}".replace(",", ".")


def day_text(day):
    if not day:
        return None
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def month_text(month, period):
    return f"Tháng {month % 12 + 1}" + ("" if month // 12 == period.year else f"/{month // 12}")


class Report:
    """A workbook, what it must say, and the checks that have failed."""

    def __init__(self, checks, job):
        self.checks = checks
        directory, self.path, self.form, period, today, *options = job
        options = dict(option.split("=", 1) for option in options)
        self.office = Office(directory)
        self.unit, self.plan = options.get("unit", ""), options.get("plan", "")
        if self.form == "plan" and not self.plan:
            self.plan = next(plan.code for plan in self.office.plans if plan.campaign)
        self.today = datetime.date.fromisoformat(today)
        self.period = Period(str(self.today.year) if period == "-" else period, self.office.decree09)
        self.figures = Figures(self.office, self.period, self.today, self.unit, self.plan, self.form == "programme",
                               int(options.get("due-within", 15)))
        self.book = openpyxl.load_workbook(self.path, data_only=True)
        self.name = os.path.basename(self.path)[:-5]

    def say(self, holds, loses, detail=""):
        return self.checks.say(self.name, holds, loses, detail)

    def same(self, got, want, loses):
        if got == want:
            return self.say(True, loses)
        if isinstance(got, list) and isinstance(want, list):
            at = next((i for i, pair in enumerate(zip(got, want)) if pair[0] != pair[1]), min(len(got), len(want)))
            detail = f"at {at} of {len(got)}, {len(want)} wanted: {got[at:at + 1]}, wanted {want[at:at + 1]}"
        else:
            detail = f"{got}, wanted {want}"
        return self.say(False, loses, detail)

    # -- where things are --

    def text_of(self, sheet):
        return "\n".join(c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)).replace(
            "\u00a0", "")

    def titled(self, beginning):
        """The sheet that has a line beginning so, or in one of these ways."""
        for sheet in self.book.worksheets:
            if sheet.title != CHARTS and any(isinstance(c.value, str) and c.value.startswith(beginning)
                                             for row in sheet.iter_rows(max_row=9, max_col=1) for c in row):
                return sheet
        return None

    def data(self):
        """The data sheet's rows by their heads."""
        rows = list(self.book[DATA].iter_rows(values_only=True))
        return [dict(zip(rows[0], row)) for row in rows[1:] if any(v is not None for v in row)]

    # -- what cells must say --

    def known(self, row):
        """Did what is recorded of it happen by the day?"""
        task = row.task
        return not (task.status == "done" and task.done and task.done > self.figures.day)

    def state(self, row):
        if row.measure == MOVED:
            return ("Chuyển kỳ" if row.moved_from is not None else
                    "Đưa ra khỏi chương trình" if row.task.status == "cancelled" else "Tạm hoãn")
        text, progress = STATES[row.measure], row.task.progress
        if row.measure in (DOING, DOING_OVERDUE) and progress not in ("", "100"):
            text += f" ({progress}%)"
        return text

    def result(self, row):
        if not self.known(row):
            return None
        result, evidence = row.task.result, row.task.evidence
        return (f"{result} ({evidence})" if result and evidence else result or evidence) or None

    def when(self, row):
        task = row.task
        if task.when and row.moved_from is None:
            return task.when
        if row.month is not None and (not task.due or row.moved_from is not None or task.due == last_day(row.month)):
            return month_text(row.month, self.period)
        return f"Đến ngày {day_text(task.due)}" if task.due else None

    def before(self, row):
        if row.reason in (MOVED_OUT, MOVED_IN):
            return month_text(month_of(row.first.old), self.period)
        if row.reason == PUT_OFF:
            return day_text(day_of(row.first.old))
        return self.when(row) if row.reason in (CANCELLED, POSTPONED) else None

    def after(self, row):
        if row.reason in (MOVED_OUT, MOVED_IN):
            return month_text(row.task.month, self.period)
        if row.reason == PUT_OFF:
            return day_text(row.task.due)
        if row.reason == POSTPONED:
            return "Tạm hoãn"
        return self.when(row) if row.reason == ADDED else "Đưa ra khỏi chương trình"

    def why(self, row):
        return (row.last and row.last.reason) or row.task.note or None

    def approval(self, row):
        return (row.last and row.last.ref) or row.task.ref or None

    def late(self, row, day):
        task = row.task
        if task.status == "done" and task.done <= day:
            return day_text(task.done)
        days = (day - task.due).days
        if days:
            return f"Quá {days} ngày" if days > 0 else f"Còn {-days} ngày"
        return "Hết hạn" if row.reason == LATE else "Đến hạn hôm nay"

    def lead(self, row):
        return self.office.unit_name(row.task)

    def heading(self, row):
        plan = row.task.plan
        if not plan.campaign:
            return self.lead(row)
        return "Kế hoạch" + (f" số {plan.number}" if plan.number else "") + f": {plan.title}"

    def lines(self, rows, *levels):
        """Groups with their counts, "I" or "A" above "I", then the tasks with running numbers."""
        lines, above, order_of = [], [None] * len(levels), [0] * len(levels)
        for number, row in enumerate(rows, 1):
            titles = [level(row) for level in levels]
            for depth, title in enumerate(titles):
                if titles[:depth + 1] != above[:depth + 1]:
                    inside = sum([level(other) for level in levels[:depth + 1]] == titles[:depth + 1]
                                 for other in rows)
                    order_of[depth:] = [order_of[depth] + 1] + [0] * (len(levels) - depth - 1)
                    mark = roman(order_of[depth]) if depth + 1 == len(levels) else chr(64 + order_of[depth])
                    lines.append((mark, f"{title} ({two(inside)} đầu việc)"))
                    above = titles[:depth + 1] + [None] * (len(levels) - depth - 1)
            lines.append((number, row.task.title))
        return lines

    def check_list(self, sheet, rows, levels, columns, what):
        """A table of tasks: which, where, under which number, and what is said of each."""
        table = read_table(sheet)
        got = [(line.cells[0], line.cells[1]) for line in table.lines]
        if not rows:
            self.say(len(got) == 1 and got[0][0] is None, f"{what}: where no task is, it says so", got)
            return
        wanted = self.lines(rows, *levels)
        if not self.same(got, wanted, f"{what}: each task stands there once, in its group, with its number"):
            return
        body = [line for line in table.lines if not line.group]
        for head, wanted in columns.items():
            at = table.heads.index(head)
            self.same([line.cells[at] for line in body], [wanted(row) for row in rows],
                      f"{what}: '{head}' is the task's")

    # -- tables of counts --

    def check_counts(self, sheet, rows, classes, columns, what):
        """classes: names, each with its rows; columns: head -> function of rows."""
        table = read_table(sheet)
        body = [line.cells for line in table.lines if not line.total]
        self.same([(cells[0], cells[1]) for cells in body], list(enumerate((name for name, _ in classes), 1)),
                  f"{what}: each stands there once")
        for head, value in columns.items():
            at = table.heads.index(head)
            got = [cells[at] or 0 for cells in body] + [table.lines[-1].cells[at] or 0]
            want = [value(own) for _, own in classes] + [value(rows)]
            self.same(got, want, f"{what}: '{head}' counts the tasks")
        self.say(table.lines[-1].total, f"{what}: the last row is their sum")

    def unit_classes(self, rows, silent=True):
        """Units and their tasks; silent ones, too, or only those that have any."""
        names = [self.office.units[self.unit]] if self.unit else list(self.office.units.values())
        classes = [(name, [row for row in rows if self.lead(row) == name]) for name in [*names, NO_UNIT]]
        return [(name, own) for name, own in classes if own or silent and name != NO_UNIT]

    def value_classes(self, rows, field, none):
        values = sorted({row.task.row[field] for row in rows} - {""}, key=order)
        lacking = [row for row in rows if not row.task.row[field]]
        classes = [(value, [row for row in rows if row.task.row[field] == value]) for value in values]
        return classes + ([(none, lacking)] if lacking else [])

    def check_months(self, sheet, classes, rows, cell, none, what):
        """By the months of the programme, of a campaign's tasks by that of the deadline."""
        table = read_table(sheet)
        months = self.period.months
        self.same(table.heads[2:], [f"Tháng {month % 12 + 1}" for month in months] + ["Cả kỳ"], f"{what}: its months")
        self.same([line.cells[1] for line in table.lines], [name for name, _ in classes] + ["Tổng cộng"],
                  f"{what}: each stands there once")
        want = [[cell([row for row in own if row.counted_month == month]) for month in months] + [cell(own)] for _, own in [*classes, (None, rows)]]
        got = [[value if value is not None else none for value in line.cells[2:]] for line in table.lines]
        self.same(got, want, f"{what}: each month counts its tasks, and the whole all of them")

    # -- the data --

    def check_data(self, rows, columns):
        data = self.data()
        if not self.same([line["Mã"] for line in data], [row.task.id for row in rows],
                         "the data holds the counted tasks, each once"):
            return
        for head, wanted in columns.items():
            self.same([plain_cell(line[head]) for line in data], [wanted(row) for row in rows],
                      f"the data's '{head}' is the task's")

    def data_columns(self):
        def text(field):
            return lambda row: row.task.row[field] or None
        return {"Kế hoạch": lambda row: row.task.plan.code, "Nội dung công việc": text("title"),
                "Đơn vị chủ trì": self.lead,
                "Bắt đầu": lambda row: row.task.start, "Hạn": lambda row: row.task.due,
                "Tháng": lambda row: None if row.counted_month is None else
                f"Tháng {row.counted_month % 12 + 1:02}/{row.counted_month // 12}"}

    # -- charts --

    def chart(self, beginning):
        """A block of the hidden sheet: names of the series, and name -> values."""
        rows = list(self.book[CHARTS].iter_rows(values_only=True)) if CHARTS in self.book.sheetnames else []
        at = next((i for i, row in enumerate(rows) if str(row[0] or "").startswith(beginning)), None)
        if at is None:
            return None
        names = [value for value in rows[at][1:] if value]
        block = []
        for row in rows[at + 1:]:
            if row[0] is None:
                break
            block.append((row[0], list(row[1:len(names) + 1])))
        return names, block

    def check_chart(self, beginning, names, block, loses):
        self.same(self.chart(beginning), (names, block) if block else None, loses)


def roman(n):
    out = ""
    for value, mark in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += n // value * mark
        n %= value
    return out


def plain_cell(value):
    return value.date() if isinstance(value, datetime.datetime) else value
