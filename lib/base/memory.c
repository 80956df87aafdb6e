/* memory.c - arenas and buffers. */
#include "base/base.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct htx_block {
    struct htx_block *next;
    size_t used, size;
    _Alignas(max_align_t) char data[];
};

char htx_buf_empty[1] = "";

void htx_out_of_memory(void)
{
    static const char text[] = "htxplan: out of memory\n";
    if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
        _exit(2);
    _exit(1);
}

void *htx_arena_alloc(struct htx_arena *a, size_t n)
{
    const size_t align = _Alignof(max_align_t);
    if (n > SIZE_MAX / 2)
        htx_out_of_memory();
    n = (n + align - 1) / align * align;
    struct htx_block *b = a->block;
    if (!b || b->size - b->used < n) {
        size_t size = n > 65536 ? n : 65536;
        b = calloc(1, sizeof(*b) + size);
        if (!b)
            htx_out_of_memory();
        b->size = size;
        b->next = a->block;
        a->block = b;
    }
    void *p = b->data + b->used;
    b->used += n;
    return p;
}

char *htx_arena_ndup(struct htx_arena *a, const char *s, size_t n)
{
    char *copy = htx_arena_alloc(a, n + 1);
    memcpy(copy, s, n);
    return copy;
}

char *htx_arena_dup(struct htx_arena *a, const char *s)
{
    return htx_arena_ndup(a, s, strlen(s));
}

char *htx_vprintf(const char *fmt, va_list ap)
{
    char *text = NULL;
    if (vasprintf(&text, fmt, ap) < 0)
        htx_out_of_memory();
    return text;
}

char *htx_arena_printf(struct htx_arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = htx_vprintf(fmt, ap);
    va_end(ap);
    char *copy = htx_arena_dup(a, text);
    free(text);
    return copy;
}

void *htx_arena_grow(struct htx_arena *a, void *items, size_t n, size_t size)
{
    if (n != 0 && (n < 8 || (n & (n - 1)) != 0))
        return items;
    size_t room = n ? n * 2 : 8;
    if (room > SIZE_MAX / 2 / size)
        htx_out_of_memory();
    void *grown = htx_arena_alloc(a, room * size);
    if (n)
        memcpy(grown, items, n * size);
    return grown;
}

void htx_arena_free(struct htx_arena *a)
{
    for (struct htx_block *b = a->block, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    a->block = NULL;
}

static void buf_reserve(struct htx_buf *b, size_t more)
{
    if (more >= SIZE_MAX / 2 - b->len)
        htx_out_of_memory();
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap * 2 > need ? b->cap * 2 : need + 64;
    char *s = realloc(b->cap ? b->s : NULL, cap);
    if (!s)
        htx_out_of_memory();
    b->s = s;
    b->cap = cap;
}

void htx_buf_add(struct htx_buf *b, const void *p, size_t n)
{
    buf_reserve(b, n);
    if (n)
        memcpy(b->s + b->len, p, n);
    b->len += n;
    b->s[b->len] = '\0';
}

void htx_buf_adds(struct htx_buf *b, const char *s)
{
    htx_buf_add(b, s, strlen(s));
}

void htx_buf_addc(struct htx_buf *b, char c)
{
    if (b->len + 1 >= b->cap)
        buf_reserve(b, 1);
    b->s[b->len++] = c;
    b->s[b->len] = '\0';
}

void htx_buf_addf(struct htx_buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = htx_vprintf(fmt, ap);
    va_end(ap);
    htx_buf_adds(b, text);
    free(text);
}

void htx_buf_cut(struct htx_buf *b, size_t len)
{
    if (len < b->len) {
        b->len = len;
        b->s[len] = '\0';
    }
}

void htx_buf_free(struct htx_buf *b)
{
    if (b->cap)
        free(b->s);
    b->s = htx_buf_empty;
    b->len = b->cap = 0;
}
