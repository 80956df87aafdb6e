/* match.c - which task of the plan is a row of the source about? */
#include "model/merge.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tasks that are alike in some way, in the order in which they were made. */
struct node {
    struct htx_known *known;
    struct node *next;
};
struct chain {
    struct node *first, *last;
    size_t n, rows; /* tasks; rows of the source that look for them */
};

static void chain_add(struct htx_merge *m, struct htx_index *index, const char *key,
                      struct htx_known *known)
{
    struct htx_arena *arena = &m->office->arena;
    struct chain *chain = htx_index_get(index, key);
    if (!chain) {
        chain = htx_arena_alloc(arena, sizeof(*chain));
        htx_index_put(index, arena, key, chain);
    }
    struct node *node = htx_arena_alloc(arena, sizeof(*node));
    node->known = known;
    if (chain->last)
        chain->last->next = node;
    else
        chain->first = node;
    chain->last = node;
    chain->n++;
}

/* The first that no row is about yet. */
static struct node *chain_first(struct chain *chain)
{
    while (chain && chain->first && chain->first->known->line)
        chain->first = chain->first->next;
    return chain ? chain->first : NULL;
}

/* ---- Keys ---- */

static const char *said(const char *const value[HTX_FIELDS], enum htx_field field)
{
    return value[field] ? value[field] : "";
}

static char *title_key(struct htx_merge *m, const char *title)
{
    struct htx_buf key = HTX_BUF_INIT;
    htx_text_key(&key, title);
    char *copy = htx_arena_dup(&m->office->arena, key.s);
    htx_buf_free(&key);
    return copy;
}

/* A campaign activity is known by its number, a programme's task by month and lead. */
static char *key_of(struct htx_merge *m, const char *const value[HTX_FIELDS])
{
    const char *title = title_key(m, said(value, HTX_TITLE));
    if (m->plan->campaign)
        return htx_arena_printf(&m->office->arena, "%s\n%s", said(value, HTX_NUMBER), title);
    return htx_arena_printf(&m->office->arena, "%s\n%s\n%s", said(value, HTX_MONTH_OF),
                            said(value, HTX_LEAD), title);
}

/* ---- The plan ---- */

static int compare_known(const void *a, const void *b)
{
    const struct htx_known *x = a, *y = b;
    return x->order < y->order ? -1 : x->order > y->order;
}

void htx_match_start(struct htx_merge *m)
{
    struct htx_arena *arena = &m->office->arena;
    struct htx_plan *plan = m->plan;
    m->match = htx_arena_alloc(arena, (m->source->n + 1) * sizeof(struct htx_known *));
    m->bad = htx_arena_alloc(arena, m->source->n + 1);
    m->known = htx_arena_alloc(arena, (plan->ntasks + 1) * sizeof(*m->known));
    for (m->nknown = 0; m->nknown < plan->ntasks; m->nknown++) {
        struct htx_task *task = plan->task[m->nknown];
        struct htx_base_task *base = htx_index_get(&m->base->index, task->value[HTX_ID]);
        m->known[m->nknown] =
            (struct htx_known){.task = task,
                               .base = base,
                               .own = htx_index_get(&m->own->index, task->value[HTX_ID]),
                               .then = htx_index_get(&m->then->index, task->value[HTX_ID]),
                               .order = base ? base->order : m->base->n + m->nknown};
    }
    qsort(m->known, m->nknown, sizeof(*m->known), compare_known);
    for (size_t i = 0; i < m->nknown; i++)
        htx_index_put(&m->ids, arena, m->known[i].task->value[HTX_ID], &m->known[i]);
    for (size_t p = 0; p < m->office->nplans; p++)
        for (size_t i = 0; &m->office->plan[p] != plan && i < m->office->plan[p].ntasks; i++) {
            struct htx_task *task = m->office->plan[p].task[i];
            htx_index_put(&m->others, arena, task->value[HTX_ID], task);
        }
}

/* ---- By id ---- */

static void match(struct htx_merge *m, size_t row, struct htx_known *known)
{
    m->match[row] = known;
    known->line = m->source->task[row].line;
}

void htx_match_ids(struct htx_merge *m)
{
    for (size_t i = 0; i < m->source->n; i++) {
        const struct htx_theirs *theirs = &m->source->task[i];
        const char *id = said(theirs->value, HTX_ID);
        struct htx_known *known = *id ? htx_index_get(&m->ids, id) : NULL;
        if (known && known->line)
            htx_merge_remark(m, HTX_BAD, theirs, _("task '%s' has a row already, %ld"), id,
                             known->line);
        else if (known)
            match(m, i, known);
    }
}

/* ---- By what it was imported as ---- */

/* Also by what it has become since, for a document that was brought up to date. */
enum { AS_MADE, AS_IMPORTED, AS_IT_IS, WAYS };

static char *known_key(struct htx_merge *m, const struct htx_known *known, int way)
{
    const char *value[HTX_FIELDS];
    const struct htx_base_task *base = known->base;
    for (int f = 0; f < HTX_FIELDS; f++) {
        value[f] = known->task->value[f];
        if (way == AS_MADE && base && base->made)
            value[f] = base->first[f];
        else if (way != AS_IT_IS && base && (base->made || base->value[f]))
            value[f] = base->value[f];
    }
    return key_of(m, value);
}

/* There are fewer rows than tasks that were made alike: those that are still so come first, since
 * the document may have followed the others to where they are now. */
static void stay_first(struct htx_merge *m, struct chain *chain, const char *key)
{
    struct node *stay = NULL, *left = NULL, **stay_end = &stay, **left_end = &left;
    for (struct node *n = chain->first; n; n = n->next) {
        bool stays = strcmp(known_key(m, n->known, AS_IT_IS), key) == 0;
        struct node ***end = stays ? &stay_end : &left_end;
        **end = n;
        *end = &n->next;
    }
    *left_end = NULL;
    *stay_end = left;
    chain->first = stay;
}

static void match_way(struct htx_merge *m, int way, char *const *key)
{
    struct htx_index index = {0};
    for (size_t i = 0; i < m->nknown; i++)
        if (!m->known[i].line)
            chain_add(m, &index, known_key(m, &m->known[i], way), &m->known[i]);
    for (size_t i = 0; i < m->source->n; i++) {
        struct chain *chain = key[i] && !m->match[i] ? htx_index_get(&index, key[i]) : NULL;
        if (chain)
            chain->rows++;
    }
    for (size_t i = 0; i < index.cap; i++) {
        struct chain *chain = index.slot[i].value;
        if (chain && chain->rows && chain->rows < chain->n && way != AS_IT_IS)
            stay_first(m, chain, index.slot[i].key);
    }
    for (size_t i = 0; i < m->source->n; i++) {
        if (!key[i] || m->match[i])
            continue;
        struct node *node = chain_first(htx_index_get(&index, key[i]));
        if (node)
            match(m, i, node->known);
    }
}

void htx_match_document(struct htx_merge *m)
{
    size_t n = m->source->n;
    char **key = htx_arena_alloc(&m->office->arena, (n + 1) * sizeof(char *));
    for (size_t i = 0; i < n; i++)
        if (!m->match[i] && !*said(m->source->task[i].value, HTX_ID))
            key[i] = key_of(m, m->source->task[i].value);
    for (int way = AS_MADE; way < WAYS; way++)
        match_way(m, way, key);
}

/* ---- By title ---- */

static void index_titles(struct htx_merge *m)
{
    if (m->titles.n)
        return;
    for (size_t i = 0; i < m->nknown; i++) {
        struct htx_known *known = &m->known[i];
        const char *now = title_key(m, known->task->value[HTX_TITLE]);
        chain_add(m, &m->titles, now, known);
        const char *made = known->base ? known->base->first[HTX_TITLE] : NULL;
        const char *before = made ? title_key(m, made) : now;
        if (strcmp(before, now) != 0)
            chain_add(m, &m->titles, before, known);
    }
}

int htx_theirs_month(const struct htx_theirs *theirs)
{
    return htx_month_index(said(theirs->value, HTX_MONTH_OF));
}

/* Is the task in that month, or was it when it was made? */
static bool is_in_month(const struct htx_known *known, int month)
{
    const char *made = known->base ? known->base->first[HTX_MONTH_OF] : NULL;
    return month < 0 || htx_task_month(known->task) == month ||
           (made && htx_month_index(made) == month);
}

struct htx_known *htx_match_now(struct htx_merge *m, const struct htx_theirs *theirs)
{
    index_titles(m);
    struct chain *chain = htx_index_get(&m->titles, title_key(m, said(theirs->value, HTX_TITLE)));
    for (struct node *n = chain ? chain->first : NULL; n; n = n->next)
        if (htx_task_month(n->known->task) == htx_theirs_month(theirs) &&
            strcmp(n->known->task->value[HTX_LEAD], said(theirs->value, HTX_LEAD)) == 0)
            return n->known;
    return NULL;
}

static struct htx_known *fail_several(const struct chain *chain, const char *lead, int month,
                                      struct htx_err *why)
{
    struct htx_buf ids = HTX_BUF_INIT;
    for (const struct node *n = chain->first; n; n = n->next)
        if (!n->known->line && is_in_month(n->known, month) && ids.len < 200 &&
            (!*lead || strcmp(n->known->task->value[HTX_LEAD], lead) == 0))
            htx_buf_addf(&ids, "%s%s", ids.len ? " " : "", n->known->task->value[HTX_ID]);
    htx_fail(why, HTX_EAMBIGUOUS, _("several tasks have this title: give the id (%s) or the month"),
             ids.s);
    htx_buf_free(&ids);
    return NULL;
}

struct htx_known *htx_match_title(struct htx_merge *m, const struct htx_theirs *theirs,
                                  const char *lead, int month, struct htx_err *why)
{
    index_titles(m);
    struct htx_known *found = NULL;
    struct chain *chain = htx_index_get(&m->titles, title_key(m, said(theirs->value, HTX_TITLE)));
    long taken = 0;
    for (struct node *n = chain ? chain->first : NULL; n; n = n->next) {
        const struct htx_task *task = n->known->task;
        if ((*lead && strcmp(task->value[HTX_LEAD], lead) != 0) || !is_in_month(n->known, month))
            continue;
        if (n->known->line)
            taken = n->known->line;
        else if (!found)
            found = n->known;
        else if (month < 0 && htx_task_month(task) != htx_task_month(found->task))
            return fail_several(chain, lead, month, why);
        else if (strcmp(task->value[HTX_LEAD], found->task->value[HTX_LEAD]) != 0)
            return fail_several(chain, lead, month, why);
        if (found && *lead && month >= 0)
            break;
    }
    if (!found && taken)
        htx_fail(why, HTX_EDATA, _("the task with this title has a row already, %ld"), taken);
    else if (!found && *lead)
        htx_fail(why, HTX_ENOTFOUND, _("no task that %s leads has this title: give its id"), lead);
    else if (!found)
        htx_fail(why, HTX_ENOTFOUND, _("no task has this title: give its id"));
    return found;
}

void htx_match_titles(struct htx_merge *m, const char *lead)
{
    for (size_t i = 0; i < m->source->n; i++) {
        const struct htx_theirs *theirs = &m->source->task[i];
        struct htx_err why;
        if (m->match[i] || m->bad[i] || *said(theirs->value, HTX_ID) ||
            !*said(theirs->value, HTX_TITLE))
            continue;
        struct htx_known *known = htx_match_title(m, theirs, lead, htx_theirs_month(theirs), &why);
        if (known)
            match(m, i, known);
        else if (!m->import->trust || why.code == HTX_EAMBIGUOUS)
            htx_merge_remark(m, HTX_BAD, theirs, "%s", why.text);
    }
}
