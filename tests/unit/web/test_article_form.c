#include "web/pages/article_form.h"

#include "../unit.h"

#include "base/limits.h"
#include "web/site.h"

static struct arena arena;

/* A request to a site in that zone. */
static struct request request_in(const char *zone, struct site *site)
{
    assert_int_equal(dates_open(&arena, STR("en"), str_from_c(zone), &site->dates[LANGUAGE_EN]),
                     OK);
    return (struct request){.arena = &arena, .site = site};
}

static void times_come_back_as_they_went_into_the_form(void **state)
{
    static const struct {
        const char *zone;
        int64_t utc;
        const char *text;
    } times[] = {
        {"Asia/Kuala_Lumpur", 1729503840, "2024-10-21T17:44"},
        {"UTC", 1729503840, "2024-10-21T09:44"},
        /* Days of 23 and of 25 hours. */
        {"Europe/Berlin", 1711879200, "2024-03-31T12:00"},
        {"Europe/Berlin", 1729987200, "2024-10-27T02:00"},
        {"Europe/Berlin", 1730023200, "2024-10-27T11:00"},
        {"America/New_York", 1709999999, "2024-03-09T10:59"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(times); i++) {
        struct site site = {0};
        struct request rq = request_in(times[i].zone, &site);
        int64_t utc = 0;
        assert_str(article_time_print(&rq, times[i].utc), times[i].text);
        assert_int_equal(article_time_read(&rq, str_from_c(times[i].text), &utc), OK);
        assert_int_equal(utc / 60, times[i].utc / 60);
    }
}

static void a_time_that_is_none_is_refused(void **state)
{
    (void)state;
    struct site site = {0};
    struct request rq = request_in("UTC", &site);
    int64_t utc = 7;
    assert_int_equal(article_time_read(&rq, STR("soon"), &utc), INVALID);
    assert_int_equal(utc, 7);
}

static struct article_values values_with_body(struct str body)
{
    return (struct article_values){
        .title = STR("A title"), .body = body, .url = STR("https://example.org/a/b")};
}

static void text_without_markup_becomes_paragraphs(void **state)
{
    (void)state;
    struct site site = {0};
    struct request rq = request_in("UTC", &site);
    struct article_fields fields;
    struct problem problem;
    struct article_values values = values_with_body(STR("One & two.\n\nThree."));
    assert_int_equal(article_values_read(&rq, &values, &fields, &problem), OK);
    assert_str(fields.body.text, "<p>One &amp; two.</p>\n<p>Three.</p>\n");
}

static void markup_is_cleaned_and_its_links_completed(void **state)
{
    (void)state;
    struct site site = {0};
    struct request rq = request_in("UTC", &site);
    struct article_fields fields;
    struct problem problem;
    struct article_values values =
        values_with_body(STR("<p onclick=x>See <a href=c>this</a></p><script>y</script>"));
    assert_int_equal(article_values_read(&rq, &values, &fields, &problem), OK);
    assert_true(str_contains(fields.body.text, STR("href=\"https://example.org/a/c\"")));
    assert_false(str_contains(fields.body.text, STR("onclick")));
    assert_false(str_contains(fields.body.text, STR("script")));
}

static void a_wrong_date_still_gives_what_a_preview_needs(void **state)
{
    (void)state;
    struct site site = {0};
    struct request rq = request_in("UTC", &site);
    struct article_fields fields;
    struct problem problem;
    struct article_values values = values_with_body(STR("Text."));
    values.published = STR("who knows");
    assert_int_equal(article_values_read(&rq, &values, &fields, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_TIME);
    assert_str(fields.title, "A title");
    assert_false(fields.has_published);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, LIMIT_REQUEST_ARENA_BYTES);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(times_come_back_as_they_went_into_the_form, begin, end),
        cmocka_unit_test_setup_teardown(a_time_that_is_none_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(text_without_markup_becomes_paragraphs, begin, end),
        cmocka_unit_test_setup_teardown(markup_is_cleaned_and_its_links_completed, begin, end),
        cmocka_unit_test_setup_teardown(a_wrong_date_still_gives_what_a_preview_needs, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
