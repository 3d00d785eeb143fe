#include "web/throttle.h"

#include "../unit.h"

#include "base/limits.h"

enum { QUARTER_MS = 15 * 60 * 1000 };

struct fixture {
    struct arena arena;
    struct throttle *throttle;
};

static struct fixture fixture;

static int set_up(void **state)
{
    arena_init(&fixture.arena, 4 << 20);
    fixture.throttle = throttle_new(&fixture.arena);
    *state = fixture.throttle;
    return 0;
}

static int tear_down(void **state)
{
    throttle_done(*state);
    arena_done(&fixture.arena);
    return 0;
}

static bool take(struct throttle *throttle, struct str who, int64_t now_ms)
{
    int64_t wait_seconds = 0;
    return throttle_take(throttle, THROTTLE_SIGN_IN_NAME, who, now_ms, &wait_seconds);
}

static void allows_as_many_as_the_limit_and_then_says_how_long_to_wait(void **state)
{
    struct throttle *throttle = *state;
    for (int i = 0; i < LIMIT_SIGN_IN_TRIES; i++)
        assert_true(take(throttle, STR("tan"), 1000));
    int64_t wait_seconds = 0;
    assert_false(throttle_take(throttle, THROTTLE_SIGN_IN_NAME, STR("tan"), 1000, &wait_seconds));
    assert_int_equal(wait_seconds, QUARTER_MS / LIMIT_SIGN_IN_TRIES / 1000);
    assert_true(take(throttle, STR("tan"), 1000 + wait_seconds * 1000));
    assert_false(take(throttle, STR("tan"), 1000 + wait_seconds * 1000));
}

static void counts_each_name_and_each_kind_apart(void **state)
{
    struct throttle *throttle = *state;
    int64_t wait_seconds = 0;
    for (int i = 0; i <= LIMIT_SIGN_IN_TRIES; i++)
        (void)take(throttle, STR("tan"), 1000);
    assert_true(take(throttle, STR("lim"), 1000));
    assert_true(throttle_take(throttle, THROTTLE_COMMENT, STR("tan"), 1000, &wait_seconds));
}

static void is_full_again_after_its_time(void **state)
{
    struct throttle *throttle = *state;
    for (int i = 0; i <= LIMIT_SIGN_IN_TRIES; i++)
        (void)take(throttle, STR("tan"), 1000);
    for (int i = 0; i < LIMIT_SIGN_IN_TRIES; i++)
        assert_true(take(throttle, STR("tan"), 1000 + QUARTER_MS));
    assert_false(take(throttle, STR("tan"), 1000 + QUARTER_MS));
}

static void gives_one_back_for_a_sign_in_that_succeeded(void **state)
{
    struct throttle *throttle = *state;
    for (int i = 0; i < LIMIT_SIGN_IN_TRIES; i++)
        assert_true(take(throttle, STR("tan"), 1000));
    throttle_give_back(throttle, THROTTLE_SIGN_IN_NAME, STR("tan"));
    assert_true(take(throttle, STR("tan"), 1000));
    assert_false(take(throttle, STR("tan"), 1000));
}

static void stays_in_its_memory_under_many_names(void **state)
{
    struct throttle *throttle = *state;
    size_t before_bytes = fixture.arena.given_bytes;
    for (int64_t i = 0; i < 4 * LIMIT_THROTTLE_BUCKETS; i++)
        assert_true(take(throttle, (struct str){(const char *)&i, sizeof(i)}, 1000 + i));
    assert_int_equal(fixture.arena.given_bytes, before_bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(allows_as_many_as_the_limit_and_then_says_how_long_to_wait,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_each_name_and_each_kind_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_full_again_after_its_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gives_one_back_for_a_sign_in_that_succeeded, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(stays_in_its_memory_under_many_names, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
