/* What is packed or beside the store: texts, and snapshots and pictures against the names that
 * they are kept under. */

#include "community/check.h"

#include "base/limits.h"
#include "community/body.h"
#include "db/objects.h"

enum { OBJECT_ARENA_BYTES = 2 * LIMIT_OBJECT_BYTES + (1 << 20) };

/* The trouble with one object, or NULL. */
static const char *trouble_of(const struct objects *objects, struct str hash)
{
    SCRATCH_ARENA(scratch, OBJECT_ARENA_BYTES);
    struct str bytes = {0};
    if (!object_hash_is_valid(hash))
        return "has no name that an object can have";
    enum outcome outcome = objects_get(&scratch, objects, hash, LIMIT_OBJECT_BYTES, &bytes);
    if (outcome == NOT_FOUND)
        return "is missing";
    if (outcome != OK)
        return "cannot be read";
    return str_eq(object_hash(&scratch, bytes), hash) ? NULL : "has other bytes than its name says";
}

static enum outcome count_named(struct db *db, int64_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *q = db_query(db, "select count(*) from (select object from snapshot union "
                                     "select object from picture_version)");
    enum outcome outcome = db_step(q);
    if (outcome == OK)
        *ret_n = db_int(q, 0);
    return outcome;
}

enum outcome check_objects(struct db *db,
                           const struct objects *objects,
                           const struct check_request *request,
                           int64_t *ret_n)
{
    int64_t n_all = 0;
    int64_t n_seen = 0;
    int64_t n_broken = 0;
    enum outcome outcome = count_named(db, &n_all);
    if (outcome != OK)
        return outcome;
    CLEANUP(db_done)
    struct db_stmt *q =
        db_query(db, "select object from snapshot union select object from picture_version");
    while ((outcome = db_step(q)) == OK) {
        SCRATCH_ARENA(scratch, 64 * 1024);
        struct str hash = db_text(&scratch, q, 0);
        const char *trouble = trouble_of(objects, hash);
        if (trouble != NULL)
            request->report(request->context,
                            str_print(&scratch, "object %.*s %s", STR_ARG(hash), trouble));
        n_broken += trouble != NULL;
        if (request->on_progress != NULL)
            request->on_progress((int)(++n_seen * 1000 / n_all));
    }
    *ret_n = n_broken;
    return outcome == NOT_FOUND ? OK : outcome;
}

enum outcome check_bodies(struct db *db, const struct check_request *request, int64_t *ret_n)
{
    int64_t n_broken = 0;
    enum outcome outcome = OK;
    CLEANUP(db_done)
    struct db_stmt *q = db_query(db, "select h.article, " BODY_COLUMNS
                                     ", (select max(id) from article) from article_body h"
                                     " order by h.article");
    while ((outcome = db_step(q)) == OK) {
        SCRATCH_ARENA(scratch, OBJECT_ARENA_BYTES);
        struct safe_html body;
        int64_t id = db_int(q, 0);
        enum outcome read = body_read(&scratch, db, q, 1, &body);
        if (read == UNAVAILABLE)
            return read;
        if (read != OK)
            request->report(
                request->context,
                str_print(&scratch, "text of article %lld cannot be read", (long long)id));
        n_broken += read != OK;
        if (request->on_progress != NULL)
            request->on_progress((int)(id * 1000 / db_int(q, 3)));
    }
    *ret_n = n_broken;
    return outcome == NOT_FOUND ? OK : outcome;
}
