# shellcheck shell=sh
# assign: who does a task, with whom and by when; and how the commands that change tasks name them.
. tests/lib.sh
. tests/office
. tests/tasks
cd "$TMP"
example thanh-pho city
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
first=2025-03-VP-01

# ---- Lead and co-ordinators ----

rehearses 'a lead and co-ordinators' htxplan assign $first --lead KHTH --with 'VP, Quỹ Hỗ trợ phát triển HTX'
value 'the task has its new lead and co-ordinators' 'KHTH|VP;QUY' $first lead,with
value 'and its id still' "$first" $first id
check 'a lead may be written as people do' htxplan assign $first --lead 'van phong'
value 'the new lead is no co-ordinator any more' 'VP|QUY' $first lead,with
check 'co-ordinators that name the lead' htxplan assign $first --with 'KHTH;VP'
value '... are without it' 'VP|KHTH' $first lead,with
check 'lead and co-ordinators at once' htxplan assign $first --lead TTTT --with TTTT,KHTH
value '... are kept apart too' 'TTTT|KHTH' $first lead,with
check 'one more co-ordinator' htxplan assign $first --add-with QUY --add-with 'CSTV,KHTH,TTTT'
value '... stands behind the others, once, and is never the lead' 'KHTH;QUY;CSTV' $first with
check 'one co-ordinator less' htxplan assign $first --drop-with 'phòng kế hoạch tổng hợp' --drop-with VP
value '... leaves the others' 'QUY;CSTV' $first with
warns 'a co-ordinator that is no unit is named' 'Sở Công Thương' htxplan assign $first --add-with 'Sở Công Thương'
value '... and kept as text' 'QUY;CSTV;Sở Công Thương' $first with
warns 'it is named once, however many tasks there are' 'UBND các huyện' \
    htxplan assign 2025-03-VP-02 2025-03-VP-03 --with 'KHTH; UBND các huyện'
check '... once' test "$(grep -c 'UBND các huyện' "$TMP/.stderr")" = 1
check 'with -q' htxplan -q assign 2025-03-VP-02 --with 'Sở Công Thương'
check '... it is not' test ! -s "$TMP/.stderr"
check 'a text goes as it came' htxplan assign $first --drop-with 'Sở Công Thương'
value '... from the others' 'QUY;CSTV' $first with
check 'no co-ordinators' htxplan assign $first --with ''
value '... are none' '' $first with
refuses 'one unit leads, not two' "no unit 'VP,KHTH'" htxplan assign $first --lead VP,KHTH
refuses 'an unknown lead suggests one' "did you mean 'KHTH'" htxplan assign $first --lead KHTT

# Groups, in the other example.
(
    cd ..
    example tinh province
    cd province
    htxplan -q import ke-hoach-thang-hanh-dong.ini >"$TMP/out"
    check 'a group co-ordinates' htxplan assign KH12-1.3 --with 'các phòng' --add-with QUY
    value '... by its code' 'VP|PHONG;QUY' KH12-1.3 lead,with
    check 'its lead may be one of the group' htxplan assign KH12-1.3 --lead TVPT
    value '... which stays whole' 'TVPT|PHONG;QUY' KH12-1.3 lead,with
    refuses 'a group leads nothing' "no unit 'PHONG'" htxplan assign KH12-1.3 --lead PHONG
    says 'nothing is wrong afterwards' 'nothing is wrong' htxplan check
)

# ---- Person, place, deadline ----

check 'a person, a place, an area' \
    htxplan assign $first --assignee 'Nguyễn Văn An' --place 'Hội trường A' --area 'Huyện Tân Lập'
value 'they are there' 'Nguyễn Văn An|Hội trường A|Huyện Tân Lập' $first assignee,place,area
check 'two lines on the command line' htxplan assign $first --place "Hội
trường  B "
value '... are one' 'Hội trường B' $first place
check 'a deadline' htxplan assign $first --due 15/3/2025
value 'it replaces the words, and the first one is remembered' '2025-03-01|2025-03-15|15/3/2025|2025-03-31' \
    $first start,due,when,baseline
check 'another deadline' htxplan assign $first --due 2025-04-20
value '... leaves the first one' '2025-04-20|2025-03-31' $first due,baseline
check 'a deadline before the task began' htxplan assign $first --due 2025-02-28
value '... leaves it without a beginning' '|2025-02-28' $first start,due
htxplan update 2025-03-VP-04 --set 'when=trước ngày 15/3' >"$TMP/out"
due=$(columns_of 2025-03-VP-04 due)
keeps 'the deadline that a task has already changes nothing' htxplan assign 2025-03-VP-04 --due "$due"
value '... and its words stay' 'trước ngày 15/3' 2025-03-VP-04 when
refuses 'a day that does not exist is refused' "'31/04/2025'" htxplan assign $first --due 31/04/2025
refuses '... and the task is named' "$first: due" htxplan assign $first --due 31/04/2025

# ---- Which tasks ----

check 'a part of an id will do' htxplan assign 03-khth-01 --assignee An
value '... for the task that it fits' An 2025-03-KHTH-01 assignee
refuses 'a part that fits several tasks lists them' "'03-KHTH' fits 3 tasks: 2025-03-KHTH-01" \
    htxplan assign 03-KHTH --assignee An
refuses 'a part is made of whole segments' "no task '3-KHTH-01'" htxplan assign 3-KHTH-01 --assignee An
refuses 'an id that is not there is named' "no task '2025-13-VP-01'" htxplan assign 2025-13-VP-01 --assignee An
refuses 'one bad id among good ones, and none is done' "no task 'nobody'" \
    htxplan assign 2025-03-VP-02 nobody 2025-03-VP-03 --assignee An
refuses '... wherever it stands' "no task 'nobody'" htxplan assign 2025-03-VP-02 2025-03-VP-03 nobody --assignee An
refuses 'an empty id names nothing' "no task ''" htxplan assign '' --assignee An
check 'a task that is named twice' htxplan assign 2025-03-VP-02 03-VP-02 --assignee Bình
check '... is changed once' test "$(wc -l <"$TMP/.stdout")" = 1

# assign_from FILE: assign tasks named on standard input
assign_from() {
    shift_from=$1
    shift
    htxplan assign - "$@" <"$shift_from"
}
htxplan list --month 3 --lead XTTM --format ids >names
htxplan list --month 3 --lead XTTM --format ids -0 >names-0
sed 's/$/\r/' names >names-crlf
printf '%s\n\n%s' 2025-03-XTTM-01 2025-03-XTTM-02 >names-torn
number=0
for ids in names names-0 names-crlf; do
    number=$((number + 1))
    check "ids on standard input ($ids)" assign_from $ids --assignee "Người $number"
    says '... are all assigned' "$(wc -l <names)" htxplan list --count --assignee "Người $number"
done
check 'an empty line and no end of the last one' assign_from names-torn --assignee Lan
says '... cost no id' 2 htxplan list --count --assignee Lan
echo 2025-03-VP-9 >>names
refuses 'one bad id on standard input, and none is done' "no task '2025-03-VP-9'" assign_from names --assignee Lan
keeps 'no id on standard input is nothing to do' assign_from /dev/null --assignee Lan
check 'standard input and operands together' assign_from names-torn 2025-03-VP-02 --assignee Hoa
says '... are all meant' 3 htxplan list --count --assignee Hoa

# ---- Wrong usage ----

misuses 'no id is wrong usage' 'operand' htxplan assign --lead VP
misuses 'nothing to assign is wrong usage' 'nothing to assign' htxplan assign $first
misuses 'a filter is none of its options' '--month' htxplan assign $first --month 3 --lead VP
misuses 'what is no text is refused' 'UTF-8' htxplan assign $first --assignee "$(printf '\377\376')"
misuses '--at is for reading' '--at' htxplan --at "$(last)" assign $first --assignee An
refuses 'onto a full disk, nothing is said to be assigned' 'cannot write' \
    onto_a_full_disk htxplan assign $first --assignee Minh
refuses 'with a closed output likewise' 'cannot write' into_a_closed_output htxplan assign $first --assignee Minh
keeps 'what a task has already is no transaction' htxplan assign $first --assignee 'Nguyễn Văn An'
says 'nothing is wrong with the directory' 'nothing is wrong' htxplan check
