# shellcheck shell=sh
# init: a directory that works, and no file overwritten.
. tests/lib.sh
. tests/office
cd "$TMP"
check 'a directory of its own' htxplan init office --organisation 'LIÊN MINH HTX TỈNH "A"; B # C' --place 'Huế'
check 'with settings, plans and a journal' test -f office/htxplan.ini -a -d office/plans -a -f office/journal.csv
check 'nothing is wrong with it' htxplan -C office check
says 'it has no task' 0 htxplan -C office list --count
check 'the name is on the letters, marks and all' grep -q '^name = "LIÊN MINH HTX TỈNH .*A.*; B # C"$' office/htxplan.ini
check 'so is the place' grep -q '^place = Huế$' office/htxplan.ini
cd office
refuses 'never over what is there' 'htxplan.ini' htxplan init
refuses 'nor through a file' 'htxplan.ini' htxplan init htxplan.ini
mkdir ../kept
echo 'transaction,plan,id,field,old,new,rows,time,user,command,reason,ref,hashes' >../kept/journal.csv
echo mine >>../kept/journal.csv
check 'a journal that is there is kept' htxplan init ../kept
says '...' mine tail -n 1 ../kept/journal.csv
sed -i 's/^; \[plan CTR2025\]/[plan CTR2025]/; s/^; kind = programme/kind = programme/; s/^; year = 2025/year = 2025/' htxplan.ini
printf 'Tháng 3\n1. Văn phòng:\n- Họp giao ban.\n' >plan.txt
says 'and it takes a programme' '1' sh -c 'htxplan import plan.txt | grep -c "^1 "'
fails 'one directory at a time' 2 'usage: htxplan init' htxplan --language en init a b
mkdir "$TMP/full" && cd "$TMP/full"
refuses 'an output that cannot be written is a failure' 'cannot write' onto_a_full_disk htxplan init
