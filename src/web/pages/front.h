#ifndef WEB_PAGES_FRONT_H
#define WEB_PAGES_FRONT_H

/* The site's first page in its three orders: newest, most discussed, followed. */

#include "web/route.h"

page_handler page_front, page_discussed, page_following;

#endif
