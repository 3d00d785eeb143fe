#include "community/follow.h"

static enum outcome count_follower(struct db *db, struct blog_id blog, int64_t n)
{
    struct db_stmt *stmt =
        db_query(db, "update blog set n_followers = n_followers + $2 where id = $1");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, n);
    return db_run(stmt);
}

/* The foreign key says CONFLICT when there is no such blog. */
enum outcome follow_add(struct db *db, struct member_id member, struct blog_id blog, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "insert into follow (member, blog, created)"
                     " values ($1, $2, $3) on conflict (member, blog) do nothing");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, blog.n);
    db_bind_int(stmt, 3, now);
    enum outcome done = db_run(stmt);
    if (done == CONFLICT)
        return NOT_FOUND;
    if (done != OK || db_changes(db) == 0)
        return done;
    return count_follower(db, blog, 1);
}

enum outcome follow_remove(struct db *db, struct member_id member, struct blog_id blog)
{
    struct db_stmt *stmt = db_query(db, "delete from follow where member = $1 and blog = $2");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, blog.n);
    enum outcome done = db_run(stmt);
    if (done != OK || db_changes(db) == 0)
        return done;
    return count_follower(db, blog, -1);
}

enum outcome
follow_exists(struct db *db, struct member_id member, struct blog_id blog, bool *ret_follows)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select 1 from follow where member = $1 and blog = $2");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, blog.n);
    enum outcome found = db_step(stmt);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_follows = found == OK;
    return OK;
}
