#ifndef COMMUNITY_SEARCH_SHELF_H
#define COMMUNITY_SEARCH_SHELF_H

/* Documents of one kind on their way into segments: numbers given, the recent ones,
 * which wait in rows of their own until there are enough of them for a segment. */

#include "community/search_documents.h"
#include "community/search_inverter.h"

/* Documents gathered in memory, in order, to become a segment. */
struct shelf_batch {
    struct inverter inverter;
    struct arena arena;
    struct search_document *documents;
    size_t n;
    size_t n_room;
};

void shelf_batch_init(struct shelf_batch *batch);
void shelf_batch_done(struct shelf_batch *batch);

/* The next document of the batch and its words, packed as search_words.h says. */
void shelf_batch_add(struct shelf_batch *batch, struct search_document document, struct str packed);

/* Gives the batch its numbers and writes it as a segment. OK, UNAVAILABLE or FAULT, as
 * all that follow. */
MUST_CHECK enum outcome
shelf_write(struct db *db, enum search_kind kind, struct shelf_batch *batch);

/* One document, in place of what was there under its id. */
MUST_CHECK enum outcome
shelf_put(struct db *db, enum search_kind kind, struct search_document document, struct str packed);

/* OK also when it was not there. */
MUST_CHECK enum outcome shelf_drop(struct db *db, enum search_kind kind, int64_t id);

/* Forgets all of a kind, so that it is brought up from its first row on. */
MUST_CHECK enum outcome shelf_clear(struct db *db, enum search_kind kind);

/* Which row a number stands for. NOT_FOUND. */
MUST_CHECK enum outcome
shelf_id(struct db *db, enum search_kind kind, int64_t number, int64_t *ret_id);

/* The rows that a store from before had are looked at in order: up to which one so far. */
MUST_CHECK enum outcome shelf_caught_up(struct db *db, enum search_kind kind, int64_t *ret_id);
MUST_CHECK enum outcome shelf_set_caught_up(struct db *db, enum search_kind kind, int64_t id);

#endif
