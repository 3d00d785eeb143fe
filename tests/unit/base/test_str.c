#include "base/str.c"

#include "../unit.h"

static void cuts_at_separators_until_nothing_is_left(void **state)
{
    (void)state;
    struct str rest = STR("a,,b");
    struct str part;
    assert_true(str_cut(&rest, ',', &part));
    assert_str(part, "a");
    assert_true(str_cut(&rest, ',', &part));
    assert_str(part, "");
    assert_true(str_cut(&rest, ',', &part));
    assert_str(part, "b");
    assert_false(str_cut(&rest, ',', &part));
}

static void reads_numbers_up_to_their_maximum(void **state)
{
    (void)state;
    int64_t n = -1;
    assert_int_equal(str_to_number(STR("490607"), 490607, &n), OK);
    assert_int_equal(n, 490607);
    assert_int_equal(str_to_number(STR("490608"), 490607, &n), INVALID);
    assert_int_equal(n, 490607);
    assert_int_equal(str_to_number(STR("9223372036854775807"), INT64_MAX, &n), OK);
    assert_int_equal(str_to_number(STR("9223372036854775808"), INT64_MAX, &n), INVALID);
    assert_int_equal(str_to_number(STR("99999999999999999999999"), INT64_MAX, &n), INVALID);
}

static void refuses_what_is_not_a_number(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1a", "0x1", "a"};
    int64_t n = 7;
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_int_equal(str_to_number(str_from_c(bad[i]), 100, &n), INVALID);
    assert_int_equal(n, 7);
}

static void refuses_an_inner_nul_in_c_strings(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1000);
    const char *c = NULL;
    assert_int_equal(str_c(&arena, STR("a\0b"), &c), INVALID);
    assert_null(c);
    assert_int_equal(str_c(&arena, STR("ab"), &c), OK);
    assert_string_equal(c, "ab");
}

static void finds_needles_at_both_ends(void **state)
{
    (void)state;
    size_t at = 99;
    assert_true(str_find(STR("abcab"), STR("ab"), &at));
    assert_int_equal(at, 0);
    assert_true(str_find(STR("xab"), STR("ab"), &at));
    assert_int_equal(at, 1);
    assert_false(str_find(STR("xa"), STR("ab"), &at));
    assert_false(str_find((struct str){NULL, 0}, STR("a"), &at));
    assert_true(str_find((struct str){NULL, 0}, STR(""), &at));
}

static void folds_ascii_letters_only(void **state)
{
    (void)state;
    assert_true(str_eq_folded(STR("HttPS"), STR("https")));
    assert_false(str_eq_folded(STR("\xC3\x84"), STR("\xC3\xA4")));
    assert_true(str_starts_with_folded(STR("HTTPS://x"), STR("https:")));
    assert_false(str_starts_with_folded(STR("http"), STR("https:")));
}

static void trims_white_space_at_both_ends(void **state)
{
    (void)state;
    assert_str(str_trim(STR(" \t\r\n a b \n")), "a b");
    assert_str(str_trim(STR(" \n ")), "");
}

static void orders_bytewise_with_the_shorter_first(void **state)
{
    (void)state;
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_true(str_compare(STR("\xFF"), STR("a")) > 0);
    assert_int_equal(str_compare(STR("a"), STR("a")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_at_separators_until_nothing_is_left),
        cmocka_unit_test(reads_numbers_up_to_their_maximum),
        cmocka_unit_test(refuses_what_is_not_a_number),
        cmocka_unit_test(refuses_an_inner_nul_in_c_strings),
        cmocka_unit_test(finds_needles_at_both_ends),
        cmocka_unit_test(folds_ascii_letters_only),
        cmocka_unit_test(trims_white_space_at_both_ends),
        cmocka_unit_test(orders_bytewise_with_the_shorter_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
