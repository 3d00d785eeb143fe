#ifndef COMMUNITY_SEARCH_ROW_H
#define COMMUNITY_SEARCH_ROW_H

/* From rows to the index: called by every write that changes what readers can find.
 * OK, UNAVAILABLE or FAULT. */

#include "base/ids.h"
#include "db/db.h"

/* The article as it stands in the store: found when it is published, else not. */
MUST_CHECK enum outcome search_row_article(struct db *db, struct article_id id);

/* The same for a comment: found when it and its article can be read. */
MUST_CHECK enum outcome search_row_comment(struct db *db, struct comment_id id);

/* All comments of an article that was taken down, restored or is about to be deleted, or that
 * now has another source or other tags, by which they are found too. */
MUST_CHECK enum outcome search_row_comments_of(struct db *db, struct article_id id);

/* Brings up to LIMIT_SEARCH_BATCH articles, then comments, of a store from before into
 * the index. `*ret_has_more` says whether to call again. */
MUST_CHECK enum outcome search_row_catch_up(struct db *db, bool *ret_has_more);

/* How far that is: how many published articles the index lacks. */
MUST_CHECK enum outcome search_row_missing(struct db *db, int64_t *ret_n);

#endif
