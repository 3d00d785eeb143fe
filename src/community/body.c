#include "community/body.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/utf8.h"

enum {
    MAX_DICTIONARIES = 16,
    BATCH_ARENA_BYTES = 256 << 20,
};

/* --- what a connection keeps ------------------------------------------------- */

struct ready {
    int64_t id;
    enum pack_use use;
    struct pack_dictionary *dictionary;
};

struct contexts {
    struct arena arena;
    struct packer *packer;
    struct ready ready[MAX_DICTIONARIES];
    size_t n;
};

static void free_contexts(void *kept)
{
    struct contexts *contexts = kept;
    for (size_t i = 0; i < contexts->n; i++)
        pack_dictionary_free(contexts->ready[i].dictionary);
    packer_free(contexts->packer);
    struct arena arena = contexts->arena;
    arena_done(&arena);
}

static struct contexts *contexts_of(struct db *db)
{
    struct contexts *contexts = db_kept(db, free_contexts);
    if (contexts != NULL)
        return contexts;
    struct arena arena = {.limit_bytes = SIZE_MAX};
    contexts = arena_new(&arena, struct contexts);
    contexts->arena = arena;
    contexts->packer = packer_new();
    db_keep(db, contexts, free_contexts);
    return contexts;
}

static struct ready *find_ready(struct contexts *contexts, int64_t id, enum pack_use use)
{
    for (size_t i = 0; i < contexts->n; i++) {
        if (contexts->ready[i].id == id && contexts->ready[i].use >= use)
            return &contexts->ready[i];
    }
    return NULL;
}

/* NOT_FOUND: a row names a dictionary that is not there. */
static enum outcome find_dictionary(struct db *db,
                                    int64_t id,
                                    enum pack_use use,
                                    const struct pack_dictionary **ret_dictionary)
{
    struct contexts *contexts = contexts_of(db);
    struct ready *ready = find_ready(contexts, id, use);
    if (ready != NULL) {
        *ret_dictionary = ready->dictionary;
        return OK;
    }
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select bytes from body_dictionary where id = $1");
    db_bind_int(stmt, 1, id);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    CHECK(contexts->n < MAX_DICTIONARIES);
    ready = &contexts->ready[contexts->n++];
    *ready = (struct ready){id, use, pack_dictionary_new(db_text_borrowed(stmt, 0), use)};
    *ret_dictionary = ready->dictionary;
    return OK;
}

/* --- one body ------------------------------------------------------------------ */

enum outcome body_dictionary_newest(struct db *db,
                                    int64_t *ret_id,
                                    const struct pack_dictionary **ret_dictionary)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id from body_dictionary order by id desc limit 1");
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    *ret_id = db_int(stmt, 0);
    return find_dictionary(db, *ret_id, PACK_READS_AND_WRITES, ret_dictionary);
}

enum outcome
body_put_packed(struct db *db, struct article_id article, const struct body_packed *packed)
{
    struct db_stmt *stmt =
        db_query(db, "insert into article_body (article, dictionary, html) values ($1, $2, $3)"
                     " on conflict (article) do update set dictionary = excluded.dictionary,"
                     " html = excluded.html");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, packed->dictionary);
    if (packed->dictionary == 0)
        db_bind_text(stmt, 3, packed->bytes);
    else
        db_bind_blob(stmt, 3, packed->bytes);
    return db_run(stmt);
}

enum outcome
body_put(struct arena *arena, struct db *db, struct article_id article, struct safe_html body)
{
    struct body_packed packed = {0, body.text};
    const struct pack_dictionary *dictionary = NULL;
    enum outcome found = body_dictionary_newest(db, &packed.dictionary, &dictionary);
    if (found == OK)
        packed.bytes = packer_pack(arena, contexts_of(db)->packer, dictionary, body.text);
    return found == OK || found == NOT_FOUND ? body_put_packed(db, article, &packed) : found;
}

static enum outcome broken(int64_t dictionary)
{
    log_error("store: a body does not unpack by dictionary %lld", (long long)dictionary);
    return FAULT;
}

enum outcome body_read(
    struct arena *arena, struct db *db, struct db_stmt *stmt, int first, struct safe_html *ret_body)
{
    int64_t id = db_int(stmt, first);
    if (id == 0) {
        *ret_body = html_from_store(db_text(arena, stmt, first + 1));
        return OK;
    }
    const struct pack_dictionary *dictionary = NULL;
    struct str text = {0};
    enum outcome found = find_dictionary(db, id, PACK_READS, &dictionary);
    if (found == OK)
        found = packer_unpack(arena, contexts_of(db)->packer, dictionary,
                              db_text_borrowed(stmt, first + 1), LIMIT_ARTICLE_BYTES, &text);
    if (found == UNAVAILABLE)
        return found;
    if (found != OK)
        return broken(id);
    *ret_body = html_from_store(text);
    return OK;
}

static struct db_stmt *query_body(struct db *db, struct article_id article)
{
    struct db_stmt *stmt =
        db_query(db, "select " BODY_COLUMNS " from article_body h where h.article = $1");
    db_bind_int(stmt, 1, article.n);
    return stmt;
}

enum outcome
body_get(struct arena *arena, struct db *db, struct article_id article, struct safe_html *ret_body)
{
    CLEANUP(db_done) struct db_stmt *stmt = query_body(db, article);
    enum outcome found = db_step(stmt);
    return found == OK ? body_read(arena, db, stmt, 0, ret_body) : found;
}

/* --- dictionaries --------------------------------------------------------------- */

enum outcome body_dictionary_add(struct db *db, struct str bytes)
{
    struct db_stmt *stmt = db_query(db, "insert into body_dictionary (bytes) values ($1)");
    db_bind_blob(stmt, 1, bytes);
    return db_run(stmt);
}

/* Whether the first dictionary is still to come. */
static enum outcome count_dictionaries(struct db *db, int64_t *ret_n)
{
    CLEANUP(db_done) struct db_stmt *stmt = db_query(db, "select count(*) from body_dictionary");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_n = db_int(stmt, 0);
    return found;
}

enum outcome body_dictionary_train(struct arena *arena, struct db *db, struct str *ret_bytes)
{
    int64_t n_dictionaries = 0;
    enum outcome found = count_dictionaries(db, &n_dictionaries);
    if (found == OK && n_dictionaries > 0)
        return NOT_FOUND;
    size_t *sizes = arena_array(arena, size_t, BODY_SAMPLES);
    struct buf all;
    size_t n = 0;
    buf_init(&all, arena, (size_t)BODY_SAMPLES * BODY_SAMPLE_BYTES);
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "select html from article_body where dictionary = 0 order by article limit $1");
    db_bind_int(stmt, 1, BODY_SAMPLES);
    while (found == OK && (found = db_step(stmt)) == OK) {
        struct str sample = str_first(db_text_borrowed(stmt, 0), BODY_SAMPLE_BYTES);
        sizes[n++] = sample.len;
        buf_add(&all, sample);
    }
    if (found != NOT_FOUND)
        return found;
    if (n < BODY_SAMPLES)
        return NOT_FOUND;
    found = packed_train(arena, buf_text(&all), sizes, n, ret_bytes);
    return found == INVALID ? NOT_FOUND : found;
}

enum outcome body_catch_up(struct db *db, struct article_id after, struct article_id *ret_last)
{
    struct article_id ids[BODY_BATCH];
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select article from article_body"
                                        " where article > $1 and dictionary = 0"
                                        " order by article limit $2");
    db_bind_int(stmt, 1, after.n);
    db_bind_int(stmt, 2, BODY_BATCH);
    enum outcome done = OK;
    while ((done = db_step(stmt)) == OK)
        ids[n++].n = db_int(stmt, 0);
    if (done == NOT_FOUND)
        done = OK;
    for (size_t i = 0; done == OK && i < n; i++) {
        SCRATCH_ARENA(scratch, BATCH_ARENA_BYTES);
        struct safe_html body = {0};
        done = body_get(&scratch, db, ids[i], &body);
        if (done == OK)
            done = body_put(&scratch, db, ids[i], body);
    }
    if (done == OK)
        ret_last->n = n > 0 ? ids[n - 1].n : 0;
    return done;
}
