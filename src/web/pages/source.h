#ifndef WEB_PAGES_SOURCE_H
#define WEB_PAGES_SOURCE_H

/* What is kept of an article's source and what became of it: the differences
 * between two versions, the archive files, and looking again at once. */

#include "web/route.h"

page_handler page_source_changes, page_source_archive, page_source_check;

#endif
