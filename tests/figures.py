#!/usr/bin/python3
"""Hold every figure of reports against the plans that they were made of, counted by another route.

usage: figures.py <JOBS, each a line of: DIRECTORY FILE.xlsx FORM PERIOD AS-OF [unit=U] [plan=P] [due-within=N]

PERIOD is - for the forms that have none.  What is counted is in figures_office.py, where it stands
in a workbook in figures_book.py; here is which figures each form has.
"""

import collections
import datetime
import re
import sys
import warnings

sys.dont_write_bytecode = True  # the source tree stays as it is
from figures_book import DATA, Report, day_text, roman, thousands, two
from figures_office import (ADDED, CANCELLED, CARRIED_DONE, CARRIED_OPEN, DOING, DOING_OVERDUE, DONE, DONE_LATE, DUE,
                            LATE, MEASURES, MOVED, MOVED_IN, MOVED_OUT, NO_AREA, NO_PERSON, OVERDUE, POSTPONED, PUT_OFF,
                            REASONS, TODO, TODO_OVERDUE, UNREPORTED, first_day, last_day, month_of, share)
from figures_tables import Checks, read_table, shades

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
            ("đưa ra khỏi chương trình {} đầu việc", n["moved"]), ("; {} đầu việc đơn vị chưa báo cáo",
                                                                   n["unreported"]),
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
    done, total = n["done"], n["total"]
    headline = f"đã hoàn thành {thousands(done)}/{thousands(total)} đầu việc ({share(done, total)}%)"
    report.say(headline in results or not n["done"], "the headline: done of all, and the share", f"no '{headline}'")
    due = re.search(r"tỷ lệ hoàn thành đạt ([\d,]+)%", results)
    report.same(due and due[1], share(n["done"], n["done"] + n["late"]) if n["late"] else None,
                "the share of what was due")
    report.say(f"Số liệu tính đến {'hết ' if figures.closed else ''}ngày {day_text(figures.day)}." in text, "the day that is counted at",
               text[-300:])
    loose = sum(row.task.open_ended for row in figures.rows)
    found = re.search(r"Có (\d+) đầu việc theo lịch của cơ quan khác", text)
    report.same(found and found[1], two(loose) if loose else None, "what others set the time of is counted apart")
    for plan in {row.task.plan for row in figures.rows}:
        report.say(plan.number in text, "the plans that it reports on are named", plan.number)


def check_next(report, letter):
    figures, text = report.figures, report.text_of(letter)
    part = text.split("NHIỆM VỤ TRỌNG TÂM")[-1].split("Nơi nhận:")[0]
    key = [row for row in report.figures.next if row.task.key]
    got = re.findall(r"^- (.*) \(([^()]*)\)[.;]?$", part, re.M)
    report.same(sorted(got), sorted((row.task.title, report.lead(row)) for row in key),
                "the next period's main tasks are the marked ones")
    found = re.search(r"(?:toàn bộ|triển khai) ([\d.]+) đầu việc", part)
    report.same(found and found[1], thousands(len(figures.next)) if figures.next else None,
                "the next period's tasks are those that stand in it, without the dropped and the moved away")
    if figures.next and not key and not report.unit:
        missing = [f"{name}: {two(len(own))}" for name, own in report.unit_classes(figures.next)
                   if own and f"{name}: {two(len(own))}" not in part]
        report.say(not missing, "the next period by unit", missing)


COUNTS = {"Tổng số": len}
for heads, measure in (("Hoàn thành Đúng hạn", DONE), ("Hoàn thành Quá hạn", DONE_LATE),
                       ("Đang thực hiện Trong hạn", DOING),
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
            there = re.search(re.escape(pointer.format(sheet.title.split()[-1])) + r"\b", text)
            report.say(there, "the letter points to the right annexes", f"{title}: {sheet.title}")
    first, after, late, changed = sheets
    report.check_list(first, figures.by_unit(figures.rows), [report.heading],
                      {"Đơn vị chủ trì": report.lead, "Thời gian": report.when, "Kết quả": report.result,
                       "Tiến độ": report.state}, "the period's tasks")
    report.check_list(after, figures.by_unit(figures.next), [report.heading],
                      {"Đơn vị chủ trì": report.lead, "Thời gian": report.when}, "the next period's tasks")
    report.check_list(late, figures.by_reason(figures.late), [lambda row: REASONS[row.reason]],
                      {"Đơn vị chủ trì": report.lead, "Thời hạn": lambda row: day_text(row.task.due),
                       "Quá hạn, ngày hoàn thành": lambda row: report.late(row,
                                                                           figures.day), "Kết quả": report.result,
                       "Tiến độ": report.state}, "what is late or carried over")
    check_changes(report, changed, "Điều chỉnh")


def check_changes(report, sheet, after):
    report.check_list(sheet, report.figures.by_reason(report.figures.changed), [lambda row: REASONS[row.reason]],
                      {"Đơn vị chủ trì": report.lead, "Theo chương trình": report.before, after: report.after,
                       "Lý do": report.why, "Văn bản, ý kiến chỉ đạo": report.approval}, "what was added and changed")


def check_charts(report):
    figures, rows = report.figures, report.figures.rows
    names = ["Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện", "Chưa thực hiện", "Chưa báo cáo",
             "Lùi, rút"]
    sets = [(DONE,), (DONE_LATE,), (DOING, DOING_OVERDUE), (TODO, TODO_OVERDUE), (UNREPORTED,), (MOVED,)]
    block = [(name, [sum(row.measure in each for row in own) for each in sets]) for name,
             own in report.unit_classes(rows)]
    report.check_chart("Kết quả thực hiện nhiệm vụ theo đơn vị", names, block if rows else [],
                       "the picture by unit draws the counts")
    months = []
    for number in range(12):
        month = report.period.year * 12 + number
        own = [row.task for row in figures.all if month == (
            row.task.month if row.task.month is not None else row.task.due and month_of(row.task.due.isoformat()))]
        done = sum(task.status == "done" and (not task.done or task.done <= figures.day) for task in own)
        months.append((f"T{number + 1}", [len(own), done if month <= report.period.months[-1] else None]))
    report.check_chart("Đầu việc theo kế hoạch", ["Số đầu việc theo chương trình, kế hoạch", "Đã hoàn thành"], months,
                       "the picture by month draws the programme and what of it was done by the day")
    late = [row for row in figures.late if row.reason in (LATE, CARRIED_OPEN)]
    block = [(name, [sum(row.reason == reason for row in own) for reason in (LATE, CARRIED_OPEN)])
             for name, own in report.unit_classes(late)]
    report.check_chart("Đầu việc quá hạn theo đơn vị", ["Quá hạn trong kỳ", "Kỳ trước chuyển sang"],
                       block if late else [],
                       "the picture of what is late draws the annex")


def check_period(report):
    figures, letter = report.figures, report.book.worksheets[0]
    rows = figures.rows
    report.check_counts(letter, rows, report.unit_classes(rows), COUNTS, "the table by unit")
    check_sentences(report, letter)
    check_next(report, letter)
    check_annexes(report, letter)
    areas = report.titled("KẾT QUẢ THEO ĐỊA BÀN")
    if report.say(bool(areas) == any(row.task.area for row in rows), "the table by area is there when areas are",
                  areas) and areas:
        report.check_counts(areas, rows, report.value_classes(rows, "area", NO_AREA), COUNTS, "the table by area")
    matrix = report.titled(("KẾT QUẢ THEO ĐƠN VỊ VÀ THEO THÁNG", "KẾT QUẢ TỪNG THÁNG"))
    if report.say(bool(matrix) == (report.form != "month"), "the table by unit and month is there",
                  matrix) and matrix:
        def cell(own):
            return f"{sum(row.measure in (DONE, DONE_LATE) for row in own)}/{len(own)}" if own else None
        report.check_months(matrix, report.unit_classes(rows), rows, cell, None, "the table by unit and month")
    check_charts(report)
    def ours(value):
        return lambda row: value(row) if report.known(row) else None
    report.check_data(figures.by_unit(rows), {
        **report.data_columns(), "Địa bàn": lambda row: row.task.area or None,
        "Ngày hoàn thành": ours(lambda row: row.task.done),
        "Tiến độ (%)": ours(lambda row: int(row.task.progress) if row.task.progress else None),
        "Đánh giá": lambda row: MEASURES[row.measure], "Kết quả": ours(lambda row: row.task.result or None),
        "Ghi chú": lambda row: row.task.note or None})


# ---- The other forms ----


def check_adjust(report):
    figures, letter = report.figures, report.book.worksheets[0]
    found = re.search(r"điều chỉnh ([\d.]+) đầu việc", report.text_of(letter))
    report.same(found and found[1], thousands(len(figures.changed)) if figures.changed else None,
                "how many changes are proposed")
    if figures.changed:
        def of(reason):
            return lambda rows: sum(row.reason == reason for row in rows)
        report.check_counts(letter, figures.changed, report.unit_classes(figures.changed, False), {
            "Bổ sung": of(ADDED), "Chuyển thời gian Sang tháng khác": of(MOVED_OUT),
            "Chuyển thời gian Từ kỳ khác đến": of(MOVED_IN), "Chuyển thời gian Trong tháng": of(PUT_OFF),
            "Tạm hoãn": of(POSTPONED), "Đưa ra": of(CANCELLED), "Cộng": len}, "the changes by unit")
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
        report.check_counts(letter, rows, report.unit_classes(rows, False), {
            "Đã quá hạn": lambda own: sum(row.reason == OVERDUE for row in own),
            "Sắp đến hạn": lambda own: sum(row.reason == DUE
                                           for row in own), "Cộng": len}, "what is to be chased, by unit")
    codes = {name: code for code, name in report.office.units.items()}
    names = [codes.get(name, "KHAC") for name, own in report.unit_classes(rows) if own]
    report.same([sheet.title for sheet in report.book.worksheets[1:] if sheet.title not in (DATA, "Danh mục")],
                names, "each unit with something to do has its page")
    for name, own in report.unit_classes(rows):
        sheet = report.titled(name.upper())
        if own and sheet:
            report.check_list(sheet, figures.by_reason(own), [lambda row: REASONS[row.reason]], {
                "Thời hạn": lambda row: day_text(row.task.due),
                "Quá hạn, còn lại": lambda row: report.late(row, report.today),
                "Người thực hiện": lambda row: row.task.assignee or None,
                "Tiến độ": report.state}, "a unit's page of the reminder")
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
    for phrase, number in (("có {} đầu việc", len(rows)), ("do {} đơn vị chủ trì", units),
                           ("; {} đầu việc đã giao người", given)):
        found = re.search(phrase.replace("{}", r"(\d[\d.]*)"), text)
        report.same(found and found[1], thousands(number) if number else None, f"the words: '{phrase}'")

    def cell(own):
        return len(own)
    report.check_months(sheet, report.unit_classes(rows), rows, cell, 0, "the load of units")
    persons = report.titled("SỐ ĐẦU VIỆC MỖI THÁNG THEO NGƯỜI")
    if report.say(bool(persons) == bool(given), "the load of persons is there when there are any",
                  persons) and persons:
        report.check_months(persons, report.value_classes(rows, "assignee", NO_PERSON), rows, cell, 0,
                            "the load of persons")
    report.check_list(report.titled("CHI TIẾT PHÂN CÔNG"), figures.by_lead(rows), [report.lead], {
        "Người thực hiện": lambda row: row.task.assignee or None, "Thời gian": report.when}, "who does what")
    report.check_data(figures.by_lead(rows), {**report.data_columns(),
                                              "Người thực hiện": lambda row: row.task.assignee or None,
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
    report.same(found and found.groups(), (thousands(len(rows)), units) if rows else None,
                "how many tasks the programme has")
    report.check_list(sheet, rows, [month, report.lead], {"Thời gian": report.when},
                      "the programme by month and unit")
    check_calendar(report, report.titled("LỊCH CÔNG TÁC") or report.book["Lịch"], figures.by_lead(figures.standing),
                   False)
    report.check_data(rows, {head: value for head, value in report.data_columns().items() if head != "Kế hoạch"})


def check_plan(report):
    rows = report.figures.all
    table = read_table(report.book.worksheets[0])
    want, above = [], []
    for row in rows:
        parts = row.task.section.split(" / ") if row.task.section else []
        if above and not parts:
            want.append((None, "Hoạt động bổ sung"))
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
                [re.sub(r".*\d([a-z])$", r"\1)", mark) for mark in marks
                 if mark], "activities keep the document's numbers")
    for head, wanted in (("Thời gian", report.when), ("Đơn vị chủ trì", report.lead),
                         ("Địa điểm", lambda row: row.task.place or None), ("Kinh phí",
                                                                            lambda row: row.task.budget or None)):
        at = table.heads.index(head)
        report.same([line.cells[at] for line in body] if rows else [], [wanted(row) for row in rows],
                    f"the plan's '{head}' is the task's")
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
        report.say(all(touches(days, (columns[0][0], columns[-1][1])) for days in dated),
                   "no time of an activity is outside of the weeks",
                   (columns[0], columns[-1]))
    got = [shades(sheet, line.row, table.columns[first:]) for line in table.lines if not line.group]
    want = []
    for row in rows:
        days, peak = span(row.task)
        want.append("".join("#" if touches(peak, column) else "+" if touches(days, column) else "."
                            for column in columns))
    report.same(got, want, "the calendar is grey where a task takes place, dark at its peak, and nowhere else")
    marked = [i for i, column in enumerate(columns) if column[0] <= report.today <= column[1]]
    report.same([i for i in range(len(columns)) if table.marked[first + i]], marked,
                "the column of the day is marked")


def columns_of(heads, year):
    """The days of the columns, out of "Tháng 4 14", a week's Monday under its month, or "Tháng 3"."""
    numbers = [int(head.split()[-1]) for head in heads]
    if numbers == list(range(1, 13)):
        return [(first_day(year * 12 + n), last_day(year * 12 + n)) for n in range(12)]
    month = int(re.search(r"\d+", heads[0])[0])
    for around in (year, year - 1):
        for day in (datetime.date(around, m, numbers[0]) for m in range(1, 13)
                    if numbers[0] <= last_day(around * 12 + m - 1).day):
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
