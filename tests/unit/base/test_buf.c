#include "base/buf.c"

#include "../unit.h"

static void keeps_all_up_to_its_maximum(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 100000);
    struct buf buf;
    buf_init(&buf, &arena, 1000);
    for (int i = 0; i < 1000; i++)
        buf_add_char(&buf, 'x');
    struct str text;
    assert_int_equal(buf_finish(&buf, &text), OK);
    assert_int_equal(text.len, 1000);
}

static void one_byte_past_its_maximum_sticks(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 100000);
    struct buf buf;
    buf_init(&buf, &arena, 10);
    BUF_ADD(&buf, "0123456789");
    assert_false(buf.is_over);
    BUF_ADD(&buf, "!");
    assert_true(buf.is_over);
    struct str text = STR("as before");
    assert_int_equal(buf_finish(&buf, &text), TOO_LARGE);
    assert_str(text, "as before");
}

static void refuses_to_grow_in_an_arena_that_is_over(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 100);
    arena_alloc(&arena, 200);
    assert_true(arena_is_over(&arena));
    struct buf buf;
    buf_init(&buf, &arena, 1000);
    BUF_ADD(&buf, "x");
    struct str text;
    assert_int_equal(buf_finish(&buf, &text), TOO_LARGE);
}

static void survives_other_allocations_between_additions(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 10 << 20);
    struct buf buf;
    buf_init(&buf, &arena, 1 << 20);
    for (int i = 0; i < 5000; i++) {
        buf_print(&buf, "%d,", i);
        arena_alloc(&arena, 24);
    }
    struct str rest = buf_text(&buf);
    for (int i = 0; i < 5000; i++) {
        int64_t n = -1;
        struct str part;
        assert_true(str_cut(&rest, ',', &part));
        assert_int_equal(str_to_number(part, 5000, &n), OK);
        assert_int_equal(n, i);
    }
}

static void prints_the_extreme_numbers(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 10000);
    struct buf buf;
    buf_init(&buf, &arena, 100);
    buf_add_number(&buf, INT64_MIN);
    buf_add_number(&buf, 0);
    buf_add_number(&buf, INT64_MAX);
    assert_str(buf_text(&buf), "-922337203685477580809223372036854775807");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_all_up_to_its_maximum),
        cmocka_unit_test(one_byte_past_its_maximum_sticks),
        cmocka_unit_test(refuses_to_grow_in_an_arena_that_is_over),
        cmocka_unit_test(survives_other_allocations_between_additions),
        cmocka_unit_test(prints_the_extreme_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
