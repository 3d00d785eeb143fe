#ifndef COMMUNITY_ARTICLE_ADDRESS_H
#define COMMUNITY_ARTICLE_ADDRESS_H

/* Under which addresses an article is known: its own, those that its capture
 * went through, and what its page calls canonical, each as text/url_key.h says.
 * Who shares a link hears from here that it is here already. */

#include "base/ids.h"
#include "db/db.h"

/* A key is the cryptographic hash of what text/url_key.h makes of the address, cut to a
 * number: eight bytes for each article instead of its address twice over, and nobody can
 * make another address that has it. False: it is no web address, and has none. */
bool article_address_key(struct str url, int64_t *ret_key);

/* Makes the article's keys anew from its row and its snapshots; in every write
 * that changes one of those. */
MUST_CHECK enum outcome article_address_set(struct db *db, struct article_id article);

MUST_CHECK enum outcome article_address_delete(struct db *db, struct article_id article);

/* One key of a new article. */
MUST_CHECK enum outcome article_address_put(struct db *db, struct article_id article, int64_t key);

/* All articles from `first` to `last` have their keys: none of them needs article_address_catch_up.
 */
MUST_CHECK enum outcome
article_address_are_set(struct db *db, struct article_id first, struct article_id last);

/* Where an article was shared first. */
struct article_share {
    struct article_id id;
    struct str slug;
    struct str title;
    struct str sharer_name;
    struct str sharer_handle;
    struct str blog_slug;
    struct str blog_title;
    int64_t shared;
};

/* The first published article that is known by the address. NOT_FOUND, also for
 * what is no web address. */
MUST_CHECK enum outcome article_address_find(struct arena *arena,
                                             struct db *db,
                                             struct str url,
                                             struct article_share *ret_share);

/* The first share of which this article is a copy: published, older, known by
 * one of its addresses. NOT_FOUND: it is no copy. */
MUST_CHECK enum outcome article_address_first(struct arena *arena,
                                              struct db *db,
                                              struct article_id article,
                                              struct article_share *ret_share);

/* Makes keys for up to LIMIT_ADDRESS_BATCH articles that lack them: those of a
 * store from before, or whose keys were made by older rules. `*ret_has_more`
 * says whether to call again. */
MUST_CHECK enum outcome article_address_catch_up(struct db *db, bool *ret_has_more);

#endif
