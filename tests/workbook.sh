#!/bin/sh
# tests/workbook.sh - the workbooks, read by openpyxl and LibreOffice: never by who wrote them.
# slow
set -u
# shellcheck source=tests/lib.sh
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 2
read=$TOP/tests/xlsx_read.py

check "a workbook of every kind of part is written" "$BUILD/tests/xlsx_test" made.xlsx
/usr/bin/python3 "$read" made.xlsx || true

check "a workbook of all that is drawn is written" "$BUILD/tests/xlsx_test" pictures.xlsx pictures
/usr/bin/python3 "$read" --pictures pictures.xlsx || true
check "a workbook without data is written" "$BUILD/tests/xlsx_test" empty.xlsx empty
/usr/bin/python3 "$read" --print empty.xlsx || true

# Letters whose table ends on its first page, on the last one, before it, and after several.
for letter in 0 1 2 3; do
    check "letter $letter is written" "$BUILD/tests/xlsx_test" "letter$letter.xlsx" "$letter"
    /usr/bin/python3 "$read" --print "letter$letter.xlsx" |
        sed "s/^\\(ok\\|not ok\\) - /&letter $letter: /" || true
done

office() { # NAME DOCUMENT...: an office of the examples with its documents
    mkdir "$1"
    cp "$TOP/examples/$1/htxplan.ini" "$1"
    name=$1
    shift
    for document; do
        "$HTXPLAN" -C "$name" import -q "$TOP/examples/$name/$document" >"$name/out" 2>&1
    done
}

report() { # OFFICE FORM PERIOD DAY
    check "$1: the report $2 $3 is written" \
        "$HTXPLAN" -C "$1" report "$2" "$3" --as-of "$4" -o "$1-$3.xlsx"
    /usr/bin/python3 "$read" --report "$1-$3.xlsx" | sed "s/^\\(ok\\|not ok\\) - /&$1 $3: /" || true
}

office thanh-pho chuong-trinh-2025.txt ket-qua.csv
office tinh ke-hoach-thang-hanh-dong.ini
report thanh-pho month 2025-03 2025-04-10
report thanh-pho quarter 2025-Q1 2025-04-10
report thanh-pho year 2025 2025-12-31
report tinh month 2025-04 2025-05-05
report tinh month 2026-07 2026-08-05
