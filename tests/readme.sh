#!/bin/sh
# tests/readme.sh - the tour of README.md, run line by line: what it shows is what comes out.
set -u
cd "$TOP" || exit 2

# The indented lines from "## A tour" to the next heading: commands and what they print.
sed -n '/^## A tour/,/^## [^A]/p' README.md | sed -n 's/^    //p' >"$TMP/tour"
cp -r examples/thanh-pho "$TMP/office"
: >"$TMP/want"
: >"$TMP/got"
number=0
while IFS= read -r line; do
    case $line in
    '$ PATH='* | '$ mkdir'* | '0 7 1'*) continue ;;
    '$ '*)
        number=$((number + 1))
        printf '%s\n' "$line" | tee -a "$TMP/want" >>"$TMP/got"
        (cd "$TMP/office" && sh -c "${line#'$ '}" >>"$TMP/got" 2>&1 </dev/null)
        ;;
    *) printf '%s\n' "$line" >>"$TMP/want" ;;
    esac
done <"$TMP/tour"

if [ "$number" -ge 5 ] && diff "$TMP/want" "$TMP/got" >"$TMP/diff"; then
    echo "ok - a newcomer who follows the README's tour sees what it shows ($number commands)"
else
    echo "not ok - a newcomer who follows the README's tour sees something else ($number commands)"
    sed 's/^/# /' "$TMP/diff"
fi

# The table of reports: every form, and no other.
sed -n '/^## The reports/,/^## The map/p' README.md | sed -n 's/^| \(`[^|]*\) |.*/\1/p' | grep -o '`[a-z][a-z]*' |
    tr -d '`' | grep -vx htxplan | sort >"$TMP/told"
(cd lib/report/forms && for form in *.ini; do echo "${form%.ini}"; done) | sort >"$TMP/forms"
if diff "$TMP/told" "$TMP/forms" >"$TMP/diff"; then
    echo "ok - the README's table has every form"
else
    echo "not ok - the README's table has every form"
    sed 's/^/# /' "$TMP/diff"
fi
