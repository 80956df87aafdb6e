#!/usr/bin/python3
"""Hold every figure of reports against the plans that they were made of, counted by another route.

usage: figures.py <JOBS, each a line of: DIRECTORY FILE.xlsx FORM PERIOD AS-OF [unit=U] [plan=P] [due-within=N]

PERIOD is - for the forms that have none.  What is counted is in figures_office.py; here is where it
stands in the workbook.
"""

import collections
import datetime
import os
import re
import sys
import warnings

import openpyxl

sys.dont_write_bytecode = True  # the source tree stays as it is
from figures_office import (CARRIED_DONE, CARRIED_OPEN, DOING, DOING_OVERDUE, DONE, DONE_LATE, DUE, LATE, MEASURES,
                            MOVED, MOVED_IN, MOVED_OUT, NO_AREA, NO_PERSON, NO_UNIT, OVERDUE, PUT_OFF, REASONS, TODO,
                            TODO_OVERDUE, UNREPORTED, ADDED, CANCELLED, Figures, Office, Period, first_day, month_of,
                            day_of, last_day, order, share)
from figures_tables import Checks, read_table, shades

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
        """The sheet that has a line beginning so."""
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
            return "Đưa ra khỏi chương trình" if row.task.status == "cancelled" else "Chuyển kỳ"
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
        return self.when(row) if row.reason == CANCELLED else None

    def after(self, row):
        if row.reason in (MOVED_OUT, MOVED_IN):
            return month_text(row.task.month, self.period)
        if row.reason == PUT_OFF:
            return day_text(row.task.due)
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
                    inside = sum([level(other) for level in levels[:depth + 1]] == titles[:depth + 1] for other in rows)
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
        if not self.same(got, self.lines(rows, *levels), f"{what}: each task stands there once, in its group, with its number"):
            return
        body = [line for line in table.lines if not line.group]
        for head, wanted in columns.items():
            at = table.heads.index(head)
            self.same([line.cells[at] for line in body], [wanted(row) for row in rows], f"{what}: '{head}' is the task's")

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

    def unit_classes(self, rows, of=None):
        names = [self.office.units[self.unit]] if self.unit else list(self.office.units.values())
        classes = [(name, [row for row in rows if self.lead(row) == name]) for name in names]
        lost = [row for row in rows if self.lead(row) == NO_UNIT]
        return classes + ([(NO_UNIT, lost)] if lost else [])

    def value_classes(self, rows, field, none):
        values = sorted({row.task.row[field] for row in rows} - {""}, key=order)
        lacking = [row for row in rows if not row.task.row[field]]
        classes = [(value, [row for row in rows if row.task.row[field] == value]) for value in values]
        return classes + ([(none, lacking)] if lacking else [])

    def check_months(self, sheet, classes, rows, cell, none, what):
        """By months: what has no programme month of its own may stand in the months that it touches,
        or only in the whole."""
        table = read_table(sheet)
        months = self.period.months
        self.same(table.heads[2:], [f"Tháng {month % 12 + 1}" for month in months] + ["Cả kỳ"], f"{what}: its months")
        classes = [*classes, (None, rows)]

        def of_month(own, month, loose):
            return [row for row in own if (row.month == month if row.month is not None else loose and
                                           (row.task.start or row.task.due) <= last_day(month) and
                                           (row.task.due or row.task.start) >= first_day(month))]

        got = [[value if value is not None else none for value in line.cells[2:-1]] for line in table.lines]
        want = [[[cell(of_month(own, month, loose)) for month in months] for _, own in classes] for loose in (False, True)]
        self.same(got, want[1] if got == want[1] else want[0], f"{what}: each month counts its tasks")
        self.same([line.cells[-1] if line.cells[-1] is not None else none for line in table.lines],
                  [cell(own) for _, own in classes], f"{what}: the whole is every task of the period, as in the letter")

    # -- the data --

    def check_data(self, rows, columns):
        data = self.data()
        if not self.same([line["Mã"] for line in data], [row.task.id for row in rows], "the data holds the counted tasks, each once"):
            return
        for head, wanted in columns.items():
            self.same([plain_cell(line[head]) for line in data], [wanted(row) for row in rows],
                      f"the data's '{head}' is the task's")

    def data_columns(self):
        def text(field):
            return lambda row: row.task.row[field] or None
        return {"Kế hoạch": lambda row: row.task.plan.code, "Nội dung công việc": text("title"), "Đơn vị chủ trì": self.lead,
                "Bắt đầu": lambda row: row.task.start, "Hạn": lambda row: row.task.due,
                "Tháng": lambda row: None if row.month is None else f"Tháng {row.month % 12 + 1:02}/{row.month // 12}"}

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


# ---- Reports of a period ----


def numbers_of(figures):
    counts = figures.counts(figures.rows)
    late = sum(row.reason == LATE for row in figures.late)
    return {"total": len(figures.rows), "done": counts[DONE] + counts[DONE_LATE], "done_late": counts[DONE_LATE],
            "doing": counts[DOING] + counts[DOING_OVERDUE], "todo": counts[TODO] + counts[TODO_OVERDUE],
            "moved": counts[MOVED], "unreported": counts[UNREPORTED], "late": late,
            "carried_open": sum(row.reason == CARRIED_OPEN for row in figures.late),
            "carried_done": sum(row.reason == CARRIED_DONE for row in figures.late), "changed": len(figures.changed)}


def check_sentences(report, letter):
    figures, text = report.figures, report.text_of(letter)
    n = numbers_of(figures)
    units = len({report.lead(row) for row in figures.rows})
    carried = n["carried_open"] + n["carried_done"]
    says = [("triển khai {} đầu việc", n["total"]), ("hoàn thành quá hạn {} đầu việc", n["done_late"]),
            ("; đang thực hiện {} đầu việc", n["doing"]), ("; chưa thực hiện {} đầu việc", n["todo"]),
            ("đưa ra khỏi chương trình {} đầu việc", n["moved"]), ("; {} đầu việc đơn vị chưa báo cáo", n["unreported"]),
            ("Có {} đầu việc đã đến hạn mà chưa hoàn thành", n["late"]),
            ("kỳ trước chuyển sang có {} đầu việc", carried), ("còn {} đầu việc chưa hoàn thành", n["carried_open"]),
            (": đã hoàn thành {} đầu việc", n["carried_done"]), ("Có {} đầu việc được bổ sung", n["changed"])]
    if not report.unit and n["total"]:
        says.append(("do {} đơn vị chủ trì", units))
    results = text.split("NHIỆM VỤ TRỌNG TÂM")[0]
    for phrase, number in says:
        found = re.search(re.escape(phrase).replace(re.escape("{}"), r"([\d.]+)"), results)
        want = thousands(number) if number else None
        report.same(found and found[1], want, f"the letter's words: '{phrase}'")
    headline = f"đã hoàn thành {thousands(n['done'])}/{thousands(n['total'])} đầu việc ({share(n['done'], n['total'])}%)"
    report.say(headline in results or not n["done"], f"the headline: done of all, and the share", f"no '{headline}'")
    due = re.search(r"tỷ lệ hoàn thành đạt ([\d,]+)%", results)
    report.same(due and due[1], share(n["done"], n["done"] + n["late"]) if n["late"] else None, "the share of what was due")
    report.say(f"Số liệu tính đến hết ngày {day_text(figures.day)}." in text, "the day that is counted at", text[-300:])
    loose = sum(row.task.open_ended for row in figures.rows)
    found = re.search(r"Có (\d+) đầu việc theo lịch của cơ quan khác", text)
    report.same(found and found[1], two(loose) if loose else None, "what others set the time of is counted apart")
    for plan in {row.task.plan for row in figures.rows}:
        report.say(plan.number in text, "the plans that it reports on are named", plan.number)


def check_next(report, letter):
    figures, text = report.figures, report.text_of(letter)
    part = text.split("NHIỆM VỤ TRỌNG TÂM")[-1]
    key = [row for row in report.figures.next if row.task.key]
    got = re.findall(r"^- (.*) \(([^()]*)\)[.;]?$", part, re.M)
    report.same(sorted(got), sorted((row.task.title, report.lead(row)) for row in key), "the next period's main tasks are the marked ones")
    found = re.search(r"(?:toàn bộ|triển khai) ([\d.]+) đầu việc", part)
    report.same(found and found[1], thousands(len(figures.next)) if figures.next else None,
                "the next period's tasks are those that stand in it, without the dropped and the moved away")
    if figures.next and not key:
        missing = [f"{name} {two(len(own))}" for name, own in report.unit_classes(figures.next)
                   if own and f"{name} {two(len(own))}" not in part]
        report.say(not missing, "the next period by unit", missing)


COUNTS = {"Tổng số": len}
for heads, measure in (("Hoàn thành Đúng hạn", DONE), ("Hoàn thành Quá hạn", DONE_LATE), ("Đang thực hiện Trong hạn", DOING),
                       ("Đang thực hiện Quá hạn", DOING_OVERDUE), ("Chưa thực hiện Trong hạn", TODO),
                       ("Chưa thực hiện Quá hạn", TODO_OVERDUE), ("Lùi, rút", MOVED), ("Chưa báo cáo", UNREPORTED)):
    COUNTS[heads] = lambda rows, measure=measure: sum(row.measure == measure for row in rows)


def ratio(rows):
    done = sum(row.measure in (DONE, DONE_LATE) for row in rows)
    return (2000 * done + len(rows)) // (2 * len(rows)) / 10 if rows else 0


COUNTS["Tỷ lệ (%)"] = ratio


def check_annexes(report, letter):
    figures, period = report.figures, report.period
    caps = period.words().upper()
    annexes = [("KẾT QUẢ THỰC HIỆN NHIỆM VỤ " + caps, "chi tiết từng đầu việc tại Phụ lục {}"),
               ("NHIỆM VỤ " + period.next().words().upper(), ""),
               ("NHIỆM VỤ QUÁ HẠN VÀ", "nhiệm vụ quá hạn, chuyển kỳ tại Phụ lục {}"),
               ("NHIỆM VỤ BỔ SUNG, ĐIỀU CHỈNH", "nhiệm vụ bổ sung, điều chỉnh tại Phụ lục {}")]
    sheets = [report.titled(title) for title, _ in annexes]
    if not report.say(all(sheets), "all annexes are there", [a[0] for a, s in zip(annexes, sheets) if not s]):
        return
    names = [sheet.title for sheet in report.book.worksheets if sheet.title.startswith("Phụ lục")]
    report.same(names, [f"Phụ lục {roman(n)}" for n in range(1, len(names) + 1)], "annexes are numbered through")
    text = report.text_of(letter)
    for (title, pointer), sheet in zip(annexes, sheets):
        if pointer and figures.rows:
            report.say(pointer.format(sheet.title.split()[-1]) + (";" if "lục" in pointer else "") in text + ";" or
                       re.search(re.escape(pointer.format(sheet.title.split()[-1])) + r"\b", text),
                       f"the letter points to the annex of '{title}'", sheet.title)
    first, after, late, changed = sheets
    report.check_list(first, figures.by_unit(figures.rows), [report.heading],
                      {"Đơn vị chủ trì": report.lead, "Thời gian": report.when, "Kết quả": report.result,
                       "Tiến độ": report.state}, "the period's tasks")
    report.check_list(after, figures.by_unit(figures.next), [report.heading],
                      {"Đơn vị chủ trì": report.lead, "Thời gian": report.when}, "the next period's tasks")
    report.check_list(late, figures.by_reason(figures.late), [lambda row: REASONS[row.reason]],
                      {"Đơn vị chủ trì": report.lead, "Thời hạn": lambda row: day_text(row.task.due),
                       "Quá hạn, ngày hoàn thành": lambda row: report.late(row, figures.day), "Kết quả": report.result,
                       "Tiến độ": report.state}, "what is late or carried over")
    check_changes(report, changed, "Điều chỉnh")


def check_changes(report, sheet, after):
    report.check_list(sheet, report.figures.by_reason(report.figures.changed), [lambda row: REASONS[row.reason]],
                      {"Đơn vị chủ trì": report.lead, "Theo chương trình": report.before, after: report.after,
                       "Lý do": report.why, "Văn bản, ý kiến chỉ đạo": report.approval}, "what was added and changed")


def check_charts(report):
    figures, rows = report.figures, report.figures.rows
    names = ["Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện", "Chưa thực hiện", "Chưa báo cáo", "Lùi, rút"]
    sets = [(DONE,), (DONE_LATE,), (DOING, DOING_OVERDUE), (TODO, TODO_OVERDUE), (UNREPORTED,), (MOVED,)]
    block = [(name, [sum(row.measure in each for row in own) for each in sets]) for name, own in report.unit_classes(rows)]
    report.check_chart("Kết quả thực hiện nhiệm vụ theo đơn vị", names, block if rows else [], "the picture by unit draws the counts")
    months = []
    for number in range(12):
        month = report.period.year * 12 + number
        own = [row.task for row in figures.all if row.task.month == month]
        done = sum(task.status == "done" and (not task.done or task.done <= figures.day) for task in own)
        months.append((f"T{number + 1}", [len(own), done if month <= report.period.months[-1] else None]))
    report.check_chart("Đầu việc theo chương trình", ["Số đầu việc theo chương trình", "Đã hoàn thành"], months,
                       "the picture by month draws the programme and what of it was done by the day")
    late = [row for row in figures.late if row.reason in (LATE, CARRIED_OPEN)]
    block = [(name, [sum(row.reason == reason for row in own) for reason in (LATE, CARRIED_OPEN)])
             for name, own in report.unit_classes(late)]
    report.check_chart("Đầu việc quá hạn theo đơn vị", ["Quá hạn trong kỳ", "Kỳ trước chuyển sang"], block if late else [],
                       "the picture of what is late draws the annex")


def check_period(report):
    figures, letter = report.figures, report.book.worksheets[0]
    rows = figures.rows
    report.check_counts(letter, rows, report.unit_classes(rows), COUNTS, "the table by unit")
    check_sentences(report, letter)
    check_next(report, letter)
    check_annexes(report, letter)
    areas = report.titled("KẾT QUẢ THEO ĐỊA BÀN")
    if report.say(bool(areas) == any(row.task.area for row in rows), "the table by area is there when areas are", areas) and areas:
        report.check_counts(areas, rows, report.value_classes(rows, "area", NO_AREA), COUNTS, "the table by area")
    matrix = report.titled("KẾT QUẢ THEO ĐƠN VỊ VÀ THEO THÁNG")
    if report.say(bool(matrix) == (report.form != "month"), "the table by unit and month is there", matrix) and matrix:
        def cell(own):
            return f"{sum(row.measure in (DONE, DONE_LATE) for row in own)}/{len(own)}" if own else None
        report.check_months(matrix, report.unit_classes(rows), rows, cell, None, "the table by unit and month")
    check_charts(report)
    def ours(value):
        return lambda row: value(row) if report.known(row) else None
    report.check_data(figures.by_unit(rows), {
        **report.data_columns(), "Địa bàn": lambda row: row.task.area or None, "Ngày hoàn thành": ours(lambda row: row.task.done),
        "Tiến độ (%)": ours(lambda row: int(row.task.progress) if row.task.progress else None),
        "Đánh giá": lambda row: MEASURES[row.measure], "Kết quả": ours(lambda row: row.task.result or None),
        "Ghi chú": lambda row: row.task.note or None})


# ---- The other forms ----


def check_adjust(report):
    figures, letter = report.figures, report.book.worksheets[0]
    found = re.search(r"điều chỉnh ([\d.]+) đầu việc", report.text_of(letter))
    report.same(found and found[1], thousands(len(figures.changed)) if figures.changed else None, "how many changes are proposed")
    if figures.changed:
        def of(reason):
            return lambda rows: sum(row.reason == reason for row in rows)
        report.check_counts(letter, figures.changed, report.unit_classes(figures.changed), {
            "Bổ sung": of(ADDED), "Chuyển thời gian Sang tháng khác": of(MOVED_OUT),
            "Chuyển thời gian Từ kỳ khác đến": of(MOVED_IN), "Chuyển thời gian Trong tháng": of(PUT_OFF),
            "Đưa ra": of(CANCELLED), "Cộng": len}, "the changes by unit")
    check_changes(report, report.titled("NHIỆM VỤ ĐỀ NGHỊ"), "Đề nghị điều chỉnh")
    columns = report.data_columns()
    report.check_data(figures.by_reason(figures.changed), {
        **{head: columns[head] for head in ("Kế hoạch", "Nội dung công việc", "Đơn vị chủ trì")},
        "Loại điều chỉnh": lambda row: REASONS[row.reason], "Trước": report.before, "Sau": report.after,
        "Lý do": report.why, "Văn bản": report.approval})


def check_remind(report):
    figures, letter = report.figures, report.book.worksheets[0]
    text, rows = report.text_of(letter), figures.due
    late, soon = ([row for row in rows if row.reason == reason] for reason in (OVERDUE, DUE))
    for phrase, number in (("có {} đầu việc đã quá hạn", len(late)), ("{} đầu việc đến hạn trong", len(soon))):
        found = re.search(phrase.replace("{}", r"(\d[\d.]*)"), text)
        report.same(found and found[1], thousands(number) if number else None, f"the reminder's words: '{phrase}'")
    if rows:
        report.check_counts(letter, rows, report.unit_classes(rows), {
            "Đã quá hạn": lambda own: sum(row.reason == OVERDUE for row in own),
            "Sắp đến hạn": lambda own: sum(row.reason == DUE for row in own), "Cộng": len}, "what is to be chased, by unit")
    codes = {name: code for code, name in report.office.units.items()}
    names = [codes.get(name, "KHAC") for name, own in report.unit_classes(rows) if own]
    report.same([sheet.title for sheet in report.book.worksheets[1:] if sheet.title not in (DATA, "Danh mục")],
                names, "each unit with something to do has its page")
    for name, own in report.unit_classes(rows):
        sheet = report.titled(name.upper())
        if own and sheet:
            report.check_list(sheet, figures.by_reason(own), [lambda row: REASONS[row.reason]], {
                "Thời hạn": lambda row: day_text(row.task.due), "Quá hạn, còn lại": lambda row: report.late(row, report.today),
                "Người thực hiện": lambda row: row.task.assignee or None, "Tiến độ": report.state}, "a unit's page of the reminder")
    report.check_data(sorted(figures.by_lead(rows), key=lambda row: row.reason == DUE), {
        "Hạn": lambda row: row.task.due, "Quá hạn, còn lại": lambda row: report.late(row, report.today),
        "Nhắc vì": lambda row: REASONS[row.reason], "Đơn vị chủ trì": report.lead, "Tình trạng": status_words})


def status_words(row):
    return {"todo": "Chưa thực hiện", "doing": "Đang thực hiện", "done": "Hoàn thành", "postponed": "Tạm hoãn",
            "cancelled": "Đưa ra khỏi chương trình"}[row.task.status]


def check_assignments(report):
    figures, sheet = report.figures, report.book.worksheets[0]
    rows, text = report.figures.standing, report.text_of(report.book.worksheets[0])
    given = sum(bool(row.task.assignee) for row in rows)
    units = len({report.lead(row) for row in rows}) if not report.unit else 0
    for phrase, number in (("có {} đầu việc", len(rows)), ("do {} đơn vị chủ trì", units), ("; {} đầu việc đã giao người", given)):
        found = re.search(phrase.replace("{}", r"(\d[\d.]*)"), text)
        report.same(found and found[1], thousands(number) if number else None, f"the words: '{phrase}'")

    def cell(own):
        return len(own)
    report.check_months(sheet, report.unit_classes(rows), rows, cell, 0, "the load of units")
    persons = report.titled("SỐ ĐẦU VIỆC MỖI THÁNG THEO NGƯỜI")
    if report.say(bool(persons) == bool(given), "the load of persons is there when there are any", persons) and persons:
        report.check_months(persons, report.value_classes(rows, "assignee", NO_PERSON), rows, cell, 0, "the load of persons")
    report.check_list(report.titled("CHI TIẾT PHÂN CÔNG"), figures.by_lead(rows), [report.lead], {
        "Người thực hiện": lambda row: row.task.assignee or None, "Thời gian": report.when}, "who does what")
    report.check_data(figures.by_lead(rows), {**report.data_columns(), "Người thực hiện": lambda row: row.task.assignee or None,
                                              "Tình trạng": status_words})


def check_programme(report):
    figures, sheet = report.figures, report.book.worksheets[0]
    def month(row):
        begun = row.month if row.month is not None else row.task.start or row.task.due
        return "CHƯA XÁC ĐỊNH THỜI GIAN" if begun is None else f"THÁNG {begun % 12 + 1}"
    rows = sorted(figures.by_lead(figures.standing), key=lambda row: -1 if row.month is None else row.month)
    text = report.text_of(sheet)
    found = re.search(r"gồm ([\d.]+) đầu việc(?: do (\d+) đơn vị chủ trì)?", text)
    units = two(len({report.lead(row) for row in rows})) if not report.unit else None
    report.same(found and found.groups(), (thousands(len(rows)), units) if rows else None, "how many tasks the programme has")
    report.check_list(sheet, rows, [month, report.lead], {"Thời gian": report.when}, "the programme by month and unit")
    check_calendar(report, report.titled("LỊCH CÔNG TÁC") or report.book["Lịch"], figures.by_lead(figures.standing), False)
    report.check_data(rows, {head: value for head, value in report.data_columns().items() if head != "Kế hoạch"})


def check_plan(report):
    rows = report.figures.all
    table = read_table(report.book.worksheets[0])
    want, above = [], []
    for row in rows:
        parts = row.task.section.split(" / ") if row.task.section else []
        for depth, part in enumerate(parts):
            if parts[:depth + 1] != above[:depth + 1]:
                number, _, words = part.partition(" ")
                numbered = bool(re.fullmatch(r"(\d+\.)*\d+\.?|[IVXLC]+\.?", number))
                want.append((number.rstrip(".") if numbered else None, words if numbered else part))
        above = parts
        want.append((None, row.task.title))
    got = [((line.cells[0] if line.group else None), line.cells[1]) for line in table.lines]
    report.same(got, want if rows else got, "the plan's activities stand under their headings, in its order")
    body = [line for line in table.lines if not line.group]
    marks = [row.task.number for row in rows]
    report.same([str(line.cells[0]) for line, mark in zip(body, marks) if mark],
                [re.sub(r".*\d([a-z])$", r"\1)", mark) for mark in marks if mark], "activities keep the document's numbers")
    for head, wanted in (("Thời gian", report.when), ("Đơn vị chủ trì", report.lead),
                         ("Địa điểm", lambda row: row.task.place or None), ("Kinh phí", lambda row: row.task.budget or None)):
        at = table.heads.index(head)
        report.same([line.cells[at] for line in body] if rows else [], [wanted(row) for row in rows], f"the plan's '{head}' is the task's")
    check_calendar(report, report.book["Lịch"], rows, True)
    report.check_data(rows, {"Nội dung": lambda row: row.task.title, "Bắt đầu": lambda row: row.task.start,
                             "Hạn": lambda row: row.task.due, "Đơn vị chủ trì": report.lead})


def span(task):
    """From when to when a calendar shows a task, and its peak."""
    start, due = task.start or task.due, task.due or task.start
    if not start and task.month is not None:
        start, due = first_day(task.month), last_day(task.month)
    words = re.search(r"cao điểm từ (?:ngày )?(\d+)/(\d+)(?:/\d+)? đến (?:hết )?(?:ngày )?(\d+)/(\d+)", task.when)
    peak = None
    if words:
        a, b, c, d = map(int, words.groups())
        peak = datetime.date(task.plan.year, b, a), datetime.date(task.plan.year, d, c)
    return (start, due) if start else None, peak


def touches(days, column):
    return bool(days) and days[0] <= column[1] and days[1] >= column[0]


def check_calendar(report, sheet, rows, by_weeks):
    table = read_table(sheet)
    first = next(i for i, head in enumerate(table.heads) if re.search(r"\d$", head))
    columns = columns_of(table.heads[first:], report.period.year)
    weeks = len(columns) != 12 or not table.heads[first].startswith("Tháng 1")
    dated = [days for days, peak in (span(row.task) for row in rows) if days and (days[1] - days[0]).days < 182]
    if by_weeks and weeks:
        report.say(all(day[0].weekday() == 0 for day in columns), "each week begins on its Monday", columns)
        report.say(all(touches(days, (columns[0][0], columns[-1][1])) for days in dated), "no time of an activity is outside of the weeks",
                   (columns[0], columns[-1]))
    got = [shades(sheet, line.row, first, len(table.heads)) for line in table.lines if not line.group]
    want = []
    for row in rows:
        days, peak = span(row.task)
        want.append("".join("#" if touches(peak, column) else "+" if touches(days, column) else "." for column in columns))
    report.same(got, want, "the calendar is grey where a task takes place, dark at its peak, and nowhere else")
    marked = [i for i, column in enumerate(columns) if column[0] <= report.today <= column[1]]
    report.same([i for i in range(len(columns)) if table.marked[first + i]], marked, "the column of the day is marked")


def columns_of(heads, year):
    """The days of the columns, out of "Tháng 4 14", a week's Monday under its month, or "Tháng 3"."""
    numbers = [int(head.split()[-1]) for head in heads]
    if numbers == list(range(1, 13)):
        return [(first_day(year * 12 + n), last_day(year * 12 + n)) for n in range(12)]
    month = int(re.search(r"\d+", heads[0])[0])
    for around in (year, year - 1):
        for day in (datetime.date(around, m, numbers[0]) for m in range(1, 13) if numbers[0] <= last_day(around * 12 + m - 1).day):
            thursday = day + datetime.timedelta(days=3)
            if day.weekday() == 0 and thursday.month == month and thursday.year in (year, year - 1):
                starts = [day + datetime.timedelta(days=7 * i) for i in range(len(numbers))]
                if [start.day for start in starts] == numbers:
                    return [(start, start + datetime.timedelta(days=6)) for start in starts]
    raise ValueError(f"no weeks: {heads}")


CHECKS = collections.defaultdict(lambda: check_period, adjust=check_adjust, remind=check_remind, plan=check_plan,
                                 assignments=check_assignments, programme=check_programme)


def main():
    warnings.simplefilter("ignore")  # openpyxl's, of the bars of Excel 2010 that it drops
    checks = Checks()
    for line in sys.stdin:
        report = Report(checks, line.split())
        try:
            CHECKS[report.form](report)
        except Exception as error:  # the other workbooks are still to be read
            report.say(False, "its tables can be read", repr(error))
    checks.tell()


if __name__ == "__main__":
    main()
