#ifndef COMMUNITY_INTAKE_H
#define COMMUNITY_INTAKE_H

/* Articles taken in by the ten thousand: published at once, without a query for each of
 * their counters. Sources and tags are looked up once and remembered; what is counted is
 * gathered and written once a transaction. The result is what article_make and
 * article_publish would have made one by one.
 *
 *     db_begin, intake_begin, intake_add ..., intake_end, db_commit, and again
 *
 * After a failure the transaction must be undone and the intake is of no more use. */

#include "community/article.h"
#include "community/body.h"
#include "community/search_words.h"

/* All that is costly was done before, on any thread: article_check, the packing of its
 * body, its keys. */
struct intake_article {
    const struct article_checked *checked;
    struct body_packed body; /* of checked->fields.body */
    int64_t shared;          /* not in the future */
    int64_t day;             /* of `shared`, as article_publish has it */
    int64_t record;          /* by which the blog knows the record: import_record_key */
    int64_t address;         /* article_address_key of its address */
    bool has_address;
    struct search_words words;
    struct str path; /* where it stood on its old site, to be led here; empty: nowhere */
};

struct intake;

/* Into one blog, by one sharer. `_free` accepts NULL. */
struct intake *intake_new(struct db *db, struct blog_id blog, struct member_id sharer, int64_t now);
void intake_free(struct intake *intake);

/* For CLEANUP. */
void intake_free_at(struct intake **intake);

MUST_CHECK enum outcome intake_begin(struct intake *intake);

/* CONFLICT: the blog has this record already, and nothing was written. */
MUST_CHECK enum outcome
intake_add(struct intake *intake, const struct intake_article *article, struct article_id *ret_id);

/* Writes what was counted. */
MUST_CHECK enum outcome intake_end(struct intake *intake);

#endif
