#ifndef WEB_PAGES_STORY_H
#define WEB_PAGES_STORY_H

/* Rows of community/article_list.h as lists show them, and the place in a list
 * that an address asks for. */

#include "community/article_list.h"
#include "text/dates.h"
#include "views/story.h"
#include "web/request.h"

enum story_grouping {
    STORY_BY_DAY,         /* of many blogs */
    STORY_BY_DAY_OF_BLOG, /* of one blog: its name is left out, days lead to its archive */
    STORY_OF_ONE_DAY,     /* the same below a heading that names the day */
    STORY_RANKED,         /* in the order given; each says its date */
};

/* Where `?from=` says to begin; the newest page when it says nothing. NOT_FOUND
 * when it says anything else. */
MUST_CHECK enum outcome story_from(const struct request *rq, struct article_from *ret_from);

/* The page of a list with the links to its neighbours. */
struct stories story_list_show(const struct request *rq,
                               const struct article_page *page,
                               enum story_grouping grouping);

/* "/a/12/ferry-keeps-its-night-crossing" */
struct str story_href(struct arena *arena, struct article_id id, struct str slug);

/* "/b/{slug}/2024/10/21" */
struct str story_day_href(struct arena *arena, struct str blog_slug, struct day day);

#endif
