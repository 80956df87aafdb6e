# shellcheck shell=sh
# log: every change, by whom, when and why; the history at the end of show.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
cd city
clock() { # DATE TIME COMMAND...: with the clock at that time, if there is a faketime
    clock_at="$1 $2"
    shift 2
    TZ=Asia/Ho_Chi_Minh faketime "$clock_at" "$@"
}
if ! clock 2025-03-01 08:00 htxplan --version >"$TMP/err" 2>&1; then
    skip 'log at other times: no faketime for this program'
    clock() {
        shift 2
        "$@"
    }
    no_clock=yes
fi
clock 2025-01-06 08:00:00 htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
imported=$(last)
task=2025-03-VP-01
HTXPLAN_USER=lan clock 2025-03-05 09:00:00 htxplan update $task --progress 40 --result "Hai, \"ba\"
dòng \\ và tab" >"$TMP/out"
second=$(last)
HTXPLAN_USER=bình clock 2025-03-31 00:30:00 htxplan update $task --move 4 --reason 'chờ kinh phí' --ref '20/TB' >"$TMP/out"
third=$(last)
clock 2025-04-01 10:00:00 htxplan assign 2025-03-VP-02 --assignee An >"$TMP/out"
fourth=$(last)

cat >"$TMP/rows.py" <<'PYTHON'
"""rows.py COLUMN...: these columns of the CSV on standard input, a line each."""
import csv, sys
for row in csv.DictReader(sys.stdin):
    print("|".join(row[c] for c in sys.argv[1:]))
PYTHON
rows() { # COLUMNS LOG-OPTION...
    rows_of=$1
    shift
    htxplan log --format csv "$@" >"$TMP/log.csv"
    # shellcheck disable=SC2086
    python3 "$TMP/rows.py" $rows_of <"$TMP/log.csv"
}
changes() {
    rows 'transaction id' "$@" | uniq
}
logs() { # WHAT WANTED LOG-OPTION...
    logs_what=$1 logs_wanted=$2
    shift 2
    says "$logs_what" "$logs_wanted" changes "$@"
}

# ---- What it tells ----

says 'every task that came in is there' 276 sh -c 'htxplan log --format csv | grep -c "^'"$imported"'"'
logs 'a task has all of its changes, oldest first' "$imported|$task
$second|$task
$third|$task" $task
logs 'a part of its id will do' "$fourth|2025-03-VP-02" 03-vp-02 --after "$imported"
logs 'what happened after a transaction' "$second|$task
$third|$task
$fourth|2025-03-VP-02" --after "$imported"
check 'after the last one' htxplan log --after "$fourth"
check '... nothing happened' test ! -s "$TMP/.stdout"
logs 'by one user' "$third|$task" --user bình
check 'by one who did nothing' htxplan log --user nobody
check '... is nothing' test ! -s "$TMP/.stdout"
if [ -z "${no_clock-}" ]; then
    TZ=Asia/Ho_Chi_Minh
    export TZ
    logs 'since a day, as the clock of the office had it' "$third|$task
$fourth|2025-03-VP-02" --since 31/03/2025
    logs 'since the day after' "$fourth|2025-03-VP-02" --since 2025-04-01
    logs 'since a day, by one user, for one task' "$third|$task" $task --since 2025-01-01 --user bình
    says 'the time is kept in UTC' '2025-03-30T17:30:00Z' sh -c "htxplan log $task --format jsonl | tail -n 1 |
        python3 -c 'import json, sys; print(json.load(sys.stdin)[\"time\"])'"
fi
says 'what was changed, from what to what, by whom, why' "month|2025-03|2025-04|bình|chờ kinh phí|20/TB
start|2025-03-01|2025-04-01|bình|chờ kinh phí|20/TB
due|2025-03-31|2025-04-30|bình|chờ kinh phí|20/TB" rows 'field old new user reason ref' --after "$second" $task
says 'by which command, in its own words' "update $task --move 4 --reason 'chờ kinh phí' --ref 20/TB" \
    sh -c "htxplan log $task --format jsonl | tail -n 1 |
        python3 -c 'import json, sys; print(json.load(sys.stdin)[\"command\"])'"
cat >"$TMP/result.py" <<'PYTHON'
import csv, json, subprocess, sys
task = sys.argv[1]
def ask(*words):
    return subprocess.run(("htxplan",) + words, stdout=subprocess.PIPE, check=True).stdout.decode()
want = 'Hai, "ba"\ndòng \\ và tab'
found = {"csv": [r["new"] for r in csv.DictReader(ask("log", task, "--format", "csv").splitlines(True))
                 if r["field"] == "result"],
         "json": [r["new"] for r in json.loads(ask("log", task, "--format", "json")) if r["field"] == "result"],
         "jsonl": [r["new"] for r in map(json.loads, ask("log", task, "--format", "jsonl").splitlines())
                   if r["field"] == "result"]}
for name, values in found.items():
    print("ok -" if values == [want] else "not ok -", f"quotes, line ends and backslashes are whole in {name}")
    if values != [want]:
        print("#  ", values)
PYTHON
python3 "$TMP/result.py" $task

# ---- For a person ----

htxplan log $task --after "$imported" >text
for piece in "$third" bình 'chờ kinh phí' 20/TB "$task  month: 03/2025 -> 04/2025" "progress: 40"; do
    check "a person reads: $piece" grep -Fq -e "$piece" text
done
htxplan show $task >shown
check 'show ends with the history' grep -q '^history' shown
sed '1,/^history/d' shown >history
says '... of the task, a line for each change' 'new task
result
month' sh -c "grep -oE 'new task|result|month' history"
check '... with the reason' grep -Fq '(chờ kinh phí; 20/TB)' history
htxplan --language vi show $task >shown
check '... in Vietnamese' grep -Fq 'chờ kinh phí' shown
htxplan show 2025-05-VP-01 >shown
check 'a task that nothing happened to has its beginning' grep -Fq 'new task' shown
says 'a task that was taken back' 2025-03-VP-05 htxplan add --title x --lead VP --month 3
htxplan undo >"$TMP/out"
logs '... is in the record all the same' "$(tail -n 3 journal.csv | head -n 1 | cut -d , -f 1)|2025-03-VP-05
$(last)|2025-03-VP-05" 2025-03-VP-05

# ---- What it refuses ----

refuses 'a task that never was is named' "no task '2025-03-VP-99'" htxplan log 2025-03-VP-99
refuses 'a part that fits several tasks lists them' "fits" htxplan log 03-VP
refuses 'a transaction that never was is named' "no transaction '20250101'" htxplan log --after 20250101
misuses 'a day that is none is wrong usage' "'hôm qua'" htxplan log --since 'hôm qua'
misuses 'two tasks are wrong usage' 'too many' htxplan log $task 2025-03-VP-02
misuses 'an unknown format is wrong usage' 'table|csv|json|jsonl' htxplan log --format xml
refuses 'a full disk is no success' 'cannot write' onto_a_full_disk htxplan log
keeps 'looking changes nothing' htxplan log
