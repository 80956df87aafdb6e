/* settings.c - htxplan.ini to units, groups and plans. */
#include "store/store.h"
#include "text/text.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *code_in(struct htx_arena *arena, const char *section, size_t skip)
{
    const char *s = section + skip;
    while (*s == ' ')
        s++;
    char *code = htx_arena_dup(arena, s);
    for (char *c = code; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return code;
}

static bool code_is_good(const char *code)
{
    if (!*code || strlen(code) > 16)
        return false;
    for (const char *c = code; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '_')
            return false;
    return true;
}

static int fail_section(const struct htx_office *office, const struct htx_ini_section *section,
                        const char *text, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, office->ini->file, section->line, "[%s]: %s", section->name,
                       text);
}

static int add_unit(struct htx_office *office, const struct htx_ini_section *section,
                    struct htx_err *err)
{
    struct htx_unit unit = {.code = code_in(&office->arena, section->name, 5),
                            .name = htx_ini_value(section, "name")};
    if (!code_is_good(unit.code))
        return fail_section(office, section, _("a code is up to 16 letters A-Z, digits and _"),
                            err);
    if (!*unit.name)
        return fail_section(office, section, _("a unit needs 'name = ...'"), err);
    unit.key =
        htx_unit_keys(&office->arena, unit.code, unit.name, htx_ini_value(section, "aliases"));
    for (const char *const *key = unit.key; *key; key++)
        for (size_t i = 0; i < office->nunits; i++)
            for (const char *const *other = office->unit[i].key; *other; other++)
                if (strcmp(*key, *other) == 0)
                    return fail_section(office, section,
                                        _("its code, name or an alias is another unit's already"),
                                        err);
    office->unit = htx_arena_grow(&office->arena, office->unit, office->nunits, sizeof(unit));
    office->unit[office->nunits++] = unit;
    return 0;
}

static int add_group(struct htx_office *office, const struct htx_ini_section *section,
                     struct htx_err *err)
{
    struct htx_group group = {.code = code_in(&office->arena, section->name, 6),
                              .name = htx_ini_value(section, "name")};
    if (!code_is_good(group.code))
        return fail_section(office, section, _("a code is up to 16 letters A-Z, digits and _"),
                            err);
    if (!*group.name)
        return fail_section(office, section, _("a group needs 'name = ...'"), err);
    group.key =
        htx_unit_keys(&office->arena, group.code, group.name, htx_ini_value(section, "aliases"));
    for (const char *s = htx_ini_value(section, "units"); *s;) {
        size_t n = strcspn(s, ";,");
        char *name = htx_arena_ndup(&office->arena, s, n);
        const char *nearest = NULL;
        const struct htx_unit *unit = htx_unit_find(office, name, &nearest);
        const struct htx_ini_key *key = htx_ini_key(section, "units");
        if (!unit)
            return htx_fail_at(err, HTX_EDATA, office->ini->file, key->line,
                               _("[%s]: no unit '%s'; put [group] sections after the units"),
                               section->name, name);
        group.unit = htx_arena_grow(&office->arena, group.unit, group.nunits, sizeof(*group.unit));
        group.unit[group.nunits++] = (int)(unit - office->unit);
        s += n + (s[n] != '\0');
    }
    office->group = htx_arena_grow(&office->arena, office->group, office->ngroups, sizeof(group));
    office->group[office->ngroups++] = group;
    return 0;
}

static int add_plan(struct htx_office *office, const struct htx_ini_section *section,
                    struct htx_err *err)
{
    struct htx_plan plan = {.code = code_in(&office->arena, section->name, 5),
                            .title = htx_ini_value(section, "title"),
                            .number = htx_ini_value(section, "number")};
    const char *kind = htx_ini_value(section, "kind"), *year = htx_ini_value(section, "year");
    if (!code_is_good(plan.code))
        return fail_section(office, section, _("a code is up to 16 letters A-Z, digits and _"),
                            err);
    plan.campaign = strcasecmp(kind, "campaign") == 0;
    if (!plan.campaign && strcasecmp(kind, "programme") != 0)
        return fail_section(office, section,
                            _("a plan needs 'kind = programme' or 'kind = campaign'"), err);
    plan.year = atoi(year);
    if (strlen(year) != 4 || plan.year < 1946)
        return fail_section(office, section, _("a plan needs its year, as 'year = 2024'"), err);
    const char *date = htx_ini_value(section, "date");
    if (*date && !(plan.date = htx_date_from_cell(date)))
        return fail_section(office, section, _("'date' is no date: write 2024-02-29"), err);
    plan.path = htx_arena_printf(&office->arena, "%s/plans/%s.csv", office->dir, plan.code);
    office->plan = htx_arena_grow(&office->arena, office->plan, office->nplans, sizeof(plan));
    office->plan[office->nplans++] = plan;
    return 0;
}

static void clean_values(struct htx_arena *arena, struct htx_ini *ini)
{
    struct htx_buf clean = HTX_BUF_INIT;
    for (size_t i = 0; i < ini->nsections; i++)
        for (size_t k = 0; k < ini->sections[i].nkeys; k++) {
            struct htx_ini_key *key = &ini->sections[i].keys[k];
            htx_buf_cut(&clean, 0);
            htx_text_clean_keep(&clean, key->value, strlen(key->value));
            if (strcmp(clean.s, key->value) != 0)
                key->value = htx_arena_dup(arena, clean.s);
        }
    htx_buf_free(&clean);
}

static void read_organisation(struct htx_office *office)
{
    const struct htx_ini_section *section = htx_ini_section(office->ini, "organisation");
    office->name = htx_ini_values(&office->arena, section, "name");
    office->parent = htx_ini_value(section, "parent");
    office->short_name = htx_ini_value(section, "short");
    office->place = htx_ini_value(section, "place");
}

static int compare_days(const void *a, const void *b)
{
    return *(const htx_date *)a < *(const htx_date *)b ? -1 : 1;
}

/* [holidays]: "day1 = 2024-04-18", in any order. */
static int read_holidays(struct htx_office *office, struct htx_err *err)
{
    const struct htx_ini_section *section = htx_ini_section(office->ini, "holidays");
    for (size_t i = 0; section && i < section->nkeys; i++) {
        htx_date day = htx_date_from_cell(section->keys[i].value);
        if (!day)
            return htx_fail_at(err, HTX_EDATA, office->ini->file, section->keys[i].line,
                               _("'%s' is no date: write 2024-04-18"), section->keys[i].value);
        office->holiday =
            htx_arena_grow(&office->arena, office->holiday, office->nholidays, sizeof(day));
        office->holiday[office->nholidays++] = day;
    }
    if (office->nholidays)
        qsort(office->holiday, office->nholidays, sizeof(htx_date), compare_days);
    return 0;
}

int htx_settings_file(struct htx_arena *arena, const char *path, struct htx_ini *ini,
                      struct htx_err *err)
{
    struct htx_buf data = HTX_BUF_INIT;
    int result = htx_file_read(path, 1 << 20, &data, err);
    if (result == 0)
        result = htx_ini_parse(arena, path, data.s, data.len, ini, err);
    htx_buf_free(&data);
    if (result == 0)
        clean_values(arena, ini);
    return result;
}

int htx_settings_read(struct htx_office *office, struct htx_err *err)
{
    struct htx_ini *ini = htx_arena_alloc(&office->arena, sizeof(*ini));
    char *path = htx_arena_printf(&office->arena, "%s/htxplan.ini", office->dir);
    int result = htx_settings_file(&office->arena, path, ini, err);
    if (result)
        return result;
    office->ini = ini;
    read_organisation(office);
    for (size_t i = 0; i < ini->nsections && result == 0; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        if (strncasecmp(section->name, "unit ", 5) == 0)
            result = add_unit(office, section, err);
        else if (strncasecmp(section->name, "group ", 6) == 0)
            result = add_group(office, section, err);
        else if (strncasecmp(section->name, "plan ", 5) == 0)
            result = add_plan(office, section, err);
    }
    return result ? result : read_holidays(office, err);
}

const char *htx_office_language(struct htx_arena *arena, const char *dir)
{
    struct htx_ini ini;
    const char *path = htx_arena_printf(arena, "%s/htxplan.ini", dir), *language = "";
    if (htx_settings_file(arena, path, &ini, NULL) == 0)
        language = htx_ini_value(htx_ini_section(&ini, "ui"), "language");
    return *language ? language : NULL;
}

/* ---- Names that mean nothing ---- */

static size_t length_of(const char *const *names)
{
    size_t n = 0;
    while (names[n])
        n++;
    return n;
}

static bool section_is(const char *known, const char *name)
{
    size_t n = strlen(known);
    return known[n - 1] == ' ' ? strncasecmp(name, known, n) == 0 : strcasecmp(name, known) == 0;
}

int htx_settings_check_section(const char *const *sections, const struct htx_ini_section *section,
                               struct htx_err *err)
{
    for (size_t i = 0; sections[i]; i++)
        if (section_is(sections[i], section->name))
            return 0;
    const char *nearest = htx_text_nearest(section->name, sections, length_of(sections));
    if (nearest)
        return htx_fail_at(err, HTX_EDATA, section->file, section->line,
                           _("unknown section [%s]; did you mean [%s]?"), section->name, nearest);
    return htx_fail_at(err, HTX_EDATA, section->file, section->line, _("unknown section [%s]"),
                       section->name);
}

static bool key_is(const char *known, const char *name)
{
    size_t n = strcspn(known, "#");
    bool numbered = known[n] == '#';
    return *known == '*' || (strncmp(name, known, n) == 0 &&
                             strspn(name + n, numbered ? "0123456789" : "") == strlen(name + n));
}

int htx_settings_check_key(struct htx_arena *arena, const char *const *keys,
                           const struct htx_ini_section *section, const struct htx_ini_key *key,
                           struct htx_err *err)
{
    size_t n = length_of(keys);
    const char **names = htx_arena_alloc(arena, (n + 1) * sizeof(*names));
    for (size_t i = 0; i < n; i++) {
        if (key_is(keys[i], key->name))
            return 0;
        names[i] = htx_arena_ndup(arena, keys[i], strcspn(keys[i], "#"));
    }
    const char *nearest = htx_text_nearest(key->name, names, n);
    if (nearest)
        return htx_fail_at(err, HTX_EDATA, key->file, key->line,
                           _("[%s]: unknown setting '%s'; did you mean '%s'?"), section->name,
                           key->name, nearest);
    return htx_fail_at(err, HTX_EDATA, key->file, key->line, _("[%s]: unknown setting '%s'"),
                       section->name, key->name);
}
