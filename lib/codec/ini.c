/* ini.c - INI files read through iniparser, after the lint, and written by hand. */
#include "codec/ini_lint.h"
#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- Reading ------------------------------------------------------------------------------ */

static int silent(const char *fmt, ...)
{
    (void)fmt;
    return 0;
}

/* This version of the library loads by name only: give it one for text in memory. */
static dictionary *load_text(const struct htx_buf *text)
{
    int fd = memfd_create("htxplan.ini", MFD_CLOEXEC);
    if (fd < 0)
        return NULL;
    size_t at = 0;
    while (at < text->len) {
        ssize_t n = write(fd, text->s + at, text->len - at);
        if (n < 0 && errno != EINTR)
            break;
        at += n > 0 ? (size_t)n : 0;
    }
    dictionary *loaded = NULL;
    if (at == text->len) {
        char name[64];
        snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
        iniparser_set_error_callback(silent);
        loaded = iniparser_load(name);
        iniparser_set_error_callback(NULL);
    }
    close(fd);
    return loaded;
}

static int take_values(struct htx_arena *arena, struct htx_ini *ini, const dictionary *loaded,
                       struct htx_err *err)
{
    char path[2 * HTX_INI_NAME_MAX + 2];
    for (size_t i = 0; i < ini->nsections; i++) {
        struct htx_ini_section *section = &ini->sections[i];
        section->file = ini->file;
        for (size_t k = 0; k < section->nkeys; k++) {
            struct htx_ini_key *key = &section->keys[k];
            key->file = ini->file;
            snprintf(path, sizeof(path), "%s:%s", section->name, key->name);
            for (char *p = path; *p; p++)
                if (*p >= 'A' && *p <= 'Z')
                    *p = (char)(*p - 'A' + 'a');
            const char *value = iniparser_getstring(loaded, path, NULL);
            if (!value)
                return htx_fail_at(err, HTX_EDATA, ini->file, key->line,
                                   _("'%s' cannot be read: write it as name = \"value\""),
                                   key->name);
            key->value = htx_arena_dup(arena, value);
        }
    }
    return 0;
}

int htx_ini_parse(struct htx_arena *arena, const char *file, const char *data, size_t len,
                  struct htx_ini *ini, struct htx_err *err)
{
    struct htx_buf clean = HTX_BUF_INIT;
    int rc = htx_ini_lint(arena, file, data, len, ini, &clean, err);
    if (!rc && clean.len) {
        dictionary *loaded = load_text(&clean);
        rc = loaded
                 ? take_values(arena, ini, loaded, err)
                 : htx_fail_at(err, HTX_ESYS, file, 0,
                               _("cannot be parsed: no room in memory, or /proc is not mounted"));
        if (loaded)
            iniparser_freedict(loaded);
    }
    htx_buf_free(&clean);
    return rc;
}

/* ---- Looking up --------------------------------------------------------------------------- */

static int fold(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* strcasecmp() would ask the locale, whose letters are not those of the file format. */
static bool same_name(const char *a, const char *b)
{
    while (*a && fold(*a) == fold(*b))
        a++, b++;
    return fold(*a) == fold(*b);
}

const struct htx_ini_section *htx_ini_section(const struct htx_ini *ini, const char *name)
{
    for (size_t i = 0; i < ini->nsections; i++)
        if (same_name(ini->sections[i].name, name))
            return &ini->sections[i];
    return NULL;
}

const struct htx_ini_key *htx_ini_key(const struct htx_ini_section *section, const char *name)
{
    for (size_t i = 0; section && i < section->nkeys; i++)
        if (same_name(section->keys[i].name, name))
            return &section->keys[i];
    return NULL;
}

const char *htx_ini_value(const struct htx_ini_section *section, const char *name)
{
    const struct htx_ini_key *key = htx_ini_key(section, name);
    return key ? key->value : "";
}

/* ---- Writing ------------------------------------------------------------------------------ */

static bool is_control(char c)
{
    return (c >= 0 && c < ' ' && c != '\t') || c == 0x7F;
}

static bool is_edge(char c)
{
    return c == ' ' || c == '\t';
}

static bool needs_quotes(const char *value, size_t len)
{
    if (len == 0)
        return false;
    char last = value[len - 1];
    return is_edge(value[0]) || is_edge(last) || value[0] == '"' || value[0] == '\'' ||
           last == '\\' || strpbrk(value, ";#");
}

/* Line ends and other control characters become blanks: a CRLF one, not two. */
static void add_one_line(struct htx_buf *out, const char *value)
{
    for (; *value; value++) {
        if (value[0] == '\r' && value[1] == '\n')
            continue;
        htx_buf_addc(out, is_control(*value) ? ' ' : *value);
    }
}

/* No version of the library agrees with the next one on an escape: other characters stand in. */
static void add_quoted(struct htx_buf *out, const char *value)
{
    htx_buf_addc(out, '"');
    for (; *value; value++) {
        if (*value == '"')
            htx_buf_adds(out, "”");
        else
            htx_buf_addc(out, *value == '\\' ? '/' : *value);
    }
    htx_buf_addc(out, '"');
}

bool htx_ini_put(struct htx_buf *out, const char *name, const char *value)
{
    struct htx_buf flat = HTX_BUF_INIT, written = HTX_BUF_INIT;
    add_one_line(&flat, value);
    bool quoted = needs_quotes(flat.s, flat.len);
    bool exact = strcmp(flat.s, value) == 0 && !(quoted && strpbrk(value, "\"\\"));
    if (quoted)
        add_quoted(&written, flat.s);
    else
        htx_buf_adds(&written, flat.s);
    size_t room = HTX_INI_LINE_MAX - strlen(name) - strlen(" = ");
    if (written.len > room) {
        static const char mark[] = "…";
        size_t end = sizeof(mark) - 1 + quoted;
        htx_buf_cut(&written, htx_utf8_cut(written.s, written.len, room - end));
        htx_buf_adds(&written, mark);
        if (quoted)
            htx_buf_addc(&written, '"');
        exact = false;
    }
    htx_buf_addf(out, written.len ? "%s = %s\n" : "%s =%s\n", name, written.s);
    htx_buf_free(&flat);
    htx_buf_free(&written);
    return exact;
}

const char *const *htx_ini_values(struct htx_arena *arena, const struct htx_ini_section *section,
                                  const char *name)
{
    const char **list = NULL;
    size_t n = 0, len = strlen(name);
    for (size_t i = 0; section && i < section->nkeys; i++) {
        const struct htx_ini_key *key = &section->keys[i];
        if (strncmp(key->name, name, len) != 0 || !*key->value ||
            key->name[len + strspn(key->name + len, "0123456789")])
            continue;
        list = htx_arena_grow(arena, list, n, sizeof(*list));
        list[n++] = key->value;
    }
    list = htx_arena_grow(arena, list, n, sizeof(*list));
    list[n] = NULL;
    return list;
}
