#!/bin/sh
# tests/figures.sh - every figure of every form, counted again from the plans by another route; every
# page as Decree 30 has it.
# slow
set -u
# shellcheck source=tests/lib.sh
. "$TOP/tests/lib.sh"
# shellcheck source=tests/filled
. "$TOP/tests/filled"
cd "$TMP" || exit 2
mkdir out
: >jobs.txt

# A report of an office, to be looked at below.
report() { # OFFICE FORM PERIOD|- DAY [unit=U] [plan=P] [due-within=N]
    office=$1 form=$2 period=$3 day=$4
    shift 4
    name=out/$office-$form-$period-$day
    options=
    for word; do
        name=$name-${word#*=}
        options="$options --${word%%=*} ${word#*=}"
    done
    name=$name.xlsx
    # shellcheck disable=SC2086 # options are words
    if "$HTXPLAN" -C "$office" -q report "$form" ${period#-} --as-of "$day" $options -o "$name" >said 2>&1; then
        ok "$office: $form ${period#-} is written on $day$options"
        echo "$office $name $form $period $day $*" >>jobs.txt
    else
        not_ok "$office: $form ${period#-} is written on $day$options"
        comment <said
    fi
}

example() { # OFFICE EXAMPLE DOCUMENT
    mkdir "$1"
    cp "$TOP/examples/$2/htxplan.ini" "$1"
    "$HTXPLAN" -C "$1" -q import "$TOP/examples/$2/$3" >said 2>&1 || comment <said
}

# The same work, counted from the 15th to the 14th.
of_decree_09() { # OFFICE NEW-OFFICE
    cp -R "$1" "$2"
    sed -i '/^window/d; s/^\[report\]/&\nwindow = nd09/' "$2/htxplan.ini"
}

example city thanh-pho chuong-trinh-2025.txt
cp -R city mixed
cp -R city fresh
cp -R city reported
check 'results of three months come in' "$HTXPLAN" -C reported -q import "$TOP/examples/thanh-pho/ket-qua.csv"
check 'what the leadership changed comes in' "$HTXPLAN" -C reported -q import --amend \
    "$TOP/examples/thanh-pho/dieu-chinh-quy-2.csv" --ref 45/TB-LM --reason 'theo kết luận giao ban'
sed 's/Lắp đặt, nghiệm thu/Nghiệm thu, lắp đặt/' "$TOP/examples/thanh-pho/chuong-trinh-2025.txt" >corrected.txt
check 'the corrected document comes in' "$HTXPLAN" -C reported -q import corrected.txt
add_campaign mixed
programme_year city 2025 TTTT CTR2025
programme_year mixed 2025 XTTM CTR2025
campaign_weeks mixed KH07
example tinh tinh ke-hoach-thang-hanh-dong.ini
campaign_weeks tinh KH12
of_decree_09 city city09
of_decree_09 mixed mixed09
for office in city mixed tinh; do
    check "$office: the year's work is in order" "$HTXPLAN" -C "$office" check
done

# ---- Inside of a period, on its last day, after it ----

for office in city mixed city09 mixed09; do
    for day in 2025-03-14 2025-03-20 2025-03-31 2025-05-07; do
        report "$office" month 2025-03 $day
    done
    report "$office" month 2025-01 2025-02-10
    report "$office" month 2025-12 2026-01-20
    report "$office" quarter 2025-Q1 2025-03-31
    report "$office" quarter 2025-Q2 2025-10-02
    report "$office" half 2025-H1 2025-07-02
    report "$office" nine 2025-9M 2025-08-20
    report "$office" year 2025 2025-12-31
    report "$office" programme 2025 2025-05-07
    report "$office" assignments 2025-04 2025-05-07
    report "$office" assignments 2025-Q2 2025-05-07
    report "$office" assignments 2025 2025-05-07
    report "$office" adjust 2025-03 2025-12-31
    report "$office" adjust 2025-Q2 2025-12-31
    report "$office" adjust 2025 2025-12-31
    report "$office" remind - 2025-03-31
    report "$office" remind - 2025-12-31 due-within=40
done
report city half 2025-H2 2025-11-30
report mixed plan - 2025-05-07
report mixed plan - 2025-04-12
report tinh plan - 2025-04-12
report tinh month 2025-04 2025-05-05
report tinh month 2025-05 2025-05-31
report tinh quarter 2025-Q2 2025-06-14
report tinh year 2025 2026-02-01
report tinh assignments 2025-Q2 2025-04-01
report tinh adjust 2025-Q2 2025-07-01
report tinh remind - 2025-05-01

# ---- Of one unit, of one plan; nothing reported, nothing there ----

for unit in VP DTTV; do
    report mixed month 2025-03 2025-05-07 unit=$unit
    report mixed quarter 2025-Q1 2025-05-07 unit=$unit
    report mixed programme 2025 2025-05-07 unit=$unit
    report mixed adjust 2025-Q1 2025-12-31 unit=$unit
    report mixed assignments 2025-Q2 2025-05-07 unit=$unit
    report mixed remind - 2025-05-31 unit=$unit
done
for plan in CTR2025 KH07; do
    report mixed month 2025-04 2025-05-07 plan=$plan
    report mixed half 2025-H1 2025-07-07 plan=$plan
done
report mixed month 2025-04 2025-05-07 plan=KH07 unit=VP
for form in month:2025-03 month:2025-04 month:2025-05 quarter:2025-Q1 adjust:2025-Q2 programme:2025 remind:-; do
    report reported "${form%:*}" "${form#*:}" 2025-04-10
done
report fresh month 2025-03 2025-03-10
report fresh month 2024-06 2025-03-10
report fresh month 2025-11 2025-03-10
report fresh adjust 2025 2025-03-10
report fresh remind - 2024-06-01

mkdir split
check 'a report of each unit is written' "$HTXPLAN" -C mixed -q report month 2025-02 --as-of 2025-04-01 --split unit -o split
for unit in VP KHTH CSTV TTTT XTTM DTTV QUY; do
    file=$(find split -name "*$unit.xlsx")
    check "that of $unit is among them" test -s "$file"
    [ ! -s "$file" ] || cp "$file" "out/split-$unit.xlsx"
    [ ! -s "$file" ] || echo "mixed out/split-$unit.xlsx month 2025-02 2025-04-01 unit=$unit" >>jobs.txt
done

# ---- The real documents ----

if [ -n "$CORPUS" ]; then
    mkdir hai-phong bac-giang
    cp "$CORPUS/inputs/hai-phong.ini" hai-phong/htxplan.ini
    cp "$CORPUS/inputs/bac-giang.ini" bac-giang/htxplan.ini
    "$HTXPLAN" -C hai-phong -q import --plan CTR2024 "$CORPUS/inputs/hai-phong-2024.txt" >said 2>&1
    "$HTXPLAN" -C bac-giang -q import --plan KH34 "$CORPUS/inputs/bac-giang-2024.md" >said 2>&1
    programme_year hai-phong 2024 TTDT CTR2024
    campaign_weeks bac-giang KH34
    report hai-phong month 2024-02 2024-03-05
    report hai-phong quarter 2024-Q1 2024-04-05
    report hai-phong half 2024-H1 2024-06-20
    report hai-phong nine 2024-9M 2024-09-30
    report hai-phong year 2024 2025-01-10
    report hai-phong programme 2024 2024-01-15
    report hai-phong assignments 2024-Q3 2024-07-01
    report hai-phong adjust 2024-H1 2024-07-01
    report hai-phong remind - 2024-06-25
    report bac-giang plan - 2024-04-15
    report bac-giang month 2024-04 2024-05-06
    report bac-giang remind - 2024-05-06
else
    skip 'the two real documents are not here (CORPUS)'
fi

# ---- Look ----

/usr/bin/python3 "$TOP/tests/decree30.py" out/*.xlsx >decree30.out 2>&1 &
/usr/bin/python3 "$TOP/tests/figures.py" <jobs.txt || not_ok 'the figures can be read'
wait
cat decree30.out
/usr/bin/python3 "$TOP/tests/recount.py" out/mixed-month-2025-03-2025-05-07.xlsx out/mixed09-quarter-2025-Q1-*.xlsx \
    out/mixed-nine-*.xlsx out/mixed-adjust-2025-Q2-*.xlsx out/mixed-remind---2025-12-31-40.xlsx \
    out/mixed-assignments-2025-Q2-*.xlsx out/mixed-programme-*.xlsx out/tinh-quarter-*.xlsx out/split-VP.xlsx
