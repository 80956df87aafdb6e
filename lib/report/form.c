/* form.c - forms: built in, or the office's own of the same name. */
#include "report/report.h"
#include "text/text.h"
#include <dirent.h>
#include <string.h>
#include <unistd.h>

const char *htx_form_value(const struct htx_form *form, const char *section, const char *key)
{
    return htx_ini_value(htx_ini_section(&form->ini, section), key);
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

static int read_period(struct htx_form *form, struct htx_err *err)
{
    static const char *const kinds[] = {[HTX_MONTH] = "month",
                                        [HTX_QUARTER] = "quarter",
                                        [HTX_HALF] = "half",
                                        [HTX_NINE] = "nine",
                                        [HTX_YEAR] = "year"};
    const struct htx_ini_section *section = htx_ini_section(&form->ini, "form");
    const struct htx_ini_key *key = section ? htx_ini_key(section, "period") : NULL;
    for (size_t i = 0; key && i < HTX_COUNT(kinds); i++)
        if (strcmp(key->value, kinds[i]) == 0) {
            form->period = (enum htx_period_kind)i;
            return 0;
        }
    return htx_fail_at(err, HTX_EDATA, form->ini.file, key ? key->line : 0,
                       _("[form] needs 'period = month' (or quarter, half, nine, year)"));
}

int htx_form_load(struct htx_office *office, const char *name, struct htx_form **out,
                  struct htx_err *err)
{
    struct htx_form *form = htx_arena_alloc(&office->arena, sizeof(*form));
    struct htx_buf data = HTX_BUF_INIT;
    const char *path = own_path(office, name), *text = built_in(name);
    int result = 0;
    form->name = htx_arena_dup(&office->arena, name);
    if (!strchr(name, '/') && access(path, F_OK) == 0)
        result = htx_file_read(path, 1 << 20, &data, err);
    else if (text)
        htx_buf_adds(&data, text);
    else
        result = fail_name(office, name, err);
    if (data.len && access(path, F_OK) != 0)
        path = htx_arena_printf(&office->arena, "%s.ini", name);
    if (result == 0)
        result = htx_ini_parse(&office->arena, path, data.s, data.len, &form->ini, err);
    if (result == 0)
        result = read_period(form, err);
    htx_buf_free(&data);
    *out = form;
    return result;
}

int htx_form_period(struct htx_office *office, const struct htx_form *form, const char *text,
                    htx_date today, struct htx_period *period, struct htx_err *err)
{
    return htx_period_parse(*text ? text : "last", form->period, htx_office_decree09(office), today,
                            period, err);
}

const char *htx_form_title(const struct htx_form *form)
{
    return htx_form_value(form, "form", "title");
}
