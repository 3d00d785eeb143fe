#ifndef WEB_PAGES_ARCHIVE_H
#define WEB_PAGES_ARCHIVE_H

/* A blog's archive: a year's months, a month's calendar, a day's list. Each
 * costs the same however old it is. */

#include "web/route.h"

page_handler page_archive_year, page_archive_month, page_archive_day;

#endif
