/* show.c - everything on one task, for a person. */
#include "writers/grid.h"
#include "text/text.h"
#include <string.h>

struct shown {
    const char *label, *text;
};

static const char *name_with_code(struct htx_arena *arena, const char *name, const char *code)
{
    if (!*name || strcmp(name, code) == 0)
        return code;
    return htx_arena_printf(arena, "%s (%s)", name, code);
}

static const char *spelled_units(struct htx_office *office, const char *codes)
{
    struct htx_buf out = HTX_BUF_INIT;
    for (const char *s = codes; *s;) {
        size_t n = strcspn(s, ";");
        const char *code = htx_arena_ndup(&office->arena, s, n);
        htx_buf_adds(&out, out.len ? ", " : "");
        htx_buf_adds(&out, name_with_code(&office->arena, htx_unit_name(office, code), code));
        s += n + (s[n] == ';');
    }
    const char *text = htx_arena_dup(&office->arena, out.s);
    htx_buf_free(&out);
    return text;
}

static const char *shown_text(struct htx_office *office, const struct htx_task *task,
                              enum htx_field field, htx_date today)
{
    const char *value = htx_task_text(task, field, today);
    enum htx_field_type type = htx_field_info(field)->type;
    if (type == HTX_TYPE_UNIT || type == HTX_TYPE_UNITS)
        return spelled_units(office, value);
    if (field == HTX_PLAN)
        return name_with_code(&office->arena, task->plan->title, value);
    struct htx_buf out = HTX_BUF_INIT;
    htx_value_show(&out, field, value);
    const char *text = htx_arena_dup(&office->arena, out.s);
    htx_buf_free(&out);
    return text;
}

/* The task's fields that say something, in their order, then its extra columns. */
static size_t collect(struct htx_office *office, const struct htx_task *task, htx_date today,
                      struct shown *shown)
{
    size_t n = 0;
    for (int i = 0; i < HTX_COLUMNS; i++) {
        const char *text = shown_text(office, task, (enum htx_field)i, today);
        const char *label = htx_word_shown(htx_field_info((enum htx_field)i)->name);
        if (i != HTX_TITLE && *text)
            shown[n++] = (struct shown){label, text};
    }
    for (size_t i = 0; task->extra && i < task->plan->nextra; i++)
        if (*task->extra[i])
            shown[n++] = (struct shown){task->plan->extra[i], task->extra[i]};
    return n;
}

/* Append value, wrapped in width columns, every line but the first behind indent blanks. */
static void put_wrapped(struct htx_buf *out, const char *value, int indent, int width)
{
    struct htx_buf clean = HTX_BUF_INIT;
    htx_clean_show(&clean, value, true);
    const char *text = clean.s;
    for (bool first = true; first || *text; first = false) {
        struct htx_wrapped piece = htx_wrap(text, width);
        if (!first && piece.shown)
            htx_repeat(out, " ", indent);
        htx_buf_add(out, text, piece.shown);
        htx_buf_addc(out, '\n');
        text += piece.taken;
    }
    htx_buf_free(&clean);
}

static void write_shown(const struct htx_task *task, const struct shown *shown, size_t n, int width,
                        struct htx_buf *out)
{
    enum { GAP = 2, NARROWEST = 20 };
    int label = 0;
    for (size_t i = 0; i < n; i++) {
        int w = htx_text_width(shown[i].label) + GAP;
        label = w > label ? w : label;
    }
    int rest = width - label < NARROWEST ? NARROWEST : width - label;
    put_wrapped(out, task->value[HTX_TITLE], 0, width);
    htx_buf_addc(out, '\n');
    for (size_t i = 0; i < n; i++) {
        htx_buf_addf(out, "%s:", shown[i].label);
        htx_repeat(out, " ", label - htx_text_width(shown[i].label) - 1);
        put_wrapped(out, shown[i].text, label, width > 0 ? rest : 0);
    }
}

static void write_as_list(struct htx_office *office, const struct htx_task *task,
                          const struct htx_list *list, struct htx_buf *out)
{
    struct htx_list all = *list;
    size_t nextra = task->plan->nextra;
    all.columns.n = HTX_COLUMNS + nextra;
    all.columns.column =
        htx_arena_alloc(&office->arena, all.columns.n * sizeof(*all.columns.column));
    for (int i = 0; i < HTX_COLUMNS; i++)
        all.columns.column[i] = (struct htx_column_of){i, htx_field_info((enum htx_field)i)->name};
    for (size_t i = 0; i < nextra; i++)
        all.columns.column[HTX_COLUMNS + i] = (struct htx_column_of){-1, task->plan->extra[i]};
    struct htx_task copy = *task, *one[] = {&copy};
    struct htx_tasks tasks = {1, one};
    htx_list_write(office, &tasks, &all, out);
}

void htx_task_write(struct htx_office *office, const struct htx_task *task,
                    const struct htx_list *list, struct htx_buf *out)
{
    if (list->format != HTX_LIST_TABLE) {
        write_as_list(office, task, list, out);
        return;
    }
    struct shown *shown =
        htx_arena_alloc(&office->arena, (HTX_COLUMNS + task->plan->nextra) * sizeof(*shown));
    size_t n = collect(office, task, list->today, shown);
    write_shown(task, shown, n, list->width, out);
}
