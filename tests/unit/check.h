/*
 * check.h - the whole of the C test harness: CHECK(condition, "what a user loses", ...) prints one
 * line "ok - ..." or "not ok - ..." which tests/run counts, and check_end() is main's result.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int check_failures;

__attribute__((format(printf, 4, 5))) static inline bool check_that(bool holds, const char *file,
                                                                    int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    if (holds)
        printf("ok - ");
    else
        printf("not ok - %s:%d: ", file, line);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    fflush(stdout);
    check_failures += !holds;
    return holds;
}

#define CHECK(holds, ...) check_that((holds), __FILE__, __LINE__, __VA_ARGS__)

/* Equal strings; what differs is shown on the lines after a failure. */
static inline bool check_text(const char *got, const char *want, const char *file, int line,
                              const char *loses)
{
    bool same = strcmp(got, want) == 0;
    check_that(same, file, line, "%s", loses);
    if (!same)
        printf("#   got  <%s>\n#   want <%s>\n", got, want);
    return same;
}

#define CHECK_TEXT(got, want, loses) check_text((got), (want), __FILE__, __LINE__, (loses))

static inline int check_end(void)
{
    return check_failures ? 1 : 0;
}

#endif
