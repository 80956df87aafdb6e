/* zip.c - zip files read and written through minizip. */
#include "codec/codec.h"
#include <errno.h>
#include <limits.h>
#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Reading ------------------------------------------------------------------------------ */

enum { NAME_MAX_BYTES = 1024, FLAG_ENCRYPTED = 1 };

/* minizip opens directories and waits for pipes. */
static int check_regular(const char *path, struct htx_err *err)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return htx_fail_errno(err, _("cannot open"), path);
    if (!S_ISREG(st.st_mode))
        return htx_fail(err, HTX_EDATA, _("'%s' is not a regular file"), path);
    return 0;
}

static int fail_damaged(const char *path, const char *name, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, path, 0,
                       _("the entry '%s' of the zip file is damaged: get the file again"), name);
}

static int fail_too_large(const char *path, const char *name, size_t cap, struct htx_err *err)
{
    return htx_fail_at(err, HTX_ELIMIT, path, 0,
                       _("the entry '%s' of the zip file is larger than %zu bytes"), name, cap);
}

/* The size in the directory may lie, so memory follows what is really inflated. */
static int inflate_entry(unzFile zip, const char *path, const char *name, size_t cap,
                         struct htx_buf *data, struct htx_err *err)
{
    char chunk[16384];
    int n;
    while ((n = unzReadCurrentFile(zip, chunk, sizeof(chunk))) > 0) {
        htx_buf_add(data, chunk, (size_t)n);
        if (data->len > cap)
            return fail_too_large(path, name, cap, err);
    }
    return n < 0 ? fail_damaged(path, name, err) : 0;
}

static int read_entry(unzFile zip, const char *path, size_t cap, char *name, struct htx_buf *data,
                      struct htx_err *err)
{
    unz_file_info64 info;
    if (unzGetCurrentFileInfo64(zip, &info, name, NAME_MAX_BYTES, NULL, 0, NULL, 0) != UNZ_OK)
        return fail_damaged(path, "?", err);
    if (info.size_filename >= NAME_MAX_BYTES || strlen(name) != info.size_filename) {
        name[NAME_MAX_BYTES - 1] = '\0';
        return fail_damaged(path, name, err);
    }
    if (info.flag & FLAG_ENCRYPTED)
        return htx_fail_at(err, HTX_EDATA, path, 0,
                           _("the entry '%s' is encrypted: save the file without a password"),
                           name);
    if (info.uncompressed_size > cap)
        return fail_too_large(path, name, cap, err);
    if (unzOpenCurrentFile(zip) != UNZ_OK)
        return fail_damaged(path, name, err);
    int rc = inflate_entry(zip, path, name, cap, data, err);
    int closed = unzCloseCurrentFile(zip); /* tells a wrong CRC */
    if (!rc && (closed != UNZ_OK || data->len != info.uncompressed_size))
        rc = fail_damaged(path, name, err);
    return rc;
}

int htx_zip_read(const char *path, size_t cap, htx_zip_entry *entry, void *ctx, struct htx_err *err)
{
    int rc = check_regular(path, err);
    if (rc)
        return rc;
    unzFile zip = unzOpen64(path);
    unz_global_info64 info;
    if (!zip || unzGetGlobalInfo64(zip, &info) != UNZ_OK) {
        if (zip)
            unzClose(zip);
        return htx_fail_at(err, HTX_EDATA, path, 0, _("not a zip file, or a damaged one"));
    }
    char name[NAME_MAX_BYTES + 1] = "";
    struct htx_buf data = HTX_BUF_INIT;
    for (ZPOS64_T i = 0; !rc && i < info.number_entry; i++) {
        if ((i ? unzGoToNextFile(zip) : unzGoToFirstFile(zip)) != UNZ_OK) {
            rc = htx_fail_at(err, HTX_EDATA, path, 0,
                             _("the zip file lists fewer entries than it says: get it again"));
            break;
        }
        htx_buf_cut(&data, 0);
        rc = read_entry(zip, path, cap, name, &data, err);
        if (!rc)
            rc = entry(ctx, name, data.s, data.len, err);
    }
    htx_buf_free(&data);
    unzClose(zip);
    return rc;
}

/* ---- Out of memory ---- */

struct memory {
    const char *data;
    size_t len, at;
};

static void *memory_open(void *memory, const void *name, int mode)
{
    (void)name;
    return mode & ZLIB_FILEFUNC_MODE_WRITE ? NULL : memory;
}

static uLong memory_read(void *memory, void *stream, void *to, uLong n)
{
    struct memory *m = memory;
    (void)stream;
    if (n > m->len - m->at)
        n = m->len - m->at;
    memcpy(to, m->data + m->at, n);
    m->at += n;
    return n;
}

static ZPOS64_T memory_tell(void *memory, void *stream)
{
    (void)stream;
    return ((struct memory *)memory)->at;
}

static long memory_seek(void *memory, void *stream, ZPOS64_T offset, int origin)
{
    struct memory *m = memory;
    (void)stream;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                  : origin == ZLIB_FILEFUNC_SEEK_CUR ? m->at
                                                     : m->len;
    if (offset > m->len - from)
        return -1;
    m->at = from + (size_t)offset;
    return 0;
}

static int memory_ok(void *memory, void *stream)
{
    (void)memory, (void)stream;
    return 0;
}

int htx_zip_extract(const char *file, const char *data, size_t len, const char *name, size_t cap,
                    struct htx_buf *out, bool *found, struct htx_err *err)
{
    struct memory memory = {data, len, 0};
    zlib_filefunc64_def functions = {.zopen64_file = memory_open,
                                     .zread_file = memory_read,
                                     .ztell64_file = memory_tell,
                                     .zseek64_file = memory_seek,
                                     .zclose_file = memory_ok,
                                     .zerror_file = memory_ok,
                                     .opaque = &memory};
    unzFile zip = unzOpen2_64(file, &functions);
    if (!zip)
        return htx_fail_at(err, HTX_EDATA, file, 0, _("not a zip file, or a damaged one"));
    enum { ANY_CASE = 2 };
    char entry[NAME_MAX_BYTES + 1] = "";
    htx_buf_cut(out, 0);
    *found = unzLocateFile(zip, name, ANY_CASE) == UNZ_OK;
    int rc = *found ? read_entry(zip, file, cap, entry, out, err) : 0;
    unzClose(zip);
    return rc;
}

/* ---- Writing ------------------------------------------------------------------------------ */

enum { DEFLATE_LEVEL = 6 };

struct htx_zip {
    zipFile file;
    char *path;
    bool failed;
};

/* minizip reports that a write failed, the C library below it perhaps why. */
static int fail_write(struct htx_zip *zip, struct htx_err *err)
{
    zip->failed = true;
    if (errno == 0)
        errno = EIO;
    return htx_fail_errno(err, _("cannot write"), zip->path);
}

int htx_zip_create(const char *path, struct htx_zip **zip, struct htx_err *err)
{
    errno = 0;
    zipFile file = zipOpen64(path, APPEND_STATUS_CREATE);
    if (!file)
        return htx_fail_errno(err, _("cannot create"), path);
    struct htx_zip *made = calloc(1, sizeof(*made));
    if (!made || !(made->path = strdup(path)))
        htx_out_of_memory();
    made->file = file;
    *zip = made;
    return 0;
}

int htx_zip_add(struct htx_zip *zip, const char *name, const void *data, size_t len,
                struct htx_err *err)
{
    static const zip_fileinfo info = {.tmz_date = {.tm_year = 1980, .tm_mon = 0, .tm_mday = 1}};
    if (len > INT_MAX) {
        zip->failed = true;
        return htx_fail_at(err, HTX_ELIMIT, zip->path, 0, _("'%s' is larger than %d bytes"), name,
                           INT_MAX);
    }
    errno = 0;
    if (zipOpenNewFileInZip64(zip->file, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                              DEFLATE_LEVEL, 0) != ZIP_OK)
        return fail_write(zip, err);
    int wrote = len ? zipWriteInFileInZip(zip->file, data, (unsigned)len) : ZIP_OK;
    int closed = zipCloseFileInZip(zip->file);
    return wrote == ZIP_OK && closed == ZIP_OK ? 0 : fail_write(zip, err);
}

int htx_zip_close(struct htx_zip *zip, struct htx_err *err)
{
    errno = 0;
    int closed = zipClose(zip->file, NULL);
    int rc = closed == ZIP_OK && !zip->failed ? 0 : fail_write(zip, err);
    free(zip->path);
    free(zip);
    return rc;
}
