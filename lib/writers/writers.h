/*
 * writers.h - rows and documents to bytes: one file for each format.
 */
#ifndef HTX_WRITERS_H
#define HTX_WRITERS_H

#include "report/document.h"

/*
 * Write document as an Excel workbook to the new file at path (made by htx_file_temp(), to be put
 * in place by htx_file_install()).  Everything libxlsxwriter would get wrong in silence is checked
 * before it is called; the finished file is read back (every entry inflated, its XML parsed, its
 * rows counted) and what the library cannot say is set on the way.  Equal documents give equal
 * bytes; a failure leaves no file.  The library's own file is path with ".raw" for a moment.
 */
int htx_xlsx_write(const char *path, const struct htx_document *document, struct htx_err *err);

/* Its sheet of data, NULL when it has none. */
const struct htx_sheet *htx_document_data(const struct htx_document *document);

/* The document as text that fits width columns, as Markdown, or its data sheet as CSV. */
void htx_page_write(const struct htx_document *document, enum htx_report_format format, int width,
                    struct htx_buf *out);

#endif
