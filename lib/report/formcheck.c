/* formcheck.c - what a form may say: its sections, their keys, and the values to choose from. */
#include "report/report.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

/* ---- The keys ---- */

struct rule {
    const char *key;     /* a number may follow */
    const char *choices; /* separated by '|'; NULL: anything */
    int most;            /* a number from 0 to most; 0: it is none */
};
static const struct rule form_keys[] = {
    {"title", NULL, 0},
    {"about", NULL, 0},
    {"like", NULL, 0},
    {"type", NULL, 0},
    {"symbol", NULL, 0},
    {"file", NULL, 0},
    {"days", NULL, 366},
    {"issuer", "unit", 0},
    {"default", "last|this", 0},
    {"plan", "programme|campaign", 0},
    {"period", "month|quarter|half|nine|year|any|day", 0},
    {NULL, NULL, 0},
};
static const struct rule page_keys[] = {
    {"font", NULL, 0}, {"top", NULL, 0},   {"bottom", NULL, 0},
    {"left", NULL, 0}, {"right", NULL, 0}, {NULL, NULL, 0},
};
static const struct rule sheet_keys[] = {
    {"name", NULL, 0},   {"orientation", "portrait|landscape", 0},
    {"kind", "data", 0}, {"annex", "yes", 0},
    {"if", NULL, 0},     {"each", "unit", 0},
    {"which", NULL, 0},  {NULL, NULL, 0},
};
static const struct rule part_keys[] = {
    {"type", NULL, 0},   {"space", NULL, 100}, {"size", NULL, 14},
    {"if", NULL, 0},     {"look", NULL, 0},    {"text", NULL, 0},
    {"nation", NULL, 0}, {"motto", NULL, 0},   {"to", NULL, 0},
    {"number", NULL, 0}, {"below", NULL, 0},   {"none", NULL, 0},
    {"empty", NULL, 0},  {"which", NULL, 0},   {"group", NULL, 0},
    {"by", NULL, 0},     {"head", NULL, 0},    {"cells", "done|load", 0},
    {"chart", NULL, 0},  {"column", NULL, 0},  {"scale", "months|weeks", 0},
    {NULL, NULL, 0},
};
static const struct {
    const char *section; /* its first word */
    const struct rule *rules;
} known[] = {{"form", form_keys}, {"page", page_keys}, {"sheet", sheet_keys}, {"part", part_keys}};

/* ---- Checking ---- */

static int fail_unknown(const struct htx_ini_section *section, const struct htx_ini_key *key,
                        const char *name, const struct rule *rules, struct htx_err *err)
{
    const char *names[HTX_COUNT(part_keys)];
    size_t n = 0;
    for (; rules[n].key; n++)
        names[n] = rules[n].key;
    const char *nearest = htx_text_nearest(name, names, n);
    return nearest ? htx_fail_at(err, HTX_EDATA, key->file, key->line,
                                 _("[%s] knows no '%s'; did you mean '%s'?"), section->name,
                                 key->name, nearest)
                   : htx_fail_at(err, HTX_EDATA, key->file, key->line, _("[%s] knows no '%s'"),
                                 section->name, key->name);
}

static bool is_choice(const char *choices, const char *value)
{
    for (size_t n; *choices; choices += n + (choices[n] == '|')) {
        n = strcspn(choices, "|");
        if (strlen(value) == n && memcmp(choices, value, n) == 0)
            return true;
    }
    return false;
}

static int check_value(const struct htx_ini_key *key, const struct rule *rule, struct htx_err *err)
{
    if (rule->choices && !is_choice(rule->choices, key->value))
        return htx_fail_at(err, HTX_EDATA, key->file, key->line, _("%s: '%s' is none of: %s"),
                           key->name, key->value, rule->choices);
    bool number = *key->value && !key->value[strspn(key->value, "0123456789")];
    if (rule->most && (!number || strlen(key->value) > 3 || atoi(key->value) > rule->most))
        return htx_fail_at(err, HTX_EDATA, key->file, key->line,
                           _("%s: '%s' is no number from 0 to %d"), key->name, key->value,
                           rule->most);
    return 0;
}

static int check_key(struct htx_arena *arena, const struct htx_ini_section *section,
                     const struct htx_ini_key *key, const struct rule *rules, struct htx_err *err)
{
    const char *name = htx_arena_ndup(arena, key->name, htx_key_stem(key->name));
    for (const struct rule *rule = rules; rule->key; rule++)
        if (strcmp(rule->key, name) == 0)
            return check_value(key, rule, err);
    return rules == part_keys && htx_reason_named(name)
               ? 0
               : fail_unknown(section, key, name, rules, err);
}

static int check_section(struct htx_arena *arena, const struct htx_ini_section *section,
                         bool sheets, struct htx_err *err)
{
    size_t len = strcspn(section->name, " "), k = 0;
    while (k < HTX_COUNT(known) &&
           (strlen(known[k].section) != len || memcmp(known[k].section, section->name, len) != 0))
        k++;
    if (k == HTX_COUNT(known))
        return htx_fail_at(err, HTX_EDATA, section->file, section->line,
                           _("[%s]: a form has [form], [page], [sheet X] and [part X]"),
                           section->name);
    if (known[k].rules == part_keys && !sheets)
        return htx_fail_at(err, HTX_EDATA, section->file, section->line,
                           _("[%s] stands before the first [sheet ...]"), section->name);
    int result = 0;
    for (size_t i = 0; i < section->nkeys && result == 0; i++)
        result = check_key(arena, section, &section->keys[i], known[k].rules, err);
    return result;
}

int htx_form_check(struct htx_arena *arena, const struct htx_ini *ini, struct htx_err *err)
{
    bool sheets = false;
    int result = 0;
    for (size_t i = 0; i < ini->nsections && result == 0; i++) {
        sheets |= htx_is_sheet(&ini->sections[i]);
        result = check_section(arena, &ini->sections[i], sheets, err);
    }
    return result;
}
