#ifndef COMMUNITY_SEARCH_INDEX_H
#define COMMUNITY_SEARCH_INDEX_H

/* The index of words, and what keeps it true: what was written is found as soon as
 * the write is acknowledged, what was deleted or taken down is not (docs/search.md).
 *
 * In two parts. Analysis makes ready words of a text (search_words.h): it needs no store
 * and runs on any thread. Adding puts them into the index, inside the write that adds the
 * row:
 *
 *     struct search_words words = search_analyse(arena, &fields);      any thread
 *     ...
 *     done = search_index_add(db, &article);                           in the write
 *
 * Many at once are cheaper gathered and written as one piece before each commit:
 *
 *     struct search_bulk *bulk = search_bulk_new();                    once
 *     search_bulk_add(bulk, &article);                                 for each row inserted
 *     done = search_bulk_write(db, bulk);                              before each commit
 *     search_bulk_free(bulk);                                          once
 */

#include "community/search_documents.h"
#include "community/search_words.h"

/* A published article as the index knows it; all members are those of its row. */
struct search_article {
    struct article_id id;
    struct blog_id blog;
    struct member_id sharer;
    struct source_id source; /* 0: none */
    int64_t shared;
    const struct tag_id *tags;
    size_t n_tags;
    struct search_words words;
};

/* A comment of a published article. */
struct search_comment {
    struct comment_id id;
    struct blog_id blog;     /* of its article, */
    struct source_id source; /* as is this one (0: none), */
    const struct tag_id *tags;
    size_t n_tags; /* and these */
    struct member_id member;
    int64_t created;
    struct search_words words;
};

/* Puts it into the index, in place of what the index had of it.
 * OK, UNAVAILABLE or FAULT, as all that follow. */
MUST_CHECK enum outcome search_index_add(struct db *db, const struct search_article *article);
MUST_CHECK enum outcome search_index_add_comment(struct db *db,
                                                 const struct search_comment *comment);

/* Takes an article or comment out of the index; OK also when it was not there. */
MUST_CHECK enum outcome search_index_drop(struct db *db, enum search_kind kind, int64_t id);

/* Published articles and comments that the index does not have yet, gathered in memory. */
struct search_bulk;

struct search_bulk *search_bulk_new(void);

/* Accepts NULL. */
void search_bulk_free(struct search_bulk *bulk);

/* Copies what it needs, so that the article may go. */
void search_bulk_add(struct search_bulk *bulk, const struct search_article *article);
void search_bulk_add_comment(struct search_bulk *bulk, const struct search_comment *comment);

/* How much is gathered: at LIMIT_SEARCH_BULK_BYTES it is time to write. */
size_t search_bulk_bytes(const struct search_bulk *bulk);

/* Writes what was gathered, in the same write as the rows, and empties it: so a batch is
 * there with its words or not at all. When the write is undone the batch has to be
 * gathered again. */
MUST_CHECK enum outcome search_bulk_write(struct db *db, struct search_bulk *bulk);

#endif
