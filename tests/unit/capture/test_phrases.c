#include "capture/phrases.c"

#include "../unit.h"

static void the_tables_are_in_the_order_of_their_search(void **state)
{
    (void)state;
    for (size_t i = 1; i < n_phrases; i++) {
        if (str_compare(phrases[i - 1].text, phrases[i].text) > 0)
            fail_msg("out of order: %s", phrases[i].text.ptr);
    }
    for (size_t i = 1; i < n_calls; i++) {
        if (str_compare(calls[i - 1], calls[i]) >= 0)
            fail_msg("out of order: %s", calls[i].ptr);
    }
}

static void finds_each_of_its_phrases(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_phrases; i++) {
        enum furniture furniture = furniture_of(phrases[i].text);
        if (furniture == FURNITURE_NONE || furniture > phrases[i].furniture)
            fail_msg("not found: %s", phrases[i].text.ptr);
    }
    for (size_t i = 0; i < n_calls; i++) {
        if (!phrases_ask_readers(calls[i]))
            fail_msg("not found: %s", calls[i].ptr);
    }
}

static void tells_what_a_line_is(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum furniture furniture;
    } cases[] = {
        {"Read more", FURNITURE_LINE},
        {"READ MORE »", FURNITURE_LINE},
        {"- Anzeige -", FURNITURE_LINE},
        {"Read more of his letters and you will know why he left", FURNITURE_NONE},
        {"Read more: why he left", FURNITURE_LINE},
        {"Related stories", FURNITURE_BOX},
        {"Leave a comment below", FURNITURE_STOP},
        {"Leave a comment on the door, said the note, and then go on to the next house",
         FURNITURE_NONE},
        {"Comments", FURNITURE_WEAK_STOP},
        {"Foto: Lise Holm", FURNITURE_CREDIT},
        {"12 comments", FURNITURE_COUNTER},
        {"12 comments on the new pier", FURNITURE_NONE},
        {"", FURNITURE_NONE},
        {"-", FURNITURE_NONE},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        if (furniture_of(str_from_c(cases[i].line)) != cases[i].furniture)
            fail_msg("%s", cases[i].line);
    }
}

static void hears_a_call_at_the_start_of_a_word_only(void **state)
{
    (void)state;
    assert_true(phrases_ask_readers(STR("Like it? SUBSCRIBE TO OUR letter.")));
    assert_true(phrases_ask_readers(STR("お知らせはメルマガ登録から")));
    assert_false(phrases_ask_readers(STR("They resubscribe to our letters.")));
    assert_false(phrases_ask_readers(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_in_the_order_of_their_search),
        cmocka_unit_test(finds_each_of_its_phrases),
        cmocka_unit_test(tells_what_a_line_is),
        cmocka_unit_test(hears_a_call_at_the_start_of_a_word_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
