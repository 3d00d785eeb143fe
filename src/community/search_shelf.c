#include "community/search_shelf.h"

#include "base/limits.h"
#include "community/search_segment.h"
#include "community/search_spelling.h"

void shelf_batch_init(struct shelf_batch *batch)
{
    *batch = (struct shelf_batch){.n = 0};
    inverter_init(&batch->inverter);
    arena_init(&batch->arena, SIZE_MAX);
}

void shelf_batch_done(struct shelf_batch *batch)
{
    inverter_done(&batch->inverter);
    arena_done(&batch->arena);
    batch->documents = NULL;
    batch->n = 0;
    batch->n_room = 0;
}

void shelf_batch_add(struct shelf_batch *batch, struct search_document document, struct str packed)
{
    enum { FIRST_ROOM = 256 };
    if (batch->n == batch->n_room) {
        size_t room = batch->n_room == 0 ? FIRST_ROOM : 2 * batch->n_room;
        struct search_document *more = arena_array(&batch->arena, struct search_document, room);
        if (batch->n > 0)
            memcpy(more, batch->documents, batch->n * sizeof(*more));
        batch->documents = more;
        batch->n_room = room;
    }
    inverter_add(&batch->inverter, (uint32_t)batch->n, (struct search_words){packed});
    batch->documents[batch->n++] = document;
}

struct shelf {
    int64_t next_number;
    int64_t n_recent;
    int64_t recent_bytes;
};

static enum outcome read_shelf(struct db *db, enum search_kind kind, struct shelf *ret_shelf)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "select next_number, n_recent, recent_bytes from search_shelf where kind = $1");
    db_bind_int(stmt, 1, kind);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_shelf = (struct shelf){db_int(stmt, 0), db_int(stmt, 1), db_int(stmt, 2)};
    return found == NOT_FOUND ? FAULT : found;
}

static enum outcome write_shelf(struct db *db, enum search_kind kind, const struct shelf *shelf)
{
    struct db_stmt *stmt = db_query(db, "update search_shelf set next_number = $2, n_recent = $3,"
                                        " recent_bytes = $4 where kind = $1");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, shelf->next_number);
    db_bind_int(stmt, 3, shelf->n_recent);
    db_bind_int(stmt, 4, shelf->recent_bytes);
    return db_run(stmt);
}

static enum outcome write_segment(struct db *db,
                                  enum search_kind kind,
                                  int64_t first,
                                  const struct shelf_batch *batch,
                                  const struct inverted *words,
                                  size_t n_words)
{
    enum outcome done = documents_append(db, kind, first, batch->documents, batch->n);
    if (done == OK)
        done = segment_write(db, kind, first, batch->n, words, n_words);
    return done == OK ? segment_merge(db, kind) : done;
}

static enum outcome put_place(struct db *db, enum search_kind kind, int64_t id, int64_t number)
{
    struct db_stmt *stmt =
        db_query(db, "insert into search_place (kind, id, number) values ($1, $2, $3)");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, id);
    db_bind_int(stmt, 3, number);
    return db_run(stmt);
}

/* The recent documents as a batch; numbers that none of them has are dead. */
static enum outcome
gather_recent(struct db *db, enum search_kind kind, struct shelf_batch *batch, int64_t *ret_first)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select number, id, time, words from search_recent"
                                        " where kind = $1 order by number");
    db_bind_int(stmt, 1, kind);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        int64_t number = db_int(stmt, 0);
        if (batch->n == 0)
            *ret_first = number;
        while (*ret_first + (int64_t)batch->n < number)
            shelf_batch_add(batch, (struct search_document){0, 0}, STR(""));
        shelf_batch_add(batch, (struct search_document){db_int(stmt, 1), db_int(stmt, 2)},
                        db_text_borrowed(stmt, 3));
    }
    return found == NOT_FOUND ? OK : found;
}

/* The recent documents become a segment. */
static enum outcome settle(struct db *db, enum search_kind kind, struct shelf *shelf)
{
    struct shelf_batch batch;
    int64_t first = 0;
    shelf_batch_init(&batch);
    enum outcome done = gather_recent(db, kind, &batch, &first);
    if (done == OK && batch.n > 0) {
        size_t n_words = 0;
        const struct inverted *words = inverter_sort(&batch.inverter, &n_words);
        done = write_segment(db, kind, first, &batch, words, n_words);
    }
    shelf_batch_done(&batch);
    if (done != OK)
        return done;
    shelf->n_recent = 0;
    shelf->recent_bytes = 0;
    struct db_stmt *stmt = db_query(db, "delete from search_recent where kind = $1");
    db_bind_int(stmt, 1, kind);
    return db_run(stmt);
}

enum outcome shelf_write(struct db *db, enum search_kind kind, struct shelf_batch *batch)
{
    struct shelf shelf;
    enum outcome done = batch->n == 0 ? OK : read_shelf(db, kind, &shelf);
    if (done != OK || batch->n == 0)
        return done;
    done = settle(db, kind, &shelf); /* so that no segment reaches into another */
    for (size_t i = 0; done == OK && i < batch->n; i++)
        done = put_place(db, kind, batch->documents[i].id, shelf.next_number + (int64_t)i);
    size_t n_words = 0;
    const struct inverted *words = inverter_sort(&batch->inverter, &n_words);
    if (done == OK)
        done = write_segment(db, kind, shelf.next_number, batch, words, n_words);
    if (done == OK && kind == SEARCH_ARTICLES)
        done = spelling_learn(db, words, n_words);
    shelf.next_number += (int64_t)batch->n;
    return done == OK ? write_shelf(db, kind, &shelf) : done;
}

static enum outcome put_recent(struct db *db,
                               enum search_kind kind,
                               int64_t number,
                               struct search_document document,
                               struct str packed)
{
    struct db_stmt *stmt = db_query(db, "insert into search_recent (kind, number, id, time, words)"
                                        " values ($1, $2, $3, $4, $5)");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, number);
    db_bind_int(stmt, 3, document.id);
    db_bind_int(stmt, 4, document.time);
    db_bind_blob(stmt, 5, packed);
    return db_run(stmt);
}

enum outcome
shelf_put(struct db *db, enum search_kind kind, struct search_document document, struct str packed)
{
    struct shelf shelf;
    enum outcome done = shelf_drop(db, kind, document.id);
    if (done == OK)
        done = read_shelf(db, kind, &shelf);
    if (done == OK)
        done = put_recent(db, kind, shelf.next_number, document, packed);
    if (done == OK)
        done = put_place(db, kind, document.id, shelf.next_number);
    if (done == OK && kind == SEARCH_ARTICLES)
        done = spelling_learn_article(db, (struct search_words){packed});
    if (done != OK)
        return done;
    shelf.next_number++;
    shelf.n_recent++;
    shelf.recent_bytes += (int64_t)packed.len;
    if (shelf.n_recent >= LIMIT_SEARCH_RECENT || shelf.recent_bytes >= LIMIT_SEARCH_RECENT_BYTES)
        done = settle(db, kind, &shelf);
    return done == OK ? write_shelf(db, kind, &shelf) : done;
}

/* NOT_FOUND: the index does not have it. */
static enum outcome
take_place(struct db *db, enum search_kind kind, int64_t id, int64_t *ret_number)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "delete from search_place where kind = $1 and id = $2 returning number");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, id);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_number = db_int(stmt, 0);
    return found;
}

enum outcome shelf_drop(struct db *db, enum search_kind kind, int64_t id)
{
    int64_t number = 0;
    enum outcome found = take_place(db, kind, id, &number);
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    struct db_stmt *stmt =
        db_query(db, "delete from search_recent where kind = $1 and number = $2");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, number);
    enum outcome done = db_run(stmt);
    if (done == OK && db_changes(db) > 0)
        return OK;
    return done == OK ? documents_kill(db, kind, number) : done;
}

static enum outcome run_on(struct db_stmt *stmt, enum search_kind kind)
{
    db_bind_int(stmt, 1, kind);
    return db_run(stmt);
}

static enum outcome clear(struct db *db, enum search_kind kind)
{
    enum outcome done = run_on(db_query(db, "delete from search_block where segment in"
                                            " (select id from search_segment where kind = $1)"),
                               kind);
    if (done == OK)
        done = run_on(db_query(db, "delete from search_segment where kind = $1"), kind);
    if (done == OK)
        done = run_on(db_query(db, "delete from search_documents where kind = $1"), kind);
    if (done == OK)
        done = run_on(db_query(db, "delete from search_recent where kind = $1"), kind);
    if (done == OK)
        done = run_on(db_query(db, "delete from search_place where kind = $1"), kind);
    if (done == OK && kind == SEARCH_ARTICLES)
        done = db_run(db_query(db, "delete from search_word"));
    if (done == OK)
        done = run_on(db_query(db, "insert into search_shelf (kind, next_number, n_recent,"
                                   " recent_bytes, caught_up) values ($1, 0, 0, 0, 0)"
                                   " on conflict (kind) do update set next_number = 0,"
                                   " n_recent = 0, recent_bytes = 0, caught_up = 0"),
                      kind);
    return done;
}

enum outcome shelf_clear(struct db *db, enum search_kind kind)
{
    enum outcome done = db_begin(db);
    if (done == OK)
        done = clear(db, kind);
    if (done == OK)
        return db_commit(db);
    db_rollback(db);
    return done;
}

enum outcome shelf_id(struct db *db, enum search_kind kind, int64_t number, int64_t *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select id from search_place where kind = $1 and number = $2");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, number);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_id = db_int(stmt, 0);
    return found;
}

enum outcome shelf_caught_up(struct db *db, enum search_kind kind, int64_t *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select caught_up from search_shelf where kind = $1");
    db_bind_int(stmt, 1, kind);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_id = db_int(stmt, 0);
    return found == NOT_FOUND ? FAULT : found;
}

enum outcome shelf_set_caught_up(struct db *db, enum search_kind kind, int64_t id)
{
    struct db_stmt *stmt = db_query(db, "update search_shelf set caught_up = $2 where kind = $1");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, id);
    return db_run(stmt);
}
