#ifndef WEB_PAGES_CALENDAR_H
#define WEB_PAGES_CALENDAR_H

/* Years and months as a blog's archive shows them: how much each day holds. */

#include "community/blog.h"
#include "text/dates.h"
#include "views/archive.h"
#include "web/request.h"

/* The twelve months of a year and what they hold together. */
MUST_CHECK enum outcome calendar_show_year(const struct request *rq,
                                           const struct blog *blog,
                                           int year,
                                           struct archive_months *ret_months,
                                           int64_t *ret_n_articles);

/* Fills heading, year, weeks, weekdays and the months beside of the month that
 * begins on `first`. */
MUST_CHECK enum outcome calendar_show_month(const struct request *rq,
                                            const struct blog *blog,
                                            struct day first,
                                            struct archive_month_page *ret_page);

/* "/b/{slug}/2024/10" */
struct str calendar_month_href(struct arena *arena, struct str blog_slug, struct day day);

#endif
