#ifndef DB_BUNDLE_H
#define DB_BUNDLE_H

/* A site in one file: the store and its objects as a tar (POSIX.1-2001, pax),
 * which any other program can open too. */

#include "base/str.h"

struct bundle_request {
    const char *folder; /* the data folder: read by bundle_write, filled by bundle_read */
    const char *store;  /* the store's file to be packed; bundle_read writes it under this name */
    const char *path;   /* the bundle */
    void (*on_progress)(int permille); /* may be NULL */
};

/* Writes the bundle, durably, under `path`, which must not be there yet. Objects
 * that the site gets meanwhile may or may not be in it. UNAVAILABLE: the disk is
 * full; FAULT. Whenever not OK the reason is in words and `path` is gone. */
MUST_CHECK enum outcome
bundle_write(struct arena *arena, const struct bundle_request *request, struct str *ret_why);

/* Unpacks store and objects; an object whose bytes are not those of its name,
 * and a file that has no place in a site, stop it. INVALID: this is no bundle or
 * a damaged one; UNAVAILABLE: the disk is full; FAULT. */
MUST_CHECK enum outcome
bundle_read(struct arena *arena, const struct bundle_request *request, struct str *ret_why);

#endif
