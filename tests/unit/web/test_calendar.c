#include "web/pages/calendar.c"

#include "../unit.h"

static struct arena arena;
static struct site site;

static struct calendar_weeks weeks_of(struct day first, int n_before)
{
    struct request rq = {.arena = &arena, .site = &site, .now = 1729503840}; /* 2024-10-21 */
    struct calendar_cell *cells;
    return lay_out(&rq, first, n_before, &cells);
}

static void a_month_stands_in_whole_weeks(void **state)
{
    (void)state;
    /* October 2024 begins on a Tuesday: one empty day before it, weeks from Monday. */
    struct calendar_weeks weeks = weeks_of((struct day){2024, 10, 1}, 1);
    assert_int_equal(weeks.n, 5);
    assert_int_equal(weeks.items[0].items[0].day, 0);
    assert_int_equal(weeks.items[0].items[1].day, 1);
    assert_int_equal(weeks.items[4].items[3].day, 31);
    assert_int_equal(weeks.items[4].items[4].day, 0);
    assert_true(weeks.items[3].items[0].is_today);
    assert_false(weeks.items[3].items[1].is_today);
}

static void four_weeks_are_enough_for_a_february(void **state)
{
    (void)state;
    assert_int_equal(weeks_of((struct day){2021, 2, 1}, 0).n, 4);
    assert_int_equal(weeks_of((struct day){2024, 2, 1}, 3).n, 5);
    assert_int_equal(weeks_of((struct day){2024, 12, 1}, 6).n, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_stands_in_whole_weeks),
        cmocka_unit_test(four_weeks_are_enough_for_a_february),
    };
    arena_init(&arena, 4 << 20);
    if (dates_open(&arena, STR("en"), STR("UTC"), &site.dates[LANGUAGE_EN]) != OK)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
