#include "community/object.h"

#include "base/cleanup.h"
#include "base/file.h"
#include "base/limits.h"

struct sweep {
    struct db *db;
    const struct objects *objects;
    int64_t before;
    bool is_removing;
    int64_t n;
};

/* OK, or NOT_FOUND. */
static enum outcome find_name(struct db *db, struct str hash)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select 1 from picture_version where object = $1 union all"
                                        " select 1 from snapshot where object = $1 limit 1");
    db_bind_text(stmt, 1, hash);
    return db_step(stmt);
}

static enum outcome see(void *data, struct str hash, const char *path)
{
    struct sweep *sweep = data;
    int64_t put = 0;
    if (file_time(path, &put) != OK || put >= sweep->before)
        return OK;
    enum outcome found = find_name(sweep->db, hash);
    if (found != NOT_FOUND)
        return found;
    if (!sweep->is_removing || objects_remove(sweep->objects, path, sweep->before) == OK)
        sweep->n++;
    return OK;
}

enum outcome
object_count_unnamed(struct db *db, const struct objects *objects, int64_t now, int64_t *ret_n)
{
    struct sweep sweep = {db, objects, now - LIMIT_OBJECT_IDLE_SECONDS, false, 0};
    const struct objects_visit visit = {see, &sweep};
    enum outcome outcome = objects_walk(objects, &visit);
    *ret_n = sweep.n;
    return outcome;
}

enum outcome object_sweep(struct db *db, const struct objects *objects, int64_t now, int64_t *ret_n)
{
    CLEANUP(file_close) int hold = -1;
    struct sweep sweep = {db, objects, now - LIMIT_OBJECT_IDLE_SECONDS, true, 0};
    const struct objects_visit visit = {see, &sweep};
    enum outcome outcome = objects_hold_alone(objects, &hold);
    if (outcome == OK)
        outcome = objects_remove_parts(objects, sweep.before);
    if (outcome == OK)
        outcome = objects_walk(objects, &visit);
    *ret_n = sweep.n;
    return outcome;
}
