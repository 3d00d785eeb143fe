#ifndef COMMUNITY_SEARCH_TEXT_H
#define COMMUNITY_SEARCH_TEXT_H

/* The texts of what was found, for what the index does not know: the order of words. */

#include "community/search_plan.h"

/* Whether the text has the plan's phrases, and none of the excluded ones. NOT_FOUND: the
 * row is gone. */
MUST_CHECK enum outcome search_text_has_phrases(
    struct arena *arena, struct db *db, const struct plan *plan, int64_t id, bool *ret_has);

/* How well a title answers: permille of the sought words that it has, and of its own that
 * were sought, together. */
unsigned search_title_share(struct str title, const struct plan *plan);

#endif
