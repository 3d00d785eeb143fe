#ifndef WEB_PAGES_LISTING_H
#define WEB_PAGES_LISTING_H

/* What came from one source, stands under one tag, was written or shared by one person. */

#include "web/route.h"

page_handler page_source, page_tag, page_byline, page_member;

#endif
