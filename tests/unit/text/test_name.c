#include "text/name.c"

#include "../unit.h"

static void takes_names_of_all_peoples(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Tan KW", "陈国荣",    "José Ñandú",        "O'Brien",           "محمد علي",
        "สมชาย",  "நா. முத்து", "می‌خواهم", "👩‍👩‍👧"};
    for (size_t i = 0; i < N_OF(names); i++)
        assert_int_equal(name_check(str_from_c(names[i]), 40), NAME_FINE);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    assert_int_equal(name_check(STR(""), 40), NAME_EMPTY);
    assert_int_equal(name_check(STR("   "), 40), NAME_EMPTY);
    assert_int_equal(name_check(STR("\u200D\u200D"), 40), NAME_EMPTY);
    assert_int_equal(name_check(STR("a\xFF"), 40), NAME_NOT_UTF8);
    assert_int_equal(name_check(STR("a\nb"), 40), NAME_CONTROL);
    assert_int_equal(name_check(STR("a\0b"), 40), NAME_CONTROL);
    assert_int_equal(name_check(STR("a\u2028b"), 40), NAME_CONTROL);
    assert_int_equal(name_check(STR("gro.\u202Eelpmaxe"), 40), NAME_DIRECTION);
    assert_int_equal(name_check(STR("a\u2066b"), 40), NAME_DIRECTION);
    assert_int_equal(name_check(STR("a\u200Bb"), 40), NAME_INVISIBLE);
    assert_int_equal(name_check(STR("a\u3164b"), 40), NAME_INVISIBLE);
    assert_int_equal(name_check(STR("a\u00ADb"), 40), NAME_INVISIBLE);
    assert_int_equal(name_check(STR(" a"), 40), NAME_SPACES);
    assert_int_equal(name_check(STR("a\u00A0"), 40), NAME_SPACES);
}

static void counts_characters_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(name_check(STR("一二三"), 3), NAME_FINE);
    assert_int_equal(name_check(STR("一二三四"), 3), NAME_TOO_LONG);
}

static void tidies_titles(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    assert_str(name_tidy(&arena, STR("  A \n\t b\u202E\u200Bc\xFF \x01"), 100), "A bc");
    assert_str(name_tidy(&arena, STR("one two"), 5), "one t");
    assert_str(name_tidy(&arena, STR("one two"), 4), "one");
    assert_str(name_tidy(&arena, STR(" \u200D"), 5), "");
    struct str tidy = name_tidy(&arena, STR(" \u2003x\u00A0 y "), 100);
    assert_int_equal(name_check(tidy, 100), NAME_FINE);
}

static void folds_names_for_comparing(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    assert_str(name_fold(&arena, STR("Tan KW")), "tan kw");
    assert_str(name_fold(&arena, STR("ＴＡＮ STRASSE ß")), "tan strasse ss");
    assert_str(name_fold(&arena, STR("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_names_of_all_peoples),  cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(counts_characters_not_bytes), cmocka_unit_test(tidies_titles),
        cmocka_unit_test(folds_names_for_comparing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
