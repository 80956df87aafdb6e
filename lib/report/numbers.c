/* numbers.c - the counts that a form's texts put in or ask for. */
#include "report/report.h"
#include <string.h>

static size_t sum(const struct htx_counts *c, unsigned set)
{
    size_t n = 0;
    for (int m = 0; m < HTX_MEASURES; m++)
        if (set & 1u << m)
            n += c->measure[m];
    return n;
}

#define BIT(measure) (1u << (measure))
static const struct {
    const char *name;
    unsigned set;
} sums[] = {
    {"done_all", BIT(HTX_M_DONE) | BIT(HTX_M_DONE_LATE)},
    {"doing_all", BIT(HTX_M_DOING) | BIT(HTX_M_DOING_OVERDUE)},
    {"todo_all", BIT(HTX_M_TODO) | BIT(HTX_M_TODO_OVERDUE)},
    {"overdue", BIT(HTX_M_DOING_OVERDUE) | BIT(HTX_M_TODO_OVERDUE)},
    {"total", (1u << HTX_MEASURES) - 1},
};

static size_t units_of(const struct htx_building *b, enum htx_which which)
{
    bool *used = htx_arena_alloc(b->arena, (b->office->nunits + 1) * sizeof(*used));
    return htx_figures_mark_units(b, which, used);
}

/* Tasks that say something of a field. */
static size_t having(const struct htx_building *b, enum htx_which which, enum htx_field field)
{
    const struct htx_selection *tasks = &b->figures.which[which];
    size_t n = 0;
    for (size_t i = 0; i < tasks->n; i++)
        n += *tasks->row[i].task->value[field] != '\0';
    return n;
}

static size_t length(const char *const *list)
{
    size_t n = 0;
    while (list && list[n])
        n++;
    return n;
}

static bool measure_named(const struct htx_figures *f, const char *name, size_t *n)
{
    int measure = htx_measure_named(name);
    if (measure >= 0)
        *n = f->all.measure[measure];
    for (size_t i = 0; i < HTX_COUNT(sums) && measure < 0; i++)
        if (strcmp(sums[i].name, name) == 0) {
            *n = sum(&f->all, sums[i].set);
            return true;
        }
    return measure >= 0;
}

/* A count of this report; false when name is none. */
bool htx_report_number(const struct htx_building *b, const char *name, size_t *n)
{
    const struct htx_figures *f = &b->figures;
    const struct htx_wording *words = b->report->wording;
    const struct {
        const char *name;
        size_t n;
    } own[] = {
        {"next_total", f->which[HTX_NEXT].n},
        {"standing_total", f->which[HTX_STANDING].n},
        {"changed", f->which[HTX_CHANGED].n},
        {"carried", f->reason[HTX_CARRIED_OPEN] + f->reason[HTX_CARRIED_DONE]},
        {"late_open", f->reason[HTX_LATE_NOW] + f->reason[HTX_CARRIED_OPEN]},
        {"reminded", f->which[HTX_DUE_SOON].n},
        {"external", f->external},
        {"recurring", f->recurring},
        {"days", (size_t)(f->soon - b->report->today)},
        {"assessment", words ? length(words->assessment) : 0},
        {"proposals", words ? length(words->proposal) : 0},
        {"never", 0},
        {"closed", f->closed},
        {"unit", b->unit >= 0 || *b->report->unit},
    };
    enum htx_reason reason = htx_reason_named(name);
    if (reason)
        *n = f->reason[reason];
    if (reason || measure_named(f, name, n))
        return true;
    for (size_t i = 0; i < HTX_COUNT(own); i++)
        if (strcmp(own[i].name, name) == 0) {
            *n = own[i].n;
            return true;
        }
    if (strcmp(name, "units") == 0)
        *n = units_of(b, HTX_PERIOD);
    else if (strcmp(name, "standing_units") == 0)
        *n = units_of(b, HTX_STANDING);
    else if (strcmp(name, "reminded_units") == 0)
        *n = units_of(b, HTX_DUE_SOON);
    else if (strcmp(name, "assigned") == 0)
        *n = having(b, HTX_STANDING, HTX_ASSIGNEE);
    else if (strcmp(name, "areas") == 0)
        *n = having(b, HTX_PERIOD, HTX_AREA);
    else
        return false;
    return true;
}
