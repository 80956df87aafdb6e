/* ini_lint.c - refuses the INI lines that iniparser would misread in silence. */
#include "codec/ini_lint.h"
#include <string.h>

struct lint {
    struct htx_arena *arena;
    const char *file;
    long line;
    size_t names; /* sections and keys so far */
    struct htx_ini *ini;
    struct htx_buf *clean;
    struct htx_err *err;
};

#define FAIL(l, ...) htx_fail_at((l)->err, HTX_EDATA, (l)->file, (l)->line, __VA_ARGS__)

/* ---- Characters --------------------------------------------------------------------------- */

/* Bytes of the well-formed UTF-8 sequence at s (Unicode 15, table 3-7), 0 when there is none. */
static size_t utf8_length(const unsigned char *s, size_t len)
{
    if (s[0] < 0x80)
        return 1;
    size_t n = s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    if (n == 0 || n > len)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool surrogate = s[0] == 0xED && s[1] > 0x9F;
    bool beyond = s[0] == 0xF4 && s[1] > 0x8F;
    return overlong || surrogate || beyond ? 0 : n;
}

static int check_characters(struct lint *l, const char *s, size_t len)
{
    for (size_t i = 0, n; i < len; i += n) {
        n = utf8_length((const unsigned char *)s + i, len - i);
        unsigned char c = (unsigned char)s[i];
        if (n == 0)
            return FAIL(l, _("not valid UTF-8: save the file as UTF-8"));
        if (c == '\0')
            return FAIL(l, _("a NUL byte: save the file as text in UTF-8"));
        if (c == '\r')
            return FAIL(l, _("a carriage return without a line feed: save the file with LF or CRLF "
                             "line ends"));
        if ((c < ' ' && c != '\t') || c == 0x7F)
            return FAIL(l, _("a control character (code %d): remove it"), c);
    }
    return 0;
}

static void trim(const char **s, size_t *len)
{
    while (*len && ((*s)[0] == ' ' || (*s)[0] == '\t'))
        ++*s, --*len;
    while (*len && ((*s)[*len - 1] == ' ' || (*s)[*len - 1] == '\t'))
        --*len;
}

static char *lower(struct htx_arena *arena, const char *s, size_t len)
{
    char *copy = htx_arena_ndup(arena, s, len);
    for (char *p = copy; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    return copy;
}

/* ---- Names -------------------------------------------------------------------------------- */

/* forbidden: what the library takes for something else, or takes differently in its next version.
 */
static int check_name(struct lint *l, const char *s, size_t len, const char *forbidden)
{
    if (len == 0)
        return FAIL(l, _("a name is missing"));
    for (size_t i = 0; i < len; i++) {
        if (s[i] & 0x80)
            return FAIL(l,
                        _("'%.*s' is not ASCII: write the name without accents and the text in "
                          "a value"),
                        (int)len, s);
        if (s[i] == '\t' || strchr(forbidden, s[i]))
            return FAIL(l, _("a name cannot hold '%c': '%.*s'"), s[i], (int)len, s);
    }
    if (len > HTX_INI_NAME_MAX)
        return FAIL(l, _("a name longer than %d bytes: shorten it"), HTX_INI_NAME_MAX);
    if (++l->names > HTX_INI_NAMES_MAX)
        return htx_fail_at(l->err, HTX_ELIMIT, l->file, l->line,
                           _("more than %d sections and keys: split the file"), HTX_INI_NAMES_MAX);
    return 0;
}

static int lint_section(struct lint *l, const char *s, size_t len)
{
    const char *close = memchr(s, ']', len);
    if (!close)
        return FAIL(l, _("a section without ']': write [name]"));
    if (close != s + len - 1)
        return FAIL(l,
                    _("text after ']': a section's name holds no ']', and a comment needs a line "
                      "of its own"));
    s++;
    len -= 2;
    trim(&s, &len);
    int rc = check_name(l, s, len, ":[\\");
    if (rc)
        return rc;
    char *name = htx_arena_ndup(l->arena, s, len);
    const struct htx_ini_section *twin = htx_ini_section(l->ini, name);
    if (twin)
        return FAIL(l, _("section '%s' is already on line %ld: join the two"), name, twin->line);
    struct htx_ini *ini = l->ini;
    ini->sections = htx_arena_grow(l->arena, ini->sections, ini->nsections, sizeof(*ini->sections));
    ini->sections[ini->nsections++] = (struct htx_ini_section){.name = name, .line = l->line};
    htx_buf_addf(l->clean, "[%s]\n", lower(l->arena, s, len));
    return 0;
}

/* ---- Values ------------------------------------------------------------------------------- */

static int check_quoted(struct lint *l, const char *s, size_t len)
{
    const char *close = memchr(s + 1, '"', len - 1);
    if (!close)
        return FAIL(l, _("a quote that is not closed: put \" at the end of the value"));
    if (close != s + len - 1)
        return FAIL(l, _("text after the closing quote: a quoted value holds no quote, and a "
                         "comment needs a line of its own"));
    if (memchr(s, '\\', len))
        return FAIL(l, _("a backslash in a quoted value: write / or leave the quotes out"));
    return 0;
}

static int check_value(struct lint *l, const char *s, size_t len)
{
    if (len && s[0] == '"')
        return check_quoted(l, s, len);
    if (len && s[0] == '\'')
        return FAIL(l, _("a value that begins with ': put it in double quotes"));
    if (memchr(s, ';', len) || memchr(s, '#', len))
        return FAIL(l, _("a value with ; or #: put it in double quotes, and a comment on a line of "
                         "its own"));
    return 0;
}

static int lint_key(struct lint *l, const char *s, size_t len)
{
    const char *equals = memchr(s, '=', len);
    if (!equals)
        return FAIL(l, _("a key without '=': write name = value, or ; before a comment"));
    if (l->ini->nsections == 0)
        return FAIL(l, _("a key before the first section: put a line [name] before it"));
    struct htx_ini_section *section = &l->ini->sections[l->ini->nsections - 1];
    const char *name = s, *value = equals + 1;
    size_t name_len = (size_t)(equals - s), value_len = len - name_len - 1;
    trim(&name, &name_len);
    trim(&value, &value_len);
    int rc = check_name(l, name, name_len, ":[]\"'\\;#");
    if (!rc)
        rc = check_value(l, value, value_len);
    if (rc)
        return rc;
    char *key = lower(l->arena, name, name_len);
    const struct htx_ini_key *twin = htx_ini_key(section, key);
    if (twin)
        return FAIL(l, _("'%s' is already on line %ld: keep one of the two"), key, twin->line);
    section->keys = htx_arena_grow(l->arena, section->keys, section->nkeys, sizeof(*section->keys));
    section->keys[section->nkeys++] =
        (struct htx_ini_key){.name = key, .value = "", .line = l->line};
    htx_buf_addf(l->clean, "%s = %.*s\n", key, (int)value_len, value);
    return 0;
}

/* ---- Lines -------------------------------------------------------------------------------- */

static int lint_line(struct lint *l, const char *s, size_t len)
{
    if (len > HTX_INI_LINE_MAX)
        return htx_fail_at(l->err, HTX_ELIMIT, l->file, l->line,
                           _("a line of %zu bytes: at most %d are allowed"), len, HTX_INI_LINE_MAX);
    int rc = check_characters(l, s, len);
    if (rc)
        return rc;
    trim(&s, &len);
    if (len && s[len - 1] == '\\')
        return FAIL(l, _("a backslash at the end of a line would swallow the next one: remove it"));
    if (len == 0 || s[0] == ';' || s[0] == '#')
        return 0;
    return s[0] == '[' ? lint_section(l, s, len) : lint_key(l, s, len);
}

int htx_ini_lint(struct htx_arena *arena, const char *file, const char *data, size_t len,
                 struct htx_ini *ini, struct htx_buf *clean, struct htx_err *err)
{
    if (len > HTX_INI_FILE_MAX)
        return htx_fail_at(err, HTX_ELIMIT, file, 0,
                           _("a file of %zu bytes: at most %d are allowed"), len, HTX_INI_FILE_MAX);
    *ini = (struct htx_ini){.file = htx_arena_dup(arena, file)};
    struct lint l = {.arena = arena, .file = file, .ini = ini, .clean = clean, .err = err};
    size_t at = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < len) {
        const char *s = data + at, *lf = memchr(s, '\n', len - at);
        size_t n = lf ? (size_t)(lf - s) : len - at;
        at += n + 1;
        l.line++;
        if (lf && n && s[n - 1] == '\r')
            n--;
        int rc = lint_line(&l, s, n);
        if (rc)
            return rc;
    }
    return 0;
}
