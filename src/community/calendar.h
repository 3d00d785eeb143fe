#ifndef COMMUNITY_CALENDAR_H
#define COMMUNITY_CALENDAR_H

/* How many articles a blog has on each day: one row a day, kept with every
 * publication, so that a calendar never counts articles. A day is its
 * number since 1970-01-01 (text/dates.h) in the site's zone. */

#include "base/ids.h"
#include "db/db.h"

struct calendar_day {
    int64_t day;
    int64_t n;
};

/* n is 1 or -1. */
MUST_CHECK enum outcome calendar_count(struct db *db, struct blog_id blog, int64_t day, int64_t n);

/* Makes the rows afresh from the articles' days. */
MUST_CHECK enum outcome calendar_count_again(struct db *db);

/* Puts every article on its day in another zone. Reads all published articles
 * once: some seconds for half a million, in which nothing else is written.
 * INVALID: no such zone. */
MUST_CHECK enum outcome calendar_set_zone(struct db *db, struct str zone);

/* Days with articles in [first, end), at most 366. */
MUST_CHECK enum outcome calendar_days(struct arena *arena,
                                      struct db *db,
                                      struct blog_id blog,
                                      int64_t first,
                                      int64_t end,
                                      const struct calendar_day **ret_days,
                                      size_t *ret_n);

/* How many articles in [first, end). */
MUST_CHECK enum outcome
calendar_sum(struct db *db, struct blog_id blog, int64_t first, int64_t end, int64_t *ret_n);

/* The first and the last day with an article. NOT_FOUND: there is none. */
MUST_CHECK enum outcome
calendar_span(struct db *db, struct blog_id blog, int64_t *ret_first, int64_t *ret_last);

struct calendar_years {
    const struct calendar_day *days; /* the newest first */
    size_t n;
    int upto; /* where earlier years go on (`before` of the next call); 0: there are none */
};

/* This day of the month in the years before one (0: in all) where it has articles: at most
 * LIMIT_DAY_YEARS of them, out of LIMIT_DAY_YEARS_SOUGHT years that have any. */
MUST_CHECK enum outcome calendar_through_years(struct arena *arena,
                                               struct db *db,
                                               struct blog_id blog,
                                               int month,
                                               int day_of_month,
                                               int before,
                                               struct calendar_years *ret_years);

/* The nearest days with articles on both sides of `day`; INT64_MIN where there is none. */
MUST_CHECK enum outcome calendar_beside(
    struct db *db, struct blog_id blog, int64_t day, int64_t *ret_before, int64_t *ret_after);

#endif
