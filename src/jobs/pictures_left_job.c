#include "jobs/pictures_left_job.h"

#include "base/clock.h"
#include "base/log.h"
#include "community/picture_left.h"

struct step {
    const struct job *leased;
    struct picture_left left;
    int64_t now;
};

static enum outcome write_step(struct db *db, void *context)
{
    const struct step *step = context;
    enum outcome done = job_finish(db, step->leased, STR(""), step->now);
    return done == OK ? picture_left_submit(db, &step->left, step->now) : done;
}

enum outcome pictures_left_job_run(const struct capture_job *job)
{
    struct step step = {.leased = job->leased, .left = {.is_end = true}};
    int64_t after = 0;
    enum outcome done = OK;
    if (str_to_number(job->leased->payload, INT64_MAX, &after) != OK) {
        log_error("job %lld: its payload cannot be read", (long long)job->leased->id.n);
    } else {
        struct db *db = db_pool_take(job->config->pool);
        done = picture_left_find(db, after, &step.left);
        db_pool_give(job->config->pool, db);
    }
    step.now = clock_now();
    if (done == OK)
        done = db_writer_run(job->config->writer, write_step, &step);
    return done == CONFLICT ? OK : done; /* another worker has taken it over */
}
