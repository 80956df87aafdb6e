"""An office read from its own files, and its tasks counted: for tests of reports.

Nothing here comes from the program: the rules are those of htxplan-plan(5), htxplan.ini(5) and of
"What is counted" and "Periods" in htxplan-report(1), with a calendar of Python's own.
"""

import calendar
import configparser
import csv
import datetime
import os
import re
import unicodedata

DONE, DONE_LATE, DOING, DOING_OVERDUE, TODO, TODO_OVERDUE, MOVED, UNREPORTED = range(8)
MEASURES = ("Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện, trong hạn", "Đang thực hiện, quá hạn",
            "Chưa thực hiện, trong hạn", "Chưa thực hiện, quá hạn", "Chuyển kỳ, rút", "Chưa báo cáo")
LATE, CARRIED_OPEN, CARRIED_DONE = "late", "carried_open", "carried_done"
ADDED, MOVED_OUT, MOVED_IN, PUT_OFF = "added", "moved_out", "moved_in", "put_off"
POSTPONED, CANCELLED = "postponed", "cancelled"
OVERDUE, DUE = "is_overdue", "is_due"
REASONS = {LATE: "Quá hạn trong kỳ, chuyển kỳ sau", CARRIED_OPEN: "Nhiệm vụ kỳ trước chuyển sang, chưa hoàn thành",
           CARRIED_DONE: "Nhiệm vụ kỳ trước đã hoàn thành trong kỳ", ADDED: "Bổ sung ngoài chương trình, kế hoạch",
           MOVED_OUT: "Chuyển sang tháng khác", MOVED_IN: "Từ tháng khác chuyển đến",
           PUT_OFF: "Điều chỉnh thời hạn", POSTPONED: "Tạm hoãn", CANCELLED: "Đưa ra khỏi chương trình, kế hoạch",
           OVERDUE: "Đã quá hạn", DUE: "Sắp đến hạn"}
NO_UNIT, NO_AREA, NO_PERSON = "(chưa phân công)", "(không ghi địa bàn)", "(chưa giao người)"


def day_of(text):
    return datetime.date.fromisoformat(text) if text else None


def month_of(text):
    """Months since year 0; None for none."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1 if text else None


def first_day(month):
    return datetime.date(month // 12, month % 12 + 1, 1)


def last_day(month):
    return datetime.date(month // 12, month % 12 + 1, calendar.monthrange(month // 12, month % 12 + 1)[1])


# ---- Vietnamese order: letters, then tones, then case ----

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONED = {}
for tone, mark in enumerate(("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")):
    for vowel in "aăâeêioôơuưy":
        TONED[unicodedata.normalize("NFC", vowel + mark)] = (vowel, tone)


def order(text):
    plain = [TONED.get(letter, (letter, 0)) for letter in text.lower()]
    return [LETTERS.find(letter) for letter, _ in plain], [tone for _, tone in plain], text


# ---- Periods ----


class Period:
    """The programme months of a period and the days whose results count."""

    def __init__(self, name, decree09):
        year, _, part = name.partition("-")
        at = int(year) * 12
        if not part:
            self.months = range(at, at + 12)
        elif part == "9M":
            self.months = range(at, at + 9)
        elif part[0] in "QH":
            length = 3 if part[0] == "Q" else 6
            self.months = range(at + (int(part[1]) - 1) * length, at + int(part[1]) * length)
        else:
            self.months = range(at + int(part) - 1, at + int(part))
        self.name, self.decree09, self.year = name, decree09, int(year)
        first, last = self.months[0], self.months[-1]
        self.start = first_day(first - 1).replace(day=15) if decree09 else first_day(first)
        self.end = first_day(last).replace(day=14) if decree09 else last_day(last)

    def next(self):
        n, at = len(self.months), self.months[-1] + 1
        if n == 9:
            n = 3
        name = {1: f"{at % 12 + 1:02}", 3: f"Q{at % 12 // 3 + 1}", 6: f"H{at % 12 // 6 + 1}", 12: ""}[n]
        return Period(f"{at // 12:04}" + ("-" + name if name else ""), self.decree09)

    def words(self):
        year, first, n = self.year, self.months[0] % 12, len(self.months)
        if n == 1:
            return f"tháng {first + 1:02} năm {year}" if first < 2 else f"tháng {first + 1} năm {year}"
        if n == 3:
            return f"quý {('I', 'II', 'III', 'IV')[first // 3]} năm {year}"
        if n == 6:
            return f"6 tháng {'cuối' if first else 'đầu'} năm {year}"
        return f"9 tháng đầu năm {year}" if n == 9 else f"năm {year}"


# ---- What the directory holds ----


class Task:
    def __init__(self, plan, row):
        self.plan, self.row = plan, row
        self.month = month_of(row["month"])
        self.start, self.due, self.done = (day_of(row[name]) for name in ("start", "due", "done"))
        self.status = row["status"] or "todo"
        self.moves, self.deadlines, self.noted, self.made, self.dropped = [], [], [], None, None

    def __getattr__(self, name):
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def open_ended(self):  # others say when, so it cannot be late
        return self.kind in ("external", "event")


class Plan:
    def __init__(self, code, section):
        self.code, self.campaign = code.upper(), section["kind"] == "campaign"
        self.year, self.number, self.title = int(section["year"]), section.get("number", ""), section.get("title", "")
        self.tasks = []


class Decision:
    """A transaction's say about one field."""

    def __init__(self, row, closing):
        self.old, self.new = row["old"], row["new"]
        self.reason, self.ref, self.day = closing["reason"], closing["ref"], day_of(closing["time"][:10])


def bare(value):
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


class Office:
    def __init__(self, directory):
        ini = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=(";", "#"))
        ini.read(os.path.join(directory, "htxplan.ini"), encoding="utf-8")
        sections = {name: {key: bare(value) for key, value in ini[name].items()} for name in ini.sections()}
        self.report = sections.get("report", {})
        self.organisation = sections["organisation"]
        self.decree09 = self.report.get("window") == "nd09"
        self.units, self.plans = {}, []
        for name, section in sections.items():
            kind, _, code = name.partition(" ")
            if kind == "unit":
                self.units[code.upper()] = section["name"]
            elif kind == "plan":
                self.plans.append(Plan(code, section))
        self.codes = list(self.units)
        for plan in self.plans:
            self._read_plan(os.path.join(directory, "plans", plan.code + ".csv"), plan)
        self.tasks = [task for plan in self.plans for task in plan.tasks]
        self._read_journal(os.path.join(directory, "journal.csv"))

    def _read_plan(self, path, plan):
        if os.path.exists(path):
            with open(path, encoding="utf-8", newline="") as file:
                plan.tasks = [Task(plan, row) for row in csv.DictReader(file)]

    def _read_journal(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for name in ("old", "new", "reason", "ref"):
                row[name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], row[name])
        transactions, begun = [], []
        for row in rows:
            if row["rows"]:
                transactions.append((row, begun[-int(row["rows"]):] if int(row["rows"]) else []))
                begun = []
            else:
                begun.append(row)
        taken_back = {}  # transaction -> the undo
        for closing, _ in transactions:
            if closing["command"].startswith("undo "):
                taken_back[closing["command"].split()[1]] = closing["transaction"]

        def stands(transaction):
            return transaction not in taken_back or not stands(taken_back[transaction])

        by_id = {task.id: task for task in self.tasks}
        for closing, changed in transactions:
            if closing["command"].startswith("undo ") or not stands(closing["transaction"]):
                continue
            command = closing["command"].split()
            corrects = command[:1] == ["import"] and "--amend" not in command  # a document, not a decision
            moved = {row["id"] for row in changed if row["field"] == "month"}
            for row in changed:
                if row["id"] in by_id:
                    self._decide(by_id[row["id"]], row, Decision(row, closing), corrects, moved)

    @staticmethod
    def _decide(task, row, decision, corrects, moved):
        if not row["field"]:
            task.made = decision
        elif row["field"] == "month" and row["old"] and not corrects:
            task.moves.append(decision)
        elif row["field"] == "due" and row["old"] and not corrects and task.id not in moved:
            task.deadlines.append(decision)
        elif row["field"] == "status" and row["new"] in ("postponed", "cancelled"):
            task.dropped = decision
        elif row["field"] == "note" and row["new"]:
            task.noted.append(decision.day)

    def unit_order(self, task):
        return self.codes.index(task.lead) if task.lead in self.units else len(self.codes)

    def unit_name(self, task):
        return self.units.get(task.lead, NO_UNIT)


# ---- Counting ----


class Row:
    """A task in a table, and as what."""

    def __init__(self, task, measure=None, reason="", moved_from=None):
        self.task, self.measure, self.reason, self.moved_from = task, measure, reason, moved_from
        self.first = self.last = None  # of the decisions behind the reason

    @property
    def month(self):
        return self.task.month if self.moved_from is None else self.moved_from

    @property
    def counted_month(self):
        due = self.task.due
        return self.month if self.month is not None or due is None else due.year * 12 + due.month - 1


class Figures:
    """Everything a report on a period says, counted again."""

    def __init__(self, office, period, today, unit="", plan="", programmes=False, within=15):
        self.office, self.period, self.today = office, period, today
        self.closed = today >= period.end
        self.day = period.end if self.closed else today
        plans = plan.split(",") if plan else []
        self.tasks = [task for task in office.tasks if (not unit or task.lead == unit)
                      and (not plans or task.plan.code in plans) and not (programmes and task.plan.campaign)]
        self.rows = self.of_period(period)
        self.next = [row for row in self.of_period(period.next())
                     if row.moved_from is None and row.task.status not in ("postponed", "cancelled")]
        self.standing = [row for row in self.rows if row.moved_from is None and row.task.status != "cancelled"]
        self.all = [Row(task) for task in self.tasks if task.status != "cancelled"]
        self.late, self.changed, self.due = [], [], []
        mine = {row.task: row for row in self.rows}
        for task in self.tasks:
            self._judge(task, mine.get(task), today + datetime.timedelta(days=within))

    # -- one task --

    def overdue(self, task):
        return bool(task.due) and not task.open_ended and (task.due <= self.day
                                                           if self.closed else task.due < self.day)

    def measure(self, task):
        if task.status in ("postponed", "cancelled"):
            return MOVED
        if task.status == "done":
            if not task.done or task.done <= self.day:
                return DONE_LATE if task.due and task.done and task.done > task.due else DONE
            return DOING_OVERDUE if self.overdue(task) else DOING
        if task.status == "doing":
            return DOING_OVERDUE if self.overdue(task) else DOING
        noted = any(not task.start or day >= task.start for day in task.noted)
        silent = not (task.progress or task.result or task.evidence or noted)
        if silent and (not task.start or task.start <= self.day):
            return UNREPORTED
        return TODO_OVERDUE if self.overdue(task) else TODO

    @staticmethod
    def is_in(task, period):
        if task.month is not None:
            return task.month in period.months
        if not task.start and not task.due:
            return False
        if not task.start:
            return period.start <= task.due <= period.end
        return task.start <= period.end and (not task.due or task.due >= period.start)

    def of_period(self, period):
        rows = []
        for task in self.tasks:
            left = next((move for move in task.moves if month_of(move.old) in period.months), None)
            if self.is_in(task, period):
                rows.append(Row(task, self.measure(task)))
            elif left:
                rows.append(Row(task, MOVED, moved_from=month_of(left.old)))
        return rows

    def is_earlier(self, task):
        if task.month is not None:
            return task.month < self.period.months[0]
        return bool(task.due) and task.due < self.period.start

    def _judge(self, task, row, soon):
        open_now = task.status in ("todo", "doing") or task.status == "done" and task.done and task.done > self.day
        reason = ""
        if row:
            late = row.measure in (DOING_OVERDUE, TODO_OVERDUE) or row.measure == UNREPORTED and self.overdue(task)
            reason = LATE if late else ""
            self._changes(row)
        elif self.is_earlier(task):
            if open_now:
                reason = CARRIED_OPEN if self.overdue(task) else ""
            elif task.status == "done" and task.done and task.done >= self.period.start:
                reason = CARRIED_DONE
        if reason:
            self.late.append(Row(task, row.measure if row else self.measure(task), reason))
        undone = task.status in ("todo", "doing") or task.status == "done" and task.done and task.done > self.today
        if task.due and undone and task.due <= soon and not task.open_ended:
            self.due.append(Row(task, self.measure(task), OVERDUE if task.due < self.today else DUE))

    def _changes(self, row):
        task, found = row.task, Row(row.task, row.measure, moved_from=row.moved_from)
        decisions = []
        if row.moved_from is not None:
            found.reason = MOVED_OUT
            decisions = [move for move in task.moves if month_of(move.old) in self.period.months][:1] + task.moves[-1:]
        elif task.status == "cancelled":
            found.reason, decisions = CANCELLED, [task.dropped]
        elif task.status == "postponed":
            found.reason, decisions = POSTPONED, [task.dropped]
        elif task.origin == "added":
            found.reason, decisions = ADDED, [task.made]
        elif task.moves and month_of(task.moves[0].old) != task.month:
            decisions = task.moves
            found.reason = MOVED_OUT if month_of(decisions[0].old) in self.period.months else MOVED_IN
        elif task.deadlines and day_of(task.deadlines[0].old) != task.due:
            found.reason, decisions = PUT_OFF, task.deadlines
        if found.reason:
            found.first, found.last = decisions[0], decisions[-1]
            self.changed.append(found)

    # -- tables --

    def by_unit(self, rows):
        """A programme's tasks by unit, then each campaign plan for itself."""
        def key(row):
            plan = row.task.plan
            return (1, self.office.plans.index(plan)) if plan.campaign else (0, self.office.unit_order(row.task))
        return sorted(rows, key=key)

    def by_lead(self, rows):
        return sorted(rows, key=lambda row: self.office.unit_order(row.task))

    @staticmethod
    def by_reason(rows):
        return sorted(rows, key=lambda row: list(REASONS).index(row.reason))

    @staticmethod
    def counts(rows):
        """The eight measures."""
        return [sum(row.measure == measure for row in rows) for measure in range(8)]


def share(part, whole):
    """In per cent, one decimal, as Vietnamese writes it."""
    if not whole:
        return "0"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}" if tenths in (0, 1000) else f"{tenths // 10},{tenths % 10}"
