#ifndef WEB_PAGES_HUB_H
#define WEB_PAGES_HUB_H

/* Where a feed's hub calls (W3C WebSub): to make sure that we asked for it, and
 * with news. The address of each feed is unguessable, and news count only when
 * they are signed with the feed's secret. */

#include "web/route.h"

page_handler page_hub;
page_handler page_hub_call;

#endif
