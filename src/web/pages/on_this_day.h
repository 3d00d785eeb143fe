#ifndef WEB_PAGES_ON_THIS_DAY_H
#define WEB_PAGES_ON_THIS_DAY_H

/* A day of the year through all years of a blog. The address without a day leads
 * to today's, so that the page itself is the same whenever it is asked for. */

#include "text/dates.h"
#include "web/route.h"

page_handler page_on_this_day, page_on_this_day_now;

/* "/b/{slug}/on-this-day/10/21" */
struct str on_this_day_href(struct arena *arena, struct str blog_slug, struct day day);

#endif
