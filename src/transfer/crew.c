#include "transfer/crew.h"

#include "base/arena.h"
#include "base/outcome.h"

#include <pthread.h>
#include <stdint.h>

struct hand {
    struct crew *crew;
    size_t number;
    pthread_t thread;
};

/* Boxes are used in turn: box i of the ring for the i-th filling and every n-th after it. */
struct crew {
    struct arena arena;
    const struct crew_plan *plan;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool *is_done; /* worked on, by box */
    uint64_t n_filled;
    uint64_t n_taken; /* by workers */
    uint64_t n_had;   /* by the caller */
    bool is_all;      /* no more will be filled */
    bool is_stopping;
    pthread_t filler;
    struct hand *hands;
};

static size_t place_of(const struct crew *crew, uint64_t number)
{
    return (size_t)(number % crew->plan->n_boxes);
}

static void *run_filler(void *data)
{
    struct crew *crew = data;
    const struct crew_plan *plan = crew->plan;
    pthread_mutex_lock(&crew->lock);
    while (!crew->is_all) {
        while (!crew->is_stopping && crew->n_filled - crew->n_had == plan->n_boxes)
            pthread_cond_wait(&crew->changed, &crew->lock);
        size_t at = place_of(crew, crew->n_filled);
        bool is_stopping = crew->is_stopping;
        pthread_mutex_unlock(&crew->lock);
        bool is_filled = !is_stopping && plan->fill(plan->context, plan->boxes[at]);
        pthread_mutex_lock(&crew->lock);
        crew->is_done[at] = false;
        if (is_filled)
            crew->n_filled++;
        else
            crew->is_all = true;
        pthread_cond_broadcast(&crew->changed);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* The next box to work on; false when there will be none. Holds the lock. */
static bool take(struct crew *crew, size_t *ret_at)
{
    while (!crew->is_stopping && crew->n_taken == crew->n_filled) {
        if (crew->is_all)
            return false;
        pthread_cond_wait(&crew->changed, &crew->lock);
    }
    if (crew->is_stopping)
        return false;
    *ret_at = place_of(crew, crew->n_taken++);
    return true;
}

static void *run_hand(void *data)
{
    struct hand *hand = data;
    struct crew *crew = hand->crew;
    const struct crew_plan *plan = crew->plan;
    size_t at = 0;
    pthread_mutex_lock(&crew->lock);
    while (take(crew, &at)) {
        pthread_mutex_unlock(&crew->lock);
        plan->work(plan->context, hand->number, plan->boxes[at]);
        pthread_mutex_lock(&crew->lock);
        crew->is_done[at] = true;
        pthread_cond_broadcast(&crew->changed);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

struct crew *crew_start(const struct crew_plan *plan)
{
    struct arena arena = {.limit_bytes = SIZE_MAX};
    struct crew *crew = arena_new(&arena, struct crew);
    crew->plan = plan;
    crew->is_done = arena_array(&arena, bool, plan->n_boxes);
    crew->hands = arena_array(&arena, struct hand, plan->n_workers);
    crew->arena = arena;
    CHECK(pthread_mutex_init(&crew->lock, NULL) == 0);
    CHECK(pthread_cond_init(&crew->changed, NULL) == 0);
    CHECK(pthread_create(&crew->filler, NULL, run_filler, crew) == 0);
    for (size_t i = 0; i < plan->n_workers; i++) {
        crew->hands[i] = (struct hand){.crew = crew, .number = i};
        CHECK(pthread_create(&crew->hands[i].thread, NULL, run_hand, &crew->hands[i]) == 0);
    }
    return crew;
}

void *crew_next(struct crew *crew)
{
    void *box = NULL;
    pthread_mutex_lock(&crew->lock);
    for (;;) {
        bool is_filled = crew->n_had < crew->n_filled;
        if (is_filled && crew->is_done[place_of(crew, crew->n_had)]) {
            box = crew->plan->boxes[place_of(crew, crew->n_had)];
            break;
        }
        if (!is_filled && crew->is_all)
            break;
        pthread_cond_wait(&crew->changed, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    return box;
}

void crew_give_back(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    crew->n_had++;
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
}

void crew_stop(struct crew *crew)
{
    if (crew == NULL)
        return;
    pthread_mutex_lock(&crew->lock);
    crew->is_stopping = true;
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    pthread_join(crew->filler, NULL);
    for (size_t i = 0; i < crew->plan->n_workers; i++)
        pthread_join(crew->hands[i].thread, NULL);
    pthread_cond_destroy(&crew->changed);
    pthread_mutex_destroy(&crew->lock);
    struct arena arena = crew->arena;
    arena_done(&arena);
}

void crew_stop_at(struct crew **crew)
{
    crew_stop(*crew);
    *crew = NULL;
}
