# shellcheck shell=sh
# export: plan data that other programs read whole.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cd city
htxplan -q import chuong-trinh-2025.txt >counts
htxplan import ket-qua.csv >counts
htxplan export >all.csv
same 'CSV is the plan file itself' all.csv plans/CTR2025.csv
check 'into a file' htxplan export -o out.csv
same '... the same bytes' out.csv all.csv
says 'to standard output by name' 277 sh -c 'htxplan export -o - | wc -l'
htxplan export --format json >all.json
htxplan export --format jsonl >all.jsonl
check 'JSON, JSON lines and CSV say the same' python3 - <<'PYTHON'
import csv, json
rows = list(csv.DictReader(open("all.csv", encoding="utf-8", newline="")))
tasks = json.load(open("all.json", encoding="utf-8"))
lines = [json.loads(line) for line in open("all.jsonl", encoding="utf-8")]
assert tasks == lines and len(tasks) == len(rows) == 276
for row, task in zip(rows, tasks):
    for field, text in row.items():
        value = task.get(field)
        assert ("" if value is None else str(value)) == text or field in ("with", "key", "progress"), (field, value, text)
PYTHON
says 'a filter chooses what goes out' 5 sh -c 'htxplan export --month 3 --lead VP | wc -l'
says 'a filter that nothing fits leaves the head' 1 sh -c 'htxplan export --text không.có | wc -l'
fails 'no format' 2 'csv|json' htxplan export --format doc
refuses 'a directory is no file' "'plans'" htxplan export -o plans
refuses 'nor is there a file in a directory that is not there' "'no/where.csv'" htxplan export -o no/where.csv
refuses 'onto a full disk' 'cannot write' onto_a_full_disk htxplan export
ln -s target.csv link.csv
: >target.csv
check 'a link is followed' htxplan export -o link.csv
check '... and stays one' test -L link.csv
same '... its target holds the plan' target.csv all.csv
htxplan export --month 3 --lead VP >some.csv
mkfifo pipe
(timeout 2 cat pipe >piped.csv || true) &
check 'a pipe by name' timeout 2 htxplan export --month 3 --lead VP -o pipe
wait
check '... stays a pipe' test -p pipe
same '... and carries the tasks' piped.csv some.csv

# A title that Excel and other programs would trip over.
printf '%s\n' title,lead,month,note '"=1+1, ""x""; y",VP,2025-05,"dòng một
dòng hai"' >odd.csv
htxplan import odd.csv >counts
htxplan export --text 1+1 --format json >odd.json
says 'quotes, commas and line ends survive' '=1+1, "x"; y|dòng một/dòng hai' python3 -c '
import json
task, = json.load(open("odd.json", encoding="utf-8"))
print(task["title"], task["note"].replace("\n", "/"), sep="|")'

# A reader that goes away ends the writer quietly.
says 'a reader that leaves is no error' '-13 b'"''" python3 -c '
import os, subprocess
read, write = os.pipe()
os.close(read)
ended = subprocess.run(["htxplan", "export"], stdout=write, stderr=subprocess.PIPE)
print(ended.returncode, ended.stderr)'
