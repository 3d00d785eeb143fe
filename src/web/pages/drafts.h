#ifndef WEB_PAGES_DRAFTS_H
#define WEB_PAGES_DRAFTS_H

/* What a member has begun and not yet published. */

#include "web/route.h"

page_handler page_drafts;

#endif
