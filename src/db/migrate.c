#include "db/migrate.h"

#include "db/schema/schema.h"

static const char *const *const steps[] = {schema_1,  schema_2,  schema_3, schema_4, schema_5,
                                           schema_6,  schema_7,  schema_8, schema_9, schema_10,
                                           schema_11, schema_12, schema_13};

enum { N_STEPS = N_OF(steps) };

static enum outcome find_version(struct db *db, int64_t *ret_version)
{
    CLEANUP(db_done) struct db_stmt *stmt = db_query(db, "select max(version) from store");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_version = db_int(stmt, 0);
    return found;
}

/* A new store has version 0. */
static enum outcome read_version(struct db *db, int64_t *ret_version)
{
    enum outcome made =
        db_run(db_query(db, "create table if not exists store (version bigint not null)"));
    return made == OK ? find_version(db, ret_version) : made;
}

static struct str tell_newer(struct arena *arena, int64_t version)
{
    return str_print(arena,
                     "the store is of version %lld and this program knows versions up to "
                     "%d: use the newer program that wrote it",
                     (long long)version, N_STEPS);
}

enum outcome migrate_is_current(struct arena *arena, struct db *db, struct str *ret_why)
{
    int64_t version = 0;
    enum outcome found = find_version(db, &version);
    if (found != OK) {
        *ret_why = STR("the store cannot be read");
        return found;
    }
    if (version == N_STEPS)
        return OK;
    *ret_why = version > N_STEPS
                   ? tell_newer(arena, version)
                   : str_print(arena,
                               "the store is of version %lld and this program's is %d: start "
                               "passalong serve once, which brings it up",
                               (long long)version, N_STEPS);
    return CONFLICT;
}

static enum outcome run_step(struct db *db, const char *const *statements)
{
    for (; *statements; statements++) {
        enum outcome done = db_run(db_query_literal(db, *statements));
        if (done != OK)
            return done;
    }
    return OK;
}

static enum outcome bring_up(struct arena *arena, struct db *db, struct str *ret_why)
{
    int64_t version = 0;
    enum outcome done = read_version(db, &version);
    if (done == OK && version > N_STEPS) {
        *ret_why = tell_newer(arena, version);
        return CONFLICT;
    }
    for (int64_t i = version; done == OK && i < N_STEPS; i++) {
        done = run_step(db, steps[i]);
        if (done != OK)
            break;
        struct db_stmt *stmt = db_query(db, "insert into store (version) values ($1)");
        db_bind_int(stmt, 1, i + 1);
        done = db_run(stmt);
    }
    if (done != OK)
        *ret_why = str_print(arena, "the store could not be brought to version %d", N_STEPS);
    return done == OK || done == UNAVAILABLE ? done : FAULT;
}

enum outcome migrate(struct arena *arena, struct db *db, struct str *ret_why)
{
    enum outcome begun = db_begin(db);
    if (begun != OK) {
        *ret_why = STR("the store is locked or its disk is full");
        return begun;
    }
    enum outcome done = bring_up(arena, db, ret_why);
    if (done != OK) {
        db_rollback(db);
        return done;
    }
    enum outcome committed = db_commit(db);
    if (committed != OK)
        *ret_why = STR("the new version of the store could not be written: is the disk full?");
    return committed;
}
