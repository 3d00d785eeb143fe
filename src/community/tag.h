#ifndef COMMUNITY_TAG_H
#define COMMUNITY_TAG_H

/* Tags: words that sharers file articles under. Two spellings with the same
 * address are one tag; the first one given stays. */

#include "base/ids.h"
#include "community/problem.h"
#include "db/db.h"

struct tag {
    struct tag_id id;
    struct str slug;
    struct str name;
    int64_t n_articles; /* published */
};

/* "one, two" as a form gives it: trimmed, without empty ones and doubles.
 * INVALID with the problem: too many, too long, bad characters. */
MUST_CHECK enum outcome tag_split(struct arena *arena,
                                  struct str text,
                                  struct str_list *ret_names,
                                  struct problem *ret_problem);

/* Names from elsewhere, treated alike. */
MUST_CHECK enum outcome tag_check(struct arena *arena,
                                  struct str_list given,
                                  struct str_list *ret_names,
                                  struct problem *ret_problem);

/* Tags that a page or a file carries are a help, not an order: what of them will do, at most
 * LIMIT_TAGS. */
struct str_list tag_usable(struct arena *arena, struct str_list given);

/* In place of the time of sharing: the article is not published. */
#define TAG_UNLISTED INT64_MIN

/* The article's tags become exactly these checked names. `shared` is the
 * article's when it is published, else TAG_UNLISTED. */
MUST_CHECK enum outcome tag_set(struct arena *arena,
                                struct db *db,
                                struct article_id article,
                                struct str_list names,
                                int64_t shared);

/* The tag of a checked name; it is made when there is none. */
MUST_CHECK enum outcome
tag_ensure(struct arena *arena, struct db *db, struct str name, struct tag_id *ret_id);

/* n more of its articles are published. */
MUST_CHECK enum outcome tag_count(struct db *db, struct tag_id id, int64_t n);

/* The article enters the lists of its tags, or leaves them (TAG_UNLISTED). */
MUST_CHECK enum outcome tag_relist(struct db *db, struct article_id article, int64_t shared);

MUST_CHECK enum outcome
tag_find(struct arena *arena, struct db *db, struct str slug, struct tag *ret_tag);

/* Of one article, in the order given. */
MUST_CHECK enum outcome tag_list_of(struct arena *arena,
                                    struct db *db,
                                    struct article_id article,
                                    const struct tag **ret_tags,
                                    size_t *ret_n);

#endif
