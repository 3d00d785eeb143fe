#ifndef COMMUNITY_OPENING_H
#define COMMUNITY_OPENING_H

/* The beginning of an article's text, for lists and descriptions of one to which its sharer
 * gave neither standfirst nor excerpt. It stands in the article's row, so a list reads no bodies.
 */

#include "community/article.h"

/* A column of a query on `article a`: the line that its sharer wrote, else the opening. */
#define OPENING_COLUMN "coalesce(nullif(a.excerpt, ''), a.opening, '')"

/* At most LIMIT_OPENING_CHARACTERS of the body's plain text; empty when the fields have a
 * line of their own. */
struct str opening_make(struct arena *arena, const struct article_fields *fields, struct str text);

/* Makes those of up to LIMIT_OPENING_BATCH articles that have none yet: an import of a whole
 * site, and articles of before, leave them out. */
MUST_CHECK enum outcome opening_catch_up(struct db *db, bool *ret_has_more);

#endif
