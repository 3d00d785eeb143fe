#ifndef WEB_PAGES_HISTORY_H
#define WEB_PAGES_HISTORY_H

/* Who changed an article when, and what each change was. For those who may
 * edit it. */

#include "web/route.h"

page_handler page_history, page_revision;

#endif
