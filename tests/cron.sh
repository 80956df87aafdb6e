# shellcheck shell=sh disable=SC2016 # what stands in single quotes is for another shell
# cron's world: no PATH, no HOME, no locale, no terminal.  All is the same, Vietnamese intact.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho full
cp -R full bare
unset HTXPLAN_TODAY HTXPLAN_USER

# Import, ask and report in DIR; what was said goes to NAME.*, the clock's day is never asked.
work() { # DIR NAME COMMAND...
    dir=$1 name=$2
    shift 2
    (
        cd "$dir"
        "$@" import chuong-trinh-2025.txt >"../$name.import" 2>"../$name.warnings"
        "$@" import ket-qua.csv >>"../$name.import"
        "$@" --as-of 2025-04-10 list --month 3 >"../$name.list"
        "$@" list --format csv --columns id,month,lead,due,status,title --sort lead,-title >"../$name.csv"
        "$@" --as-of 2025-04-10 list --text 'bao cao' --by unit >"../$name.summary"
        "$@" --as-of 2025-04-10 report month 2025-03 >"../$name.report"
        "$@" list --unit 'Văn phong so' 2>"../$name.error" || echo $? >>"../$name.error"
        "$@" check >"../$name.check"
    )
}
work full full env LC_ALL=C.UTF-8 HTXPLAN_USER=tester "$HTXPLAN"
work bare bare env -i "$HTXPLAN"
for part in import warnings list csv summary report error check; do
    same "the same $part" "bare.$part" "full.$part"
done
report() { # FILE COMMAND...: of the same plan, since a workbook names the last transaction it knew
    report_file=$PWD/$1
    shift
    "$@" -C full --as-of 2025-04-10 report month 2025-03 -o "$report_file"
}
check 'a report is written' report bare.xlsx env -i "$HTXPLAN"
check 'the same workbook, byte for byte' cmp bare.xlsx full/reports/BC-thang-03-2025.xlsx
transactions='s/,[0-9]*T[0-9]*Z-[0-9a-f]*$//'
sed "$transactions" bare/plans/CTR2025.csv >bare.plan
sed "$transactions" full/plans/CTR2025.csv >full.plan
same 'the same plan' bare.plan full.plan
check 'Vietnamese is intact' grep -q 'Phòng Kế hoạch - Tổng hợp' bare.summary
check 'and so are its errors' grep -q "did you mean 'Văn phòng'" bare.error
check 'who did it is on record all the same' sh -c "tail -n 1 bare/journal.csv | grep -q ',$(id -un),'"
says "the office's language is spoken without a locale" 'chưa có lỗi' sh -c '
    printf "\n[ui]\nlanguage = vi\n" >>bare/htxplan.ini
    env -i "$HTXPLAN" -C bare check >vi && LC_ALL=C grep -q "$(printf "\303\264\|\341\273")" vi && echo "chưa có lỗi"'
for locale in POSIX vi_VN.UTF-8 tr_TR.UTF-8 de_DE.ISO-8859-1 nonsense; do
    rm -rf other other.xlsx
    cp -R "$TOP/examples/thanh-pho" other
    work other other env -i LC_ALL=$locale "$HTXPLAN" --language en
    report other.xlsx env -i LC_ALL=$locale "$HTXPLAN" >out
    check "the same in the locale $locale" sh -c '
        for part in import warnings list csv summary report error check; do
            cmp "other.$part" "full.$part" || exit 1
        done
        cmp other.xlsx full/reports/BC-thang-03-2025.xlsx'
done

# ---- The examples: the crontab and the timer, on an office that has what they need ----

lich=$TOP/examples/lich-chay
here() { # FILE: as installed here, and in April
    sed "s|/usr/local/bin/htxplan|env HTXPLAN_TODAY=2025-04-10 $HTXPLAN|; s|/srv/htxplan|$TMP/full|" "$1"
}
here "$lich/htxplan.cron" >table
check 'each line of the crontab is a comment, a setting, or five times and a command' sh -c '
    ! grep -Ev "^(#|[A-Z]+=|([0-9*/,-]+ +){5}[^ ])" table'
rm -r full/reports
grep -E '^[0-9*]' table | sed -E 's/([^ ]+ +){5}//' >commands
while read -r command; do
    check "cron can: ${command#*/full}" env -i PATH=/usr/bin:/bin sh -c "$command"
done <commands
check '... and the report is there' cmp full/reports/BC-thang-03-2025.xlsx bare.xlsx
check '... and so is a reminder' test -s full/reports/TB-don-doc-2025-04-10-DTTV.xlsx
rm -r full/reports
command=$(here "$lich/htxplan-month.service" | sed -n 's/^ExecStart=//p')
check 'systemd can, too' env -i PATH=/usr/bin:/bin sh -c "$command"
check '... and the report is there' cmp full/reports/BC-thang-03-2025.xlsx bare.xlsx
if command -v systemd-analyze >/dev/null && systemd-analyze calendar '*-*-01' >said 2>&1; then
    mkdir units
    for unit in service timer; do
        sed "s|/usr/local/bin/htxplan|/bin/true|; s|^User=.*||" "$lich/htxplan-month.$unit" \
            >"units/htxplan-month.$unit"
    done
    check 'systemd finds nothing wrong with them' sh -c '
        systemd-analyze --man=no verify "$PWD"/units/htxplan-month.timer 2>verified && ! grep -q units/ verified'
    check '... and runs them on the first of a month' sh -c '
        systemd-analyze calendar "$(sed -n s/^OnCalendar=//p units/*.timer)" | grep -q "Next elapse: .*-01 07:00"'
else
    skip 'what systemd says of the timer: systemd-analyze is not here'
fi
