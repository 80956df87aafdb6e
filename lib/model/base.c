/* base.c - the base of three-way merging: what the imports gave. */
#include "model/model.h"
#include <string.h>

struct htx_base_task *htx_base_task(struct htx_base *base, struct htx_arena *arena, const char *id)
{
    struct htx_base_task *task = htx_index_get(&base->index, id);
    if (task)
        return task;
    task = htx_arena_alloc(arena, sizeof(*task));
    task->id = id;
    task->order = base->n++;
    htx_index_put(&base->index, arena, id, task);
    return task;
}

void htx_base_set(struct htx_base_task *task, struct htx_arena *arena, const char *name,
                  const char *value)
{
    int field = htx_field_named(name);
    if (field >= 0 && field < HTX_FIELDS) {
        task->value[field] = value;
        return;
    }
    for (size_t i = 0; i < task->nextra; i++)
        if (strcmp(task->extra[i].name, name) == 0) {
            task->extra[i].value = value;
            return;
        }
    task->extra = htx_arena_grow(arena, task->extra, task->nextra, sizeof(*task->extra));
    task->extra[task->nextra++] = (struct htx_base_extra){name, value};
}

const char *htx_base_extra(const struct htx_base_task *task, const char *name)
{
    for (size_t i = 0; i < task->nextra; i++)
        if (strcmp(task->extra[i].name, name) == 0)
            return task->extra[i].value;
    return NULL;
}

static void give_whole(struct htx_base_task *task, struct htx_arena *arena, const char *text)
{
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\t");
        char *pair = htx_arena_ndup(arena, s, n), *equals = strchr(pair, '=');
        if (equals) {
            *equals = '\0';
            htx_base_set(task, arena, pair, equals + 1);
        }
        s += n + (s[n] == '\t');
    }
    if (!task->made)
        memcpy(task->first, task->value, sizeof(task->first));
    task->made = true;
}

void htx_base_give(struct htx_base *base, struct htx_arena *arena, const struct htx_base_row *row)
{
    struct htx_base_task *task = htx_base_task(base, arena, row->id);
    if (*row->field)
        htx_base_set(task, arena, row->field, row->value);
    else
        give_whole(task, arena, row->value);
}

/* Is it an import whose words name the file? */
static bool names_file(const char *command, const char *name)
{
    size_t n = strlen(name);
    if (strncmp(command, "import ", 7) != 0)
        return false;
    for (const char *s = command; (s = strstr(s, name)) != NULL; s++)
        if ((s[-1] == ' ' || s[-1] == '/') && (s[n] == ' ' || s[n] == '\0'))
            return true;
    return false;
}

struct htx_base *htx_base_of_source(const struct htx_base *all, struct htx_arena *arena,
                                    const char *name, struct htx_base **then)
{
    struct htx_base *base = htx_arena_alloc(arena, sizeof(*base));
    const char *command = NULL; /* one command gives many values */
    bool named = false;
    size_t end = 0;
    *then = htx_arena_alloc(arena, sizeof(**then));
    for (size_t i = 0; i < all->nrows; i++) {
        const struct htx_base_row *row = &all->row[i];
        if (row->command != command)
            named = names_file(row->command, name);
        command = row->command;
        if (!named || !row->given)
            continue;
        htx_base_give(base, arena, row);
        end = i + 1;
    }
    for (size_t i = 0; i < end; i++)
        htx_base_give(*then, arena, &all->row[i]);
    return base;
}
