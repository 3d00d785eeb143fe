#ifndef CAPTURE_WALL_H
#define CAPTURE_WALL_H

/* Pages that stand where an article should: challenges for browsers, sign-in
 * pages, paywalls, consent walls, pages that are only a script. Known by general
 * signs, and only where little text is: an article that was found is never taken
 * for a wall. */

#include "capture/capture.h"
#include "capture/page_signs.h"

struct wall_view {
    const struct page_signs *signs;
    struct str text; /* of the article as it was found; may be empty */
    struct str url;  /* of the page in the end */
};

/* What is in the way of the article, or `trouble`, which is what reading the page
 * came to. */
enum capture_trouble wall_in_the_way(const struct wall_view *view, enum capture_trouble trouble);

/* True when the page shows only the opening of an article that is paid for. */
bool wall_has_cut(const struct wall_view *view);

/* The same for a response that refuses: `head` is its own, `signs` of its body. */
enum capture_trouble
wall_of_refusal(struct str head, const struct page_signs *signs, enum capture_trouble trouble);

#endif
