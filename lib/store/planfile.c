/* planfile.c - plans/CODE.csv: read what this program, a person or Excel wrote; write it canonical.
 */
#include "store/store.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parse {
    struct htx_office *office;
    struct htx_plan *plan;
    bool trusted;
    htx_remark_fn *remark;
    void *ctx;
    size_t *bad;
    bool has_header;
    size_t ncolumns;
    int *field; /* of each column: a field, or HTX_FIELDS + extra */
    struct htx_buf value, clean;
};

/* A fault ends the reading, unless faults are being collected. */
static int fault(struct parse *p, long line, struct htx_err *err, int code, const char *text)
{
    if (!p->remark)
        return htx_fail_at(err, code, p->plan->path, line, "%s", text);
    struct htx_remark remark = {HTX_BAD, p->plan->path, line, text, NULL};
    p->remark(p->ctx, &remark);
    ++*p->bad;
    return 0;
}

static int read_header(struct parse *p, long line, size_t n, char *const *cell, struct htx_err *err)
{
    p->has_header = true;
    p->ncolumns = n;
    p->field = htx_arena_alloc(&p->office->arena, n * sizeof(*p->field));
    bool seen[HTX_FIELDS] = {false};
    for (size_t i = 0; i < n; i++) {
        int field = htx_field_headed(cell[i]);
        if (field >= HTX_FIELDS || (field < 0 && (!*cell[i] || strpbrk(cell[i], "=\t\n"))))
            return htx_fail_at(err, HTX_EDATA, p->plan->path, line,
                               _("column %zu: '%s' cannot be a column's name"), i + 1, cell[i]);
        if (field >= 0 && seen[field])
            return htx_fail_at(err, HTX_EDATA, p->plan->path, line,
                               _("column %zu: '%s' is there twice"), i + 1, cell[i]);
        if (field >= 0)
            seen[field] = true;
        else
            field = HTX_FIELDS + (int)htx_plan_extra(p->office, p->plan, cell[i]);
        p->field[i] = field;
    }
    if (!seen[HTX_ID] || !seen[HTX_TITLE])
        return htx_fail_at(
            err, HTX_EDATA, p->plan->path, line,
            _("this is no plan: its first row must name the columns 'id' and 'title'"));
    return 0;
}

/* A value as Excel or a person left it.  Units that are unknown stay: check names them. */
static int read_value(struct parse *p, long line, enum htx_field field, const char *text,
                      const char **out, struct htx_err *err)
{
    htx_buf_cut(&p->clean, 0);
    htx_buf_cut(&p->value, 0);
    htx_text_clean(&p->clean, text, strlen(text));
    enum htx_field_type type = htx_field_info(field)->type;
    struct htx_err reason;
    int result = htx_value_read(p->office, field, p->clean.s, p->plan->year, &p->value, &reason);
    if (result && type == HTX_TYPE_UNIT)
        htx_buf_adds(&p->value, p->clean.s);
    else if (result) {
        const char *why =
            htx_arena_printf(&p->office->arena, "%s: %s", htx_field_info(field)->name, reason.text);
        *out = "";
        return fault(p, line, err, HTX_EDATA, why);
    }
    *out = htx_arena_dup(&p->office->arena, p->value.s);
    return 0;
}

/* Excel makes the number 1.10 into 1.1: the id beside it still knows. */
static int check_number(struct parse *p, const struct htx_task *task, struct htx_err *err)
{
    const char *number = task->value[HTX_NUMBER], *id = task->value[HTX_ID];
    size_t n = strlen(p->plan->code);
    if (!*number || strncmp(id, p->plan->code, n) != 0 || id[n] != '-')
        return 0;
    char *end_a, *end_b;
    double a = strtod(number, &end_a), b = strtod(id + n + 1, &end_b);
    if (strcmp(number, id + n + 1) == 0 || *end_a || *end_b || a < b || a > b)
        return 0;
    return fault(
        p, task->line, err, HTX_EDATA,
        htx_arena_printf(&p->office->arena,
                         _("number: '%s' was '%s' (Excel takes it for a decimal); put it back"),
                         number, id + n + 1));
}

static int read_row(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err)
{
    struct parse *p = ctx;
    if (!p->has_header)
        return read_header(p, line, n, cell, err);
    while (n > p->ncolumns && !*cell[n - 1])
        n--;
    if (n != p->ncolumns)
        return fault(
            p, line, err, HTX_EDATA,
            htx_arena_printf(&p->office->arena,
                             _("%zu cells where the first row has %zu: a comma too many or "
                               "too few, or a quote"),
                             n, p->ncolumns));
    struct htx_task *task = htx_task_new(p->office, p->plan);
    task->line = line;
    for (size_t i = 0; i < n; i++) {
        if (!*cell[i])
            continue;
        int result = 0;
        if (p->field[i] >= HTX_FIELDS) {
            if (!task->extra) {
                task->extra = htx_arena_alloc(&p->office->arena,
                                              (p->plan->nextra + 8) * 2 * sizeof(*task->extra));
                for (size_t k = 0; k < p->plan->nextra; k++)
                    task->extra[k] = "";
            }
            htx_buf_cut(&p->clean, 0);
            htx_text_clean(&p->clean, cell[i], strlen(cell[i]));
            task->extra[p->field[i] - HTX_FIELDS] = htx_arena_dup(&p->office->arena, p->clean.s);
        } else if (p->trusted) {
            task->value[p->field[i]] = htx_arena_dup(&p->office->arena, cell[i]);
        } else {
            result = read_value(p, line, (enum htx_field)p->field[i], cell[i],
                                &task->value[p->field[i]], err);
        }
        if (result)
            return result;
    }
    htx_plan_append(p->office, task);
    if (p->trusted)
        return 0;
    if (!*task->value[HTX_ID] || !*task->value[HTX_TITLE])
        return fault(p, line, err, HTX_EDATA, _("a task needs its id and its title"));
    return check_number(p, task, err);
}

static int compare_ids(const void *a, const void *b)
{
    const struct htx_task *const *x = a, *const *y = b;
    int order = strcmp((*x)->value[HTX_ID], (*y)->value[HTX_ID]);
    return order ? order : (*x)->line < (*y)->line ? -1 : 1;
}

static int check_ids(struct parse *p, struct htx_err *err)
{
    size_t n = p->plan->ntasks;
    struct htx_task **sorted = calloc(n + 1, sizeof(struct htx_task *));
    if (!sorted)
        htx_out_of_memory();
    for (size_t i = 0; i < n; i++)
        sorted[i] = p->plan->task[i];
    qsort(sorted, n, sizeof(*sorted), compare_ids);
    int result = 0;
    for (size_t i = 1; i < n && result == 0; i++)
        if (strcmp(sorted[i]->value[HTX_ID], sorted[i - 1]->value[HTX_ID]) == 0)
            result = fault(p, sorted[i]->line, err, HTX_EDATA,
                           htx_arena_printf(&p->office->arena, _("id '%s' is that of line %ld too"),
                                            sorted[i]->value[HTX_ID], sorted[i - 1]->line));
    free(sorted);
    return result;
}

int htx_planfile_parse(struct htx_office *office, struct htx_plan *plan, const char *data,
                       size_t len, bool trusted, htx_remark_fn *remark, void *ctx, size_t *bad,
                       struct htx_err *err)
{
    struct parse p = {.office = office,
                      .plan = plan,
                      .trusted = trusted,
                      .remark = remark,
                      .ctx = ctx,
                      .bad = bad,
                      .value = HTX_BUF_INIT,
                      .clean = HTX_BUF_INIT};
    struct htx_buf text = HTX_BUF_INIT;
    const char *encoding;
    char delimiter = ',';
    size_t skip = 0;
    int result = 0;
    if (!trusted) {
        result = htx_text_decode(plan->path, data, len, "auto", &text, &encoding, err);
        data = text.s;
        len = text.len;
        delimiter = htx_csv_delimiter(data, len, &skip);
    }
    if (result == 0)
        result = htx_csv_parse(plan->path, data + skip, len - skip, delimiter, read_row, &p, err);
    if (result == 0 && !p.has_header)
        result = htx_fail_at(err, HTX_EDATA, plan->path, 0,
                             _("empty: restore it, or remove it and its journal to begin anew"));
    if (result == 0 && !trusted)
        result = check_ids(&p, err);
    htx_buf_free(&text);
    htx_buf_free(&p.value);
    htx_buf_free(&p.clean);
    return result;
}

void htx_planfile_print(const struct htx_plan *plan, struct htx_buf *out)
{
    for (int f = 0; f < HTX_FIELDS; f++)
        htx_csv_cell(out, htx_field_info((enum htx_field)f)->name, ',', f == 0);
    for (size_t i = 0; i < plan->nextra; i++)
        htx_csv_cell(out, plan->extra[i], ',', false);
    htx_buf_addc(out, '\n');
    for (size_t t = 0; t < plan->ntasks; t++) {
        const struct htx_task *task = plan->task[t];
        for (int f = 0; f < HTX_FIELDS; f++)
            htx_csv_cell(out, task->value[f], ',', f == 0);
        for (size_t i = 0; i < plan->nextra; i++)
            htx_csv_cell(out, task->extra ? task->extra[i] : "", ',', false);
        htx_buf_addc(out, '\n');
    }
}
