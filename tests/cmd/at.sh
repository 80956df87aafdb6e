# shellcheck shell=sh
# --at: the plan as it was after any transaction, byte for byte, out of the journal alone.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
cd city
mkdir "$TMP/was"
number=0
# does COMMAND...: do it, and remember what the plan then is
does() {
    number=$((number + 1))
    "$@" >"$TMP/out" 2>&1 || not_ok "step $number of the life: $*"
    htxplan export >"$TMP/was/$(last)"
    last >>"$TMP/steps"
}
hand() { # SED-SCRIPT: edit the plan
    sed "$1" plans/CTR2025.csv >"$TMP/plan"
    cat "$TMP/plan" >plans/CTR2025.csv
}
import() { # LINE...: import a table of these lines
    printf '%s\n' "$@" >table.csv
    htxplan import table.csv
}

# ---- A life ----

does htxplan import chuong-trinh-2025.txt
does htxplan import ket-qua.csv
does htxplan add --title 'Họp "đột xuất", gấp' --lead VP --month 5 --with 'KHTH, Sở Công Thương' --detail "Một
hai \\n ba"
does htxplan assign 2025-05-VP-01 2025-05-VP-04 --lead QUY --assignee 'Nguyễn Văn An'
does htxplan update 2025-05-KHTH-01 --status 'done' --result "Đã \\ xong
cả hai"
does htxplan update 2025-05-KHTH-01 --status doing
does htxplan update 2025-05-KHTH-02 --move 7 --reason 'chờ' --ref 5/TB
does htxplan undo
does htxplan undo "$(last)"
does import 'id,status,Người nhập,Ghi thêm' '2025-05-TTTT-01,doing,,x' '2025-05-TTTT-02,done,Lan,"a;b"'
does htxplan update 2025-06-VP-01 --cancel --reason 'bỏ'
does htxplan assign 2025-06-VP-02 --due 10/6/2025 --add-with CSTV,QUY
does htxplan assign 2025-06-VP-02 --drop-with QUY
hand '/^2025-07-VP-01,/s/,VP,/,QUY,/; /^2025-07-VP-02,/d'
does htxplan update 2025-08-VP-01 --progress 10
# shellcheck disable=SC2016 # $ is the last line
hand '1s/$/,Cột tay/; 2,$s/$/,/; 2s/$/tay/'
does htxplan update 2025-08-VP-01 --progress 20
does import 'title,lead,month,Ghi thêm,Mới' 'Việc mới một,VP,2025-08,,' 'Việc mới hai,VP,2025-02,y,z'
does htxplan undo
does htxplan undo "$(last)"
does htxplan add --title 'Sau khi rút' --lead VP --month 8
does htxplan update 2025-09-VP-01 --set 'when=từ 10-20/9/2025' --set key=yes --set budget=12.000.000
does htxplan update 2025-09-VP-01 --set when=
htxplan list --lead XTTM --format ids >names
does sh -c 'htxplan assign - --assignee "Trần Thị Bình" <names'
does htxplan undo
does htxplan update 2025-10-VP-01 2025-11-VP-01 --move 12 --reason 'dồn về cuối năm'
does htxplan import chuong-trinh-2025.txt

# ---- And each of its days again ----

check 'the life had its steps' test "$(sort -u "$TMP/steps" | wc -l)" -ge 23
awk '!seen[$0]++' "$TMP/steps" >"$TMP/transactions"
step=0
while read -r transaction; do
    step=$((step + 1))
    htxplan export --at "$transaction" >"$TMP/again" 2>&1 || :
    same "the plan after transaction $step is made again as it was" "$TMP/again" "$TMP/was/$transaction"
done <"$TMP/transactions"
first=$(head -n 1 "$TMP/transactions")
second=$(sed -n 2p "$TMP/transactions")
by_hand=$(grep ',hand,' journal.csv | head -n 1 | cut -d , -f 1)
says 'an edit by hand is a transaction that one can go back to' '|QUY' \
    sh -c "htxplan --at $by_hand list --format tsv --columns assignee,lead,id | awk -F '\t' '\$3 == \"2025-07-VP-01\" { print \$1 \"|\" \$2 }'"
check 'what it took out is not there' sh -c "! htxplan --at $by_hand show 2025-07-VP-02"
check '... but was before' htxplan --at "$second" show 2025-07-VP-02

# ---- What reads it ----

says 'list' 276 htxplan --at "$first" list --count
says '... with its filters' 0 htxplan --at "$first" list --count --status 'done'
says '... after the results' 64 htxplan --at "$second" list --count --status 'done'
htxplan --at "$second" list --by unit >units
htxplan list --by unit >units-now
check 'a summary is of then' sh -c '! cmp -s units units-now'
check 'show' htxplan --at "$second" show 2025-01-VP-01
cp "$TMP/.stdout" shown
check '... tells the history up to then' grep -Fq 'todo -> done' shown
htxplan --at "$first" show 2025-01-VP-01 >shown
check '... and not beyond' sh -c '! grep -Fq "todo -> done" shown'
says 'log ends there too' "$second" sh -c "htxplan --at $second log --format csv | tail -n 1 | cut -d , -f 1"
check 'report' htxplan --at "$second" --as-of 2025-04-10 report month 2025-03 -o march.xlsx
for words in 'list' 'show 2025-01-VP-01' 'export' 'log' 'list --by month'; do
    # shellcheck disable=SC2086
    keeps "$words --at writes nothing" htxplan --at "$first" $words
done

# ---- What it refuses ----

refuses 'a transaction that never was is named' "no transaction '20250101T000000Z-0000'" \
    htxplan --at 20250101T000000Z-0000 list
for words in 'add --title x --lead VP --month 5' 'assign 2025-01-VP-01 --lead VP' 'update 2025-01-VP-01 --progress 3' \
    'undo' 'import ket-qua.csv'; do
    # shellcheck disable=SC2086
    misuses "the past cannot be changed: ${words%% *}" '--at is for commands that only read' \
        htxplan --at "$first" $words
done
misuses '... nor rehearsed' '--at is for commands that only read' htxplan --at "$first" undo --dry-run
