#ifndef CAPTURE_DISCOVER_H
#define CAPTURE_DISCOVER_H

/* The feed that a page names for those who gave its address instead: the first
 * <link rel=alternate> of a feed's type, as browsers and readers look for it
 * (https://www.rssboard.org/rss-autodiscovery). */

#include "base/str.h"

/* `html` is UTF-8. Empty when it names none. Lives in the arena. */
struct str discover_feed(struct arena *arena, struct str html, struct str url);

#endif
