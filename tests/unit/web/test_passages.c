#include "web/pages/passages.h"

#include "../unit.h"

#define LONG                                                                                       \
    "The harbour office said on Monday that the night ferry to the outer islands keeps its "       \
    "crossing through the winter, "
#define BEFORE "Nobody is to read this.\n\n" LONG "with 12 passengers, " LONG "and no more."
#define AFTER  "Nobody is to read this.\n\n" LONG "with 40 passengers, " LONG "and no more."

static void shows_all_and_folds_what_did_not_change(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 4 << 20);
    struct source_passages passages = passages_make(&arena, STR(BEFORE), STR(AFTER), false);
    assert_int_equal(passages.n, 2);
    assert_int_equal(passages.items[0].n_same, 1);
    assert_str(passages.items[0].same.items[0], "Nobody is to read this.");
    assert_str(passages.items[1].diff.items[0].text, LONG "with ");
}

static void an_excerpt_shows_little_around_a_change(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 4 << 20);
    struct source_passages passages = passages_make(&arena, STR(BEFORE), STR(AFTER), true);
    assert_int_equal(passages.n, 2);
    assert_int_equal(passages.items[0].n_same, 1);
    assert_int_equal(passages.items[0].same.n, 0);
    struct diff diff = passages.items[1].diff;
    assert_int_equal(diff.n, 4);
    assert_str(diff.items[0].text, "…e outer islands keeps its crossing through the winter, with ");
    assert_str(diff.items[1].text, "12");
    assert_str(diff.items[2].text, "40");
    assert_true(diff.items[3].text.len < 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_all_and_folds_what_did_not_change),
        cmocka_unit_test(an_excerpt_shows_little_around_a_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
