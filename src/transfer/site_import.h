#ifndef TRANSFER_SITE_IMPORT_H
#define TRANSFER_SITE_IMPORT_H

/* A whole site from its export, into an empty one: the same addresses, the same pages.
 * Members come without passwords; the operator gives them one (passalong user password). */

#include "db/db.h"
#include "db/objects.h"

struct site_import {
    struct db *db; /* for writing */
    const struct objects *objects;
    const char *path;
    int64_t now;
};

/* All of it or nothing. CONFLICT: the site is not empty. INVALID: this is no export of a
 * site, it is damaged, or something in it cannot be. UNAVAILABLE, FAULT. With words. */
MUST_CHECK enum outcome
site_import_read(struct arena *arena, const struct site_import *request, struct str *ret_why);

#endif
