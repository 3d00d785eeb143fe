#ifndef WEB_PAGES_OWN_EXPORT_H
#define WEB_PAGES_OWN_EXPORT_H

#include "web/route.h"

/* What a member wrote, likes and follows, as an archive of JSON Lines. Their own captures are
 * whole, whatever their sources' policies; of others' articles it has the titles alone. */
page_handler page_own_export;

#endif
