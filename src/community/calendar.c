#include "community/calendar.h"

/* A day without articles has no row. */
enum outcome calendar_count(struct db *db, struct blog_id blog, int64_t day, int64_t n)
{
    struct db_stmt *stmt =
        db_query(db, "insert into blog_day (blog, day, n) values ($1, $2, $3)"
                     " on conflict (blog, day) do update set n = blog_day.n + $3");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, day);
    db_bind_int(stmt, 3, n);
    enum outcome done = db_run(stmt);
    if (done != OK || n > 0)
        return done;

    stmt = db_query(db, "delete from blog_day where blog = $1 and day = $2 and n = 0");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, day);
    return db_run(stmt);
}

enum outcome calendar_days(struct arena *arena,
                           struct db *db,
                           struct blog_id blog,
                           int64_t first,
                           int64_t end,
                           const struct calendar_day **ret_days,
                           size_t *ret_n)
{
    enum { MAX_DAYS = 366 };
    struct calendar_day *days = arena_array(arena, struct calendar_day, MAX_DAYS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select day, n from blog_day"
                                        " where blog = $1 and day >= $2 and day < $3"
                                        " order by day limit $4");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, first);
    db_bind_int(stmt, 3, end);
    db_bind_int(stmt, 4, MAX_DAYS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        days[n++] = (struct calendar_day){db_int(stmt, 0), db_int(stmt, 1)};
    if (found != NOT_FOUND)
        return found;
    *ret_days = days;
    *ret_n = n;
    return OK;
}

enum outcome
calendar_sum(struct db *db, struct blog_id blog, int64_t first, int64_t end, int64_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select cast(coalesce(sum(n), 0) as bigint) from blog_day"
                                        " where blog = $1 and day >= $2 and day < $3");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, first);
    db_bind_int(stmt, 3, end);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_n = db_int(stmt, 0);
    return found;
}

/* Two subqueries, each a seek to one end of the index. */
enum outcome
calendar_span(struct db *db, struct blog_id blog, int64_t *ret_first, int64_t *ret_last)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select (select min(day) from blog_day where blog = $1),"
                                        " (select max(day) from blog_day where blog = $1)");
    db_bind_int(stmt, 1, blog.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    if (db_is_null(stmt, 0))
        return NOT_FOUND;
    *ret_first = db_int(stmt, 0);
    *ret_last = db_int(stmt, 1);
    return OK;
}

enum outcome calendar_beside(
    struct db *db, struct blog_id blog, int64_t day, int64_t *ret_before, int64_t *ret_after)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select (select max(day) from blog_day where blog = $1 and day < $2),"
                     " (select min(day) from blog_day where blog = $1 and day > $2)");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, day);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    *ret_before = db_is_null(stmt, 0) ? INT64_MIN : db_int(stmt, 0);
    *ret_after = db_is_null(stmt, 1) ? INT64_MIN : db_int(stmt, 1);
    return OK;
}
