/* form.c - forms: built in, or the office's own of the same name. */
#include "report/report.h"
#include "text/text.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *htx_form_value(const struct htx_form *form, const char *section, const char *key)
{
    return htx_ini_value(htx_ini_section(&form->ini, section), key);
}

bool htx_is_sheet(const struct htx_ini_section *section)
{
    return strncmp(section->name, "sheet", 5) == 0;
}

static const char *built_in(const char *name)
{
    for (const struct htx_form_text *f = htx_forms; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f->text;
    return NULL;
}

static const char *own_path(struct htx_office *office, const char *name)
{
    return htx_arena_printf(&office->arena, "%s/forms/%s.ini", office->dir, name);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *htx_form_names(struct htx_office *office)
{
    const char **names = NULL;
    size_t n = 0;
    for (const struct htx_form_text *f = htx_forms; f->name; f++) {
        names = htx_arena_grow(&office->arena, names, n, sizeof(*names));
        names[n++] = f->name;
    }
    DIR *dir = opendir(htx_arena_printf(&office->arena, "%s/forms", office->dir));
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        size_t len = strlen(entry->d_name);
        if (len < 5 || strcmp(entry->d_name + len - 4, ".ini") != 0)
            continue;
        char *name = htx_arena_ndup(&office->arena, entry->d_name, len - 4);
        if (built_in(name))
            continue;
        names = htx_arena_grow(&office->arena, names, n, sizeof(*names));
        names[n++] = name;
    }
    if (dir)
        closedir(dir);
    size_t own = 0;
    while (own < n && built_in(names[own]))
        own++;
    qsort(names + own, n - own, sizeof(*names), compare_names);
    names = htx_arena_grow(&office->arena, names, n, sizeof(*names));
    names[n] = NULL;
    return names;
}

static int fail_name(struct htx_office *office, const char *name, struct htx_err *err)
{
    const char *const *names = htx_form_names(office);
    size_t n = 0;
    while (names[n])
        n++;
    const char *nearest = htx_text_nearest(name, names, n);
    return nearest ? htx_fail(err, HTX_EUSAGE, _("no form '%s'; did you mean '%s'?"), name, nearest)
                   : htx_fail(err, HTX_EUSAGE,
                              _("no form '%s'; 'htxplan report --list' names them"), name);
}

/* ---- Loading ---- */

static int read_form(struct htx_office *office, const char *name, struct htx_ini *ini,
                     struct htx_err *err)
{
    struct htx_buf data = HTX_BUF_INIT;
    const char *path = own_path(office, name), *text = built_in(name);
    bool own = !strchr(name, '/') && access(path, F_OK) == 0;
    int result = 0;
    if (own)
        result = htx_file_read(path, 1 << 20, &data, err);
    else if (text)
        htx_buf_adds(&data, text);
    else
        result = fail_name(office, name, err);
    if (!own)
        path = htx_arena_printf(&office->arena, "%s.ini", name);
    if (result == 0)
        result = htx_ini_parse(&office->arena, path, data.s, data.len, ini, err);
    htx_buf_free(&data);
    return result;
}

/* "column12" and "column" are lines of one list. */
size_t htx_key_stem(const char *name)
{
    size_t n = strlen(name);
    while (n > 0 && name[n - 1] >= '0' && name[n - 1] <= '9')
        n--;
    return n;
}

static bool has_stem(const struct htx_ini_section *section, const struct htx_ini_key *key)
{
    size_t n = htx_key_stem(key->name);
    for (size_t i = 0; i < section->nkeys; i++)
        if (htx_key_stem(section->keys[i].name) == n &&
            memcmp(section->keys[i].name, key->name, n) == 0)
            return true;
    return false;
}

/* Own keys take the place of those of the form that it is like, a list that of a list. */
static void merge_section(struct htx_arena *arena, struct htx_ini_section *base,
                          const struct htx_ini_section *own)
{
    struct htx_ini_section merged = *own;
    merged.keys = htx_arena_alloc(arena, (base->nkeys + own->nkeys) * sizeof(*merged.keys));
    merged.nkeys = 0;
    for (size_t i = 0; i < base->nkeys; i++)
        if (!has_stem(own, &base->keys[i]))
            merged.keys[merged.nkeys++] = base->keys[i];
    for (size_t i = 0; i < own->nkeys; i++)
        merged.keys[merged.nkeys++] = own->keys[i];
    *base = merged;
}

static size_t section_at(const struct htx_ini *ini, const char *name)
{
    const struct htx_ini_section *section = htx_ini_section(ini, name);
    return section ? (size_t)(section - ini->sections) : ini->nsections;
}

static void insert_section(struct htx_ini *ini, size_t at, const struct htx_ini_section *section)
{
    memmove(&ini->sections[at + 1], &ini->sections[at],
            (ini->nsections - at) * sizeof(*ini->sections));
    ini->sections[at] = *section;
    ini->nsections++;
}

/* Where the sheets behind the last annex begin. */
static size_t behind_annexes(const struct htx_ini *ini)
{
    size_t at = ini->nsections;
    bool annex = false;
    for (size_t i = 0; i < ini->nsections; i++) {
        if (!htx_is_sheet(&ini->sections[i]))
            continue;
        if (annex)
            at = i;
        annex = htx_ini_key(&ini->sections[i], "annex") != NULL;
        if (annex)
            at = ini->nsections;
    }
    return at;
}

/* Sections that base lacks stand behind the one that they follow in own, a sheet behind the last
 * annex. */
static void merge_forms(struct htx_arena *arena, struct htx_ini *base, const struct htx_ini *own)
{
    size_t after = base->nsections;
    struct htx_ini_section *copy =
        htx_arena_alloc(arena, (base->nsections + own->nsections) * sizeof(*copy));
    memcpy(copy, base->sections, base->nsections * sizeof(*copy));
    base->sections = copy;
    for (size_t i = 0; i < own->nsections; i++) {
        const struct htx_ini_section *section = &own->sections[i];
        size_t at = section_at(base, section->name);
        if (at < base->nsections) {
            merge_section(arena, &base->sections[at], section);
        } else {
            at = htx_is_sheet(section)         ? behind_annexes(base)
                 : after + 1 < base->nsections ? after + 1
                                               : base->nsections;
            insert_section(base, at, section);
        }
        after = at;
    }
    base->file = own->file;
}

/* Read the form and those that it is like, the outermost last. */
static int read_chain(struct htx_office *office, const char *name, int depth, struct htx_ini *ini,
                      struct htx_err *err)
{
    enum { DEEPEST = 4 };
    struct htx_ini own;
    int result = read_form(office, name, &own, err);
    if (result)
        return result;
    const struct htx_ini_section *section = htx_ini_section(&own, "form");
    const struct htx_ini_key *like = htx_ini_key(section, "like");
    if (!like) {
        *ini = own;
        return 0;
    }
    /* The office's month.ini may be like the built-in month. */
    if (depth == DEEPEST || !built_in(like->value))
        return htx_fail_at(err, HTX_EDATA, own.file, like->line,
                           _("'like' names a built-in form, which '%s' is not"), like->value);
    if (strcmp(like->value, name) == 0)
        result = htx_ini_parse(&office->arena, htx_arena_printf(&office->arena, "%s.ini", name),
                               built_in(name), strlen(built_in(name)), ini, err);
    else
        result = read_chain(office, like->value, depth + 1, ini, err);
    if (result == 0)
        merge_forms(&office->arena, ini, &own);
    return result;
}

/* ---- Periods ---- */

static const char *const kinds[] = {
    [HTX_MONTH] = "month", [HTX_QUARTER] = "quarter", [HTX_HALF] = "half",   [HTX_NINE] = "nine",
    [HTX_YEAR] = "year",   [HTX_FORM_DAY] = "day",    [HTX_FORM_ANY] = "any"};

static int read_period(struct htx_form *form, struct htx_err *err)
{
    const char *name = htx_form_value(form, "form", "period");
    const char *standard = htx_form_value(form, "form", "default");
    form->standard = *standard ? standard : "last";
    for (size_t i = 0; i < HTX_COUNT(kinds); i++)
        if (strcmp(name, kinds[i]) == 0) {
            form->period = (int)i;
            return 0;
        }
    return htx_fail_at(err, HTX_EDATA, form->ini.file, 0, _("[form] needs 'period = month'"));
}

int htx_form_load(struct htx_office *office, const char *name, struct htx_form **out,
                  struct htx_err *err)
{
    struct htx_form *form = htx_arena_alloc(&office->arena, sizeof(*form));
    form->name = htx_arena_dup(&office->arena, name);
    int result = read_chain(office, name, 0, &form->ini, err);
    if (result == 0)
        result = htx_form_check(&office->arena, &form->ini, err);
    if (result == 0)
        result = read_period(form, err);
    *out = form;
    return result;
}

/* Any period: what the text looks like. */
static int any_period(const char *text, bool decree09, htx_date today, struct htx_period *period,
                      struct htx_err *err)
{
    struct htx_err ignored;
    for (int kind = HTX_MONTH; kind < HTX_YEAR; kind++)
        if (strcmp(text, "this") != 0 && strcmp(text, "last") != 0 &&
            htx_period_parse(text, (enum htx_period_kind)kind, decree09, today, period, &ignored) ==
                0)
            return 0;
    return htx_period_parse(text, HTX_YEAR, decree09, today, period, err);
}

int htx_form_period(struct htx_office *office, const struct htx_form *form, const char *text,
                    htx_date today, struct htx_period *period, struct htx_err *err)
{
    bool decree09 = htx_office_decree09(office);
    if (form->period == HTX_FORM_DAY && *text)
        return htx_fail(err, HTX_EUSAGE,
                        _("the form '%s' takes no period: it is about the as-of day"), form->name);
    if (form->period == HTX_FORM_DAY)
        return htx_period_parse("this", HTX_YEAR, decree09, today, period, err);
    text = *text ? text : form->standard;
    if (form->period == HTX_FORM_ANY)
        return any_period(text, decree09, today, period, err);
    return htx_period_parse(text, (enum htx_period_kind)form->period, decree09, today, period, err);
}

bool htx_form_is_letter(const struct htx_form *form)
{
    for (size_t i = 0; i < form->ini.nsections; i++)
        if (strcmp(htx_ini_value(&form->ini.sections[i], "type"), "letterhead") == 0)
            return true;
    return false;
}

const char *htx_form_title(const struct htx_form *form)
{
    return htx_form_value(form, "form", "title");
}
