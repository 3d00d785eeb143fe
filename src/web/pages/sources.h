#ifndef WEB_PAGES_SOURCES_H
#define WEB_PAGES_SOURCES_H

/* What readers see of each source: the moderators' list and its form. */

#include "web/route.h"

page_handler page_sources;
page_handler page_source_new;
page_handler page_source_new_send;
page_handler page_source_edit;
page_handler page_source_edit_send;

#endif
