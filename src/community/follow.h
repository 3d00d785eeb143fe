#ifndef COMMUNITY_FOLLOW_H
#define COMMUNITY_FOLLOW_H

/* Who follows which blog; the blog's count changes in the same write. */

#include "community/blog.h"

/* Both may be asked twice without harm. NOT_FOUND: no such blog. */
MUST_CHECK enum outcome
follow_add(struct db *db, struct member_id member, struct blog_id blog, int64_t now);
MUST_CHECK enum outcome follow_remove(struct db *db, struct member_id member, struct blog_id blog);

MUST_CHECK enum outcome
follow_exists(struct db *db, struct member_id member, struct blog_id blog, bool *ret_follows);

/* The blogs that a member follows, by address, after the slug `after`, at most `max`. */
MUST_CHECK enum outcome follow_list(struct arena *arena,
                                    struct db *db,
                                    struct member_id member,
                                    struct str after,
                                    size_t max,
                                    const struct blog **ret_blogs,
                                    size_t *ret_n);

#endif
