/* opt.c - options as data: parsing, usage, help and dump all come from the same tables. */
#include "cmd.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct opt *find(opt_tables tables, char letter, const char *name, size_t len)
{
    for (; *tables; tables++)
        for (const struct opt *o = *tables; o->name; o++)
            if (name ? strlen(o->name) == len && memcmp(o->name, name, len) == 0
                     : o->letter == letter)
                return o;
    return NULL;
}

static int fail_unknown(opt_tables tables, const char *name, struct htx_err *err)
{
    const char *names[96];
    size_t n = 0;
    for (; *tables; tables++)
        for (const struct opt *o = *tables; o->name && n < 96; o++)
            names[n++] = o->name;
    const char *nearest = htx_text_nearest(name, names, n);
    if (nearest)
        return htx_fail(err, HTX_EUSAGE, _("no option '--%s'; did you mean '--%s'?"), name,
                        nearest);
    return htx_fail(err, HTX_EUSAGE, _("no option '--%s'"), name);
}

static int set_number(const struct opt *o, const char *value, struct htx_err *err)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || *end || n < 0)
        return htx_fail(err, HTX_EUSAGE, _("--%s: '%s' is no number"), o->name, value);
    *o->num = n;
    return 0;
}

static int set_choice(const struct opt *o, const char *value, struct htx_err *err)
{
    for (int i = 0; o->choices[i]; i++)
        if (strcmp(o->choices[i], value) == 0) {
            *o->choice = i;
            return 0;
        }
    return htx_fail(err, HTX_EUSAGE, _("--%s: '%s' is none of: %s"), o->name, value, o->arg);
}

static void set_string(struct htx_arena *arena, const struct opt *o, const char *value)
{
    bool more = o->joins && *o->str && **o->str;
    *o->str = more ? htx_arena_printf(arena, "%s%c%s", *o->str, o->joins, value) : value;
}

static int set(struct htx_arena *arena, const struct opt *o, const char *value, struct htx_err *err)
{
    if (o->flag) {
        *o->flag = true;
        return 0;
    }
    if (o->num)
        return set_number(o, value, err);
    if (o->choice)
        return set_choice(o, value, err);
    set_string(arena, o, value);
    return 0;
}

struct args {
    struct htx_arena *arena;
    opt_tables tables;
    int argc, at;
    char **argv;
};

static int take_long(struct args *a, const char *text, struct htx_err *err)
{
    size_t len = strcspn(text, "=");
    const struct opt *o = find(a->tables, 0, text, len);
    if (!o) {
        char name[64];
        snprintf(name, sizeof(name), "%.*s", (int)len, text);
        return fail_unknown(a->tables, name, err);
    }
    const char *value = text[len] ? text + len + 1 : NULL;
    if (!o->arg && value)
        return htx_fail(err, HTX_EUSAGE, _("--%s takes no value"), o->name);
    if (o->arg && !value) {
        if (a->at + 1 >= a->argc)
            return htx_fail(err, HTX_EUSAGE, _("--%s needs a value: %s"), o->name, o->arg);
        value = a->argv[++a->at];
    }
    return set(a->arena, o, value, err);
}

static int take_short(struct args *a, const char *text, struct htx_err *err)
{
    for (; *text; text++) {
        const struct opt *o = find(a->tables, *text, NULL, 0);
        if (!o)
            return htx_fail(err, HTX_EUSAGE, _("no option '-%c'"), *text);
        const char *value = NULL;
        if (o->arg && text[1])
            value = text + 1;
        else if (o->arg && a->at + 1 < a->argc)
            value = a->argv[++a->at];
        else if (o->arg)
            return htx_fail(err, HTX_EUSAGE, _("-%c needs a value: %s"), *text, o->arg);
        int result = set(a->arena, o, value, err);
        if (result || o->arg)
            return result;
    }
    return 0;
}

int opt_parse(struct htx_arena *arena, opt_tables tables, int *argc, char **argv,
              bool until_operand, struct htx_err *err)
{
    struct args a = {arena, tables, *argc, 1, argv};
    int kept = 1;
    for (; a.at < a.argc; a.at++) {
        char *arg = argv[a.at];
        int result = 0;
        if (strcmp(arg, "--") == 0) {
            a.at++;
            break;
        }
        if (arg[0] != '-' || arg[1] == '\0') {
            if (until_operand)
                break;
            argv[kept++] = arg;
        } else if (arg[1] == '-') {
            result = take_long(&a, arg + 2, err);
        } else {
            result = take_short(&a, arg + 1, err);
        }
        if (result)
            return result;
    }
    while (a.at < a.argc)
        argv[kept++] = argv[a.at++];
    *argc = kept;
    argv[kept] = NULL;
    return 0;
}

/* ---- Showing ---- */

void opt_usage(const struct cmd *cmd, struct htx_buf *out)
{
    bool driver = strcmp(cmd->name, "htxplan") == 0;
    htx_buf_addf(out, "%s htxplan %s%s[%s]%s%s\n", _("usage:"), driver ? "" : cmd->name,
                 driver ? "" : " ", _("options"), *cmd->operands ? " " : "", cmd->operands);
}

static void add_wrapped(struct htx_buf *out, const char *text, int indent, int width)
{
    int column = indent;
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, " ");
        char word[256];
        snprintf(word, sizeof(word), "%.*s", (int)n, s);
        int w = htx_text_width(word);
        if (column > indent && column + 1 + w > width) {
            htx_buf_addf(out, "\n%*s", indent, "");
            column = indent;
        }
        htx_buf_addf(out, "%s%s", column > indent ? " " : "", word);
        column += w + (column > indent);
        s += n + strspn(s + n, " ");
    }
    htx_buf_addc(out, '\n');
}

void opt_help(const struct cmd *cmd, opt_tables tables, struct htx_buf *out)
{
    opt_usage(cmd, out);
    htx_buf_addc(out, '\n');
    add_wrapped(out, _(cmd->summary), 0, 80);
    for (; *tables; tables++) {
        if ((*tables)->name)
            htx_buf_addc(out, '\n');
        for (const struct opt *o = *tables; o->name; o++) {
            char head[128];
            int n = snprintf(head, sizeof(head), "  %c%c%s--%s%s%s", o->letter ? '-' : ' ',
                             o->letter ? o->letter : ' ', o->letter ? ", " : "  ", o->name,
                             o->arg ? " " : "", o->arg ? o->arg : "");
            htx_buf_adds(out, head);
            if (n > 28)
                htx_buf_addc(out, '\n');
            htx_buf_addf(out, "%*s", n > 28 ? 30 : 30 - n, "");
            add_wrapped(out, _(o->help), 30, 80);
        }
    }
}

void opt_dump(const struct cmd *cmd, opt_tables tables, struct htx_buf *out)
{
    bool driver = strcmp(cmd->name, "htxplan") == 0;
    const char *name = driver ? "" : cmd->name;
    if (!driver)
        htx_buf_addf(out, "%s\t\t\t%s\t%s\n", name, cmd->operands, _(cmd->summary));
    for (; *tables; tables++)
        for (const struct opt *o = *tables; o->name; o++) {
            char letter[2] = {o->letter, '\0'};
            htx_buf_addf(out, "%s\t%s\t%s\t%s\t%s\n", name, letter, o->name, o->arg ? o->arg : "",
                         _(o->help));
        }
}
