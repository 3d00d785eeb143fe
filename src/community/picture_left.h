#ifndef COMMUNITY_PICTURE_LEFT_H
#define COMMUNITY_PICTURE_LEFT_H

/* Pictures that were left where they are since policy did not let them be kept, and now does.
 * A walk through the articles, in jobs that survive a stop: it asks for one article's pictures
 * after another, LIMIT_PICTURES_LEFT_SECONDS apart, so that no publisher is asked for years of
 * them at once. */

#include "base/limits.h"
#include "community/job.h"

/* Inside the write that lets more be shown: the walk begins, or begins again, within a
 * minute. */
MUST_CHECK enum outcome picture_left_begin(struct db *db, int64_t now);

/* What one step of the walk found. */
struct picture_left {
    int64_t articles[LIMIT_PICTURES_LEFT]; /* that may keep pictures which they wait for */
    size_t n;
    int64_t last; /* the last that was looked at */
    bool is_end;
};

/* The articles behind `after`. Reads only. */
MUST_CHECK enum outcome
picture_left_find(struct db *db, int64_t after, struct picture_left *ret_left);

/* Inside a write: a job for each of them, and for the walk's next step. */
MUST_CHECK enum outcome
picture_left_submit(struct db *db, const struct picture_left *left, int64_t now);

#endif
