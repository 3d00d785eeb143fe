#include "web/slow.h"

#include "../unit.h"

#include <pthread.h>
#include <stdatomic.h>

enum { N_QUEUE = 4 };

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static atomic_int n_done;
static atomic_int n_started;

static void wait_at_gate(void *context)
{
    (void)context;
    atomic_fetch_add(&n_started, 1);
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    atomic_fetch_add(&n_done, 1);
}

static void a_full_queue_refuses_and_what_waits_is_finished(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct slow *slow = NULL;
    assert_int_equal(slow_open(&arena, 1, N_QUEUE, &slow), OK);
    pthread_mutex_lock(&gate);
    assert_int_equal(slow_submit(slow, wait_at_gate, NULL), OK);
    while (atomic_load(&n_started) == 0) /* until the thread has taken it */
        continue;
    for (int i = 0; i < N_QUEUE; i++)
        assert_int_equal(slow_submit(slow, wait_at_gate, NULL), OK);
    assert_int_equal(slow_submit(slow, wait_at_gate, NULL), UNAVAILABLE);
    pthread_mutex_unlock(&gate);
    slow_close(slow);
    assert_int_equal(atomic_load(&n_done), N_QUEUE + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_queue_refuses_and_what_waits_is_finished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
