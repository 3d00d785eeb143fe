#include "base/arena.c"

#include "../unit.h"

static void gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    for (size_t n = 1; n < 3000; n += 7) {
        unsigned char *ptr = arena_alloc(&arena, n);
        assert_int_equal((uintptr_t)ptr % alignof(max_align_t), 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(ptr[i], 0);
        memset(ptr, 0xAA, n);
    }
}

static void says_when_it_is_past_its_limit_and_goes_on(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 160);
    arena_alloc(&arena, 160);
    assert_false(arena_is_over(&arena));
    char *more = arena_alloc(&arena, 1);
    assert_true(arena_is_over(&arena));
    *more = 'x';
}

static void lengthens_only_the_newest_allocation(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    char *first = arena_alloc(&arena, 100);
#ifndef ARENA_EACH_BLOCK
    assert_true(arena_extend(&arena, first, 100, 1000));
    memset(first, 'x', 1000);
#endif
    arena_alloc(&arena, 16);
    assert_false(arena_extend(&arena, first, 1000, 2000));
}

static void is_empty_again_when_done(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 100);
    arena_alloc(&arena, 5 << 20);
    arena_done(&arena);
    assert_null(arena.last);
    assert_false(arena_is_over(&arena));
    arena_done(&arena);
    arena_done(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(says_when_it_is_past_its_limit_and_goes_on),
        cmocka_unit_test(lengthens_only_the_newest_allocation),
        cmocka_unit_test(is_empty_again_when_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
