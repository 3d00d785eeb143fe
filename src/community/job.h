#ifndef COMMUNITY_JOB_H
#define COMMUNITY_JOB_H

/* Work to be done later, kept in the store. A worker leases a job for a while;
 * when it dies, the lease runs out and another takes the job. What a lease
 * writes counts only while it holds: job_finish stands in the same write. */

#include "base/ids.h"
#include "db/db.h"

/* By number in the store. */
enum job_kind {
    JOB_CAPTURE = 0,
    JOB_FEED_ITEM = 1,     /* an item of a feed, captured through its link */
    JOB_RECHECK = 3,       /* an article's source is looked at again */
    JOB_PICTURES = 5,      /* of one article */
    JOB_PICTURES_LEFT = 6, /* a step through all articles: picture_left.h */
};

enum job_state { JOB_WAITING, JOB_LEASED, JOB_DONE, JOB_DEAD };

struct job {
    struct job_id id;
    enum job_kind kind;
    struct member_id member; /* for whom; 0: the site */
    struct str payload;      /* JSON, by kind */
    enum job_state state;
    struct str progress; /* a step's name, by kind; may be empty */
    struct str result;   /* when done, by kind */
    struct str error;    /* of the last try; may be empty */
    int64_t tries;
    int64_t created;
    int64_t run_after;
};

MUST_CHECK enum outcome job_submit(struct db *db,
                                   enum job_kind kind,
                                   struct member_id member,
                                   struct str payload,
                                   int64_t now,
                                   struct job_id *ret_id);

/* The same for the site itself, to be taken no sooner than `run_after`. */
struct job_new {
    enum job_kind kind;
    struct str payload;
    int64_t now;
    int64_t run_after;
};
MUST_CHECK enum outcome
job_submit_later(struct db *db, const struct job_new *job, struct job_id *ret_id);

/* NOT_FOUND. */
MUST_CHECK enum outcome
job_find(struct arena *arena, struct db *db, struct job_id id, struct job *ret_job);

/* Takes a job that somebody waits for (JOB_CAPTURE) before others, and among these
 * the one that has waited longest or whose lease ran out, for
 * LIMIT_JOB_LEASE_SECONDS; counts the try. One out of tries is set aside
 * instead. NOT_FOUND: nothing to do now. */
MUST_CHECK enum outcome
job_lease(struct arena *arena, struct db *db, int64_t now, struct job *ret_job);

/* When the next job can be taken; NOT_FOUND when none waits. */
MUST_CHECK enum outcome job_next_time(struct db *db, int64_t *ret_time);

/* The lease is known by job and try. CONFLICT: it was lost to another worker;
 * the caller's write must not stand. */
MUST_CHECK enum outcome
job_progress(struct db *db, const struct job *leased, struct str progress, int64_t now);
MUST_CHECK enum outcome
job_finish(struct db *db, const struct job *leased, struct str result, int64_t now);

/* Tries again later, each time four times as much later (30 s, 2 min, 8 min); after
 * LIMIT_JOB_TRIES, or at once when `is_final`, the job is set aside as dead. */
MUST_CHECK enum outcome
job_fail(struct db *db, const struct job *leased, struct str error, bool is_final, int64_t now);

/* Gives the lease back untried, as at a stop. */
MUST_CHECK enum outcome job_release(struct db *db, const struct job *leased);

/* The same, to be taken again no sooner than `run_after`. */
MUST_CHECK enum outcome job_put_off(struct db *db, const struct job *leased, int64_t run_after);

/* A waiting job becomes due now. CONFLICT: a worker has it; NOT_FOUND: it is over. */
MUST_CHECK enum outcome job_hurry(struct db *db, struct job_id id, int64_t now);

/* An operator's or member's second chance for a dead job. CONFLICT: it is not dead. */
MUST_CHECK enum outcome job_retry(struct db *db, struct job_id id, int64_t now);

/* Dead jobs, newest first; at most 100. */
MUST_CHECK enum outcome
job_list_dead(struct arena *arena, struct db *db, const struct job **ret_jobs, size_t *ret_n);

/* One member's jobs of a kind that are not done, newest first, at most 20: those
 * under way and those that were set aside after `since`. */
MUST_CHECK enum outcome job_list_of(struct arena *arena,
                                    struct db *db,
                                    enum job_kind kind,
                                    struct member_id member,
                                    int64_t since,
                                    const struct job **ret_jobs,
                                    size_t *ret_n);

/* Forgets jobs that were done more than a week ago. */
MUST_CHECK enum outcome job_sweep(struct db *db, int64_t now);

#endif
