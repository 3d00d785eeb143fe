#include "community/search_documents.h"

#include <endian.h>

/* Chunks of times of five bytes. A time of 0 is dead, others are counted from -2^39 on. */

enum { CHUNK = DOCUMENTS_CHUNK, WIDTH = 5, CHUNK_BYTES = CHUNK * WIDTH };

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
    struct documents_chunk known;
    size_t n_bytes; /* that are filled */
    unsigned char times[CHUNK_BYTES];
};

/* What is known of a chunk that has no document yet. */
static struct documents_chunk known_of_none(int64_t number)
{
    return (struct documents_chunk){
        .first = number * CHUNK, .earliest = zero_time, .latest = -zero_time};
}

static struct documents_chunk read_known(struct db_stmt *stmt)
{
    return (struct documents_chunk){
        .first = db_int(stmt, 0) * CHUNK,
        .has_dead = db_int(stmt, 1) != 0,
        .earliest = db_int(stmt, 2),
        .latest = db_int(stmt, 3),
    };
}

static enum outcome
read_chunk(struct db *db, enum search_kind kind, int64_t number, struct chunk *chunk)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select chunk, has_dead, earliest, latest, times from search_documents"
                     " where kind = $1 and chunk = $2");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, number);
    enum outcome found = db_step(stmt);
    chunk->number = number;
    chunk->known = known_of_none(number);
    chunk->n_bytes = 0;
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    struct str times = db_text_borrowed(stmt, 4);
    if (times.len > CHUNK_BYTES)
        return FAULT;
    chunk->known = read_known(stmt);
    chunk->n_bytes = times.len;
    memcpy(chunk->times, times.ptr, times.len);
    return OK;
}

static enum outcome write_chunk(struct db *db, enum search_kind kind, const struct chunk *chunk)
{
    struct db_stmt *stmt =
        db_query(db, "insert into search_documents (kind, chunk, has_dead, earliest, latest, times)"
                     " values ($1, $2, $3, $4, $5, $6) on conflict (kind, chunk) do update set"
                     " has_dead = excluded.has_dead, earliest = excluded.earliest,"
                     " latest = excluded.latest, times = excluded.times");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, chunk->number);
    db_bind_int(stmt, 3, chunk->known.has_dead);
    db_bind_int(stmt, 4, chunk->known.earliest);
    db_bind_int(stmt, 5, chunk->known.latest);
    db_bind_blob(stmt, 6, (struct str){(const char *)chunk->times, chunk->n_bytes});
    return db_run(stmt);
}

static void put_document(struct chunk *chunk, size_t at, const struct search_document *document)
{
    struct documents_chunk *known = &chunk->known;
    uint64_t stored = document->id == 0 ? 0 : stored_time(document->time);
    int64_t time = (int64_t)stored - zero_time;
    put(chunk->times + at * WIDTH, stored);
    if (stored == 0) {
        known->has_dead = true;
        return;
    }
    known->earliest = time < known->earliest ? time : known->earliest;
    known->latest = time > known->latest ? time : known->latest;
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
        for (; i < n && at < CHUNK; i++, at++)
            put_document(chunk, at, &documents[i]);
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
    chunk->known.has_dead = true;
    return write_chunk(db, kind, chunk);
}

enum outcome documents_chunks(struct arena *arena,
                              struct db *db,
                              enum search_kind kind,
                              struct documents_chunk **ret_chunks,
                              size_t *ret_n)
{
    enum { FIRST_ROOM = 256 };
    struct documents_chunk *chunks = NULL;
    size_t n = 0;
    size_t room = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select chunk, has_dead, earliest, latest"
                                        " from search_documents where kind = $1 order by chunk");
    db_bind_int(stmt, 1, kind);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        if (n == room) {
            room = room == 0 ? FIRST_ROOM : 2 * room;
            struct documents_chunk *more = arena_array(arena, struct documents_chunk, room);
            if (n > 0)
                memcpy(more, chunks, n * sizeof(*more));
            chunks = more;
        }
        chunks[n++] = read_known(stmt);
    }
    *ret_chunks = chunks;
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
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
