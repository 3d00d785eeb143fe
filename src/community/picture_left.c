#include "community/picture_left.h"

#include "community/picture.h"

enum { LOOKED_AT = 200, NUMBER_ARENA_BYTES = 256 };

static enum outcome
submit(struct db *db, enum job_kind kind, int64_t number, int64_t now, int64_t after_seconds)
{
    SCRATCH_ARENA(scratch, NUMBER_ARENA_BYTES);
    struct job_id unused;
    const struct job_new job = {
        .kind = kind,
        .payload = str_print(&scratch, "%lld", (long long)number),
        .now = now,
        .run_after = now + after_seconds,
    };
    return job_submit_later(db, &job, &unused);
}

/* OK or NOT_FOUND. */
static enum outcome find_waiting_walk(struct db *db)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select 1 from job where kind = $1 and state = 0 limit 1");
    db_bind_int(stmt, 1, JOB_PICTURES_LEFT);
    return db_step(stmt);
}

enum outcome picture_left_begin(struct db *db, int64_t now)
{
    struct db_stmt *stmt = db_query(db, "delete from job where kind = $1 and state = 0");
    db_bind_int(stmt, 1, JOB_PICTURES_LEFT);
    enum outcome done = db_run(stmt);
    return done == OK ? submit(db, JOB_PICTURES_LEFT, 0, now, 0) : done;
}

enum outcome picture_left_find(struct db *db, int64_t after, struct picture_left *ret_left)
{
    struct picture_left left = {.last = after, .is_end = true};
    size_t n_looked_at = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select distinct x.article from article_picture x"
                     " join picture p on p.id = x.picture where x.article > $1 and p.state = 0"
                     " order by x.article limit $2");
    db_bind_int(stmt, 1, after);
    db_bind_int(stmt, 2, LOOKED_AT);
    enum outcome found = OK;
    while (left.n < LIMIT_PICTURES_LEFT && (found = db_step(stmt)) == OK) {
        bool may_keep = false;
        left.last = db_int(stmt, 0);
        n_looked_at++;
        found = picture_may_keep(db, (struct article_id){left.last}, &may_keep);
        if (found != OK)
            return found;
        if (may_keep)
            left.articles[left.n++] = left.last;
    }
    if (found != OK && found != NOT_FOUND)
        return found;
    left.is_end = left.n < LIMIT_PICTURES_LEFT && n_looked_at < LOOKED_AT;
    *ret_left = left;
    return OK;
}

enum outcome picture_left_submit(struct db *db, const struct picture_left *left, int64_t now)
{
    enum outcome done = OK;
    int64_t seconds = 0;
    for (size_t i = 0; done == OK && i < left->n; i++) {
        done = submit(db, JOB_PICTURES, left->articles[i], now, seconds);
        seconds += LIMIT_PICTURES_LEFT_SECONDS;
    }
    if (done == OK && !left->is_end && (done = find_waiting_walk(db)) == NOT_FOUND)
        done = submit(db, JOB_PICTURES_LEFT, left->last, now, seconds);
    return done;
}
