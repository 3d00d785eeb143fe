#ifndef WEB_PAGES_FROM_BROWSER_H
#define WEB_PAGES_FROM_BROWSER_H

/* Takes a page that a browser sends from where it stands: by the bookmarklet or
 * the extension, which have neither our cookie nor a token. So nothing changes:
 * it is parked (web/parking.h) and the browser led to the share page, where its
 * member decides. */

#include "web/route.h"

page_handler page_from_browser;

#endif
