#ifndef WEB_PAGES_MOVED_H
#define WEB_PAGES_MOVED_H

#include "web/route.h"

/* Any path that is none of ours: leads to the article that stood there on the site that it
 * was imported from. NOT_FOUND. */
page_handler page_moved;

#endif
