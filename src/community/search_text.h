#ifndef COMMUNITY_SEARCH_TEXT_H
#define COMMUNITY_SEARCH_TEXT_H

/* The texts of what was found, for what the index does not know: the order of words. */

#include "community/search_plan.h"

/* Whether the text has the plan's phrases, and none of the excluded ones. NOT_FOUND: the
 * row is gone. */
MUST_CHECK enum outcome search_text_has_phrases(
    struct arena *arena, struct db *db, const struct plan *plan, int64_t id, bool *ret_has);

/* How well a title answers, in permille: how much of what is sought it has, how much of
 * it was sought, and whether in this order. */
unsigned search_title_share(struct str title, const struct plan *plan);

#endif
