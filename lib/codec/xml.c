/* xml.c - XML documents read through expat. */
#include "codec/codec.h"
#include <expat.h>

enum { CHUNK = 1 << 20 }; /* expat counts in int */

struct document {
    XML_Parser parser;
    const struct htx_xml_events *events;
    void *ctx;
    bool doctype;
};

static void on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct document *d = data;
    d->events->start(d->ctx, name, (const char *const *)attributes);
}

static void on_end(void *data, const XML_Char *name)
{
    struct document *d = data;
    d->events->end(d->ctx, name);
}

static void on_text(void *data, const XML_Char *text, int len)
{
    struct document *d = data;
    d->events->text(d->ctx, text, (size_t)len);
}

/* Without a doctype there are no entities but the five of XML: none to expand without end, none to
 * fetch. */
static void on_doctype(void *data, const XML_Char *name, const XML_Char *system_id,
                       const XML_Char *public_id, int internal_subset)
{
    struct document *d = data;
    (void)name, (void)system_id, (void)public_id, (void)internal_subset;
    d->doctype = true;
    XML_StopParser(d->parser, XML_FALSE);
}

static int fail(struct document *d, const char *file, struct htx_err *err)
{
    long line = (long)XML_GetCurrentLineNumber(d->parser);
    enum XML_Error reason = XML_GetErrorCode(d->parser);
    if (reason == XML_ERROR_NO_MEMORY)
        htx_out_of_memory();
    if (d->doctype)
        return htx_fail_at(err, HTX_EDATA, file, line,
                           _("the XML has a document type (DOCTYPE), which is not accepted"));
    return htx_fail_at(err, HTX_EDATA, file, line, _("not well-formed XML: %s"),
                       XML_ErrorString(reason));
}

int htx_xml_parse(const char *file, const char *data, size_t len,
                  const struct htx_xml_events *events, void *ctx, struct htx_err *err)
{
    struct document d = {.parser = XML_ParserCreate(NULL), .events = events, .ctx = ctx};
    if (!d.parser)
        htx_out_of_memory();
    XML_SetUserData(d.parser, &d);
    XML_SetElementHandler(d.parser, events->start ? on_start : NULL, events->end ? on_end : NULL);
    XML_SetCharacterDataHandler(d.parser, events->text ? on_text : NULL);
    XML_SetStartDoctypeDeclHandler(d.parser, on_doctype);
    int rc = 0;
    bool last = false;
    for (size_t at = 0; !rc && !last; at += CHUNK) {
        size_t left = len - at, n = left < CHUNK ? left : CHUNK;
        last = n == left;
        if (XML_Parse(d.parser, data + at, (int)n, last) != XML_STATUS_OK)
            rc = fail(&d, file, err);
    }
    XML_ParserFree(d.parser);
    return rc;
}
