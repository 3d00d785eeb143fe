#ifndef COMMUNITY_FOLLOW_H
#define COMMUNITY_FOLLOW_H

/* Who follows which blog; the blog's count changes in the same write. */

#include "base/ids.h"
#include "db/db.h"

/* Both may be asked twice without harm. NOT_FOUND: no such blog. */
MUST_CHECK enum outcome
follow_add(struct db *db, struct member_id member, struct blog_id blog, int64_t now);
MUST_CHECK enum outcome follow_remove(struct db *db, struct member_id member, struct blog_id blog);

MUST_CHECK enum outcome
follow_exists(struct db *db, struct member_id member, struct blog_id blog, bool *ret_follows);

#endif
