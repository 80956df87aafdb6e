/* xlsxload.c - a library that is loaded when it is first needed, and kept from talking. */
#include "writers/xlsxload.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int htx_library_load(const char *library, const char *package, const struct htx_symbol *symbol,
                     size_t n, void *into, void **handle, struct htx_err *err)
{
    *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!*handle)
        return htx_fail(err, HTX_ESYS, _("cannot load %s, which writes workbooks: install %s"),
                        library, package);
    for (size_t i = 0; i < n; i++) {
        void *function = dlsym(*handle, symbol[i].name);
        if (!function) {
            dlclose(*handle);
            return htx_fail(err, HTX_ESYS, _("%s has no '%s': install another version of it"),
                            library, symbol[i].name);
        }
        memcpy((char *)into + symbol[i].at, &function, sizeof(function));
    }
    return 0;
}

int htx_silence_begin(void)
{
    int own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (own >= 0 && null >= 0)
        dup2(null, STDERR_FILENO);
    if (null >= 0)
        close(null);
    return own;
}

void htx_silence_end(int silence)
{
    int reason = errno;
    if (silence >= 0) {
        dup2(silence, STDERR_FILENO);
        close(silence);
    }
    errno = reason;
}
