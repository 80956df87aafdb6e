/* columns.c - the columns of a form's tables, and rows of cells. */
#include "report/report.h"
#include <stdlib.h>
#include <string.h>

int htx_fail_key(const struct htx_ini_key *key, const char *text, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, key->file, key->line, "%s: %s", key->name, text);
}

static const char *cut_part(struct htx_arena *arena, const char **s)
{
    size_t n = strcspn(*s, "|"), from = 0, to = n;
    while (from < to && (*s)[from] == ' ')
        from++;
    while (to > from && (*s)[to - 1] == ' ')
        to--;
    const char *part = htx_arena_ndup(arena, *s + from, to - from);
    *s += n + ((*s)[n] == '|');
    return part;
}

int htx_columns_of_form(struct htx_building *b, const struct htx_ini_section *section,
                        struct htx_form_columns *columns, struct htx_err *err)
{
    columns->n = 0;
    for (size_t i = 0; i < section->nkeys; i++) {
        const struct htx_ini_key *key = &section->keys[i];
        if (strncmp(key->name, "column", 6) != 0)
            continue;
        if (columns->n == HTX_MAX_COLUMNS)
            return htx_fail_key(key, _("more than 32 columns"), err);
        const char *s = key->value;
        size_t n = columns->n++;
        columns->key[n] = key;
        columns->source[n] = cut_part(b->arena, &s);
        char *end;
        const char *width = cut_part(b->arena, &s);
        columns->column[n] = (struct htx_column){.width = strtod(width, &end), .align = HTX_LEFT};
        columns->column[n].title = cut_part(b->arena, &s);
        columns->column[n].over = cut_part(b->arena, &s);
        if (end == width || *end || !(columns->column[n].width >= 1) || !*columns->column[n].title)
            return htx_fail_key(
                key, _("write 'source | width | head', as in 'title | 42 | Nội dung'"), err);
    }
    if (columns->n)
        return 0;
    return htx_fail_at(err, HTX_EDATA, section->file, section->line,
                       _("[%s]: needs 'column1 = source | width | head' and so on"), section->name);
}

int htx_form_table(struct htx_building *b, const struct htx_ini_section *section,
                   const struct htx_form_columns *columns, struct htx_table *table,
                   struct htx_err *err)
{
    struct htx_column *column = htx_arena_alloc(b->arena, (columns->n + 1) * sizeof(*column));
    memcpy(column, columns->column, columns->n * sizeof(*column));
    *table = (struct htx_table){.ncolumns = columns->n, .column = column, .size = 12};
    const struct htx_ini_key *size = htx_ini_key(section, "size");
    if (size)
        table->size = atoi(size->value);
    if (table->size < 8 || table->size > 14)
        return htx_fail_key(size, _("a size is 8 to 14 points"), err);
    return 0;
}

struct htx_cell *htx_add_row(struct htx_building *b, struct htx_table *table,
                             enum htx_row_kind kind)
{
    table->row = htx_arena_grow(b->arena, table->row, table->nrows, sizeof(*table->row));
    struct htx_row *row = &table->row[table->nrows++];
    row->kind = kind;
    row->cell = htx_arena_alloc(b->arena, table->ncolumns * sizeof(*row->cell));
    for (size_t i = 0; i < table->ncolumns; i++)
        row->cell[i].text = "";
    return row->cell;
}

int htx_add_none(struct htx_building *b, const struct htx_ini_section *section,
                 struct htx_table *table, struct htx_err *err)
{
    const struct htx_ini_key *none = htx_ini_key(section, "none");
    struct htx_cell *cell = htx_add_row(b, table, HTX_ROW_NOTE);
    return none ? htx_report_fill(b, none, &cell[1].text, err) : 0;
}

struct htx_cell htx_text_cell(const char *text)
{
    return (struct htx_cell){.type = HTX_CELL_TEXT, .text = text};
}

struct htx_cell htx_number_cell(double number)
{
    return (struct htx_cell){.type = HTX_CELL_NUMBER, .number = number};
}

/* The column of source in the section of a data sheet, -1 for none. */
static int column_of(const struct htx_building *b, const struct htx_ini_section *section,
                     const char *source)
{
    for (size_t k = 0, column = 0; k < section->nkeys; k++) {
        if (strncmp(section->keys[k].name, "column", 6) != 0)
            continue;
        const char *s = section->keys[k].value;
        if (strcmp(cut_part(b->arena, &s), source) == 0)
            return (int)column;
        column++;
    }
    return -1;
}

int htx_data_column(const struct htx_building *b, enum htx_which which, const char *source)
{
    const struct htx_ini *ini = &b->report->form->ini;
    for (size_t i = 0, data = 0; i < ini->nsections; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        enum htx_which own;
        if (htx_is_sheet(section))
            data = strcmp(htx_ini_value(section, "kind"), "data") == 0;
        if (data && strcmp(htx_ini_value(section, "type"), "tasks") == 0 &&
            htx_which_read(section, HTX_PERIOD, &own, NULL) == 0 && own == which)
            return column_of(b, section, source);
    }
    return -1;
}

double htx_page_characters(const struct htx_building *b, size_t n)
{
    enum { UPRIGHT = 210, ACROSS = 297, CHARACTER = 7, CELL = 5, SPARE = 2 };
    static const double inch = 25.4, pixels = 96;
    const struct htx_sheet *sheet = &b->document->sheet[b->document->nsheets - 1];
    const struct htx_margins *m = &b->document->margins;
    double room = (sheet->landscape ? ACROSS : UPRIGHT) - m->left - m->right;
    return (room / inch * pixels - SPARE - CELL * (double)n) / CHARACTER;
}
