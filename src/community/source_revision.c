#include "community/source_revision.h"

#include "base/limits.h"

enum outcome source_revision_add(struct db *db,
                                 struct article_id article,
                                 const struct source_revision *revision)
{
    struct db_stmt *stmt =
        db_query(db, "insert into source_revision (article, number, seen, snapshot, title, text)"
                     " values ($1, (select coalesce(max(number), 0) + 1 from source_revision"
                     " where article = $1), $2, $3, $4, $5)");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, revision->seen);
    db_bind_int(stmt, 3, revision->snapshot.n);
    db_bind_text(stmt, 4, revision->title);
    db_bind_text(stmt, 5, revision->text);
    return db_run(stmt);
}

static enum outcome read_one(struct arena *arena,
                             struct db_stmt *stmt,
                             struct article_id article,
                             struct source_revision *ret_revision)
{
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_revision = (struct source_revision){
            .number = db_int(stmt, 0),
            .seen = db_int(stmt, 1),
            .snapshot = {db_int(stmt, 2)},
            .title = db_text(arena, stmt, 3),
            .text = db_text(arena, stmt, 4),
        };
    return found;
}

enum outcome source_revision_find(struct arena *arena,
                                  struct db *db,
                                  struct article_id article,
                                  int64_t number,
                                  struct source_revision *ret_revision)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select number, seen, snapshot, title, text"
                                        " from source_revision where article = $1 and number = $2");
    db_bind_int(stmt, 2, number);
    return read_one(arena, stmt, article, ret_revision);
}

enum outcome source_revision_last(struct arena *arena,
                                  struct db *db,
                                  struct article_id article,
                                  struct source_revision *ret_revision)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select number, seen, snapshot, title, text from source_revision"
                     " where article = $1 order by number desc limit 1");
    return read_one(arena, stmt, article, ret_revision);
}

enum outcome source_revision_list(struct arena *arena,
                                  struct db *db,
                                  struct article_id article,
                                  const struct source_revision **ret_revisions,
                                  size_t *ret_n)
{
    struct source_revision *rows =
        arena_array(arena, struct source_revision, LIMIT_SOURCE_REVISIONS);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select number, seen, snapshot, title from source_revision"
                                        " where article = $1 order by number limit $2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, LIMIT_SOURCE_REVISIONS);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK)
        rows[n++] = (struct source_revision){
            .number = db_int(stmt, 0),
            .seen = db_int(stmt, 1),
            .snapshot = {db_int(stmt, 2)},
            .title = db_text(arena, stmt, 3),
        };
    if (found != NOT_FOUND)
        return found;
    *ret_revisions = rows;
    *ret_n = n;
    return OK;
}

enum outcome source_revision_delete(struct db *db, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "delete from source_revision where article = $1");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}
