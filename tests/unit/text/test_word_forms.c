#include "text/word_forms.c"

#include "../unit.h"

static bool has_form(const char *word, const char *form)
{
    SCRATCH_ARENA(arena, 1 << 16);
    struct str forms[WORD_FORMS];
    size_t n = word_forms(&arena, str_from_c(word), forms);
    assert_true(n >= 1 && n <= WORD_FORMS && str_eq(forms[0], str_from_c(word)));
    for (size_t i = 0; i < n; i++) {
        if (str_eq(forms[i], str_from_c(form)))
            return true;
    }
    return false;
}

static void knows_english_endings(void **state)
{
    (void)state;
    assert_true(has_form("market", "markets") && has_form("markets", "market"));
    assert_true(has_form("ferries", "ferry") && has_form("ferry", "ferries"));
    assert_true(has_form("carried", "carry") && has_form("carry", "carrying"));
    assert_true(has_form("making", "make") && has_form("make", "making"));
    assert_true(has_form("running", "run") && has_form("stopped", "stop"));
    assert_true(has_form("churches", "church") && has_form("tax", "taxes"));
    assert_false(has_form("news", "new") || has_form("new", "news"));
    assert_false(has_form("the", "thing") || has_form("the", "thed"));
    assert_true(has_form("use", "using") && has_form("dye", "dyed"));
    assert_false(has_form("glass", "glas") || has_form("virus", "viru") || has_form("is", "i"));
}

static void knows_malay_endings(void **state)
{
    (void)state;
    assert_true(has_form("kata", "katanya") && has_form("bantuannya", "bantuan"));
    assert_true(has_form("dapat", "dapatkan"));
    assert_false(has_form("kenya", "ke"));
}

static void knows_what_arabic_writes_together(void **state)
{
    (void)state;
    assert_true(has_form("حكومه", "الحكومه") && has_form("والحكومه", "حكومه"));
}

static void leaves_other_words_alone(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    struct str forms[WORD_FORMS];
    assert_int_equal(word_forms(&arena, STR("2024"), forms), 1);
    assert_int_equal(word_forms(&arena, STR("北京"), forms), 1);
    assert_int_equal(word_forms(&arena, STR("москва"), forms), 1);
    assert_int_equal(word_forms(&arena, STR("a"), forms), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_english_endings),
        cmocka_unit_test(knows_malay_endings),
        cmocka_unit_test(knows_what_arabic_writes_together),
        cmocka_unit_test(leaves_other_words_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
