#include "capture/fetcher.h"

#include "../unit.h"
#include "publisher.h"

#include "base/limits.h"

#include <signal.h>

static struct publisher publisher;

static bool ask(struct fetcher *fetcher, uint64_t number, const char *path)
{
    SCRATCH_ARENA(scratch, 64 << 10);
    const struct str allow = str_print(&scratch, "127.0.0.1:%d", publisher.port);
    const struct fetch_request request = {
        .url = str_print(&scratch, "http://127.0.0.1:%d%s", publisher.port, path),
        .allow = {&allow, 1},
    };
    return fetcher_ask(fetcher, number, &request);
}

static enum fetcher_event
wait(struct arena *arena, struct fetcher *fetcher, struct fetcher_answer *ret_answer)
{
    const int no_fds[2] = {-1, -1};
    enum fetcher_event event = FETCHER_NOTHING;
    for (int i = 0; i < 300 && event == FETCHER_NOTHING; i++)
        event = fetcher_wait(arena, fetcher, no_fds, 100, ret_answer);
    return event;
}

static void one_child_fetches_many(void **state)
{
    (void)state;
    struct fetcher fetcher = {.fd = -1};
    bool is_answered[FETCHER_AT_ONCE] = {false};
    for (uint64_t i = 0; i < FETCHER_AT_ONCE; i++)
        assert_true(ask(&fetcher, i, i % 2 ? "/page" : "/nothing"));
    assert_false(ask(&fetcher, 99, "/page")); /* enough are under way */
    pid_t pid = fetcher.pid;
    for (int i = 0; i < FETCHER_AT_ONCE; i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct fetcher_answer answer;
        assert_int_equal(wait(&arena, &fetcher, &answer), FETCHER_ANSWERED);
        assert_true(answer.number < FETCHER_AT_ONCE && !is_answered[answer.number]);
        is_answered[answer.number] = true;
        if (answer.number % 2) {
            assert_int_equal(answer.why.trouble, CAPTURE_NO_TROUBLE);
            assert_true(str_contains(answer.page.bytes, STR("A page of the test")));
        } else {
            assert_int_equal(answer.why.trouble, CAPTURE_MISSING);
            assert_int_equal(answer.page.bytes.len, 0);
        }
    }
    assert_true(ask(&fetcher, 1, "/page"));
    assert_int_equal(fetcher.pid, pid);
    fetcher_stop(&fetcher);
    assert_int_equal(fetcher.pid, 0);
}

static void child_that_has_served_is_replaced(void **state)
{
    (void)state;
    struct fetcher fetcher = {.fd = -1};
    pid_t first = 0;
    for (int i = 0; i <= LIMIT_FETCHER_REQUESTS; i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct fetcher_answer answer;
        assert_true(ask(&fetcher, 1, "/page"));
        if (i == 0)
            first = fetcher.pid;
        assert_true((fetcher.pid == first) == (i < LIMIT_FETCHER_REQUESTS));
        assert_int_equal(wait(&arena, &fetcher, &answer), FETCHER_ANSWERED);
    }
    fetcher_stop(&fetcher);
}

static void lost_child_is_told_and_replaced(void **state)
{
    (void)state;
    struct fetcher fetcher = {.fd = -1};
    SCRATCH_ARENA(arena, 1 << 20);
    struct fetcher_answer answer;
    assert_true(ask(&fetcher, 1, "/silent"));
    assert_int_equal(kill(fetcher.pid, SIGKILL), 0);
    assert_int_equal(wait(&arena, &fetcher, &answer), FETCHER_LOST);
    assert_true(ask(&fetcher, 2, "/page"));
    assert_int_equal(wait(&arena, &fetcher, &answer), FETCHER_ANSWERED);
    assert_int_equal(answer.number, 2);
    fetcher_stop(&fetcher);
}

static void private_addresses_stay_shut(void **state)
{
    (void)state;
    struct fetcher fetcher = {.fd = -1};
    SCRATCH_ARENA(arena, 1 << 20);
    struct fetcher_answer answer;
    const struct fetch_request request = {.url = STR("http://10.0.0.1/")};
    assert_true(fetcher_ask(&fetcher, 1, &request));
    assert_int_equal(wait(&arena, &fetcher, &answer), FETCHER_ANSWERED);
    assert_int_equal(answer.why.trouble, CAPTURE_PRIVATE_ADDRESS);
    fetcher_stop(&fetcher);
}

/* The child is this same executable, as it is the program's. */
int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], FETCHER_CHILD_ARGUMENT) == 0)
        return fetcher_child_main();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_child_fetches_many),
        cmocka_unit_test(child_that_has_served_is_replaced),
        cmocka_unit_test(lost_child_is_told_and_replaced),
        cmocka_unit_test(private_addresses_stay_shut),
    };
    if (!publisher_start(&publisher))
        return 1;
    int n_failed = cmocka_run_group_tests(tests, NULL, NULL);
    publisher_stop(&publisher);
    return n_failed;
}
