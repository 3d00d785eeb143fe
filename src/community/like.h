#ifndef COMMUNITY_LIKE_H
#define COMMUNITY_LIKE_H

/* Likes of articles and comments: one a member, undoable. Asking twice does no
 * harm; the count stands on what is liked and changes in the same write. */

#include "base/ids.h"
#include "db/db.h"

/* `*ret_n` is the count afterwards. NOT_FOUND: not there, not published, deleted. */
MUST_CHECK enum outcome like_article(
    struct db *db, struct article_id article, struct member_id member, int64_t now, int64_t *ret_n);
MUST_CHECK enum outcome
unlike_article(struct db *db, struct article_id article, struct member_id member, int64_t *ret_n);
MUST_CHECK enum outcome like_comment(
    struct db *db, struct comment_id comment, struct member_id member, int64_t now, int64_t *ret_n);
MUST_CHECK enum outcome
unlike_comment(struct db *db, struct comment_id comment, struct member_id member, int64_t *ret_n);

/* Whether that member likes it. */
MUST_CHECK enum outcome
like_of_article(struct db *db, struct article_id article, struct member_id member, bool *ret_likes);

/* Of the comments with ids from `first` to `last`, those that the member likes, in
 * the order of their ids, at most `max`. */
MUST_CHECK enum outcome like_of_comments(struct db *db,
                                         struct member_id member,
                                         struct comment_id first,
                                         struct comment_id last,
                                         struct comment_id *ret_comments,
                                         size_t max,
                                         size_t *ret_n);

/* Names of those who liked the article last, at most LIMIT_LIKERS_NAMED. */
MUST_CHECK enum outcome like_names(struct arena *arena,
                                   struct db *db,
                                   struct article_id article,
                                   struct str_list *ret_names);

#endif
