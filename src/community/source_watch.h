#ifndef COMMUNITY_SOURCE_WATCH_H
#define COMMUNITY_SOURCE_WATCH_H

/* Looking at a shared link again, at the times of the site's plan (recheck.h).
 * One row an article that was captured from a link and is published; its next
 * check is a job of kind JOB_RECHECK. What a check finds is believed when a
 * second one, minutes later, finds it too: pages flip between versions. */

#include "base/ids.h"
#include "community/job.h"
#include "community/source_revision.h"
#include "db/db.h"

struct source_watch {
    struct article_id article; /* 0: it is not watched */
    int64_t begun;             /* from when the plan counts */
    struct job_id job;         /* of the next check; 0: the plan is over */
    int64_t checked;           /* when its source last answered; 0: never */
    int64_t gone;              /* since when it is no longer there; 0: it is */
    int64_t status;            /* of HTTP while it is gone */
    /* What was found last and is to be found once more; n_suspected 0: nothing. */
    int64_t n_suspected; /* how often in a row something new was found */
    int64_t suspected;   /* when it was found first */
    struct str suspect_title;
    struct str suspect_text; /* empty: that it is gone */
};

/* From its publication on, or from its capture if that was later. Nothing when
 * it was not captured from a link. */
MUST_CHECK enum outcome source_watch_begin(struct db *db, struct article_id article);

/* Ends with the article. */
/* Plans the next look for every article that is watched and has none planned: after the
 * rows came from elsewhere. */
MUST_CHECK enum outcome source_watch_resume(struct db *db, int64_t now);

MUST_CHECK enum outcome source_watch_delete(struct db *db, struct article_id article);

/* NOT_FOUND: it is not watched. */
MUST_CHECK enum outcome source_watch_find(struct arena *arena,
                                          struct db *db,
                                          struct article_id article,
                                          struct source_watch *ret_watch);

/* The next check comes now, whatever the plan says. NOT_FOUND. */
MUST_CHECK enum outcome source_watch_hurry(struct db *db, struct article_id article, int64_t now);

/* The article that a JOB_RECHECK is about. FAULT when its payload cannot be read. */
MUST_CHECK enum outcome source_watch_article(const struct job *job, struct article_id *ret_article);

/* A check begins, unless another article of the same host was asked for less
 * than LIMIT_RECHECK_HOST_SECONDS ago (the job is put off until then) or this job
 * is not the one that its article waits for (it is done). */
MUST_CHECK enum outcome
source_watch_ask(struct db *db, const struct job *leased, int64_t now, bool *ret_may_ask);

/* How a check ended; each ends the job and, by the plan, submits the next one.
 * CONFLICT: the lease was lost; the write must not stand. */

/* Nothing that matters differs, or it is there again. */
MUST_CHECK enum outcome
source_watch_unchanged(struct db *db, const struct job *leased, int64_t now);

/* It could not be asked: its server is down, or does not want to be. */
MUST_CHECK enum outcome source_watch_unknown(struct db *db, const struct job *leased, int64_t now);

/* Something differs: to be looked at again in LIMIT_RECHECK_CONFIRM_SECONDS, until
 * LIMIT_RECHECK_SUSPICIONS in a row have found something new each time; then by the plan. */
struct source_suspicion {
    struct str title;
    struct str text; /* empty: it is gone */
};
MUST_CHECK enum outcome source_watch_suspect(struct db *db,
                                             const struct job *leased,
                                             const struct source_suspicion *suspicion,
                                             int64_t now);

/* It is a new revision, whose snapshot has been added. */
MUST_CHECK enum outcome source_watch_changed(struct db *db,
                                             const struct job *leased,
                                             const struct source_revision *revision,
                                             int64_t now);

/* It is no longer there; `since` is when that was found first. */
MUST_CHECK enum outcome source_watch_gone(
    struct db *db, const struct job *leased, int64_t status, int64_t since, int64_t now);

#endif
