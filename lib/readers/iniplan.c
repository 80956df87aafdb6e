/* iniplan.c - a campaign plan written as INI: [plan] and one section for each activity's number. */
#include "readers/readers.h"
#include "text/text.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Values of name, name1, name2 ... joined; NULL when there is none. */
static const char *joined(struct htx_arena *arena, const struct htx_ini_section *section,
                          const char *name, const char *with)
{
    struct htx_buf out = HTX_BUF_INIT;
    size_t n = strlen(name);
    for (size_t i = 0; i < section->nkeys; i++) {
        const struct htx_ini_key *key = &section->keys[i];
        size_t digits = strspn(key->name + (strlen(key->name) < n ? 0 : n), "0123456789");
        if (strncmp(key->name, name, n) != 0 || key->name[n + digits] || !*key->value)
            continue;
        htx_buf_addf(&out, "%s%s", out.len ? with : "", key->value);
    }
    struct htx_buf clean = HTX_BUF_INIT;
    htx_text_clean(&clean, out.s, out.len);
    const char *text = out.len ? htx_arena_dup(arena, clean.s) : NULL;
    htx_buf_free(&out);
    htx_buf_free(&clean);
    return text;
}

static bool is_numbered(const char *name, const char *field)
{
    size_t n = strlen(field);
    return strncmp(name, field, n) == 0 && strspn(name + n, "0123456789") == strlen(name + n);
}

/* A key that is no field's, so that nothing is dropped in silence. */
static int check_keys(const struct htx_reading *r, const struct htx_ini_section *section,
                      struct htx_err *err)
{
    const char *names[HTX_FIELDS];
    for (int f = 0; f < HTX_FIELDS; f++)
        names[f] = htx_field_info((enum htx_field)f)->name;
    for (size_t i = 0; i < section->nkeys; i++) {
        const struct htx_ini_key *key = &section->keys[i];
        bool known = false;
        for (int f = 0; f < HTX_FIELDS && !known; f++)
            known = is_numbered(key->name, names[f]);
        if (known)
            continue;
        const char *nearest = htx_text_nearest(key->name, names, HTX_FIELDS);
        return nearest
                   ? htx_fail_at(err, HTX_EDATA, r->file, key->line,
                                 _("no field '%s'; did you mean '%s'?"), key->name, nearest)
                   : htx_fail_at(err, HTX_EDATA, r->file, key->line, _("no field '%s'"), key->name);
    }
    return 0;
}

static int take_section(struct htx_reading *r, const struct htx_ini_section *section,
                        struct htx_err *err)
{
    int result = check_keys(r, section, err);
    if (result)
        return result;
    struct htx_record record = {.line = section->line};
    for (int f = 0; f < HTX_FIELDS; f++) {
        enum htx_field field = (enum htx_field)f;
        const char *with = field == HTX_SECTION                            ? " / "
                           : htx_field_info(field)->type == HTX_TYPE_UNITS ? ";"
                           : htx_field_info(field)->type == HTX_TYPE_LONG  ? "\n"
                                                                           : " ";
        record.value[f] = joined(&r->office->arena, section, htx_field_info(field)->name, with);
    }
    record.value[HTX_NUMBER] = section->name;
    struct htx_buf row = HTX_BUF_INIT;
    htx_buf_addf(&row, "[%s] %s", section->name,
                 record.value[HTX_TITLE] ? record.value[HTX_TITLE] : "");
    record.row = row.s;
    htx_reading_add(r, &record);
    htx_buf_free(&row);
    return 0;
}

int htx_read_ini_plan(struct htx_reading *r, struct htx_err *err)
{
    struct htx_ini ini;
    int result = htx_ini_parse(&r->office->arena, r->file, r->data, r->len, &ini, err);
    if (result)
        return result;
    const struct htx_ini_section *plan = htx_ini_section(&ini, "plan");
    const struct htx_ini_key *code = plan ? htx_ini_key(plan, "code") : NULL;
    if (code && strcasecmp(code->value, r->source->plan->code) != 0)
        return htx_fail_at(err, HTX_EDATA, r->file, code->line, _("this is plan '%s', not '%s'"),
                           code->value, r->source->plan->code);
    for (size_t i = 0; i < ini.nsections && result == 0; i++)
        if (&ini.sections[i] != plan)
            result = take_section(r, &ini.sections[i], err);
    return result;
}
