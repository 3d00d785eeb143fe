#include "web/slow.h"

#include "base/arena.h"
#include "base/log.h"

#include <pthread.h>

struct task {
    slow_work *work;
    void *context;
};

struct slow {
    pthread_mutex_t lock;
    pthread_cond_t has_task; /* or is_closing */
    struct task *tasks;      /* a ring of n_room */
    size_t n_room;
    size_t first;
    size_t n_tasks;
    bool is_closing;
    pthread_t *threads;
    size_t n_threads;
};

/* False once the pool closes and nothing waits. */
static bool take_task(struct slow *slow, struct task *ret_task)
{
    pthread_mutex_lock(&slow->lock);
    while (slow->n_tasks == 0 && !slow->is_closing)
        pthread_cond_wait(&slow->has_task, &slow->lock);
    bool has_task = slow->n_tasks > 0;
    if (has_task) {
        *ret_task = slow->tasks[slow->first];
        slow->first = (slow->first + 1) % slow->n_room;
        slow->n_tasks--;
    }
    pthread_mutex_unlock(&slow->lock);
    return has_task;
}

static void *work_on(void *context)
{
    struct slow *slow = context;
    struct task task;
    while (take_task(slow, &task))
        task.work(task.context);
    return NULL;
}

enum outcome
slow_open(struct arena *arena, size_t n_threads, size_t n_queue, struct slow **ret_slow)
{
    struct slow *slow = arena_new(arena, struct slow);
    *slow = (struct slow){
        .tasks = arena_array(arena, struct task, n_queue),
        .n_room = n_queue,
        .threads = arena_array(arena, pthread_t, n_threads),
    };
    pthread_mutex_init(&slow->lock, NULL);
    pthread_cond_init(&slow->has_task, NULL);
    for (size_t i = 0; i < n_threads; i++) {
        if (pthread_create(&slow->threads[i], NULL, work_on, slow) != 0) {
            log_error("web: no thread for slow work");
            slow_close(slow);
            return UNAVAILABLE;
        }
        slow->n_threads++;
    }
    *ret_slow = slow;
    return OK;
}

void slow_close(struct slow *slow)
{
    if (slow == NULL)
        return;
    pthread_mutex_lock(&slow->lock);
    slow->is_closing = true;
    pthread_cond_broadcast(&slow->has_task);
    pthread_mutex_unlock(&slow->lock);
    for (size_t i = 0; i < slow->n_threads; i++)
        pthread_join(slow->threads[i], NULL);
    pthread_cond_destroy(&slow->has_task);
    pthread_mutex_destroy(&slow->lock);
}

enum outcome slow_submit(struct slow *slow, slow_work *work, void *context)
{
    pthread_mutex_lock(&slow->lock);
    bool has_room = slow->n_tasks < slow->n_room && !slow->is_closing;
    if (has_room) {
        slow->tasks[(slow->first + slow->n_tasks) % slow->n_room] = (struct task){work, context};
        slow->n_tasks++;
        pthread_cond_signal(&slow->has_task);
    }
    pthread_mutex_unlock(&slow->lock);
    return has_room ? OK : UNAVAILABLE;
}
