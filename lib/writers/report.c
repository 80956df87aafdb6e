/* report.c - a report to its file: built, written beside it, verified, and only then put in place.
 */
#include "writers/writers.h"
#include "report/report.h"
#include <string.h>
#include <unistd.h>

enum { REPORT_MAX = 1 << 30 };

/* Is there a file at path that is not the one at temp? */
static int differs(const char *path, const char *temp, bool *different, struct htx_err *err)
{
    struct htx_buf old = HTX_BUF_INIT, new = HTX_BUF_INIT;
    *different = false;
    int result = 0;
    if (access(path, F_OK) == 0) {
        result = htx_file_read(path, REPORT_MAX, &old, err);
        if (result == 0)
            result = htx_file_read(temp, REPORT_MAX, &new, err);
        *different = old.len != new.len || memcmp(old.s, new.s, new.len) != 0;
    }
    htx_buf_free(&old);
    htx_buf_free(&new);
    return result;
}

/* reports/ in the plan directory is made when it is first needed. */
static int make_parent(struct htx_office *office, const char *path, struct htx_err *err)
{
    size_t n = strlen(office->dir);
    if (strncmp(path, office->dir, n) != 0 || strncmp(path + n, "/reports/", 9) != 0)
        return 0;
    return htx_file_make_dir(htx_arena_printf(&office->arena, "%s/reports", office->dir), err);
}

int htx_report_write(struct htx_office *office, const struct htx_report *report, const char *path,
                     bool force, struct htx_buf *temp, struct htx_err *err)
{
    struct htx_document document;
    bool different;
    int result = htx_report_build(office, report, &document, err);
    if (result == 0)
        result = make_parent(office, path, err);
    if (result == 0)
        result = htx_file_stage(path, "", 0, temp, err); /* can anything be written there? */
    if (result)
        return result;
    result = htx_xlsx_write(temp->s, &document, err);
    if (result == 0)
        result = differs(path, temp->s, &different, err);
    if (result == 0 && different && !force)
        result = htx_fail(err, HTX_EDATA,
                          _("'%s' is there and differs: a report is kept as it was sent; --force "
                            "replaces it, -o writes elsewhere"),
                          path);
    if (result)
        unlink(temp->s);
    return result;
}

int htx_report_print(struct htx_office *office, const struct htx_report *report,
                     enum htx_report_format format, int width, struct htx_buf *out,
                     struct htx_err *err)
{
    struct htx_document document;
    int result = htx_report_build(office, report, &document, err);
    if (result == 0 && format == HTX_REPORT_CSV && !htx_document_data(&document))
        result = htx_fail(err, HTX_EUSAGE, _("the form has no sheet of data to write as CSV"));
    if (result == 0)
        htx_page_write(&document, format, width, out);
    return result;
}
