#ifndef TRANSFER_SITE_EXPORT_H
#define TRANSFER_SITE_EXPORT_H

/* A site, or what is one member's of it, as an archive of files that anybody can read
 * (docs/import.md): about.json, the objects, then the rows of each table as JSON Lines in
 * parts of a few megabytes. It is one consistent view, and the same site gives the same bytes. */

#include "base/ids.h"
#include "db/db.h"
#include "db/objects.h"

struct site_export {
    struct db *db; /* for reading; no view of it may be open */
    const struct objects *objects;
    struct member_id own; /* what is this member's; 0: everything, with pictures and snapshots */
    int fd;               /* where the archive is written */
    void (*on_progress)(int permille); /* may be NULL */
};

/* UNAVAILABLE (the disk is full) and FAULT with the reason in words, in the arena. */
MUST_CHECK enum outcome
site_export_write(struct arena *arena, const struct site_export *request, struct str *ret_why);

#endif
