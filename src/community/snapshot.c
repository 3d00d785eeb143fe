#include "community/snapshot.h"

#include "base/limits.h"
#include "base/log.h"
#include "base/packed.h"

#define SNAPSHOT_COLUMNS                                                                           \
    "id, article, captured, asked, url, canonical, server, status, etag, last_modified, robots,"   \
    " tdm, hash, n_bytes, object"

enum outcome snapshot_keep(struct arena *arena,
                           const struct objects *objects,
                           struct str warc,
                           struct snapshot *ret_snapshot)
{
    struct str object;
    enum outcome kept = objects_put(arena, objects, packed(arena, warc), &object);
    if (kept != OK)
        return kept;
    ret_snapshot->hash = object_hash(arena, warc);
    ret_snapshot->n_bytes = (int64_t)warc.len;
    ret_snapshot->object = object;
    return OK;
}

enum outcome snapshot_add(struct db *db,
                          struct article_id article,
                          const struct snapshot *snapshot,
                          struct snapshot_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "insert into snapshot (article, captured, asked, url, canonical, server, status, etag,"
            " last_modified, robots, tdm, hash, n_bytes, object) values ($1, $2, $3, $4, $5, $6,"
            " $7, $8, $9, $10, $11, $12, $13, $14) returning id");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, snapshot->captured);
    db_bind_text(stmt, 3, snapshot->asked);
    db_bind_text(stmt, 4, snapshot->url);
    db_bind_text(stmt, 5, snapshot->canonical);
    db_bind_text(stmt, 6, snapshot->server);
    db_bind_int(stmt, 7, snapshot->status);
    db_bind_text(stmt, 8, snapshot->etag);
    db_bind_text(stmt, 9, snapshot->last_modified);
    db_bind_text(stmt, 10, snapshot->robots);
    db_bind_text(stmt, 11, snapshot->tdm);
    db_bind_text(stmt, 12, snapshot->hash);
    db_bind_int(stmt, 13, snapshot->n_bytes);
    db_bind_text(stmt, 14, snapshot->object);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

static struct snapshot read_row(struct arena *arena, struct db_stmt *stmt)
{
    return (struct snapshot){
        .id = {db_int(stmt, 0)},
        .article = {db_int(stmt, 1)},
        .captured = db_int(stmt, 2),
        .asked = db_text(arena, stmt, 3),
        .url = db_text(arena, stmt, 4),
        .canonical = db_text(arena, stmt, 5),
        .server = db_text(arena, stmt, 6),
        .status = db_int(stmt, 7),
        .etag = db_text(arena, stmt, 8),
        .last_modified = db_text(arena, stmt, 9),
        .robots = db_text(arena, stmt, 10),
        .tdm = db_text(arena, stmt, 11),
        .hash = db_text(arena, stmt, 12),
        .n_bytes = db_int(stmt, 13),
        .object = db_text(arena, stmt, 14),
    };
}

/* $1 is the article. */
static enum outcome read_one(struct arena *arena,
                             struct db_stmt *stmt,
                             struct article_id article,
                             struct snapshot *ret_snapshot)
{
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_snapshot = read_row(arena, stmt);
    return found;
}

enum outcome snapshot_first(struct arena *arena,
                            struct db *db,
                            struct article_id article,
                            struct snapshot *ret_snapshot)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SNAPSHOT_COLUMNS " from snapshot"
                                        " where article = $1 order by id limit 1");
    return read_one(arena, stmt, article, ret_snapshot);
}

enum outcome snapshot_last(struct arena *arena,
                           struct db *db,
                           struct article_id article,
                           struct snapshot *ret_snapshot)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SNAPSHOT_COLUMNS " from snapshot"
                                        " where article = $1 order by id desc limit 1");
    return read_one(arena, stmt, article, ret_snapshot);
}

enum outcome snapshot_find(struct arena *arena,
                           struct db *db,
                           struct article_id article,
                           struct snapshot_id id,
                           struct snapshot *ret_snapshot)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " SNAPSHOT_COLUMNS " from snapshot where article = $1 and id = $2");
    db_bind_int(stmt, 2, id.n);
    return read_one(arena, stmt, article, ret_snapshot);
}

enum outcome snapshot_read(struct arena *arena,
                           const struct objects *objects,
                           const struct snapshot *snapshot,
                           struct str *ret_warc)
{
    struct str bytes;
    struct str warc;
    enum outcome found = objects_get(arena, objects, snapshot->object, LIMIT_OBJECT_BYTES, &bytes);
    if (found != OK)
        return found;
    if (unpacked(arena, bytes, LIMIT_OBJECT_BYTES, &warc) != OK ||
        !str_eq(object_hash(arena, warc), snapshot->hash)) {
        log_error("snapshot %lld: its object is damaged", (long long)snapshot->id.n);
        return FAULT;
    }
    *ret_warc = warc;
    return OK;
}

enum outcome snapshot_delete(struct db *db, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "delete from snapshot where article = $1");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

enum outcome snapshot_walk(struct db *db, const struct snapshot_visit *visit)
{
    enum { ROW_BYTES = 64 << 10 };
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SNAPSHOT_COLUMNS " from snapshot order by id");
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        SCRATCH_ARENA(scratch, ROW_BYTES);
        struct snapshot snapshot = read_row(&scratch, stmt);
        enum outcome seen = visit->see(visit->data, &snapshot);
        if (seen != OK)
            return seen;
    }
    return found == NOT_FOUND ? OK : found;
}
