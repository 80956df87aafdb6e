"""life.py SEED STEPS: live in the plan directory here, at random, and look after each step whether
a user has lost anything.  The same seed lives the same life."""
import csv, io, os, random, subprocess, sys

seed, steps = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)
PROGRAMME, CAMPAIGN = "CTR2025", "KH01"
UNITS = ["VP", "KHTH", "CSTV", "TTTT", "XTTM", "DTTV", "QUY"]
OTHERS = ["Sở Công Thương", "UBND các huyện", "Đài PT&TH"]
TEXTS = ["Họp giao ban", 'Dấu "nháy", phẩy; chấm phẩy', "Gạch \\ chéo \\n", "Hai dòng\nthứ hai", "a=b\tc",
         "Ký tự ’ … – ₫", "  khoảng  trắng ", "=1+1", "-5", "@", "ê" * 300]
FAILED = []


def run(*words, text=None, user="tester"):
    env = dict(os.environ, HTXPLAN_USER=user)
    return subprocess.run(("htxplan",) + words, env=env, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8")


def export(*words):
    return run("export", *words).stdout


def last():
    with open("journal.csv", encoding="utf-8", newline="") as journal:
        return journal.read().rstrip("\n").rsplit("\n", 1)[-1].split(",")[0]


def bare(text, any_order):
    """The tasks of an export without revisions, and without what is empty."""
    tasks = [dict(sorted((k, v) for k, v in t.items() if v and k != "rev"))
             for t in csv.DictReader(io.StringIO(text))]
    return sorted(tasks, key=lambda t: t["id"]) if any_order else tasks


def files():
    found = {}
    for top, _, names in os.walk("."):
        for name in names:
            if name != ".lock":
                path = os.path.join(top, name)
                found[path] = open(path, "rb").read()
    return found


def expect(true, what, *more):
    if not true:
        FAILED.append(what)
        print(f"not ok - {what}")
        for line in more:
            print("#  ", str(line)[:800].replace("\n", "\n#   "))


# ---- What may happen ----

def tasks(plan=None):
    words = ["--plan", plan] if plan else []
    return list(csv.DictReader(io.StringIO(export(*words))))


def some(n=4):
    all_ids = [t["id"] for t in tasks()]
    return chance.sample(all_ids, min(len(all_ids), chance.randint(1, n)))


def a_day():
    return f"2025-{chance.randint(2, 12):02}-{chance.randint(1, 28):02}"


def units():
    return ",".join(chance.sample(UNITS + OTHERS, chance.randint(0, 3)))


def do_assign():
    words = []
    for name, value in (("lead", chance.choice(UNITS)), ("with", units()), ("add-with", units()),
                        ("drop-with", units()), ("assignee", chance.choice(TEXTS)), ("due", a_day()),
                        ("place", chance.choice(TEXTS + [""]))):
        if chance.random() < 0.3:
            words.append(f"--{name}={value}")
    return ["assign", "-"] + (words or ["--area=x"]), "\n".join(some())


def do_update():
    words = []
    for name, values in (("status", ["todo", "doing", "done", "postponed", "Hoàn thành"]),
                         ("progress", ["0", "50%", "100", "101"]), ("result", TEXTS + [""]), ("evidence", TEXTS),
                         ("set", ["note=" + t for t in TEXTS] + ["key=x", "key=", "when=tháng 5", "when=quý III",
                                                                 "when=thường xuyên", "title=" + TEXTS[2], "budget="])):
        if chance.random() < 0.35:
            words.append(f"--{name}={chance.choice(values)}")
    return ["update"] + some() + (words or [f"--done={a_day()}"]), None


def do_move():
    words = [f"--move={chance.randint(1, 12)}"] if chance.random() < 0.6 else ["--cancel"]
    return ["update"] + some(2) + words + ["--reason", chance.choice(TEXTS), "--ref", "5/TB"], None


def do_add():
    words = ["add", "--plan", chance.choice([PROGRAMME, CAMPAIGN]), "--title", chance.choice(TEXTS), "--lead",
             chance.choice(UNITS), "--with", units(), "--detail", chance.choice(TEXTS)]
    return words + chance.choice([["--month", "5"], ["--month=7", "--due=20/7/2025"], ["--when", "quý II"]]), None


def do_import():
    out = io.StringIO()
    table = csv.writer(out)
    names = chance.sample(["Người nhập", "Mã cũ", "x"], chance.randint(0, 3))
    table.writerow(["id", "title", "lead", "month", "status", "note"] + names)
    for task in chance.sample(tasks(PROGRAMME), 2):
        table.writerow([task["id"], "", "", "", chance.choice(["", "doing"]), chance.choice(TEXTS)]
                       + [chance.choice(["", "a;b", "c"]) for _ in names])
    for _ in range(chance.randint(0, 2)):
        table.writerow(["", f"Việc mới {chance.random()}", chance.choice(UNITS), f"2025-{chance.randint(1, 12):02}",
                        "", ""] + [chance.choice(["", "Lan", "=1"]) for _ in names])
    return ["import", "-v", "--plan", PROGRAMME, "-"], out.getvalue()


def do_undo():
    return ["undo"], None


def do_old_undo():
    rows = list(csv.reader(open("journal.csv", encoding="utf-8", newline="")))
    return ["undo", chance.choice([r[0] for r in rows[1:] if r[6]][2:] or ["none"])], None


def edit_by_hand():
    """As Excel in Vietnam would save it: a mark, semicolons, CRLF, days as dd/mm/yyyy."""
    path = f"plans/{PROGRAMME}.csv"
    rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
    head = rows[0]
    for row in chance.sample(rows[1:], 3):
        row[head.index("note")] = chance.choice(["bằng tay", "", "1;2"])
        row[head.index("assignee")] = chance.choice(["Lan", "Bình"])
    if chance.random() < 0.4:
        del rows[chance.randrange(1, len(rows))]
    if chance.random() < 0.4:
        row = [""] * len(head)
        for name, value in (("id", f"TAY-{chance.randrange(10**9)}"), ("title", "Việc thêm tay"), ("lead", "VP"),
                            ("month", "2025-09"), ("status", "todo"), ("origin", "added")):
            row[head.index(name)] = value
        rows.append(row)
    excel = chance.random() < 0.5
    days = [head.index(n) for n in ("start", "due", "baseline", "done")]
    with open(path, "w", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
        for row in rows:
            if excel and row is not head:
                row = [("/".join(reversed(v.split("-"))) if i in days else v) for i, v in enumerate(row)]
            out.writerow(row)


# ---- And what must then hold ----

def expect_same(got, want, what):
    expect(got == want, what, f"got {len(got)} tasks, want {len(want)}",
           *[f"got {g}\nwant {w}" for g, w in zip(got, want) if g != w][:2])


def take_back_and_again(before, after, any_order, what):
    done = last()
    back = run("undo", done)
    expect(back.returncode == 0, f"{what} can be taken back", back.stderr)
    expect_same(bare(export(), any_order), before, f"{what}, taken back, is as if it had not been")
    back = run("undo", last())
    expect(back.returncode == 0, f"{what} can be done again", back.stderr)
    expect_same(bare(export(), any_order), after, f"{what}, done again, is as it was")


def step(number, was, edited):
    """What was done, whether it changed anything, and whether an edit by hand is still unrecorded."""
    if not edited and chance.random() < 0.12:
        edit_by_hand()
        edited = True
    act = chance.choice([do_assign, do_assign, do_update, do_update, do_update, do_move, do_add, do_import, do_undo,
                         do_old_undo])
    words, text = act()
    what = f"life {seed}, step {number}: {' '.join(words)!r}"
    before, disk, transaction = export(), files(), last()
    dry = run(*words, "--dry-run", text=text)
    expect(files() == disk, f"{what}: the dry run changes nothing")
    did = run(*words, text=text)
    expect(did.returncode in (0, 1, 2), f"{what}: it ends by itself", did.stderr)
    expect((dry.returncode, dry.stdout) == (did.returncode, did.stdout), f"{what}: the dry run says the same",
           dry.stderr, dry.stdout, did.stdout)
    if did.returncode:
        expect(files() == disk, f"{what}: refused, it changes nothing", did.stderr)
        expect(did.stderr, f"{what}: refused, it says why")
        return words[0], False, edited
    found = run("check")
    expect(found.returncode == 0, f"{what}: nothing is wrong afterwards", found.stdout)
    if last() == transaction:
        return words[0], False, edited
    after = export()
    expect(after == export("--at", last()), f"{what}: the journal tells it all")
    was[last()] = after
    # A person need not have kept the order, the program puts it right.
    take_back_and_again(bare(before, edited), bare(after, edited), edited, what)
    was[last()] = export()
    return words[0], True, False


was, counts, edited = {}, {}, False
for number in range(1, steps + 1):
    name, changed, edited = step(number, was, edited)
    done = counts.setdefault(name, [0, 0])
    done[not changed] += 1
    if len(FAILED) > 3:
        break
for transaction in chance.sample(sorted(was), min(10, len(was))):
    expect(export("--at", transaction) == was[transaction], f"life {seed}: transaction {transaction} is made again")
ids = [t["id"] for t in tasks()]
expect(len(ids) == len(set(ids)), f"life {seed}: no id is there twice")
names = ", ".join(f"{name} {a}+{b}" for name, (a, b) in sorted(counts.items()))
if not FAILED:
    print(f"ok - {steps} steps of life {seed} lose nothing (changed+not: {names})")
