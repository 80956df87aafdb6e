# shellcheck shell=bash
# Completion of htxplan for bash.  It holds no option names: it asks the program.
#
# htxplan --dump-options prints one line for each command and each option:
#   COMMAND <TAB> letter <TAB> long name <TAB> argument <TAB> help
# COMMAND is empty for the options that stand everywhere; a line without a long name presents the
# command, and its argument field holds the operands, as in "FORM [PERIOD]".
#
# What comes from a plan directory is only ever compared and quoted, never handed to compgen -W or
# eval, which would run a $(command) in it.

# Offer the lines on standard input that begin with $1, quoted, each after $2.
_htxplan_offer()
{
    local line
    while IFS= read -r line; do
        [[ -n $line && $line == "$1"* ]] && COMPREPLY+=("$2$(printf %q "$line")")
    done
}

_htxplan_files() # -f or -d, the word so far, what to put before it
{
    local name
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do
        COMPREPLY+=("$3$name")
    done < <(compgen "$1" -- "$2")
}

# Run the program as the user is about to: with the same plan directory, and silently.
_htxplan_ask()
{
    "${_htxplan_program[@]}" "$@" 2>/dev/null </dev/null
}

# The values of an argument or operand named $1, a line each.
_htxplan_values()
{
    case $1 in
    *'|'* | [[:lower:]]*) tr '|' '\n' <<<"$1" ;;
    ID) _htxplan_ask list --format ids ;;
    UNIT) _htxplan_ask list --columns lead --format csv | sed 1d | sort -u ;;
    PLAN) _htxplan_ask list --columns plan --format csv | sed 1d | sort -u ;;
    COLUMNS | FIELD)
        { _htxplan_ask list --limit 0 --format csv | sed 1q &&
            _htxplan_ask export --format csv | sed 1q; } | tr ',' '\n' | tr -d '\r' | sort -u
        ;;
    FORM) _htxplan_ask report --list | sed 's/[[:space:]].*//' ;;
    PERIOD) printf '%s\n' last this ;;
    COMMAND) awk -F '\t' '$1 != "" && $3 == "" { print $1 }' <<<"$_htxplan_dump" ;;
    esac
}

# Complete $2 as a value of $1; lists such as COLUMNS go on after a comma.
_htxplan_value() # argument name, the word so far, what to put before it
{
    local head=
    case $1 in
    FILE) _htxplan_files -f "$2" "$3" ;;
    DIR) _htxplan_files -d "$2" "$3" ;;
    *)
        [[ $2 == *,* ]] && head=${2%,*},
        _htxplan_offer "${2#"$head"}" "$3$head" < <(_htxplan_values "$1")
        ;;
    esac
}

# The argument name of an option as typed (-C, --dir) in command $2; fails when it takes none.
_htxplan_argument()
{
    local argument
    argument=$(awk -F '\t' -v typed="$1" -v command="$2" '
        ($1 == "" || $1 == command) && $3 != "" && (typed == "--" $3 || typed == "-" $2) {
            print $4
            exit
        }' <<<"$_htxplan_dump")
    [[ -n $argument ]] && printf '%s\n' "$argument"
}

# Read the words before the cursor: which command, and which option still waits for its value.
_htxplan_read_words()
{
    local word argument
    for word; do
        if [[ -n $pending ]]; then
            [[ $word == = ]] && continue # bash takes --format=csv for three words
            [[ $pending == DIR && -z $command ]] && _htxplan_program+=(-C "${word/#\~/$HOME}")
            pending=
        elif [[ -n $only_operands || $word != -?* ]]; then
            [[ -z $command ]] && command=$word
        elif [[ $word == -- ]]; then
            only_operands=yes
        elif [[ $word != *=* ]] && argument=$(_htxplan_argument "$word" "$command"); then
            pending=$argument
        fi
    done
}

_htxplan_operand() # the word so far
{
    local operand operands
    operands=$(awk -F '\t' -v command="$command" \
        '$1 == command && $3 == "" { gsub(/[][.|-]/, " ", $4); print $4 }' <<<"$_htxplan_dump")
    for operand in $operands; do
        _htxplan_value "$operand" "$1" ''
    done
}

_htxplan()
{
    local _htxplan_program=("${1/#\~/$HOME}") _htxplan_dump argument
    local command='' pending='' only_operands='' word=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    _htxplan_dump=$(_htxplan_ask --dump-options) || return
    _htxplan_read_words "${COMP_WORDS[@]:1:COMP_CWORD-1}"

    if [[ -n $pending ]]; then
        [[ $word == = ]] && word=
        _htxplan_value "$pending" "$word" ''
    elif [[ -z $only_operands && $word == --*=* ]]; then
        argument=$(_htxplan_argument "${word%%=*}" "$command") &&
            _htxplan_value "$argument" "${word#*=}" "${word%%=*}="
    elif [[ -z $only_operands && $word == -* ]]; then
        _htxplan_offer "$word" '' < <(awk -F '\t' -v command="$command" \
            '($1 == "" || $1 == command) && $3 != "" { print "--" $3 }' <<<"$_htxplan_dump")
    elif [[ -z $command ]]; then
        _htxplan_value COMMAND "$word" ''
    else
        _htxplan_operand "$word"
    fi
}

complete -F _htxplan htxplan
