# shellcheck shell=sh disable=SC2086 # $set_note and $bound are several words
# A plan directory in odd states: what a power cut, a spreadsheet or an administrator made of it is
# understood, or refused with a clear word and left as it is.
. tests/lib.sh
. tests/office
. tests/fault/office
cd "$TMP"
filled start
columns=id,title,due,status,note,with
set_note="update 2025-01-A-01 --set note=next"

# again: a fresh copy of the filled directory, and we are in it
again() {
    cd "$TMP"
    rm -rf work
    cp -Rp start work
    cd work
    htxplan list --format csv --columns $columns >../before
}

list() {
    htxplan list --format csv --columns $columns
}

# replays "what": the journal alone gives the plan, and check agrees
replays() {
    htxplan --at "$(tail -n 1 journal.csv | cut -d , -f 1)" list --format csv \
        --columns "$all_columns" >../replayed 2>&1 || :
    htxplan list --format csv --columns "$all_columns" >../now 2>&1 || :
    htxplan -q check >>../now 2>&1 || echo 'check is not content' >>../now
    same "$1" ../now ../replayed
}

# ---- A torn tail ----

# cut_everywhere "what" FROM COMMAND: the journal as it is in work, cut at every byte from FROM on
cut_everywhere() {
    cut_what=$1 from=$2
    shift 2
    size=$(wc -c <journal.csv)
    list >../after
    cp journal.csv ../whole
    cp "$TMP/old.plan" plans/CTR2025.csv 2>/dev/null || rm plans/CTR2025.csv
    cp plans/CTR2025.csv ../behind 2>/dev/null || rm -f ../behind
    : >../wrong
    at=$from
    while [ "$at" -le "$size" ]; do
        cp ../whole journal.csv
        truncate -s "$at" journal.csv
        cp ../behind plans/CTR2025.csv 2>/dev/null || rm -f plans/CTR2025.csv
        list >../seen 2>&1 || :
        want=before
        [ "$at" -lt "$size" ] || want=after
        cmp -s ../seen ../$want || echo "byte $at: not as $want: $(head -n 1 ../seen)" >>../wrong
        "$@" >../out 2>&1 || echo "byte $at: the next command: $(head -n 1 ../out)" >>../wrong
        last=$(tail -n 1 journal.csv | cut -d , -f 1)
        htxplan --at "$last" list --format csv --columns $columns >../seen 2>&1 || :
        list 2>&1 | cmp -s - ../seen || echo "byte $at: the journal is not the plan" >>../wrong
        [ "$(head -n 1 ../whole)" = "$(head -n 1 journal.csv)" ] ||
            echo "byte $at: the journal's head is gone" >>../wrong
        awk -F , 'NF < 13' journal.csv >../torn
        [ ! -s ../torn ] || echo "byte $at: a torn row stays" >>../wrong
        at=$((at + step))
    done
    if [ -s ../wrong ]; then
        not_ok "$cut_what"
        head -n 20 ../wrong | comment
    else
        ok "$cut_what ($(((size - from) / step + 1)) places)"
    fi
}

step=1
[ "${FAULT:-short}" = all ] || step=7
again
cp plans/CTR2025.csv "$TMP/old.plan"
first=$(wc -c <journal.csv)
htxplan -q update 2025-02-A-01 2025-02-A-02 --status "done" --result 'Xong, "tốt"' >../out
size=$(wc -c <journal.csv)
cut_everywhere 'a journal torn in its last transaction is read as before it, and mended by the next' \
    $((first + (size - first) % step)) htxplan -q update 2025-01-A-01 --set note=next

# The journal's very first transaction, its head included.
cd "$TMP"
rm -rf work old.plan
office work
cd work
list >../before
printf 'title,lead,month\nViệc,A,2025-01\n' >one.csv
htxplan -q import --plan CTR2025 one.csv >../out
cut_everywhere 'a journal torn in its first transaction likewise, its head included' \
    $(($(wc -c <journal.csv) % step)) htxplan -q import --plan CTR2025 one.csv

# ---- What a spreadsheet makes of a plan ----

# by_excel: the plan as Excel saves it, with a note and a due day changed by its user
by_excel() {
    sed -i -e 's/ghi ""chú""/viết tay/' -e 's/, của/ của/' -e 's/"//g' plans/CTR2025.csv
    excel plans/CTR2025.csv
    awk 'BEGIN { FS = OFS = ";" } /2025-03-A-01/ { $20 = "25/03/2025" } { print }' \
        plans/CTR2025.csv >../excel
    cat ../excel >plans/CTR2025.csv
}
again
by_excel
grep -v '^ ' ../before | sed -e 's/"ghi ""chú"""/viết tay/' -e 's/"\(Việc [0-9]\), của phòng"/\1 của phòng/' \
    -e '/^2025-03-A-01/s/2025-03-31/2025-03-25/' >../want
list >../got
same 'a plan that Excel saved (BOM, ;, dd/mm/yyyy, another order, a column more) is the same plan' \
    ../got ../want
check 'check has nothing against it' htxplan -q check
keeps 'reading leaves the file to the person who has it open' htxplan list
check 'another plan can be changed meanwhile' htxplan -q update KH12-1.1 --status "done"
list | grep -v KH12 >../got
grep -v KH12 ../want >../want.rest
same '... and the one that Excel saved stays readable' ../got ../want.rest
head -c 10 plans/CTR2025.csv >../got
printf 'id,number,' >../want.head
same '... for a write makes it canonical again' ../got ../want.head
says '... with its extra column' 24 grep -c ',0912 [0-9]*$' plans/CTR2025.csv
check '... and what was changed by hand is on record' \
    grep -q ',CTR2025,2025-03-A-01,due,2025-03-31,2025-03-25,' journal.csv
replays '... so that the journal gives the plan'
htxplan log --user hand >../log
check '... as a change by hand' grep -q 2025-03-A-01 ../log

again
cat plans/CTR2025.csv >../canonical
excel_number() {
    sed -i 's/^KH12-1.1,1.1,/KH12-1.10,1.1,/' plans/KH12.csv
}
excel_number
refuses 'a number that Excel took for a decimal (1.10) is refused' "'1.1' was '1.10'" htxplan list
again
printf 'x' >>plans/CTR2025.csv
refuses 'a half row is named with its line' 'CTR2025.csv:26:' htxplan list
refuses '... and nothing is written onto it' 'CTR2025.csv:26:' htxplan $set_note

# ---- Files that are gone, or not what they were ----

again
htxplan -q $set_note >../out
mv plans/CTR2025.csv ../kept
refuses 'a plan file that was deleted is missed, and not taken for an empty plan' \
    'put it back from a copy' htxplan list
refuses '... by a writer too' 'put it back from a copy' htxplan $set_note
fails '... and by check' 1 'to put right' htxplan check
mv ../kept plans/CTR2025.csv
check '... and put back, all is well' htxplan -q check
: >plans/CTR2025.csv
refuses 'a plan file that was emptied is refused' 'CTR2025.csv: empty' htxplan list
refuses '... by a writer too' 'CTR2025.csv: empty' htxplan $set_note

again
rm journal.csv
list >../got
same 'without its journal a plan is still a plan' ../got ../before
check '... and can be changed' htxplan -q $set_note
replays '... and the new journal begins with all that was there'

again
sed 's/,/;/g' journal.csv >../semicolons
cat ../semicolons >journal.csv
refuses 'a journal that a spreadsheet saved is refused, not cut off' 'put it back from a copy' \
    htxplan $set_note
refuses '... by readers too' 'put it back from a copy' htxplan list
again
{ printf '\357\273\277' && sed 's/$/\r/' journal.csv; } >../saved
cat ../saved >journal.csv
list >../got
same 'a journal with BOM and CRLF is still the journal' ../got ../before
check '... and can be added to' htxplan -q $set_note
replays '... and replayed'

# ---- Links and modes ----

again
mkdir ../elsewhere
mv plans/CTR2025.csv ../elsewhere/shared.csv
ln -s ../../elsewhere/shared.csv plans/CTR2025.csv
chmod 640 ../elsewhere/shared.csv
check 'a plan file may be a link' htxplan -q $set_note
check '... which stays a link' test -L plans/CTR2025.csv
check '... to the file that was changed' grep -q next ../elsewhere/shared.csv
says '... whose mode is kept' 640 stat -c %a ../elsewhere/shared.csv
find .. -name '*.tmp' >../left
same '... and nothing is left beside it' ../left /dev/null
rm ../elsewhere/shared.csv
refuses 'a link to nothing is missed like a file' 'put it back from a copy' htxplan list
rm -r ../elsewhere
again
ln -s work ../link
check 'the plan directory may be a link' htxplan -q -C ../link $set_note
rm ../link

# Root too is bound by permissions when it gives up the power to ignore them.
bound='setpriv --bounding-set -dac_override,-dac_read_search --inh-caps -dac_override,-dac_read_search'
[ "$(id -u)" = 0 ] || bound=
again
mkdir ../closed
chmod a-w ../closed
if $bound true 2>/dev/null && ! $bound touch ../closed/x 2>/dev/null; then
    chmod a-w . plans
    check 'a directory without leave to write can be read' $bound htxplan list
    refuses '... and not changed, which is said' 'cannot write' $bound htxplan $set_note
    chmod u+w . && rm .lock && chmod u-w .
    refuses '... also where nobody ever changed it' 'cannot lock' $bound htxplan $set_note
    chmod u+w .
    refuses 'neither can one whose plans cannot be written' 'cannot write' $bound htxplan $set_note
    chmod u+w plans
    chmod a-w journal.csv
    refuses 'neither can one whose journal cannot be written' 'cannot write' $bound htxplan $set_note
    chmod a-r plans/CTR2025.csv
    refuses 'a plan that may not be read is named' 'CTR2025.csv' $bound htxplan list
else
    skip 'permissions do not bind here: directories without leave to write'
fi

# ---- Locks ----

again
echo 'An (import, process 4194304)' >.lock
check 'the lock of a dead process holds nobody up' htxplan -q $set_note --wait 0
again
if command -v flock >../out; then
    flock .lock sh -c 'echo "An (import, process 7)" >.lock; : >held; while [ ! -e released ]; do sleep 0.05; done' &
    while [ ! -e held ]; do sleep 0.05; done
    rm held
    refuses 'who holds the lock is told to the one who does not wait' 'An (import, process 7)' \
        htxplan $set_note --wait 0
    keeps 'readers do not wait for it' htxplan list
    htxplan -q $set_note --wait 60 &
    waiting=$!
    sed -i 's/^name = Văn phòng/name = Văn phòng Liên minh/' htxplan.ini
    : >released
    check 'the one who waits gets it' wait $waiting
    wait
    rm released
    htxplan show 2025-01-A-01 >../shown
    check '... and a unit renamed meanwhile is no hindrance' grep -q 'Văn phòng Liên minh' ../shown
else
    skip 'no flock(1): locks that are held'
fi

# ---- Changes while a command runs ----

# during COMMAND...: an update that has read the plan and waits for its result; COMMAND; the result
during() {
    mkfifo ../result
    htxplan -q update 2025-01-A-02 --set note=mine --result @../result >../out 2>&1 &
    running=$!
    exec 3>../result
    sleep 0.3
    "$@"
    echo xong >&3
    exec 3>&-
    during_status=0
    wait $running || during_status=$?
    rm ../result
}
touch_plan() {
    sed -i '/^2025-04-A-01/s/Việc 1/Việc sửa/' plans/CTR2025.csv
}
again
during touch_plan
says 'what another program wrote into the plan meanwhile is not overwritten' \
    "1 htxplan: './plans/CTR2025.csv' was changed by another program just now; try again" \
    echo "$during_status $(cat ../out)"
check '... it is there' grep -q 'Việc sửa' plans/CTR2025.csv
check '... and goes on record with the next try' htxplan -q update 2025-01-A-02 --set note=mine
replays '... in the journal'
again
during sed -i 's/^\[unit A\]/[unit AA]/' htxplan.ini
says 'a command ends by the settings it began with' '0 ' echo "$during_status $(cat ../out)"
list >../got
sed '/^2025-01-A-02/s/,,/,mine,/' ../before >../want
same 'tasks of a unit that is gone from htxplan.ini stay as they are' ../got ../want
fails '... and check names them' 1 'to put right' htxplan check
htxplan check >../out 2>&1 || :
check '... with the unit' grep -q "lead 'A' is no unit" ../out

for edit in 's/^year = 2025/year = x/' 's/^kind = programme/kind programme/' 's/^\[unit B\]/[unit A]/'; do
    again
    sed -i "$edit" htxplan.ini
    refuses "a fault in htxplan.ini ($edit) is named with its line" 'htxplan.ini:' timeout 20 htxplan list
    refuses '... to writers too' 'htxplan.ini:' timeout 20 htxplan $set_note
done
