#include "capture/vocabulary.c"

#include "../unit.h"

static void the_table_is_in_the_order_of_its_search(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++) {
        assert_true(rows[i].word.len <= MAX_WORD);
        assert_int_equal(kinds_of(rows[i].word), rows[i].kinds);
        if (i > 0 && str_compare(rows[i - 1].word, rows[i].word) >= 0)
            fail_msg("out of order: %s", rows[i].word.ptr);
    }
}

static void reads_words_of_classes(void **state)
{
    (void)state;
    static const struct {
        const char *names;
        unsigned kinds;
    } cases[] = {
        {"c-editorial-disclosure", VOCABULARY_AROUND | VOCABULARY_FURNITURE},
        {"pushLayer--closed", VOCABULARY_AROUND},
        {"story-lead x", VOCABULARY_LEAD},
        {"tag-sidebar", 0},
        {"", 0},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_int_equal(vocabulary_of(str_from_c(cases[i].names)), cases[i].kinds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_the_order_of_its_search),
        cmocka_unit_test(reads_words_of_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
