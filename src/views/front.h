#ifndef VIEWS_FRONT_H
#define VIEWS_FRONT_H

/* The site's first page, in its three orders. */

#include "views/page.h"
#include "views/story.h"

enum front_tab { FRONT_NEWEST, FRONT_DISCUSSED, FRONT_FOLLOWING };

struct front_page {
    struct page page;
    enum front_tab tab;
    struct str tagline; /* of the site; may be empty */
    struct stories stories;
};

#endif
