/* index.c - values found by a text: open addressing, at most two thirds full. */
#include "base/base.h"
#include <string.h>

static struct htx_index_slot *find(const struct htx_index *index, const char *key)
{
    size_t mask = index->cap - 1, i = (size_t)htx_hash(key, strlen(key)) & mask;
    while (index->slot[i].key && strcmp(index->slot[i].key, key) != 0)
        i = (i + 1) & mask;
    return &index->slot[i];
}

void *htx_index_get(const struct htx_index *index, const char *key)
{
    return index->cap ? find(index, key)->value : NULL;
}

static void grow(struct htx_index *index, struct htx_arena *arena)
{
    struct htx_index old = *index;
    index->cap = old.cap ? old.cap * 2 : 64;
    index->slot = htx_arena_alloc(arena, index->cap * sizeof(*index->slot));
    for (size_t i = 0; i < old.cap; i++)
        if (old.slot[i].key)
            *find(index, old.slot[i].key) = old.slot[i];
}

void htx_index_put(struct htx_index *index, struct htx_arena *arena, const char *key, void *value)
{
    if (index->n * 3 >= index->cap * 2)
        grow(index, arena);
    struct htx_index_slot *slot = find(index, key);
    index->n += !slot->key;
    *slot = (struct htx_index_slot){key, value};
}
