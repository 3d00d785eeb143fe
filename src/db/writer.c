/* Group commit. A batch is what waited when the writer came: each write in its
 * savepoint, one commit, then the answers. When the commit of a batch fails or
 * the engine drops its transaction (a full disk), each write is run once more
 * in a transaction of its own, so that one does not fail for another's sake.
 *
 * Whoever was answered most often writes again at once. If the first of them
 * to come back began the next batch, it would be nearly empty and the others
 * would wait for its sync and then for their own. So the next batch waits until
 * all are there who were answered or waited already, but no longer than half of
 * what the last batch took. Who writes alone never waits. */
#include "db/writer.h"

#include "base/clock.h"
#include "base/limits.h"

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Where processors are few, those who read come first: a writer that is kept busy would take
 * its whole turn while they wait. It gets through as much as before. */
enum { NICENESS = 5 };

struct waiting_write {
    db_write *write;
    db_written *written;
    void *context;
    enum outcome outcome;
};

struct db_writer {
    struct arena arena;
    struct db *db;
    struct db_changes *changes;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    bool is_closing;
    size_t first; /* of the ring */
    size_t n;
    size_t n_wanted; /* how many must wait for the writer to be woken */
    struct waiting_write ring[LIMIT_WRITER_QUEUE];
    struct waiting_write batch[LIMIT_WRITER_BATCH]; /* the writer's thread only */
};

/* Who is expected for the next batch, and until when. */
struct gathering {
    size_t n;
    int64_t until_us;
};

static struct gathering
expect(size_t n_answered, size_t n_waiting, int64_t began_us, int64_t answered_us)
{
    int64_t patience_us = (answered_us - began_us) / 2;
    size_t n = n_answered + n_waiting;
    return (struct gathering){
        .n = n < LIMIT_WRITER_BATCH ? n : LIMIT_WRITER_BATCH,
        .until_us = answered_us +
                    (patience_us < LIMIT_WRITER_GATHER_US ? patience_us : LIMIT_WRITER_GATHER_US),
    };
}

/* Under the lock. */
static void gather(struct db_writer *writer, const struct gathering *gathering)
{
    const struct timespec until = {
        .tv_sec = gathering->until_us / 1000000,
        .tv_nsec = gathering->until_us % 1000000 * 1000,
    };
    writer->n_wanted = gathering->n;
    while (writer->n < writer->n_wanted && !writer->is_closing &&
           pthread_cond_timedwait(&writer->arrived, &writer->lock, &until) == 0)
        continue;
    writer->n_wanted = 1;
}

/* False once the writer is closing and nothing waits any more. */
static bool take_batch(struct db_writer *writer, const struct gathering *gathering, size_t *ret_n)
{
    pthread_mutex_lock(&writer->lock);
    gather(writer, gathering);
    while (writer->n == 0 && !writer->is_closing)
        pthread_cond_wait(&writer->arrived, &writer->lock);
    size_t n = writer->n < LIMIT_WRITER_BATCH ? writer->n : LIMIT_WRITER_BATCH;
    for (size_t i = 0; i < n; i++)
        writer->batch[i] = writer->ring[(writer->first + i) % LIMIT_WRITER_QUEUE];
    writer->first = (writer->first + n) % LIMIT_WRITER_QUEUE;
    writer->n -= n;
    pthread_mutex_unlock(&writer->lock);
    *ret_n = n;
    return n > 0;
}

static enum outcome run_one(struct db *db, struct waiting_write *write)
{
    enum outcome outcome = db_begin(db);
    if (outcome != OK)
        return outcome;
    outcome = write->write(db, write->context);
    if (outcome == OK)
        return db_commit(db);
    db_rollback(db);
    return outcome;
}

/* False when nothing of the batch was kept and each must be tried alone. */
static bool run_together(struct db_writer *writer, size_t n)
{
    if (db_begin(writer->db) != OK)
        return false;
    for (size_t i = 0; i < n; i++) {
        writer->batch[i].outcome = run_one(writer->db, &writer->batch[i]);
        if (db_transaction_is_lost(writer->db)) {
            db_rollback(writer->db);
            return false;
        }
    }
    return db_commit(writer->db) == OK;
}

static void run_batch(struct db_writer *writer, size_t n)
{
    if (n > 1 && run_together(writer, n))
        return;
    for (size_t i = 0; i < n; i++)
        writer->batch[i].outcome = run_one(writer->db, &writer->batch[i]);
}

static size_t n_waiting(struct db_writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    size_t n = writer->n;
    pthread_mutex_unlock(&writer->lock);
    return n;
}

static void *work(void *context)
{
    struct db_writer *writer = context;
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICENESS);
    struct gathering next = {0};
    size_t n = 0;
    while (take_batch(writer, &next, &n)) {
        int64_t began_us = clock_monotonic_us();
        run_batch(writer, n);
        size_t n_more = n_waiting(writer);
        for (size_t i = 0; i < n; i++)
            writer->batch[i].written(writer->batch[i].context, writer->batch[i].outcome);
        next = expect(n, n_more, began_us, clock_monotonic_us());
    }
    return NULL;
}

enum outcome db_writer_open(struct arena *arena,
                            const char *folder,
                            const struct db_rule *rules,
                            struct db_writer **ret_writer,
                            struct str *ret_why)
{
    struct db *db = NULL;
    enum outcome outcome = db_open(arena, folder, DB_WRITE, &db, ret_why);
    if (outcome != OK)
        return outcome;
    struct arena own;
    arena_init(&own, SIZE_MAX);
    struct db_changes *changes = NULL;
    outcome = db_changes_open(&own, db, rules, &changes);
    if (outcome != OK) {
        *ret_why = STR("the log of the store cannot be watched");
        arena_done(&own);
        db_close(db);
        return outcome;
    }
    struct db_writer *writer = arena_new(&own, struct db_writer);
    writer->arena = own;
    writer->db = db;
    writer->changes = changes;
    CHECK(pthread_mutex_init(&writer->lock, NULL) == 0);
    pthread_condattr_t monotonic;
    CHECK(pthread_condattr_init(&monotonic) == 0);
    CHECK(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
    CHECK(pthread_cond_init(&writer->arrived, &monotonic) == 0);
    pthread_condattr_destroy(&monotonic);
    CHECK(pthread_create(&writer->thread, NULL, work, writer) == 0);
    *ret_writer = writer;
    return OK;
}

struct db_changes *db_writer_changes(const struct db_writer *writer)
{
    return writer->changes;
}

void db_writer_close(struct db_writer *writer)
{
    if (writer == NULL)
        return;
    pthread_mutex_lock(&writer->lock);
    writer->is_closing = true;
    pthread_cond_signal(&writer->arrived);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    pthread_cond_destroy(&writer->arrived);
    pthread_mutex_destroy(&writer->lock);
    db_close(writer->db);
    struct arena arena = writer->arena;
    arena_done(&arena);
}

enum outcome
db_writer_submit(struct db_writer *writer, db_write *write, db_written *written, void *context)
{
    enum outcome outcome = UNAVAILABLE;
    pthread_mutex_lock(&writer->lock);
    if (writer->n < LIMIT_WRITER_QUEUE && !writer->is_closing) {
        writer->ring[(writer->first + writer->n) % LIMIT_WRITER_QUEUE] =
            (struct waiting_write){.write = write, .written = written, .context = context};
        writer->n++;
        if (writer->n >= writer->n_wanted)
            pthread_cond_signal(&writer->arrived);
        outcome = OK;
    }
    pthread_mutex_unlock(&writer->lock);
    return outcome;
}

struct patient {
    pthread_mutex_t lock;
    pthread_cond_t answered;
    db_write *write;
    void *context;
    enum outcome outcome;
    bool is_answered;
};

static enum outcome write_for(struct db *db, void *context)
{
    struct patient *patient = context;
    return patient->write(db, patient->context);
}

static void answer(void *context, enum outcome outcome)
{
    struct patient *patient = context;
    pthread_mutex_lock(&patient->lock);
    patient->outcome = outcome;
    patient->is_answered = true;
    pthread_cond_signal(&patient->answered);
    pthread_mutex_unlock(&patient->lock);
}

enum outcome db_writer_run(struct db_writer *writer, db_write *write, void *context)
{
    struct patient patient = {
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .answered = PTHREAD_COND_INITIALIZER,
        .write = write,
        .context = context,
    };
    enum outcome outcome = db_writer_submit(writer, write_for, answer, &patient);
    if (outcome != OK)
        return outcome;
    pthread_mutex_lock(&patient.lock);
    while (!patient.is_answered)
        pthread_cond_wait(&patient.answered, &patient.lock);
    pthread_mutex_unlock(&patient.lock);
    pthread_cond_destroy(&patient.answered);
    pthread_mutex_destroy(&patient.lock);
    return patient.outcome;
}
