#ifndef COMMUNITY_ARTICLE_AROUND_H
#define COMMUNITY_ARTICLE_AROUND_H

/* What stands around one article on its page: its neighbours in the blog. */

#include "community/article.h"

/* A neighbour in the blog, in the order of sharing; id 0 when there is none. */
struct article_link {
    struct article_id id;
    struct str slug;
    struct str title;
};
MUST_CHECK enum outcome article_neighbours(struct arena *arena,
                                           struct db *db,
                                           const struct article *article,
                                           struct article_link *ret_older,
                                           struct article_link *ret_newer);

#endif
