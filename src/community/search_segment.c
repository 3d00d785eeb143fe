#include "community/search_segment.h"

enum {
    BLOCK_BYTES = 3900,    /* when the next word begins another block: a page of the store's file */
    TIER_BYTES = 64 << 10, /* segments below it are of the smallest tier, */
    TIER_FACTOR = 8,       /* each further tier holds so many times as much, */
    TIER_SEGMENTS = 8,     /* and so many of one tier become one of the next, */
    MERGE_BYTES = 8 << 20, /* unless they are as large as that: the writer waits meanwhile */
    MAX_MERGED = 64,
    LISTS_BYTES = 16 << 10, /* of lists that were written, before their memory is used again */
};

/* Blocks written one after the other. */
struct segment_writer {
    struct db *db;
    int64_t id;
    struct arena arena;
    struct block_writer block;
    char first[SEARCH_TERM_BYTES]; /* word of the block */
    size_t first_len;
    int64_t n_bytes;
};

static enum outcome begin_segment(struct segment_writer *writer,
                                  struct db *db,
                                  enum search_kind kind,
                                  int64_t first,
                                  size_t n_documents)
{
    *writer = (struct segment_writer){.db = db};
    arena_init(&writer->arena, SIZE_MAX);
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "insert into search_segment (kind, first, n_documents,"
                                        " n_bytes) values ($1, $2, $3, 0) returning id");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, first);
    db_bind_int(stmt, 3, (int64_t)n_documents);
    enum outcome done = db_step(stmt);
    if (done == OK)
        writer->id = db_int(stmt, 0);
    block_writer_init(&writer->block, &writer->arena);
    return done;
}

static enum outcome write_block(struct segment_writer *writer)
{
    struct str data = buf_text(&writer->block.data);
    if (data.len == 0)
        return OK;
    struct db_stmt *stmt =
        db_query(writer->db, "insert into search_block (segment, word, data) values ($1, $2, $3)");
    db_bind_int(stmt, 1, writer->id);
    db_bind_blob(stmt, 2, (struct str){writer->first, writer->first_len});
    db_bind_blob(stmt, 3, data);
    writer->n_bytes += (int64_t)data.len;
    enum outcome done = db_run(stmt);
    arena_done(&writer->arena);
    block_writer_init(&writer->block, &writer->arena);
    return done;
}

static enum outcome
write_word(struct segment_writer *writer, struct str word, uint32_t n_documents, struct str list)
{
    size_t n = writer->block.data.len;
    enum outcome done = n > 0 && n + list.len > BLOCK_BYTES ? write_block(writer) : OK;
    if (writer->block.data.len == 0) {
        memcpy(writer->first, word.ptr, word.len);
        writer->first_len = word.len;
    }
    block_write(&writer->block, word, n_documents, list);
    return done;
}

static enum outcome end_segment(struct segment_writer *writer)
{
    enum outcome done = write_block(writer);
    arena_done(&writer->arena);
    if (done != OK)
        return done;
    struct db_stmt *stmt =
        db_query(writer->db, "update search_segment set n_bytes = $2 where id = $1");
    db_bind_int(stmt, 1, writer->id);
    db_bind_int(stmt, 2, writer->n_bytes);
    return db_run(stmt);
}

enum outcome segment_write(struct db *db,
                           enum search_kind kind,
                           int64_t first,
                           size_t n_documents,
                           const struct inverted *words,
                           size_t n_words)
{
    struct segment_writer writer;
    enum outcome done = begin_segment(&writer, db, kind, first, n_documents);
    for (size_t i = 0; done == OK && i < n_words; i++)
        done = write_word(&writer, words[i].word, words[i].n_documents, words[i].list);
    enum outcome ended = end_segment(&writer);
    return done == OK ? ended : done;
}

enum outcome segment_list(struct arena *arena,
                          struct db *db,
                          enum search_kind kind,
                          struct segment **ret_segments,
                          size_t *ret_n)
{
    enum { MORE = 64 };
    struct segment *segments = NULL;
    size_t n = 0;
    size_t room = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id, first, n_documents, n_bytes"
                                        " from search_segment where kind = $1 order by first desc");
    db_bind_int(stmt, 1, kind);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        if (n == room) {
            struct segment *more = arena_array(arena, struct segment, room + MORE);
            if (n > 0)
                memcpy(more, segments, n * sizeof(*segments));
            segments = more;
            room += MORE;
        }
        segments[n++] = (struct segment){
            .id = db_int(stmt, 0),
            .first = db_int(stmt, 1),
            .n_documents = (size_t)db_int(stmt, 2),
            .n_bytes = db_int(stmt, 3),
        };
    }
    *ret_segments = segments;
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
}

enum outcome
segment_walk_begin(struct db *db, int64_t segment, struct str from, struct segment_walk *walk)
{
    *walk = (struct segment_walk){
        .stmt = db_query(db, "select data from search_block where segment = $1 and word >="
                             " coalesce((select max(word) from search_block where segment = $1"
                             " and word <= $2), x'') order by word")};
    db_bind_int(walk->stmt, 1, segment);
    db_bind_blob(walk->stmt, 2, from);
    enum outcome found = segment_walk_next(walk);
    while (found == OK && str_compare(walk->block.word, from) < 0)
        found = segment_walk_next(walk);
    return found;
}

enum outcome segment_walk_next(struct segment_walk *walk)
{
    while (!block_reader_next(&walk->block)) {
        enum outcome found = db_step(walk->stmt);
        if (found != OK)
            return found;
        block_reader_init(&walk->block, db_text_borrowed(walk->stmt, 0));
    }
    return OK;
}

void segment_walk_done(struct segment_walk *walk)
{
    db_done(&walk->stmt);
}

enum outcome segment_find(struct arena *arena,
                          struct db *db,
                          int64_t segment,
                          struct str word,
                          uint32_t *ret_n_documents,
                          struct str *ret_list)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select data from search_block where segment = $1"
                                        " and word <= $2 order by word desc limit 1");
    db_bind_int(stmt, 1, segment);
    db_bind_blob(stmt, 2, word);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    struct str list;
    if (!block_find(db_text_borrowed(stmt, 0), word, ret_n_documents, &list))
        return NOT_FOUND;
    *ret_list = str_copy(arena, list);
    return OK;
}

/* Several segments that become one. */
struct merge {
    const struct segment *segments; /* the oldest documents first */
    size_t n;
    struct segment_walk walks[MAX_MERGED];
    bool is_over[MAX_MERGED];
    struct documents documents; /* of all of them */
    struct arena lists;
};

static enum outcome advance(struct merge *merge, size_t i, enum outcome found)
{
    merge->is_over[i] = found == NOT_FOUND;
    return found == NOT_FOUND ? OK : found;
}

/* The first in order of the words at which the walks stand; false when all are over. */
static bool next_word(const struct merge *merge, struct str *ret_word)
{
    bool is_any = false;
    for (size_t i = 0; i < merge->n; i++) {
        struct str word = merge->walks[i].block.word;
        if (merge->is_over[i] || (is_any && str_compare(word, *ret_word) >= 0))
            continue;
        *ret_word = word;
        is_any = true;
    }
    return is_any;
}

/* The living postings of one list, behind those of the segments before. */
static void copy_list(const struct merge *merge,
                      size_t i,
                      unsigned char *out,
                      size_t *n_bytes,
                      uint32_t *next_document,
                      uint32_t *n_documents)
{
    struct postings postings = postings_of(merge->walks[i].block.list);
    uint32_t offset = (uint32_t)(merge->segments[i].first - merge->documents.first);
    struct posting posting;
    int64_t time = 0;
    while (postings_next(&postings, &posting)) {
        posting.document += offset;
        if (posting.document >= merge->documents.n ||
            !documents_time(&merge->documents, posting.document, &time))
            continue;
        *n_bytes += posting_write(out + *n_bytes, next_document, posting);
        (*n_documents)++;
    }
}

static enum outcome merge_word(struct merge *merge, struct segment_writer *writer, struct str word)
{
    char room[SEARCH_TERM_BYTES];
    memcpy(room, word.ptr, word.len);
    word = (struct str){room, word.len};
    size_t most = 0;
    for (size_t i = 0; i < merge->n; i++)
        most += merge->is_over[i] ? 0 : merge->walks[i].block.list.len + POSTING_MAX_BYTES;

    unsigned char *list = arena_alloc_raw(&merge->lists, most);
    size_t n_bytes = 0;
    uint32_t next_document = 0;
    uint32_t n_documents = 0;
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < merge->n; i++) {
        if (merge->is_over[i] || !str_eq(merge->walks[i].block.word, word))
            continue;
        copy_list(merge, i, list, &n_bytes, &next_document, &n_documents);
        done = advance(merge, i, segment_walk_next(&merge->walks[i]));
    }
    if (done == OK && n_documents > 0)
        done = write_word(writer, word, n_documents, (struct str){(const char *)list, n_bytes});
    if (merge->lists.given_bytes > LISTS_BYTES)
        arena_done(&merge->lists);
    return done;
}

static enum outcome delete_segment(struct db *db, int64_t id)
{
    struct db_stmt *blocks = db_query(db, "delete from search_block where segment = $1");
    db_bind_int(blocks, 1, id);
    enum outcome done = db_run(blocks);
    if (done != OK)
        return done;
    struct db_stmt *segment = db_query(db, "delete from search_segment where id = $1");
    db_bind_int(segment, 1, id);
    return db_run(segment);
}

/* The old rows keep their place in the order until they are gone, so the new one takes
 * its own last. */
static enum outcome put_in_place(struct db *db, int64_t id, int64_t first)
{
    struct db_stmt *stmt = db_query(db, "update search_segment set first = $2 where id = $1");
    db_bind_int(stmt, 1, id);
    db_bind_int(stmt, 2, first);
    return db_run(stmt);
}

static enum outcome run_merge(struct db *db, struct merge *merge, struct segment_writer *writer)
{
    enum outcome done = OK;
    struct str word;
    for (size_t i = 0; done == OK && i < merge->n; i++)
        done = advance(merge, i,
                       segment_walk_begin(db, merge->segments[i].id, STR(""), &merge->walks[i]));
    while (done == OK && next_word(merge, &word))
        done = merge_word(merge, writer, word);
    for (size_t i = 0; i < merge->n; i++)
        segment_walk_done(&merge->walks[i]);
    enum outcome ended = end_segment(writer);
    return done == OK ? ended : done;
}

/* `segments` with the oldest documents first. */
static enum outcome
join(struct db *db, enum search_kind kind, const struct segment *segments, size_t n)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct merge *merge = arena_new(&scratch, struct merge);
    *merge = (struct merge){.segments = segments, .n = n};
    arena_init(&merge->lists, SIZE_MAX);
    int64_t first = segments[0].first;
    int64_t end = segments[n - 1].first + (int64_t)segments[n - 1].n_documents;
    enum { ASIDE = -1 }; /* no number */
    struct segment_writer writer;
    enum outcome done =
        documents_load(&scratch, db, kind, first, (size_t)(end - first), &merge->documents);
    if (done == OK)
        done = begin_segment(&writer, db, kind, ASIDE, (size_t)(end - first));
    if (done == OK)
        done = run_merge(db, merge, &writer);
    arena_done(&merge->lists);
    for (size_t i = 0; done == OK && i < n; i++)
        done = delete_segment(db, segments[i].id);
    return done == OK ? put_in_place(db, writer.id, first) : done;
}

static int tier_of(int64_t n_bytes)
{
    int tier = 0;
    for (int64_t size = TIER_BYTES; n_bytes >= size; size *= TIER_FACTOR)
        tier++;
    return tier;
}

/* How many of the newest segments are of this tier at most, and small enough. */
static size_t count_newest(const struct segment *segments, size_t n, int tier)
{
    size_t n_newest = 0;
    while (n_newest < n && n_newest < MAX_MERGED && segments[n_newest].n_bytes < MERGE_BYTES &&
           tier_of(segments[n_newest].n_bytes) <= tier)
        n_newest++;
    return n_newest;
}

enum outcome segment_merge(struct db *db, enum search_kind kind)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct segment *segments = NULL;
    size_t n = 0;
    enum outcome done = segment_list(&scratch, db, kind, &segments, &n);
    if (done != OK)
        return done;
    size_t n_joined = 0;
    for (int tier = 0; n_joined < TIER_SEGMENTS && tier <= tier_of(MERGE_BYTES); tier++)
        n_joined = count_newest(segments, n, tier);
    if (n_joined < TIER_SEGMENTS)
        return OK;
    struct segment *oldest_first = arena_array(&scratch, struct segment, n_joined);
    for (size_t i = 0; i < n_joined; i++)
        oldest_first[i] = segments[n_joined - 1 - i];
    return join(db, kind, oldest_first, n_joined);
}
