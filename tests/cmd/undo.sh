# shellcheck shell=sh
# undo: a whole command is taken back, or nothing of it.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
example tinh province
cd city
plain() { # the plan, but for who changed it last
    htxplan export --format csv | python3 -c '
import csv, sys
rows = list(csv.reader(sys.stdin))
rev = rows[0].index("rev")
csv.writer(sys.stdout, lineterminator="\n").writerows(r[:rev] + r[rev + 1:] for r in rows)'
}
restores() { # WHAT WANTED UNDO-OPERAND...: the plan is then as in the file WANTED
    restores_what=$1 restores_wanted=$2
    shift 2
    capture htxplan undo "$@"
    plain >"$TMP/now"
    same "$restores_what" "$TMP/now" "$restores_wanted"
}
refuses 'where nothing was done, nothing can be taken back' "nothing of 'tester' to undo" htxplan undo
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
import=$(last)
plain >imported
task=2025-03-VP-01

# ---- One command ----

htxplan update 2025-03-VP-01 2025-03-VP-02 --status 'done' --result 'Xong' >"$TMP/out"
done=$(last)
plain >reported
rehearses 'undo' htxplan undo
check 'it names what it takes back' grep -Fq "$done" "$TMP/dry"
check '... task by task' grep -Fq "$task: status: done -> todo" "$TMP/dry"
plain >now
same 'all of the command is taken back' now imported
says 'the record has both, and which was taken back' "undo $done|tester" python3 -c 'import csv
row = list(csv.reader(open("journal.csv", encoding="utf-8", newline="")))[-1]
print(row[9] + "|" + row[8])'
undo=$(last)
refuses 'it is not taken back twice' "'$done' is undone already, by '$undo'" htxplan undo "$done"
restores 'what was taken back can be done again' reported "$undo"
redo=$(last)
refuses '... once' "'$undo' is undone already, by '$redo'" htxplan undo "$undo"
restores 'and taken back again' imported "$done"
restores '... and done again' reported "$(last)"
check 'why, where it is said' htxplan undo "$done" --reason 'nhầm' --ref 5/TB
says '... is on record' 'nhầm|5/TB' python3 -c 'import csv
row = list(csv.reader(open("journal.csv", encoding="utf-8", newline="")))[-1]
print(row[10] + "|" + row[11])'
restores '(all of it done again)' reported "$(last)"

# ---- Several, newest first ----

htxplan assign $task --assignee An >"$TMP/out"
plain >assigned
HTXPLAN_USER=lan htxplan update $task --set note=gấp >"$TMP/out"
lan=$(last)
htxplan update 2025-03-VP-03 --move 5 --reason 'chờ' >"$TMP/out"
check "the caller's own last is taken back" htxplan undo
value '... and no other' 'An|gấp' $task assignee,note
HTXPLAN_USER=lan htxplan undo >"$TMP/out"
plain >now
same 'each takes back his own' now assigned
refuses 'who has nothing more to take back is told' "nothing of 'lan'" env HTXPLAN_USER=lan htxplan undo
restores 'the one before comes next' reported
restores 'and the one before that' imported
check 'down to the import' htxplan undo
says '... of everything' 0 htxplan list --count
refuses 'then there is nothing left' "nothing of 'tester'" htxplan undo
restores 'an import comes back whole' imported "$(last)"

# ---- What a later one touched ----

htxplan update $task --status doing >"$TMP/out"
doing=$(last)
HTXPLAN_USER=lan htxplan update $task --status 'done' --done 2025-03-31 >"$TMP/out"
lan=$(last)
refuses 'what another changed since is not taken back, and who it was' "$task: status was changed again by '$lan' (lan)" \
    htxplan undo
htxplan update $task --status doing >"$TMP/out"
later=$(last)
refuses 'nor when it came back to the same value' "$task: status was changed again by '$later'" htxplan undo "$doing"
refuses 'nor is the import of that task' "$task: the task was changed again by '$later'" htxplan undo "$import"
htxplan update 2025-03-VP-02 $task --set note=x >"$TMP/out"
note=$(last)
htxplan update 2025-03-VP-02 --set note=y >"$TMP/out"
refuses 'one task of a command that cannot go back keeps all of it' "2025-03-VP-02: note was changed again by '$(last)'" \
    htxplan undo "$note"
check 'another field of the task is none of its business' htxplan undo "$later"
for transaction in "$lan" "$doing"; do
    check 'newest first, each can be taken back' htxplan undo "$transaction"
done
value 'as if nothing had been' 'todo|' $task status,done
refuses 'but for the import, whose tasks have other changes' "2025-03-VP-02: the task was changed again by" \
    htxplan undo "$import"
htxplan undo >"$TMP/out"
htxplan undo >"$TMP/out"
check '... until they are taken back too' htxplan undo "$import"
restores 'and all comes back' imported "$(last)"

# ---- Added tasks, moved ones ----

id=$(htxplan add --title 'Họp' --lead VP --month 3)
added=$(last)
plain >with-it
htxplan assign "$id" --assignee An >"$TMP/out"
refuses 'an added task with changes stays' "$id: the task was changed again by '$(last)'" htxplan undo "$added"
restores 'its changes go first' with-it
restores 'then the task' imported "$added"
refuses 'it is not there any more' "no task '$id'" htxplan update "$id" --status 'done'
restores 'but can come back' with-it "$(last)"
htxplan update 2025-03-KHTH-01 "$id" --move 6 --reason 'chờ' >"$TMP/out"
htxplan assign 2025-03-KHTH-01 --lead VP >"$TMP/out"
htxplan undo >"$TMP/out"
restores 'a moved task goes back to its place' with-it

# ---- By hand ----

hand() { # SED-SCRIPT: edit the plan
    sed "$1" plans/CTR2025.csv >"$TMP/plan"
    cat "$TMP/plan" >plans/CTR2025.csv
}
htxplan assign $task --assignee An >"$TMP/out"
assigned=$(last)
hand "/^$task,/s/,An,/,Bình,/"
refuses 'what was edited by hand since is not taken back' "$task: assignee was changed by hand since" htxplan undo
htxplan update 2025-03-VP-04 --progress 5 >"$TMP/out"
by_hand=$(grep ',hand,' journal.csv | tail -n 1 | cut -d , -f 1)
refuses 'nor once that is on record' "$task: assignee was changed again by '$by_hand' (hand)" htxplan undo "$assigned"
check 'an edit by hand can be taken back' htxplan undo "$by_hand"
value '...' An $task assignee
check 'and then the command before it' htxplan undo "$assigned"
value '...' '' $task assignee
plain >before
hand '/^2025-05-VP-02,/d'
htxplan update 2025-03-VP-04 --progress 6 >"$TMP/out"
by_hand=$(grep ',hand,' journal.csv | tail -n 1 | cut -d , -f 1)
htxplan undo >"$TMP/out"
restores 'a task that was taken out by hand comes back' before "$by_hand"
check 'it may go again' htxplan undo "$(last)"
restores '... and come back' before "$(last)"

# ---- What it refuses ----

refuses 'a transaction that never was is named' "no transaction '2025'" htxplan undo 2025
misuses 'two of them are wrong usage' 'too many' htxplan undo "$done" "$undo"
misuses '--at is for reading' '--at' htxplan undo --at "$import"
htxplan update $task --progress 5 >"$TMP/out"
refuses 'onto a full disk, nothing is said to be undone' 'cannot write' onto_a_full_disk htxplan undo
refuses 'with a closed output likewise' 'cannot write' into_a_closed_output htxplan undo
says 'nothing is wrong with the directory' 'nothing is wrong' htxplan check

# ---- A campaign plan keeps its order ----

cd ../province
htxplan -q import ke-hoach-thang-hanh-dong.ini >"$TMP/out"
plain >imported
htxplan undo >"$TMP/out"
restores 'the activities of a plan come back in their order' imported "$(last)"
htxplan add --title x --lead VP >"$TMP/out"
restores 'an added one goes' imported
says 'nothing is wrong there' 'nothing is wrong' htxplan check
printf '\n[plan CTR2025]\nkind = programme\nyear = 2025\ntitle = Chương trình\n' >>htxplan.ini
htxplan add --plan CTR2025 --title x --lead VP --month 5 >"$TMP/out"
sed '/^.plan CTR2025/,$d' htxplan.ini >"$TMP/ini" && cat "$TMP/ini" >htxplan.ini
refuses 'a plan that is no longer in htxplan.ini is named' "plan 'CTR2025'" htxplan undo
