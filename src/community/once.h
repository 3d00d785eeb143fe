#ifndef COMMUNITY_ONCE_H
#define COMMUNITY_ONCE_H

/* A form sent twice does its work once and answers twice the same. Inside one
 * write: once_find; on NOT_FOUND do the work, then once_keep. */

#include "base/ids.h"
#include "db/db.h"

/* Where the first sending of this form led. NOT_FOUND: this is the first.
 * `nonce` is the form's random text, at most 64 bytes (INVALID). */
MUST_CHECK enum outcome once_find(struct arena *arena,
                                  struct db *db,
                                  struct member_id member,
                                  struct str nonce,
                                  struct str *ret_location);

/* CONFLICT when another sending was quicker: the caller's write is undone. */
MUST_CHECK enum outcome once_keep(
    struct db *db, struct member_id member, struct str nonce, struct str location, int64_t now);

/* Forgets forms that are older than a day. */
MUST_CHECK enum outcome once_sweep(struct db *db, int64_t now);

#endif
