#include "community/job.h"

#include "base/limits.h"

/* `run_after` of a leased job is the end of its lease, so one index finds both
 * what waits and what was left behind. A lease is known by its try. */
_Static_assert(JOB_WAITING == 0 && JOB_LEASED == 1 && JOB_DONE == 2 && JOB_DEAD == 3,
               "states are stored");

enum {
    FIRST_PAUSE_SECONDS = 30,
    PAUSE_FACTOR = 4,
    KEPT_SECONDS = 7 * 24 * 60 * 60,
};

#define JOB_COLUMNS                                                                                \
    "id, kind, member, payload, state, progress, result, error, tries, created, run_after"

static enum job_kind kind_from_store(int64_t stored)
{
    return (enum job_kind)stored;
}

static enum job_state state_from_store(int64_t stored)
{
    return (enum job_state)stored;
}

static struct job read_job(struct arena *arena, struct db_stmt *stmt)
{
    return (struct job){
        .id = {db_int(stmt, 0)},
        .kind = kind_from_store(db_int(stmt, 1)),
        .member = {db_int(stmt, 2)},
        .payload = db_text(arena, stmt, 3),
        .state = state_from_store(db_int(stmt, 4)),
        .progress = db_text(arena, stmt, 5),
        .result = db_text(arena, stmt, 6),
        .error = db_text(arena, stmt, 7),
        .tries = db_int(stmt, 8),
        .created = db_int(stmt, 9),
        .run_after = db_int(stmt, 10),
    };
}

enum outcome job_submit(struct db *db,
                        enum job_kind kind,
                        struct member_id member,
                        struct str payload,
                        int64_t now,
                        struct job_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into job (kind, member, state, run_after, created, changed, payload)"
                     " values ($1, $2, 0, $3, $3, $3, $4) returning id");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, member.n);
    db_bind_int(stmt, 3, now);
    db_bind_text(stmt, 4, payload);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

enum outcome job_submit_later(struct db *db, const struct job_new *job, struct job_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into job (kind, member, state, run_after, created, changed, payload)"
                     " values ($1, 0, 0, $2, $3, $3, $4) returning id");
    db_bind_int(stmt, 1, job->kind);
    db_bind_int(stmt, 2, job->run_after);
    db_bind_int(stmt, 3, job->now);
    db_bind_text(stmt, 4, job->payload);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

enum outcome job_find(struct arena *arena, struct db *db, struct job_id id, struct job *ret_job)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " JOB_COLUMNS " from job where id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_job = read_job(arena, stmt);
    return found;
}

/* Jobs whose last try never came back: a capture that takes the server with it
 * must not do so forever. */
static enum outcome set_lost_aside(struct db *db, int64_t now)
{
    struct db_stmt *stmt = db_query(db, "update job set state = 3, changed = $1, progress = '',"
                                        " error = 'lost' where state < 2 and run_after <= $1"
                                        " and tries >= $2");
    db_bind_int(stmt, 1, now);
    db_bind_int(stmt, 2, LIMIT_JOB_TRIES);
    return db_run(stmt);
}

enum outcome job_lease(struct arena *arena, struct db *db, int64_t now, struct job *ret_job)
{
    enum outcome done = set_lost_aside(db, now);
    if (done != OK)
        return done;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db,
        "update job set state = 1, tries = tries + 1, run_after = $1 + $2, changed = $1,"
        " progress = '' where id = (select id from job where state < 2"
        " and run_after <= $1 order by kind <> 0, run_after, id limit 1) returning " JOB_COLUMNS);
    db_bind_int(stmt, 1, now);
    db_bind_int(stmt, 2, LIMIT_JOB_LEASE_SECONDS);
    done = db_step(stmt);
    if (done == OK)
        *ret_job = read_job(arena, stmt);
    return done;
}

enum outcome job_next_time(struct db *db, int64_t *ret_time)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select run_after from job where state < 2 order by run_after, id limit 1");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_time = db_int(stmt, 0);
    return found;
}

/* $1 and $2 name the lease; no row means that it was lost. */
static enum outcome run_leased(struct db *db, struct db_stmt *stmt, const struct job *leased)
{
    db_bind_int(stmt, 1, leased->id.n);
    db_bind_int(stmt, 2, leased->tries);
    enum outcome done = db_run(stmt);
    return done == OK && db_changes(db) == 0 ? CONFLICT : done;
}

enum outcome job_progress(struct db *db, const struct job *leased, struct str progress, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "update job set progress = $3, changed = $4, run_after = $4 + $5"
                     " where id = $1 and tries = $2 and state = 1");
    db_bind_text(stmt, 3, progress);
    db_bind_int(stmt, 4, now);
    db_bind_int(stmt, 5, LIMIT_JOB_LEASE_SECONDS);
    return run_leased(db, stmt, leased);
}

enum outcome job_finish(struct db *db, const struct job *leased, struct str result, int64_t now)
{
    struct db_stmt *stmt = db_query(
        db, "update job set state = 2, result = $3, changed = $4, progress = '', error = ''"
            " where id = $1 and tries = $2 and state = 1");
    db_bind_text(stmt, 3, result);
    db_bind_int(stmt, 4, now);
    return run_leased(db, stmt, leased);
}

static int64_t pause_after(int64_t tries)
{
    int64_t pause = FIRST_PAUSE_SECONDS;
    for (int64_t i = 1; i < tries && i < LIMIT_JOB_TRIES; i++)
        pause *= PAUSE_FACTOR;
    return pause;
}

enum outcome
job_fail(struct db *db, const struct job *leased, struct str error, bool is_final, int64_t now)
{
    bool is_dead = is_final || leased->tries >= LIMIT_JOB_TRIES;
    struct db_stmt *stmt =
        db_query(db, "update job set state = $3, error = $4, changed = $5, run_after = $6,"
                     " progress = '' where id = $1 and tries = $2 and state = 1");
    db_bind_int(stmt, 3, is_dead ? JOB_DEAD : JOB_WAITING);
    db_bind_text(stmt, 4, error);
    db_bind_int(stmt, 5, now);
    db_bind_int(stmt, 6, now + pause_after(leased->tries));
    return run_leased(db, stmt, leased);
}

enum outcome job_release(struct db *db, const struct job *leased)
{
    struct db_stmt *stmt = db_query(
        db, "update job set state = 0, tries = tries - 1, run_after = created, progress = ''"
            " where id = $1 and tries = $2 and state = 1");
    return run_leased(db, stmt, leased);
}

enum outcome job_put_off(struct db *db, const struct job *leased, int64_t run_after)
{
    struct db_stmt *stmt =
        db_query(db, "update job set state = 0, tries = tries - 1, run_after = $3, progress = ''"
                     " where id = $1 and tries = $2 and state = 1");
    db_bind_int(stmt, 3, run_after);
    return run_leased(db, stmt, leased);
}

static enum outcome find_state(struct db *db, struct job_id id, enum job_state *ret_state)
{
    CLEANUP(db_done) struct db_stmt *stmt = db_query(db, "select state from job where id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_state = state_from_store(db_int(stmt, 0));
    return found;
}

enum outcome job_hurry(struct db *db, struct job_id id, int64_t now)
{
    enum job_state state = JOB_DONE;
    enum outcome found = find_state(db, id, &state);
    if (found != OK)
        return found;
    if (state != JOB_WAITING)
        return state == JOB_LEASED ? CONFLICT : NOT_FOUND;
    struct db_stmt *stmt = db_query(db, "update job set run_after = $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, now);
    return db_run(stmt);
}

enum outcome job_retry(struct db *db, struct job_id id, int64_t now)
{
    struct db_stmt *stmt = db_query(db, "update job set state = 0, tries = 0, run_after = $2,"
                                        " changed = $2 where id = $1 and state = 3");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, now);
    enum outcome done = db_run(stmt);
    return done == OK && db_changes(db) == 0 ? CONFLICT : done;
}

enum outcome
job_list_dead(struct arena *arena, struct db *db, const struct job **ret_jobs, size_t *ret_n)
{
    enum { MAX_JOBS = 100 };
    struct job *jobs = arena_array(arena, struct job, MAX_JOBS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " JOB_COLUMNS " from job where state = 3"
                                        " order by changed desc, id desc limit $1");
    db_bind_int(stmt, 1, MAX_JOBS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        jobs[n++] = read_job(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_jobs = jobs;
    *ret_n = n;
    return OK;
}

enum outcome job_list_of(struct arena *arena,
                         struct db *db,
                         enum job_kind kind,
                         struct member_id member,
                         int64_t since,
                         const struct job **ret_jobs,
                         size_t *ret_n)
{
    enum { MAX_JOBS = 20 };
    struct job *jobs = arena_array(arena, struct job, MAX_JOBS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " JOB_COLUMNS " from job where member = $1 and kind = $2"
                     " and (state < 2 or (state = 3 and changed >= $3)) order by id desc limit $4");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, kind);
    db_bind_int(stmt, 3, since);
    db_bind_int(stmt, 4, MAX_JOBS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        jobs[n++] = read_job(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_jobs = jobs;
    *ret_n = n;
    return OK;
}

enum outcome job_sweep(struct db *db, int64_t now)
{
    struct db_stmt *stmt = db_query(db, "delete from job where state = 2 and changed < $1");
    db_bind_int(stmt, 1, now - KEPT_SECONDS);
    return db_run(stmt);
}
