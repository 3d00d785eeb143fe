#include "community/search_documents.h"

#include <endian.h>

/* Chunks of times of five bytes. A time of 0 is dead, others are counted from -2^39 on. */

enum { CHUNK = 4096, WIDTH = 5, CHUNK_BYTES = CHUNK * WIDTH };

static const int64_t zero_time = (int64_t)1 << 39;

static void put(unsigned char *out, uint64_t number)
{
    for (int i = 0; i < WIDTH; i++)
        out[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get(const unsigned char *bytes)
{
    uint32_t low = 0;
    memcpy(&low, bytes, sizeof(low));
    return le32toh(low) | (uint64_t)bytes[WIDTH - 1] << 32;
}

static uint64_t stored_time(int64_t time)
{
    int64_t held = time < 1 - zero_time ? 1 - zero_time : time >= zero_time ? zero_time - 1 : time;
    return (uint64_t)(held + zero_time);
}

struct chunk {
    int64_t number;
    size_t n_bytes; /* that are filled */
    unsigned char times[CHUNK_BYTES];
};

static enum outcome
read_chunk(struct db *db, enum search_kind kind, int64_t number, struct chunk *chunk)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select times from search_documents where kind = $1 and chunk = $2");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, number);
    enum outcome found = db_step(stmt);
    chunk->number = number;
    chunk->n_bytes = 0;
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    struct str times = db_text_borrowed(stmt, 0);
    if (times.len > CHUNK_BYTES)
        return FAULT;
    chunk->n_bytes = times.len;
    memcpy(chunk->times, times.ptr, times.len);
    return OK;
}

static enum outcome write_chunk(struct db *db, enum search_kind kind, const struct chunk *chunk)
{
    struct db_stmt *stmt =
        db_query(db, "insert into search_documents (kind, chunk, times) values ($1, $2, $3)"
                     " on conflict (kind, chunk) do update set times = excluded.times");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, chunk->number);
    db_bind_blob(stmt, 3, (struct str){(const char *)chunk->times, chunk->n_bytes});
    return db_run(stmt);
}

enum outcome documents_append(struct db *db,
                              enum search_kind kind,
                              int64_t first,
                              const struct search_document *documents,
                              size_t n)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct chunk *chunk = arena_new(&scratch, struct chunk);
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < n;) {
        done = read_chunk(db, kind, (first + (int64_t)i) / CHUNK, chunk);
        size_t at = (size_t)((first + (int64_t)i) % CHUNK);
        for (; i < n && at < CHUNK; i++, at++) {
            put(chunk->times + at * WIDTH,
                documents[i].id == 0 ? 0 : stored_time(documents[i].time));
        }
        chunk->n_bytes = at * WIDTH;
        if (done == OK)
            done = write_chunk(db, kind, chunk);
    }
    return done;
}

enum outcome documents_kill(struct db *db, enum search_kind kind, int64_t number)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct chunk *chunk = arena_new(&scratch, struct chunk);
    enum outcome done = read_chunk(db, kind, number / CHUNK, chunk);
    size_t at = (size_t)(number % CHUNK) * WIDTH;
    if (done != OK || at >= chunk->n_bytes)
        return done;
    put(chunk->times + at, 0);
    return write_chunk(db, kind, chunk);
}

enum outcome documents_load(struct arena *arena,
                            struct db *db,
                            enum search_kind kind,
                            int64_t first,
                            size_t n,
                            struct documents *ret_documents)
{
    int64_t first_chunk = first / CHUNK;
    int64_t last_chunk = (first + (int64_t)n) / CHUNK;
    unsigned char *times = arena_alloc(arena, (size_t)(last_chunk - first_chunk + 1) * CHUNK_BYTES);
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select chunk, times from search_documents"
                                        " where kind = $1 and chunk between $2 and $3");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, first_chunk);
    db_bind_int(stmt, 3, last_chunk);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        struct str bytes = str_first(db_text_borrowed(stmt, 1), CHUNK_BYTES);
        memcpy(times + (size_t)(db_int(stmt, 0) - first_chunk) * CHUNK_BYTES, bytes.ptr, bytes.len);
    }
    *ret_documents =
        (struct documents){first, n, times + (size_t)(first - first_chunk * CHUNK) * WIDTH};
    return found == NOT_FOUND ? OK : found;
}

bool documents_time(const struct documents *documents, size_t i, int64_t *ret_time)
{
    uint64_t stored = get(documents->times + i * WIDTH);
    *ret_time = (int64_t)stored - zero_time;
    return stored != 0;
}
