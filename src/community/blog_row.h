#ifndef COMMUNITY_BLOG_ROW_H
#define COMMUNITY_BLOG_ROW_H

/* For blog.c and follow.c alone: a blog as a row of a query. */

#include "community/blog.h"

#define BLOG_COLUMNS                                                                               \
    "b.id, b.slug, b.title, b.description, b.lang, b.owner, m.name, m.handle, b.created,"          \
    " b.n_followers, b.n_articles, b.version"

/* All rows that come, at most `max`. */
MUST_CHECK enum outcome blog_read_rows(struct arena *arena,
                                       struct db_stmt *stmt,
                                       size_t max,
                                       const struct blog **ret_blogs,
                                       size_t *ret_n);

#endif
