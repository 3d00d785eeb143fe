#ifndef WEB_PAGES_ASSET_H
#define WEB_PAGES_ASSET_H

/* What is the same for everybody and comes from the binary, and the watchers' question. */

#include "web/route.h"

page_handler page_asset, page_favicon, page_healthz, page_robots;

#endif
