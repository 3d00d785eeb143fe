#ifndef TRANSFER_CREW_H
#define TRANSFER_CREW_H

/* Work on all cores, in order: one thread fills boxes, several work on them, and the
 * caller gets them back in the order in which they were filled. There are as many boxes
 * as at most are under way, which bounds the memory. */

#include <stdbool.h>
#include <stddef.h>

struct crew_plan {
    size_t n_workers;
    size_t n_boxes; /* more than workers, so that none waits for the caller */
    void **boxes;
    void *context;

    /* On the filling thread. False: there is nothing more, and the box stays empty. */
    bool (*fill)(void *context, void *box);

    /* On a worker's thread, `worker` counted from 0. */
    void (*work)(void *context, size_t worker, void *box);
};

struct crew;

/* `plan` must outlive the crew. */
struct crew *crew_start(const struct crew_plan *plan);

/* The next box that is done, in order; NULL when all were had. */
void *crew_next(struct crew *crew);

/* The box that crew_next gave may be filled again. */
void crew_give_back(struct crew *crew);

/* Ends the threads after what they have in hand. Accepts NULL. */
void crew_stop(struct crew *crew);

/* For CLEANUP. */
void crew_stop_at(struct crew **crew);

#endif
