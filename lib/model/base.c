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
