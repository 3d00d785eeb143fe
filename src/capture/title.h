#ifndef CAPTURE_TITLE_H
#define CAPTURE_TITLE_H

/* An article's title out of the title of its page. */

#include "base/str.h"

/* Drops the site's name behind (or before) a separator, trusting the heading
 * when it is part of the page's title. Borrows from one of the two. */
struct str title_of_page(struct str page_title, struct str heading);

#endif
