#ifndef WEB_PAGES_FOLLOW_H
#define WEB_PAGES_FOLLOW_H

/* Following a blog: what the button does. */

#include "web/route.h"

page_handler page_follow, page_unfollow;

#endif
