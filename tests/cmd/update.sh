# shellcheck shell=sh
# update: what came of a task, corrections, moving and cancelling.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
example tinh province
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
first=2025-03-VP-01

# ---- What came of it ----

rehearses 'progress and a result' htxplan update $first --progress 30% --result 'Đã họp 2 buổi'
value 'a task that has progress has begun' 'doing|30|Đã họp 2 buổi' $first status,progress,result
check 'done, in Vietnamese words' htxplan update 03-vp-01 --status 'Hoàn thành'
value 'done without a day takes the as-of day, and all of the progress' 'done|2025-04-10|100' $first status,done,progress
check 'done again' htxplan update $first --status 'done' --as-of 2025-05-01
value '... leaves the day' 2025-04-10 $first 'done'
check 'not done after all' htxplan update $first --status doing
value '... clears the day' 'doing|' $first status,done
check 'done on a day' htxplan update $first --done 31/03/2025 --evidence '15/BC-VP'
value '... is done' 'done|2025-03-31|15/BC-VP' $first status,done,evidence
check 'another as-of day' htxplan --as-of 2025-04-02 update 2025-03-VP-02 --status 'done'
value '... is the day of what is done' 2025-04-02 2025-03-VP-02 'done'
check 'no day' htxplan update 2025-03-VP-02 --done ''
value '... is not done' 'doing|' 2025-03-VP-02 status,done
check 'put off' htxplan update 2025-03-VP-02 --status 'Tạm hoãn'
value '... needs no reason' 'postponed' 2025-03-VP-02 status
misuses 'a day on which it was done, and a status that denies it' '--done' \
    htxplan update 2025-03-VP-02 --done 2025-03-31 --status doing
misuses '... or cancelled' '--done' htxplan update 2025-03-VP-02 --done 2025-03-31 --cancel --reason x
printf '\357\273\277Dòng một \r\n\r\n  Dòng  hai\r\n\r\n' >result.txt
check 'a result out of a file' htxplan update $first --result @result.txt
says '... keeps its paragraphs, without what Notepad adds' '"Dòng một\n\nDòng hai"' \
    python3 -c 'import json, sys; print(json.dumps(json.loads(sys.argv[1])["result"], ensure_ascii=False))' \
    "$(htxplan show $first --format jsonl)"
refuses 'a file that is not there is named' "'nowhere.txt'" htxplan update $first --result @nowhere.txt
check 'no result' htxplan update $first --result ''
value '... is none' '' $first result
refuses 'an unknown status names those there are' 'todo, doing, done' htxplan update $first --status xong-rồi
refuses 'more than all of it is refused' "$first: progress: '101'" htxplan update $first --progress 101
refuses 'less than none of it' "'-1'" htxplan update $first --progress=-1
refuses 'a day that does not exist is refused' "'31/02/2025'" htxplan update $first --done 31/02/2025

# ---- Corrections ----

check 'any field' htxplan update 2025-03-VP-03 --set title='Báo cáo quý I' --set 'budget=12 triệu = 12.000.000' \
    --set key=x --set "detail=Một
Hai"
value '... can be set' 'Báo cáo quý I|12 triệu = 12.000.000|yes|Một Hai' 2025-03-VP-03 title,budget,key,detail
check 'a time in words' htxplan update 2025-03-VP-03 --set 'when=từ 10-20/3/2025'
value '... sets the days, not the first deadline' '2025-03-10|2025-03-20|once|2025-03-31' \
    2025-03-VP-03 start,due,kind,baseline
check 'a time that others set' htxplan update 2025-03-VP-03 --set 'when=theo lịch của Liên minh HTX Việt Nam'
value '... is no deadline' '||external|2025-03-31' 2025-03-VP-03 start,due,kind,baseline
check 'a deadline' htxplan update 2025-03-VP-03 --set due=25/3/2025
value '... takes the place of the words' '2025-03-25|25/3/2025' 2025-03-VP-03 due,when
refuses 'a time that is not understood is refused' 'hôm nào đó' htxplan update 2025-03-VP-03 --set 'when=hôm nào đó'
refuses 'a task does not begin after its deadline' 'before start 2025-06-01' \
    htxplan update 2025-03-VP-03 --set start=2025-06-01
check 'both can be set' htxplan update 2025-03-VP-03 --set due=2025-06-30 --set start=2025-06-01
value '... together' '2025-06-01|2025-06-30' 2025-03-VP-03 start,due
check 'a new lead' htxplan update 2025-03-VP-03 --set with=KHTH,QUY --set lead=QUY
value '... is no co-ordinator' 'QUY|KHTH' 2025-03-VP-03 lead,with
warns 'a co-ordinator that is no unit is named' 'Sở Nội vụ' htxplan update 2025-03-VP-03 --set 'with=Sở Nội vụ'
for field in id=2025-03-VP-99 baseline=2025-01-01 source=x rev=x; do
    misuses "--set $field is refused" "'${field%%=*}' never changes" htxplan update $first --set $field
done
misuses 'a task keeps a title' "'title' cannot be empty" htxplan update $first --set title=
misuses '... and a status' "'status' cannot be empty" htxplan update $first --set status=
misuses 'a field that is not there suggests one' "did you mean 'title'" htxplan update $first --set titel=x
misuses 'what is computed cannot be set' "'state'" htxplan update $first --set state=done
misuses 'a field without a value is wrong usage' 'FIELD=VALUE' htxplan update $first --set title
refuses 'a title of 2,001 characters is refused' 'longer than 2,000 characters' \
    htxplan update $first --set "title=$(awk 'BEGIN { while (n++ < 2001) printf "ố" }')"
refuses 'a unit that is not there suggests one' "did you mean 'KHTH'" htxplan update $first --set lead=KHTT

# ---- Moving and cancelling ----

task=2025-03-KHTH-01
for words in '--move 4' '--cancel' '--status cancelled' '--status hủy' '--set month=2025-04' '--set status=cancelled' \
    '--set origin=added --cancel' '--move 4 --status done'; do
    # shellcheck disable=SC2086
    misuses "a planned task does not go without a reason ($words)" '--reason' htxplan update $task $words
    # shellcheck disable=SC2086
    misuses '... nor with an empty one' '--reason' htxplan update $task $words --reason ''
done
misuses 'one planned task among others is enough' '--reason' htxplan update 2025-03-KHTH-02 $task --move 4
rehearses 'moving' htxplan update $task --move 5 --reason 'chờ kinh phí' --ref '20/TB-LMHTX'
value 'what is moved has the days of its new month' '2025-05|2025-05-01|2025-05-31|2025-03-31|todo' \
    $task month,start,due,baseline,status
value '... and its id still' 2025-03-KHTH-01 2025-03-KHTH-01 id
check 'it stands with the others of that month' \
    test "$(htxplan list --month 5 --lead KHTH --format ids | grep -c $task)" = 1
keeps 'moving to the month that it is in changes nothing' htxplan update $task --move 2025-05 --reason x
check 'the plan file stands in the order of the months' \
    python3 -c 'import csv
rows = list(csv.DictReader(open("plans/CTR2025.csv", encoding="utf-8", newline="")))
raise SystemExit([r["month"] for r in rows] != sorted(r["month"] for r in rows))'
check 'why and by whose approval' grep -q "$task,month,2025-03,2025-05,,,," journal.csv
says '... is on record' 'chờ kinh phí|20/TB-LMHTX|tester' python3 -c 'import csv
row = list(csv.reader(open("journal.csv", encoding="utf-8", newline="")))[-1]
print("|".join([row[10], row[11], row[8]]))'
check 'cancelling' htxplan update $task 2025-03-KHTH-02 --cancel --reason 'không còn phù hợp'
value '... leaves the task in the plan' cancelled $task status
says '... both' 2 htxplan list --count --status cancelled
check 'changing a cancelled task' htxplan update $task --cancel --set note=x
value '... needs no new reason' x $task note
refuses 'a month that is none is refused' "'13' is no month" htxplan update 2025-03-KHTH-03 --move 13 --reason x
misuses 'no month is wrong usage' 'which month' htxplan update 2025-03-KHTH-03 --move '' --reason x

added=$(htxplan add --title 'Họp đột xuất' --lead VP --month 3)
for words in '--move 4' '--cancel' '--status todo' '--set month=5'; do
    # shellcheck disable=SC2086
    check "an added task goes without a reason ($words)" htxplan update "$added" $words
done

(
    cd ../province
    htxplan -q import ke-hoach-thang-hanh-dong.ini >"$TMP/out"
    misuses 'an activity has no month, and needs a reason for moving all the same' '--reason' \
        htxplan update KH12-1.2 --move 6
    check 'an activity is moved' htxplan update KH12-1.2 --move 6 --reason 'lùi'
    value '... by its days' '|2025-06-01|2025-06-30|tháng 6/2025|2025-04-30' KH12-1.2 month,start,due,when,baseline
    refuses 'a month that is none is refused there too' "'x' is no month" htxplan update KH12-1.2 --move x --reason x
    check 'an activity without a deadline' htxplan assign KH12-1.3 --due 2025-07-15
    value '... keeps the first one that it gets' '2025-07-15|2025-07-15' KH12-1.3 due,baseline
    check '... whatever comes' htxplan assign KH12-1.3 --due 2025-08-01
    value '... afterwards' '2025-08-01|2025-07-15' KH12-1.3 due,baseline
    says 'nothing is wrong afterwards' 'nothing is wrong' htxplan check
)

# ---- Many at once, and none ----

update_from() {
    update_ids=$1
    shift
    htxplan update - "$@" <"$update_ids"
}
htxplan list --month 6 --format ids >names
htxplan list --month 6 --format ids -0 >names-0
rehearses 'many tasks' update_from names --progress 10
says '... all get it' "$(wc -l <names)" htxplan list --count --month 6 --status doing
check '... in one transaction' test "$(grep -c "^$(last),CTR2025" journal.csv)" = "$((2 * $(wc -l <names)))"
check 'ids that end with NUL' update_from names-0 --progress 20
refuses 'a value that is bad for all of them changes none' "progress: 'x'" update_from names --progress x
echo 2025-06-VP-77 >>names
refuses 'one id that is not there, and nothing is done' "'2025-06-VP-77'" update_from names --progress 90
says '... to any' 0 htxplan list --count --text khongco
misuses 'no id is wrong usage' 'operand' htxplan update --status 'done'
misuses 'nothing to set is wrong usage' 'nothing to update' htxplan update $first
misuses '--at is for reading' '--at' htxplan update $first --status 'done' --at "$(last)"
refuses 'onto a full disk, nothing is said to be done' 'cannot write' onto_a_full_disk htxplan update $first --progress 77
refuses 'with a closed output likewise' 'cannot write' into_a_closed_output htxplan update $first --progress 77

# ---- Who ----

check 'the caller' env HTXPLAN_USER='Lan, phòng KH' htxplan update $first --progress 80
says '... is on record' 'Lan, phòng KH' python3 -c 'import csv
print(list(csv.reader(open("journal.csv", encoding="utf-8", newline="")))[-1][8])'
check 'without HTXPLAN_USER, the login name' env -u HTXPLAN_USER htxplan update $first --progress 90
says '... is' "$(id -un)" python3 -c 'import csv
print(list(csv.reader(open("journal.csv", encoding="utf-8", newline="")))[-1][8])'
says 'nothing is wrong with the directory' 'nothing is wrong' htxplan check

# ---- Many ----

awk 'BEGIN { print "title,lead,month"; for (i = 0; i < 20000; i++) printf "Việc %d,VP,2025-%02d\n", i, i % 12 + 1 }' >many.csv
htxplan -q import many.csv >out
htxplan list --format ids >all
check 'a whole year of a big office is updated at once, not id by id' \
    sh -c 'timeout 5 htxplan -q update - --set note=x <all >out'
