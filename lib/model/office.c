/* office.c - finding units, groups, plans and tasks by what people call them. */
#include "model/model.h"
#include "codec/codec.h"
#include "text/text.h"
#include <string.h>
#include <strings.h>

static bool has_key(const char *const *keys, const char *key)
{
    for (; *keys; keys++)
        if (strcmp(*keys, key) == 0)
            return true;
    return false;
}

const char *const *htx_unit_keys(struct htx_arena *arena, const char *code, const char *name,
                                 const char *aliases)
{
    const char **keys = NULL;
    size_t n = 0;
    struct htx_buf key = HTX_BUF_INIT;
    const char *list[3] = {code, name, aliases};
    for (int i = 0; i < 3; i++) {
        for (const char *s = list[i]; *s;) {
            /* Only aliases are a list: a name may hold a semicolon. */
            size_t len = i == 2 ? strcspn(s, ";") : strlen(s);
            htx_buf_cut(&key, 0);
            htx_text_key(&key, htx_arena_ndup(arena, s, len));
            if (key.len) {
                keys = htx_arena_grow(arena, keys, n, sizeof(*keys));
                keys[n++] = htx_arena_dup(arena, key.s);
            }
            s += len + (s[len] == ';');
        }
    }
    htx_buf_free(&key);
    keys = htx_arena_grow(arena, keys, n, sizeof(*keys));
    keys[n] = NULL;
    return keys;
}

static const char *nearest_unit(const struct htx_office *office, const char *name)
{
    const char *names[128];
    size_t n = 0;
    for (size_t i = 0; i < office->nunits && n + 2 <= HTX_COUNT(names); i++) {
        names[n++] = office->unit[i].name;
        names[n++] = office->unit[i].code;
    }
    return htx_text_nearest(name, names, n);
}

const struct htx_unit *htx_unit_find(const struct htx_office *office, const char *name,
                                     const char **nearest)
{
    struct htx_buf key = HTX_BUF_INIT;
    htx_text_key(&key, name);
    const struct htx_unit *found = NULL;
    for (size_t i = 0; i < office->nunits && !found; i++)
        if (has_key(office->unit[i].key, key.s))
            found = &office->unit[i];
    htx_buf_free(&key);
    if (!found && nearest)
        *nearest = nearest_unit(office, name);
    return found;
}

int htx_unit_named(const struct htx_office *office, const char *name, const struct htx_unit **unit,
                   struct htx_err *err)
{
    const char *nearest = NULL;
    *unit = htx_unit_find(office, name, &nearest);
    if (*unit)
        return 0;
    return nearest
               ? htx_fail(err, HTX_ENOTFOUND, _("no unit '%s'; did you mean '%s'?"), name, nearest)
               : htx_fail(err, HTX_ENOTFOUND, _("no unit '%s' in htxplan.ini"), name);
}

const struct htx_group *htx_group_find(const struct htx_office *office, const char *name)
{
    struct htx_buf key = HTX_BUF_INIT;
    htx_text_key(&key, name);
    const struct htx_group *found = NULL;
    for (size_t i = 0; i < office->ngroups && !found; i++)
        if (has_key(office->group[i].key, key.s))
            found = &office->group[i];
    htx_buf_free(&key);
    return found;
}

int htx_unit_order(const struct htx_office *office, const char *code)
{
    size_t i = 0;
    while (i < office->nunits && strcmp(office->unit[i].code, code) != 0)
        i++;
    return (int)i;
}

const char *htx_unit_name(const struct htx_office *office, const char *code)
{
    for (size_t i = 0; i < office->nunits; i++)
        if (strcmp(office->unit[i].code, code) == 0)
            return office->unit[i].name;
    for (size_t i = 0; i < office->ngroups; i++)
        if (strcmp(office->group[i].code, code) == 0)
            return office->group[i].name;
    return code;
}

const char *htx_units_names(struct htx_arena *arena, const struct htx_office *office,
                            const char *codes)
{
    struct htx_buf out = HTX_BUF_INIT;
    for (const char *s = codes; *s;) {
        size_t n = strcspn(s, ";");
        htx_buf_adds(&out, out.len ? ", " : "");
        htx_buf_adds(&out, htx_unit_name(office, htx_arena_ndup(arena, s, n)));
        s += n + (s[n] == ';');
    }
    const char *names = htx_arena_dup(arena, out.s);
    htx_buf_free(&out);
    return names;
}

static bool group_holds(const struct htx_office *office, const char *code, size_t len,
                        const char *unit)
{
    for (size_t i = 0; i < office->ngroups; i++) {
        const struct htx_group *g = &office->group[i];
        if (strlen(g->code) != len || memcmp(g->code, code, len) != 0)
            continue;
        for (size_t k = 0; k < g->nunits; k++)
            if (strcmp(office->unit[g->unit[k]].code, unit) == 0)
                return true;
    }
    return false;
}

bool htx_units_hold(const struct htx_office *office, const char *codes, const char *unit)
{
    for (const char *s = codes; *s;) {
        size_t n = strcspn(s, ";");
        if ((strlen(unit) == n && memcmp(s, unit, n) == 0) || group_holds(office, s, n, unit))
            return true;
        s += n + (s[n] == ';');
    }
    return false;
}

struct htx_plan *htx_plan_find(const struct htx_office *office, const char *code)
{
    for (size_t i = 0; i < office->nplans; i++)
        if (strcasecmp(office->plan[i].code, code) == 0)
            return &office->plan[i];
    return NULL;
}

int htx_plan_named(const struct htx_office *office, const char *code, struct htx_plan **plan,
                   struct htx_err *err)
{
    if (*code) {
        *plan = htx_plan_find(office, code);
        if (*plan)
            return 0;
        return htx_fail(err, HTX_ENOTFOUND,
                        _("no plan '%s' in htxplan.ini; add to it:\n"
                          "  [plan %s]\n  kind = programme\n  year = 2024\n  title = ..."),
                        code, code);
    }
    if (office->nplans == 0)
        return htx_fail(err, HTX_ENOTFOUND,
                        _("htxplan.ini has no plan yet; add to it:\n"
                          "  [plan CTR2024]\n  kind = programme\n  year = 2024\n  title = ..."));
    if (office->nplans > 1)
        return htx_fail(err, HTX_EAMBIGUOUS,
                        _("the office has %zu plans: say which with --plan CODE"), office->nplans);
    *plan = &office->plan[0];
    return 0;
}

struct htx_task *htx_task_with_id(struct htx_office *office, struct htx_plan *plan, const char *id)
{
    if (!plan->ids) {
        plan->ids = htx_arena_alloc(&office->arena, sizeof(*plan->ids));
        for (size_t i = plan->ntasks; i-- > 0;) /* of one id twice the first counts */
            htx_index_put(plan->ids, &office->arena, plan->task[i]->value[HTX_ID], plan->task[i]);
    }
    return htx_index_get(plan->ids, id);
}

/* Does part stand in id at the borders of its '-' segments? */
static bool id_fits(const char *id, const char *part)
{
    size_t n = strlen(part);
    for (const char *s = id; (s = strcasestr(s, part)) != NULL; s++)
        if ((s == id || s[-1] == '-') && (s[n] == '\0' || s[n] == '-'))
            return true;
    return false;
}

int htx_task_named(struct htx_office *office, const char *name, struct htx_task **task,
                   struct htx_err *err)
{
    for (size_t p = 0; p < office->nplans; p++)
        if ((*task = htx_task_with_id(office, &office->plan[p], name)) != NULL)
            return 0;
    size_t fits = 0;
    struct htx_buf list = HTX_BUF_INIT;
    for (size_t p = 0; p < office->nplans; p++) {
        const struct htx_plan *plan = &office->plan[p];
        for (size_t i = 0; i < plan->ntasks; i++) {
            const char *id = plan->task[i]->value[HTX_ID];
            if (strcasecmp(id, name) == 0) {
                *task = plan->task[i];
                htx_buf_free(&list);
                return 0;
            }
            if (!*name || !id_fits(id, name))
                continue;
            *task = plan->task[i];
            if (++fits <= 8)
                htx_buf_addf(&list, "%s%s", list.len ? " " : "", id);
        }
    }
    int result = 0;
    if (fits == 0)
        result =
            htx_fail(err, HTX_ENOTFOUND, _("no task '%s'; 'htxplan list' shows the ids"), name);
    else if (fits > 1)
        result = htx_fail(err, HTX_EAMBIGUOUS, _("'%s' fits %zu tasks: %s%s"), name, fits, list.s,
                          fits > 8 ? " ..." : "");
    htx_buf_free(&list);
    return result;
}

const char *htx_office_setting(const struct htx_office *office, const char *section,
                               const char *key)
{
    return htx_ini_value(htx_ini_section(office->ini, section), key);
}

bool htx_office_decree09(const struct htx_office *office)
{
    return strcmp(htx_office_setting(office, "report", "window"), "nd09") == 0;
}

htx_date htx_plan_start(const struct htx_plan *plan)
{
    return htx_date_make(plan->year, 1, 1);
}

struct htx_when_context htx_plan_when(const struct htx_office *office, const struct htx_plan *plan)
{
    return (struct htx_when_context){.year = plan->year,
                                     .start = htx_plan_start(plan),
                                     .end = htx_plan_end(plan),
                                     .holidays = office->holiday,
                                     .nholidays = office->nholidays};
}

htx_date htx_plan_end(const struct htx_plan *plan)
{
    return htx_date_make(plan->year, 12, 31);
}
