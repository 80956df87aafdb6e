# shellcheck shell=sh
# The manual pages: do they say what the program does, no more and no less?
#
# An example is a line "$ htxplan ..." of a literal block.  A literal block whose first line is the
# comment "; FILE" is the content of that file.  Both are done in a copy of the first example office.
. tests/lib.sh
: "${TOP:=$PWD}"
man=$TOP/man
PATH=$(dirname "$HTXPLAN"):$PATH
export PATH

htxplan --dump-options >"$TMP/dump"
awk -F '\t' '$1 != "" && $3 == "" { print $1 }' "$TMP/dump" >"$TMP/commands"

# ---- What the program says ----

# Options of a command, '' for the program's own: letter|name|argument
options() {
    awk -F '\t' -v command="$1" '$1 == command && $3 != "" { print $2 "|" $3 "|" tolower($4) }' \
        "$TMP/dump"
}

summary() {
    if [ -n "$1" ]; then
        awk -F '\t' -v command="$1" '$1 == command && $3 == "" { print $5 }' "$TMP/dump"
    else
        htxplan help | sed -n 3p
    fi
}

# ---- What a page says ----

# The options it explains, in their order, as above.
explained() {
    awk '$1 == ".It" && $2 == "Fl" {
        kind = letter = name = argument = ""
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^(Fl|Ar|Cm)$/) {
                kind = $i
                if (kind != "Fl")
                    argument = ""
            } else if ($i == ",")
                kind = ""
            else if (kind == "Fl" && $i ~ /^-/)
                name = substr($i, 2)
            else if (kind == "Fl")
                letter = $i
            else if (kind != "")
                argument = argument $i
        }
        print letter "|" name "|" tolower(argument)
    }' "$1"
}

# All options it names anywhere: -x or --name
named() {
    awk '/^\./ {
        option = 0
        for (i = 1; i <= NF; i++) {
            if ($i ~ /^\.?[A-Z][a-z]$/)
                option = $i ~ /Fl$/
            else if (option && $i !~ /^[.,:;()|?!]$/)
                print "-" $i
        }
    }' "$1" | sort -u
}

# What it may name: the options of a command and those that stand everywhere.
known() {
    awk -F '\t' -v command="$1" '
        $3 != "" && ($1 == "" || $1 == command || command == "*") {
            print "--" $3
            if ($2 != "")
                print "-" $2
        }' "$TMP/dump" | sort -u
}

# ---- One page ----

check_stray() { # COMMAND FILE
    named "$2" >"$TMP/named"
    known "$1" >"$TMP/known"
    comm -23 "$TMP/named" "$TMP/known" >"$TMP/stray"
    same "${2##*/} names no option that is not there" "$TMP/stray" /dev/null
}

check_help() { # COMMAND: its --help names every option
    htxplan "$1" --help >"$TMP/help"
    { options "$1" && options '' | grep -Ev '^\|(version|dump-options)\|'; } |
        while IFS='|' read -r letter name _; do
            grep -Eq -e "^  ${letter:+-}${letter:- } *,? *--$name( |\$)" "$TMP/help" ||
                echo "--$name"
        done >"$TMP/lacking"
    same "htxplan $1 --help names every option" "$TMP/lacking" /dev/null
}

check_page() { # COMMAND FILE
    page=${2##*/}
    if [ ! -f "$2" ]; then
        not_ok "there is a $page"
        return
    fi
    explained "$2" >"$TMP/explained"
    options "$1" >"$TMP/options"
    same "$page explains all options, as they are and in their order" "$TMP/explained" "$TMP/options"
    check_stray "$1" "$2"
    sed -n 's/^\.Nd //p' "$2" >"$TMP/Nd"
    summary "$1" >"$TMP/summary"
    same "$page begins with what the program says of it" "$TMP/Nd" "$TMP/summary"
}

check_page '' "$man/htxplan.1"
while read -r command; do
    check_page "$command" "$man/htxplan-$command.1"
    check_help "$command"
done <"$TMP/commands"
for page in "$man"/*.5; do
    check_stray '*' "$page"
done

(cd "$man" && ls htxplan-*.1) | sed 's/htxplan-//; s/\.1$//' | sort >"$TMP/pages"
sort "$TMP/commands" | same 'there is no page on a command that is not there' "$TMP/pages" -

# ---- References ----

cat "$man"/*.[15] | awk '$1 == ".Xr" && $2 ~ /^htxplan/ { print $2 "." $3 }' | sort -u |
    while read -r page; do
        [ -f "$man/$page" ] || echo "$page"
    done >"$TMP/dangling"
same 'the pages refer to pages that are there' "$TMP/dangling" /dev/null

if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$man"/*.[15] >"$TMP/lint" 2>&1 || :
    same 'mandoc has nothing to say on the pages' "$TMP/lint" /dev/null
else
    skip 'the form of the manual pages: mandoc is not here'
fi

# ---- The example office ----

mkdir "$TMP/office"
cp -R "$TOP/examples/thanh-pho" "$TOP/examples/tinh" "$TMP/office"
(
    cd "$TMP/office/thanh-pho"
    htxplan import chuong-trinh-2025.txt
    htxplan import ket-qua.csv
) >"$TMP/imported" 2>&1 || comment <"$TMP/imported"

# ---- The field table ----

# Rows of lib/model/field.c: the first and the last string of each, name and help.
field_table() {
    awk '
        /htx_field_info fields\[/ { inside = 1 }
        inside { text = text " " $0 }
        /^};/ { inside = 0 }
        END {
            n = split(text, row, /\[HTX_/)
            for (i = 3; i <= n; i++) { # row 2 is the size of the table
                strings = 0
                while (match(row[i], /"([^"\\]|\\.)*"/)) {
                    last = substr(row[i], RSTART + 1, RLENGTH - 2)
                    if (strings++ == 0)
                        first = last
                    row[i] = substr(row[i], RSTART + RLENGTH)
                }
                gsub(/\\"/, "\"", last)
                print first ": " tolower(substr(last, 1, 1)) substr(last, 2)
            }
        }' "$TOP/lib/model/field.c"
}

field_page() {
    awk '
        /^\.Ss/ { inside = $2 == "plans/CODE.csv" }
        inside && /^\.It Cm / {
            name = $3
            getline
            sub(/\.$/, "")
            print name ": " tolower(substr($0, 1, 1)) substr($0, 2)
        }' "$man/htxplan-plan.5"
}

columns() { # what list can print, as its error for a column that it cannot lists them
    htxplan -C "$TMP/office/thanh-pho" list --columns nosuchcolumn 2>&1 |
        sed -n 's/.*no column.*: //p' | tr ' ' '\n'
}

field_page >"$TMP/fields"
field_table | same 'htxplan-plan.5 says of each field what the field table does' "$TMP/fields" -
sed 's/:.*//' "$TMP/fields" >"$TMP/names"
columns | same 'htxplan-plan.5 has every column that can be listed' "$TMP/names" -
cp "$TMP/names" "$TMP/fields.names"
htxplan -C "$TMP/office/thanh-pho" export | sed -n 1p | tr ',' '\n' >"$TMP/stored"
head -n "$(wc -l <"$TMP/stored")" "$TMP/names" |
    same 'htxplan-plan.5 has the stored columns first, in their order' - "$TMP/stored"

# ---- The language of forms ----

forms=$man/htxplan-forms.5

# The names among the strings of an array of the source: table NAME FILE
table() {
    awk -v name="$1[\\[]" '
        $0 ~ name "[^;]*[]] = [{]" { inside = 1 }
        inside { text = text $0 }
        inside && /};/ { exit }
        END {
            while (match(text, /"[A-Za-z_]+"/)) {
                print substr(text, RSTART + 1, RLENGTH - 2)
                text = substr(text, RSTART + RLENGTH)
            }
        }' "$TOP/lib/report/$2"
}

# What the page lists: SECTION|the item that the list stands in|NAME
awk '
    /^\.S[hs] / { section = substr($0, 5); depth = 0 }
    /^\.Bl/ { depth++ }
    /^\.El/ { depth-- }
    /^\.It Cm / {
        item[depth] = $3
        for (i = 3; i <= NF; i++)
            if ($i !~ /^(,|Ns|Ar|Cm|N|X)$/)
                print section "|" (depth > 1 ? item[depth - 1] : "") "|" $i
    }' "$forms" >"$TMP/listed"

# The names on standard input must be those that stand there: has WHAT SECTION [ITEM]
has() {
    sort -u >"$TMP/names"
    awk -F '|' -v section="$2" -v item="${3-}" '$1 == section && $2 == item { print $3 }' "$TMP/listed" |
        sort -u | same "htxplan-forms.5 names the $1 that there are" - "$TMP/names"
}

table reasons figures.c >"$TMP/reasons"
table parts build.c | has 'types of parts' 'Types of parts'
table looks build.c | has 'looks of texts' 'Types of parts' text
table charts chart.c | has charts 'Types of parts' chart
table names figures.c | has 'lists of tasks' '[part X]' which
{ table levels group.c && echo none; } | has 'headings of lists' '[part X]' group
table measures figures.c >"$TMP/measures"
{ cat "$TMP/measures" "$TMP/reasons" && table others counts.c; } |
    has 'columns of counts' 'Columns of counts'
{ table own_names tasks.c && grep -xE 'lead|with|when|state|result|note' "$TMP/fields.names"; } |
    has 'columns of tasks' 'Columns of tasks'
{ table values words.c && echo annex; } | has placeholders Placeholders
{
    cat "$TMP/measures" "$TMP/reasons" && table sums numbers.c && table own numbers.c
    sed -n 's/.*strcmp(name, "\([a-z_]*\)").*/\1/p' "$TOP/lib/report/numbers.c"
} | has counts Counts

# Keys that the code asks for, and all words that the page marks.
cat "$TOP"/lib/report/*.c | tr '\n' ' ' |
    grep -oE '(htx_ini_(key|value)\([a-z][^"();]*|htx_form_value\([^"]*, "form"|fill_texts\([^";]*), *"[a-z_]+"' |
    grep -v '(settings,' | sed 's/.*"\(.*\)"/\1/' | sort -u >"$TMP/keys"
sed -n 's/^\.\(It \)*Cm //p' "$forms" | tr ' ' '\n' | sort -u >"$TMP/marked"
check 'there are keys in forms' grep -qx orientation "$TMP/keys"
comm -23 "$TMP/keys" "$TMP/marked" | same 'htxplan-forms.5 names every key of forms' - /dev/null
awk -F '|' '$1 ~ /^\[/ && $2 == "" { print $3 }' "$TMP/listed" | while read -r key; do
    grep -q "\"$key\"" "$TOP"/lib/report/*.c || echo "$key"
done >"$TMP/strange"
same 'htxplan-forms.5 names no key that forms do not have' "$TMP/strange" /dev/null

# ---- Examples ----

# Do what is written in a page: "file NAME", "text LINE" and "run COMMAND" lines.
steps() {
    awk '
        /^\.Bd -literal/ { inside = first = 1; writing = 0; next }
        /^\.Ed/ { inside = 0 }
        { gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\-/, "-") }
        /^\.Dl \$ htxplan / { print "run " substr($0, 7) }
        !inside { next }
        first && /^; [^ ]+$/ { writing = 1; print "file " $2 }
        { first = 0 }
        writing { print "text " $0 }
        /^\$ htxplan / { print "run " substr($0, 3) }' "$1"
}

do_example() {
    bash -o pipefail -c "$1" </dev/null
}

run_examples() { # FILE
    page=${1##*/}
    steps "$1" >"$TMP/steps"
    rm -rf "$TMP/run"
    cp -R "$TMP/office" "$TMP/run"
    cd "$TMP/run/thanh-pho"
    file=/dev/null
    while read -r what rest; do
        case $what in
        file)
            file=$rest
            mkdir -p "$(dirname "$file")"
            : >"$file"
            ;;
        text) printf '%s\n' "$rest" >>"$file" ;;
        run) check "$page: $rest" do_example "$rest" ;;
        esac
    done <"$TMP/steps"
    cd "$TOP"
    grep -q '^run ' "$TMP/steps" || not_ok "$page has examples"
}

for page in "$man"/*.[15]; do
    run_examples "$page"
done
