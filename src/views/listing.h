#ifndef VIEWS_LISTING_H
#define VIEWS_LISTING_H

/* Everything of one source, under one tag, by one member. */

#include "views/page.h"
#include "views/story.h"

enum listing_kind { LISTING_SOURCE, LISTING_TAG, LISTING_MEMBER };

struct listing_blog {
    struct str slug;
    struct str title;
    int64_t n_articles;
};

struct listing_blogs {
    const struct listing_blog *items;
    size_t n;
};

struct listing_page {
    struct page page;
    enum listing_kind kind;
    struct str name;
    struct str slug;            /* of a source */
    struct str domain;          /* of a source; may be empty */
    struct str since;           /* a member's first day here */
    int64_t n_articles;         /* of a source or tag */
    struct listing_blogs blogs; /* of a member */
    struct stories stories;
    int64_t member; /* whose page it is; 0 */
};

#endif
