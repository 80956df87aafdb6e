# shellcheck shell=sh
# The Vietnamese messages: is every one there, and do they come out whenever they are asked for?
. tests/lib.sh
. tests/office
po=$TOP/po/vi.po

# ---- The catalogue and the sources ----

# NAME OPTION: po/vi.po has no message of the kind that msgattrib picks with OPTION.
has_none() {
    msgattrib "$1" --no-obsolete --no-wrap "$po" >"$TMP/picked"
    sed -n '/^msgid ""$/,/^$/d; /^msgid/p' "$TMP/picked" >&2
    ! grep -q '^msgid' "$TMP/picked"
}
no_obsolete() {
    ! grep '^#~' "$po" >&2
}
# A text made of letters and loose marks is found by no search and sorts in no order.
no_loose_marks() {
    ! LC_ALL=C grep -n "$(printf '\314')" "$po" >&2
}

cd "$TOP"
xgettext --from-code=UTF-8 -k_ -kN_ --sort-output -o "$TMP/sources.pot" lib/*/*.c cmd/*.c
cd "$TMP"
check 'no message is left in English' has_none --untranslated
check 'no translation is a guess' has_none --only-fuzzy
check 'no translation has lost its message' no_obsolete
check 'placeholders are those of the message, and so a message can be printed' \
    msgfmt --check -o vi.mo "$po"
check 'what the sources say has a translation' msgcmp "$po" sources.pot
check 'what is translated is said by the sources' msgcmp --use-untranslated sources.pot "$po"
check 'the letters are whole' no_loose_marks

# ---- What the sources pick from tables, where xgettext sees only what N_() marks ----

example thanh-pho city
cd city
htxplan -q import chuong-trinh-2025.txt >/dev/null
htxplan -q import ket-qua.csv >/dev/null
htxplan show 2025-03-VP-01 --format csv | head -n 1 >names
tr , '\n' <names >names.en
htxplan --language vi list --limit 1 --format markdown --columns "$(cat names)" |
    sed -n '1s/^| //; 1s/ |$//; 1s/ | /\n/g; 1p' >names.vi
no_common_line() {
    paste -d '\t' "$1" "$2" | awk -F '\t' '$1 == $2 { print; bad = 1 } END { exit bad || !NR }' >&2
}
check 'every column has a Vietnamese head' no_common_line names.en names.vi
for language in en vi; do
    htxplan --language $language --dump-options | awk -F '\t' '{ print $1, $3 ": " $5 }' >options.$language
done
check 'every option and command is explained in Vietnamese' no_common_line options.en options.vi
for language in en vi; do
    htxplan --language $language list --by status --format markdown |
        sed -n '3,$s/^| \([^|]*\) |.*/\1/p' >states.$language
done
check 'every state has a Vietnamese name' no_common_line states.en states.vi

# ---- When they are asked for ----

prints() { # PIECE COMMAND...
    piece=$1
    shift
    "$@" >"$TMP/printed"
    iconv -f UTF-8 -t UTF-8 -o /dev/null "$TMP/printed"
    grep -Fq -e "$piece" "$TMP/printed" || { head -n 5 "$TMP/printed" >&2 && false; }
}
bare() { # as cron does: none of the caller's environment
    env -i PATH="$PATH" HTXPLAN_TODAY=2025-04-10 "$@"
}
elsewhere() {
    (cd / && "$@")
}

check '--language vi heads a table in Vietnamese' \
    prints 'Nội dung công việc' htxplan --language vi list --month 3
check '--language vi may stand after the command' prints 'Tổng số' htxplan list --by unit --language vi
check '--language vi explains a command' prints 'cách dùng: htxplan import' htxplan --language vi import --help
check 'help speaks Vietnamese' prints 'Các lệnh:' htxplan --language vi help
check 'a task is shown in Vietnamese' prints 'Chủ trì:' htxplan --language vi show 2025-03-VP-01
says 'the sums of an import are said in Vietnamese' \
    '0 thêm mới, 0 cập nhật, 276 giữ nguyên, 0 không có trong nguồn' \
    htxplan --language vi -q import chuong-trinh-2025.txt
says 'a clean check is said in Vietnamese' 'không có lỗi' htxplan --language vi check
fails 'a mistyped command is told in Vietnamese' 2 "không có lệnh 'reprot'; có phải là 'report'?" \
    htxplan --language vi reprot
fails 'an unknown unit is told in Vietnamese' 1 "không có đơn vị 'PKT'" \
    htxplan --language vi list --lead PKT
fails 'a file that is not there is told in Vietnamese' 1 "không mở được 'nowhere.txt'" \
    htxplan --language vi import nowhere.txt
fails 'an import warns in Vietnamese' 1 'cảnh báo: ' htxplan --language vi import \
    chuong-trinh-2025.txt nowhere.txt

check 'without any language the messages are English' prints 'Commands:' bare htxplan help
check 'a Vietnamese environment counts, installed or not' \
    prints 'Các lệnh:' bare LANG=vi_VN.UTF-8 htxplan help
check 'LC_ALL stands above LANG' prints 'Commands:' bare LC_ALL=C LANG=vi_VN.UTF-8 htxplan help

printf '\n[ui]\nlanguage = vi\n' >>htxplan.ini
check 'the office chooses Vietnamese for cron' prints 'Tổng số' bare htxplan list --by unit
check 'the office chooses Vietnamese, wherever it is asked from' \
    prints 'Chủ trì' elsewhere bare htxplan -C "$PWD" list
fails 'errors too are in the language of the office' 1 "không có đầu việc 'x-9'" bare htxplan show x-9
check '--language en stands above the office' prints 'overdue' htxplan --language en list --by unit
check '--language en stands above the environment' \
    prints 'Commands:' bare LANG=vi_VN.UTF-8 htxplan --language en help

# ---- What no language may change ----

for language in en vi; do
    htxplan --language $language list --format csv --columns "$(cat names)" >list.$language
    htxplan --language $language list --format json --by status >sums.$language
    htxplan --language $language report month 2025-03 -o - >report.$language
done
same 'programs read the same list in every language' list.vi list.en
same 'programs read the same sums in every language' sums.vi sums.en
check 'the report is the same in every language' cmp report.vi report.en
