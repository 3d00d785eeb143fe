#include "db/writer.h"

#include "../unit.h"

#include "../folder.h"
#include "base/limits.h"

#include <pthread.h>
#include <semaphore.h>

static const struct db_rule rules[] = {{NULL, 0, NULL, NULL}};

static struct db_writer *open_writer(struct arena *arena, void **state)
{
    struct db_writer *writer = NULL;
    struct str why;
    assert_int_equal(db_writer_open(arena, *state, rules, &writer, &why), OK);
    return writer;
}

static enum outcome make_table(struct db *db, void *context)
{
    (void)context;
    return db_run(db_query(db, "create table note (id integer primary key)"));
}

static enum outcome add_note(struct db *db, void *context)
{
    struct db_stmt *q = db_query(db, "insert into note (id) values ($1)");
    db_bind_int(q, 1, *(int64_t *)context);
    return db_run(q);
}

static enum outcome add_note_then_refuse(struct db *db, void *context)
{
    enum outcome outcome = add_note(db, context);
    return outcome == OK ? INVALID : outcome;
}

static enum outcome count_notes(struct db *db, void *context)
{
    CLEANUP(db_done) struct db_stmt *q = db_query(db, "select count(*) from note");
    enum outcome outcome = db_step(q);
    if (outcome == OK)
        *(int64_t *)context = db_int(q, 0);
    return outcome;
}

static void a_refused_write_leaves_nothing(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct db_writer *writer = open_writer(&arena, state);
    int64_t id = 1;
    int64_t n = -1;
    assert_int_equal(db_writer_run(writer, make_table, NULL), OK);
    assert_int_equal(db_writer_run(writer, add_note_then_refuse, &id), INVALID);
    assert_int_equal(db_writer_run(writer, count_notes, &n), OK);
    assert_int_equal(n, 0);
    db_writer_close(writer);
}

struct tally {
    pthread_mutex_t lock;
    int n_ok;
    int n_conflicts;
};

static void tally_up(void *context, enum outcome outcome)
{
    struct tally *tally = context;
    pthread_mutex_lock(&tally->lock);
    tally->n_ok += outcome == OK;
    tally->n_conflicts += outcome == CONFLICT;
    pthread_mutex_unlock(&tally->lock);
}

static struct tally tally = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void count_one(void *context, enum outcome outcome)
{
    (void)context;
    tally_up(&tally, outcome);
}

static void one_conflict_in_a_batch_does_not_touch_the_others(void **state)
{
    enum { N = 300 };
    SCRATCH_ARENA(arena, 1 << 20);
    struct db_writer *writer = open_writer(&arena, state);
    assert_int_equal(db_writer_run(writer, make_table, NULL), OK);
    static int64_t ids[N];
    for (int64_t i = 0; i < N; i++) {
        ids[i] = i == 100 ? 1 : i + 1; /* the hundredth repeats the first */
        assert_int_equal(db_writer_submit(writer, add_note, count_one, &ids[i]), OK);
    }
    int64_t n = 0;
    assert_int_equal(db_writer_run(writer, count_notes, &n), OK);
    assert_int_equal(n, N - 1);
    db_writer_close(writer);
    assert_int_equal(tally.n_ok, N - 1);
    assert_int_equal(tally.n_conflicts, 1);
}

enum { N_WRITERS = 16, N_WRITES = 50 };

struct busy_writer {
    pthread_t thread;
    struct db_writer *writer;
    int64_t first;
    int n_ok;
};

static void *write_again_and_again(void *context)
{
    struct busy_writer *busy = context;
    for (int64_t id = busy->first; id < busy->first + N_WRITES; id++)
        busy->n_ok += db_writer_run(busy->writer, add_note, &id) == OK;
    return NULL;
}

static void those_who_write_again_at_once_are_all_answered(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct db_writer *writer = open_writer(&arena, state);
    assert_int_equal(db_writer_run(writer, make_table, NULL), OK);
    struct busy_writer busy[N_WRITERS];
    for (int i = 0; i < N_WRITERS; i++) {
        busy[i] = (struct busy_writer){.writer = writer, .first = 1 + i * N_WRITES};
        assert_int_equal(pthread_create(&busy[i].thread, NULL, write_again_and_again, &busy[i]), 0);
    }
    for (int i = 0; i < N_WRITERS; i++) {
        pthread_join(busy[i].thread, NULL);
        assert_int_equal(busy[i].n_ok, N_WRITES);
    }
    int64_t n = 0;
    assert_int_equal(db_writer_run(writer, count_notes, &n), OK);
    assert_int_equal(n, N_WRITERS * N_WRITES);
    db_writer_close(writer);
}

struct gate {
    sem_t arrived;
    sem_t opened;
};

static enum outcome wait_at_gate(struct db *db, void *context)
{
    struct gate *gate = context;
    (void)db;
    sem_post(&gate->arrived);
    sem_wait(&gate->opened);
    return OK;
}

static enum outcome do_nothing(struct db *db, void *context)
{
    (void)db;
    (void)context;
    return OK;
}

static void ignore_answer(void *context, enum outcome outcome)
{
    (void)context;
    (void)outcome;
}

static void a_full_queue_refuses_at_once(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct db_writer *writer = open_writer(&arena, state);
    struct gate gate;
    assert_int_equal(sem_init(&gate.arrived, 0, 0), 0);
    assert_int_equal(sem_init(&gate.opened, 0, 0), 0);
    assert_int_equal(db_writer_submit(writer, wait_at_gate, ignore_answer, &gate), OK);
    sem_wait(&gate.arrived); /* from here on the writer takes nothing from its queue */
    for (int i = 0; i < LIMIT_WRITER_QUEUE; i++)
        assert_int_equal(db_writer_submit(writer, do_nothing, ignore_answer, NULL), OK);
    assert_int_equal(db_writer_submit(writer, do_nothing, ignore_answer, NULL), UNAVAILABLE);
    sem_post(&gate.opened);
    db_writer_close(writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(a_refused_write_leaves_nothing),
        folder_test(one_conflict_in_a_batch_does_not_touch_the_others),
        folder_test(those_who_write_again_at_once_are_all_answered),
        folder_test(a_full_queue_refuses_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
