#ifndef TEXT_URL_CLEAN_H
#define TEXT_URL_CLEAN_H

/* An address without what only tells where a reader came from. */

#include "text/url.h"

/* The address to keep and to open: AMP caches and the pages on which search
 * engines and mail programs note a click are unwrapped, trackers and fragment
 * are gone; "#!" and "#/" name a page and stay. What is not for the web stays as
 * it is. Lives in the arena. */
struct url url_clean(struct arena *arena, const struct url *url);

/* A site's front page: no article's own address, whatever a page says of itself. */
bool url_is_home(const struct url *url);

#endif
