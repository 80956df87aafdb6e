# shellcheck shell=sh
# add: a task that was not in the plan, and an id that no task ever had.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
example tinh province
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
add() {
    htxplan add --title 'Họp đột xuất' --lead VP --month 5 "$@"
}

# ---- What it makes ----

rehearses 'the id is printed' add --with 'Phòng Kế hoạch - Tổng hợp' --ref '31/TB-LMHTX' --key --assignee An \
    --place 'Hội trường' --area 'Quận 1' --detail 'Nội dung'
check '... and is the next number' grep -qx 2025-05-VP-04 "$TMP/dry"
value 'the task has what was given' 'Họp đột xuất|VP|KHTH|31/TB-LMHTX|yes|An|Hội trường|Quận 1|Nội dung' \
    2025-05-VP-04 title,lead,with,ref,key,assignee,place,area,detail
value 'it is added, open, and due in its month' 'added|todo|2025-05|2025-05-01|2025-05-31|2025-05-31' \
    2025-05-VP-04 origin,status,month,start,due,baseline
says 'it can be told from what was planned' 1 htxplan list --count --origin added
says 'a bare month is of the year of the plan' 2025-05-VP-05 add --as-of 2026-01-03
says 'a time in words' 2025-05-VP-06 add --when 'trước ngày 15/5'
value '... gives the deadline; the month stays' '2025-05|2025-05-14|2025-05-14|trước ngày 15/5' \
    2025-05-VP-06 month,due,baseline,when
says 'a day' 2025-05-VP-07 add --due 20/5/2025
value '... is the deadline' '2025-05|2025-05-20|2025-05-20' 2025-05-VP-07 month,due,baseline
says 'a programme may have a task with a time and no month' CTR2025-KHTH-01 \
    htxplan add --title 'Sơ kết' --lead khth --when 'quý II'
value '...' '|2025-04-01|2025-06-30' CTR2025-KHTH-01 month,start,due
warns 'a co-ordinator that is no unit is named' 'Sở Công Thương' add --with 'VP, Sở Công Thương'
value '... and kept as text, and the lead is none' 'VP|Sở Công Thương' 2025-05-VP-08 lead,with
says 'the lead as people write it' 2025-05-QUY-04 \
    htxplan add --title 'Thẩm định' --lead 'quy ho tro phat trien htx' --month 'Tháng 5'
says 'a title is one line' 2025-05-VP-09 add --title "Hai
dòng"
value '...' 'Hai dòng' 2025-05-VP-09 title

# ---- Ids ----

check 'a task that is moved' htxplan update 2025-05-VP-09 --move 6
says 'its number is not given again' 2025-05-VP-10 add
check 'a task that changes hands' htxplan assign 2025-05-VP-10 --lead KHTH
says '... its neither' 2025-05-VP-11 add
check 'a task that is taken back' htxplan undo
says '... nor that' 2025-05-VP-12 add
check '... again' htxplan undo
check '... and again' htxplan undo "$(last)"
value 'what was taken back comes back as it was' 'Họp đột xuất|added' 2025-05-VP-12 title,origin
says 'and the numbers go on' 2025-05-VP-13 add
grep -v '^2025-05-VP-13,' plans/CTR2025.csv >"$TMP/plan"
cat "$TMP/plan" >plans/CTR2025.csv
says 'a task that was taken out by hand leaves its number' 2025-05-VP-14 add
printf 'id,title,lead,month\n2025-05-VP-9223372036854775807,Số lạ,VP,2025-05\n' | htxplan import - >"$TMP/out"
says 'a number that is none of ours counts for nothing' 2025-05-VP-15 add
htxplan list --format ids | sort >names
check 'no id is there twice' test -z "$(uniq -d names)"
says 'the programme again, with tasks added in between' '0 added, 0 updated, 276 unchanged, 14 missing' \
    htxplan -q import chuong-trinh-2025.txt
says 'nothing is wrong with the directory' 'nothing is wrong' htxplan check

# ---- Campaign plans ----

(
    cd ../province
    htxplan -q import ke-hoach-thang-hanh-dong.ini >"$TMP/out"
    says 'an activity gets the next number of its plan' KH12-03 \
        htxplan add --title 'Giao lưu' --lead VP --when '12/4'
    value '... and needs no month' '|2025-04-12|added' KH12-03 month,due,origin
    says '... nor any time' KH12-04 htxplan add --title 'Giao lưu' --lead VP
    value '... until it gets one' '|' KH12-04 due,baseline
    says 'nothing is wrong afterwards' 'nothing is wrong' htxplan check
    printf '\n[plan CTR2025]\nkind = programme\nyear = 2025\ntitle = Chương trình\n' >>htxplan.ini
    refuses 'of two plans one must be named' '--plan' htxplan add --title x --lead VP
    says '... and is taken' 2025-05-VP-01 htxplan add --plan ctr2025 --title x --lead VP --month 5
    refuses 'a plan that is not there prints what to add' '[plan KH99]' htxplan add --plan KH99 --title x --lead VP
)

# ---- What it refuses ----

misuses 'no title is wrong usage' '--title' htxplan add --lead VP --month 5
misuses 'nor is an empty one' '--title' htxplan add --title '' --lead VP --month 5
misuses 'nor blanks' 'title' htxplan add --title '  ' --lead VP --month 5
misuses 'no lead' '--lead' htxplan add --title x --month 5
misuses 'an empty lead' '--lead' htxplan add --title x --lead '' --month 5
misuses 'no time in a programme' '--month' htxplan add --title x --lead VP
misuses 'an empty month' '--month' htxplan add --title x --lead VP --month ''
misuses 'an operand' 'too many' htxplan add --title x --lead VP --month 5 2025-05-VP-01
misuses '--at is for reading' '--at' htxplan add --title x --lead VP --month 5 --at "$(last)"
refuses 'an unknown lead suggests one' "did you mean 'VP'" htxplan add --title x --lead VPP --month 5
refuses 'a month that is none is refused' "month: 'May 5' is no month" htxplan add --title x --lead VP --month 'May 5'
refuses 'a time that is not understood is refused' 'mai kia' htxplan add --title x --lead VP --month 5 --when 'mai kia'
refuses 'a title of 2,001 characters is refused' 'longer than 2,000 characters' \
    htxplan add --lead VP --month 5 --title "$(awk 'BEGIN { while (n++ < 2001) printf "ố" }')"
refuses 'onto a full disk, no id is given' 'cannot write' onto_a_full_disk add
refuses 'with a closed output likewise' 'cannot write' into_a_closed_output add
