#include "community/calendar.h"

#include "base/limits.h"
#include "text/dates.h"

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

struct dated {
    int64_t id;
    int64_t shared;
    int64_t day;
};

enum { DATED_AT_ONCE = 500 };

static enum outcome read_dated(struct db *db, int64_t after, struct dated *dated, size_t *ret_n)
{
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id, shared, day from article"
                                        " where state = 2 and id > $1 order by id limit $2");
    db_bind_int(stmt, 1, after);
    db_bind_int(stmt, 2, DATED_AT_ONCE);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        dated[n++] = (struct dated){db_int(stmt, 0), db_int(stmt, 1), db_int(stmt, 2)};
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
}

static enum outcome put_day(struct db *db, int64_t id, int64_t day)
{
    struct db_stmt *stmt = db_query(db, "update article set day = $2 where id = $1");
    db_bind_int(stmt, 1, id);
    db_bind_int(stmt, 2, day);
    return db_run(stmt);
}

static enum outcome move_articles(struct db *db, const struct dates *dates)
{
    struct dated dated[DATED_AT_ONCE];
    size_t n = 0;
    int64_t after = 0;
    enum outcome done;
    while ((done = read_dated(db, after, dated, &n)) == OK && n > 0) {
        for (size_t i = 0; done == OK && i < n; i++) {
            int64_t day = day_number(dates_day_of(dates, dated[i].shared));
            if (day != dated[i].day)
                done = put_day(db, dated[i].id, day);
        }
        if (done != OK)
            return done;
        after = dated[n - 1].id;
    }
    return done;
}

enum outcome calendar_count_again(struct db *db)
{
    enum outcome done = db_run(db_query(db, "delete from blog_day"));
    if (done != OK)
        return done;
    return db_run(db_query(db, "insert into blog_day (blog, day, n) select blog, day, count(*)"
                               " from article where state = 2 group by blog, day"));
}

enum outcome calendar_set_zone(struct db *db, struct str zone)
{
    SCRATCH_ARENA(scratch, LIMIT_REQUEST_ARENA_BYTES);
    const struct dates *dates;
    enum outcome done = dates_open(&scratch, STR("en"), zone, &dates);
    if (done == OK)
        done = move_articles(db, dates);
    return done == OK ? calendar_count_again(db) : done;
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

/* The newest day with articles up to `upto`. */
static enum outcome
find_upto(struct db *db, struct blog_id blog, int64_t upto, struct calendar_day *ret_day)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select day, n from blog_day where blog = $1 and day <= $2"
                                        " order by day desc limit 1");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, upto);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_day = (struct calendar_day){db_int(stmt, 0), db_int(stmt, 1)};
    return found;
}

/* The last day before a year that has articles. */
static enum outcome
find_before(struct db *db, struct blog_id blog, int year, struct calendar_day *ret_day)
{
    return find_upto(db, blog, day_number((struct day){year, 1, 1}) - 1, ret_day);
}

/* A seek to the wanted day of each year, and one that passes over empty years; one year more
 * than is shown tells whether there is another page. */
enum outcome calendar_through_years(struct arena *arena,
                                    struct db *db,
                                    struct blog_id blog,
                                    int month,
                                    int day_of_month,
                                    int before,
                                    struct calendar_years *ret_years)
{
    struct calendar_day *days = arena_array(arena, struct calendar_day, LIMIT_DAY_YEARS + 1);
    size_t n = 0;
    int sought = 0;
    struct calendar_day found = {0};
    enum outcome outcome = before == 0 ? find_upto(db, blog, INT64_MAX, &found)
                                       : find_before(db, blog, before, &found);
    while (outcome == OK && n <= LIMIT_DAY_YEARS && sought++ < LIMIT_DAY_YEARS_SOUGHT) {
        before = day_of_number(found.day).year;
        struct day wanted = {before, month, day_of_month};
        if (day_is_valid(wanted)) {
            outcome = find_upto(db, blog, day_number(wanted), &found);
            if (outcome == OK && found.day == day_number(wanted))
                days[n++] = found;
        }
        if (outcome == OK)
            outcome = find_before(db, blog, before, &found);
    }
    if (outcome != OK && outcome != NOT_FOUND)
        return outcome;
    int upto = outcome == OK ? before : 0;
    if (n > LIMIT_DAY_YEARS)
        upto = day_of_number(days[--n - 1].day).year;
    *ret_years = (struct calendar_years){days, n, upto};
    return OK;
}
