#ifndef WEB_PAGES_TOOLS_H
#define WEB_PAGES_TOOLS_H

/* What members put into their own browsers: the bookmarklet, the extension. */

#include "web/route.h"

page_handler page_tools;

#endif
