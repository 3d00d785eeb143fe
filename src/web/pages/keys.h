#ifndef WEB_PAGES_KEYS_H
#define WEB_PAGES_KEYS_H

/* What the keys do. */

#include "web/route.h"

page_handler page_keys;

#endif
