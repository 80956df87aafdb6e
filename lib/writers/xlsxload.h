/*
 * xlsxload.h - a library that is loaded when it is first needed, and kept from talking.
 */
#ifndef HTX_XLSXLOAD_H
#define HTX_XLSXLOAD_H

#include "base/base.h"

/* A function of the library, and where in a struct its pointer goes. */
struct htx_symbol {
    const char *name;
    size_t at;
};
/* Load the library and all its symbols into the struct at into; handle is for dlclose(). */
int htx_library_load(const char *library, const char *package, const struct htx_symbol *symbol,
                     size_t n, void *into, void **handle, struct htx_err *err);

/* Standard error goes nowhere between the two calls; the second keeps errno. */
int htx_silence_begin(void);
void htx_silence_end(int silence);

#endif
