#include "capture/page_date.h"

#include "../unit.h"

static void reads_a_day_out_of_an_address(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *day; /* empty: none */
    } cases[] = {
        {"https://example.com/2016/05/04/story", "2016-05-04"},
        {"https://example.com/news/2016-05-04-story.html", "2016-05-04"},
        {"https://example.com/20160504/story", "2016-05-04"},
        {"https://example.com/a/story_20160504.html", "2016-05-04"},
        {"https://example.com/2016/05/story", ""},
        {"https://example.com/2016/13/04/story", ""},
        {"https://example.com/2016/05-04/story", ""},
        {"https://example.com/120160504/story", ""},
        {"https://example.com/201605041/story", ""},
        {"https://example.com/story?d=2016/05/04/x", ""},
        {"https://example.com/1066/10/14/hastings", ""},
        {"https://2016-05-04.example.com", ""},
        {"", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct page_date date = {.arena = &arena};
        page_date_read_address(&date, str_from_c(cases[i].url));
        const struct date_parsed *found = page_date_shown(&date);
        assert_int_equal(found != NULL, cases[i].day[0] != '\0');
        if (found) {
            assert_str(str_first(dates_print_iso(&arena, found->utc), 10), cases[i].day);
            assert_false(found->has_time);
        }
    }
}

static void reads_what_is_told_for_machines(void **state)
{
    (void)state;
    static const struct {
        const char *told;
        const char *iso; /* empty: none */
    } cases[] = {
        {"1677961600", "2023-03-04T20:26:40Z"},
        {"1677961600123", "2023-03-04T20:26:40Z"},
        {" 2023-03-04T20:26:40Z ", "2023-03-04T20:26:40Z"},
        {"0001-01-01T00:00:00Z", ""}, /* what unset dates are printed as */
        {"1970-01-01T00:00:00Z", ""},
        {"123", ""},
        {"soon", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct date_parsed parsed = {0};
        enum outcome wanted = cases[i].iso[0] != '\0' ? OK : INVALID;
        assert_int_equal(page_date_parse(NULL, str_from_c(cases[i].told), &parsed), wanted);
        if (wanted == OK)
            assert_str(dates_print_iso(&arena, parsed.utc), cases[i].iso);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_day_out_of_an_address),
        cmocka_unit_test(reads_what_is_told_for_machines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
