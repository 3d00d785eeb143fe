#include "base/packed.c"

#include "../unit.h"

static void gives_back_what_was_packed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = STR("words, and words, and words, and words, and words, and words");
    struct str back;
    assert_int_equal(unpacked(&arena, packed(&arena, text), text.len, &back), OK);
    assert_true(str_eq(back, text));
    assert_int_equal(unpacked(&arena, packed(&arena, text), text.len - 1, &back), TOO_LARGE);
    assert_int_equal(unpacked(&arena, packed(&arena, STR("")), 0, &back), OK);
    assert_int_equal(back.len, 0);
}

static void refuses_what_was_not(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str back;
    assert_int_equal(unpacked(&arena, STR("plain text"), 100, &back), INVALID);
    struct str half = packed(&arena, STR("words, and words, and words, and words, and words"));
    assert_int_equal(unpacked(&arena, str_first(half, half.len - 4), 100, &back), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_was_packed),
        cmocka_unit_test(refuses_what_was_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
