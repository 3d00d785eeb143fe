#ifndef WEB_PAGES_LAYOUT_H
#define WEB_PAGES_LAYOUT_H

/* What the pages have in common: the frame, and the small things that many of
 * them print the same way. */

#include "views/page.h"
#include "web/request.h"

/* The frame of a page of that title (empty: the site's name alone), with the
 * request's path as its lasting address. The caller sets what differs. */
struct page layout_page(const struct request *rq, struct str title);

/* The same for forms and refusals: no lasting address, kept from search engines. */
struct page layout_form_page(const struct request *rq, struct str title);

/* A path of ours as a whole address. A site that was not told its own (--url)
 * is somebody's own machine: there it is the one that the browser used. */
struct str layout_address(const struct request *rq, struct str path);

/* "Tan KW" gives "TK", one word its first letter. Lives in the arena. */
struct str layout_initials(struct arena *arena, struct str name);

/* Where a stranger signs in and comes back from, to the page that is shown or
 * to another path of ours. */
struct str layout_sign_in(const struct request *rq, struct str then);

#endif
