/*
 * merge.h - inside the merging of a source into its plan: finding the task that a row is about
 * (match.c), a document's or a return's fields (merge.c), amendments (amend.c), new tasks
 * (newtask.c).
 */
#ifndef HTX_MODEL_MERGE_H
#define HTX_MODEL_MERGE_H

#include "model/model.h"

/* A task that the plan had before. */
struct htx_known {
    struct htx_task *task;
    struct htx_base_task *base;       /* NULL: no journal knows it */
    const struct htx_base_task *own;  /* what this source gave when it came before, or NULL */
    const struct htx_base_task *then; /* how the task was after that, or NULL */
    size_t order; /* of being made: the n-th of several alike is the n-th of them */
    long line;    /* of the row that is about it; 0: none yet */
};

struct htx_merge {
    struct htx_office *office;
    struct htx_plan *plan;
    const struct htx_import *import;
    struct htx_source *source;
    struct htx_base *base, *own, *then;
    struct htx_merge_result *result;
    size_t nknown;
    struct htx_known *known;
    struct htx_index ids;     /* id -> struct htx_known, of the plan */
    struct htx_index others;  /* id -> struct htx_task, of the other plans and of new tasks */
    struct htx_index titles;  /* folded title -> tasks, of the plan */
    struct htx_index numbers; /* beginning of an id -> the last number behind it */
    struct htx_known **match; /* of each row of the source, or NULL */
    bool *bad;                /* each row that was refused */
};

/* Remark on a row of the source; HTX_BAD refuses it. */
void htx_merge_remark(struct htx_merge *m, enum htx_level level, const struct htx_theirs *theirs,
                      const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Look at the plan; then find the task of each row: by its id, else in a document by what it was
 * imported as, in a return by its title. */
void htx_match_start(struct htx_merge *m);
void htx_match_ids(struct htx_merge *m);
void htx_match_document(struct htx_merge *m);
void htx_match_titles(struct htx_merge *m, const char *lead);
/* The one task that no row is about yet, with the row's title, of lead and month where these are
 * given ("" and -1: any); NULL with the reason in why. */
struct htx_known *htx_match_title(struct htx_merge *m, const struct htx_theirs *theirs,
                                  const char *lead, int month, struct htx_err *why);
/* The task of the plan that has row's month, lead and title now. */
struct htx_known *htx_match_now(struct htx_merge *m, const struct htx_theirs *theirs);
/* The month index a row says, or -1. */
int htx_theirs_month(const struct htx_theirs *theirs);

/* Add a row as a task; a row that is none is refused. */
int htx_merge_add(struct htx_merge *m, const struct htx_theirs *theirs, struct htx_err *err);
void htx_merge_update(struct htx_merge *m, struct htx_known *known,
                      const struct htx_theirs *theirs);
int htx_merge_amend(struct htx_merge *m, struct htx_err *err);

#endif
