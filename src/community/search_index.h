#ifndef COMMUNITY_SEARCH_INDEX_H
#define COMMUNITY_SEARCH_INDEX_H

/* The index of words, and what keeps it true: what was written is found as soon as
 * the write is acknowledged, what was deleted or taken down is not (docs/search.md).
 *
 * In two parts. Analysis makes ready words of a text: it needs no store and runs on
 * any thread. Adding puts them into the index, inside the write that adds the row:
 *
 *     struct search_words words = search_analyse(arena, &fields);      any thread
 *     ...
 *     done = search_index_add(db, &article);                           in the write
 *
 * Many articles at once are cheaper gathered and written as one piece before each commit:
 *
 *     struct search_bulk *bulk = search_bulk_new();                    once
 *     search_bulk_add(bulk, &article);                                 for each row inserted
 *     done = search_bulk_write(db, bulk);                              before each commit
 *     search_bulk_free(bulk);                                          once
 */

#include "base/ids.h"
#include "community/article.h"
#include "db/db.h"

/* The words of a text, each once with its weight, packed. Lives in the arena that it
 * was made in. */
struct search_words {
    struct str packed;
};

/* Words of title, byline, source, dateline, standfirst, tags and body. */
struct search_words search_analyse(struct arena *arena, const struct article_fields *fields);

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

/* Puts a published article into the index, in place of what the index had of it.
 * OK, UNAVAILABLE or FAULT, as all that follow. */
MUST_CHECK enum outcome search_index_add(struct db *db, const struct search_article *article);

/* Takes an article out of the index; OK also when it was not there. */
MUST_CHECK enum outcome search_index_drop(struct db *db, struct article_id article);

/* Published articles that the index does not have yet, gathered in memory: about 600
 * bytes for an article of 2.7 KB. */
struct search_bulk;

struct search_bulk *search_bulk_new(void);

/* Accepts NULL. */
void search_bulk_free(struct search_bulk *bulk);

/* Copies what it needs of the article, which may then go. */
void search_bulk_add(struct search_bulk *bulk, const struct search_article *article);

/* How much is gathered: at LIMIT_SEARCH_BULK_BYTES it is time to write and commit. */
size_t search_bulk_bytes(const struct search_bulk *bulk);

/* Writes what was gathered, in the same write as the rows, and empties it: so a batch is
 * there with its words or not at all. When the write is undone the batch has to be
 * gathered again. */
MUST_CHECK enum outcome search_bulk_write(struct db *db, struct search_bulk *bulk);

#endif
