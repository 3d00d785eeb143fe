#ifndef WEB_PAGES_MODERATION_H
#define WEB_PAGES_MODERATION_H

/* The moderation log, which everybody may read, and what it tells a sharer. */

#include "community/moderation.h"
#include "views/moderation.h"
#include "web/route.h"

page_handler page_moderation;
page_handler page_moderation_dismiss;

/* An entry as pages show it. `names_hidden`: the reader may know the title of an
 * article that is not published. */
struct moderation_row moderation_row_show(const struct request *rq,
                                          const struct moderation_entry *entry,
                                          bool names_hidden);

/* The notices to the viewer, for the pages on which members look for their own; none
 * for a stranger. */
MUST_CHECK enum outcome moderation_told_load(const struct request *rq,
                                             struct moderation_told *ret_told);

#endif
