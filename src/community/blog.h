#ifndef COMMUNITY_BLOG_H
#define COMMUNITY_BLOG_H

/* A member's blogs, and who follows them. */

#include "base/ids.h"
#include "community/problem.h"
#include "db/db.h"

struct blog {
    struct blog_id id;
    struct str slug;
    struct str title;
    struct str description;
    struct str lang; /* empty: the site's */
    struct member_id owner;
    struct str owner_name;
    struct str owner_handle;
    int64_t created;
    int64_t n_followers;
    int64_t n_articles; /* published */
    int64_t version;
};

struct blog_fields {
    struct str slug; /* empty: made from the title */
    struct str title;
    struct str description;
    struct str lang;
};

/* INVALID, or CONFLICT when the address is taken, with the problem. */
MUST_CHECK enum outcome blog_make(struct arena *arena,
                                  struct db *db,
                                  struct member_id owner,
                                  const struct blog_fields *fields,
                                  int64_t now,
                                  struct blog_id *ret_id,
                                  struct problem *ret_problem);

/* The address stays: links must not break; `slug` is not looked at. CONFLICT
 * with problem WRONG_NOTHING: the blog has changed since `version` was read. */
MUST_CHECK enum outcome blog_edit(struct db *db,
                                  struct blog_id id,
                                  int64_t version,
                                  const struct blog_fields *fields,
                                  struct problem *ret_problem);

MUST_CHECK enum outcome
blog_find(struct arena *arena, struct db *db, struct str slug, struct blog *ret_blog);
MUST_CHECK enum outcome
blog_find_id(struct arena *arena, struct db *db, struct blog_id id, struct blog *ret_blog);

/* n more of its articles are published. */
MUST_CHECK enum outcome blog_count(struct db *db, struct blog_id id, int64_t n);

/* Of one member, by title; at most LIMIT_BLOGS_OF_MEMBER. */
MUST_CHECK enum outcome blog_list_of(struct arena *arena,
                                     struct db *db,
                                     struct member_id owner,
                                     const struct blog **ret_blogs,
                                     size_t *ret_n);

#endif
