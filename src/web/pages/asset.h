#ifndef WEB_PAGES_ASSET_H
#define WEB_PAGES_ASSET_H

/* What is the same for everybody and comes from the binary. */

#include "web/routes.h"

page_handler page_healthz, page_robots;

#endif
