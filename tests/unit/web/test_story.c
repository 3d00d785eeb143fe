#include "web/pages/story.h"

#include "../unit.h"

#include "web/site.h"

enum { HOUR = 60 * 60, NOON = 1729512000 }; /* 2024-10-21T12:00Z */

static struct arena arena;
static struct site site;

static struct stories show(enum story_grouping grouping, bool has_older)
{
    static struct article_row rows[4];
    static const int64_t before[] = {0, 11 * HOUR, 13 * HOUR, 14 * HOUR};
    for (size_t i = 0; i < 4; i++)
        rows[i] = (struct article_row){
            .id = {(int64_t)(9 - i)},
            .slug = STR("title"),
            .blog_slug = STR("blog"),
            .blog_title = STR("A Blog"),
            .excerpt = STR("What it says."),
            .policy = {.source = {.kind = i == 3 ? POLICY_LINK : POLICY_FULL}},
            .shared = NOON - before[i],
        };
    rows[1].standfirst = STR("In short.");
    struct article_page page = {.rows = rows, .n = 4, .has_older = has_older};
    struct request rq = {.arena = &arena, .site = &site, .path = STR("/b/blog")};
    return story_list_show(&rq, &page, grouping);
}

static void stands_under_the_day_on_which_it_was_shared(void **state)
{
    (void)state;
    struct story_days days = show(STORY_BY_DAY, false).days;
    assert_int_equal(days.n, 2);
    assert_str(days.items[0].heading, "Monday, 21 October 2024");
    assert_int_equal(days.items[0].stories.n, 2);
    assert_str(days.items[1].heading, "Sunday, 20 October 2024");
    assert_int_equal(days.items[1].stories.n, 2);
    assert_str(days.items[0].href, "");
    assert_str(days.items[0].stories.items[0].blog_title, "A Blog");
}

static void a_blog_links_its_days_and_keeps_its_name_to_itself(void **state)
{
    (void)state;
    struct story_days days = show(STORY_BY_DAY_OF_BLOG, false).days;
    assert_str(days.items[0].href, "/b/blog/2024/10/21");
    assert_str(days.items[0].stories.items[0].blog_title, "");
    assert_str(days.items[0].stories.items[0].href, "/a/9/title");
}

static void a_ranked_list_has_no_days(void **state)
{
    (void)state;
    struct story_days days = show(STORY_RANKED, false).days;
    assert_int_equal(days.n, 1);
    assert_int_equal(days.items[0].stories.n, 4);
    assert_str(days.items[0].heading, "");
    assert_str(days.items[0].stories.items[3].time, "20 Oct 2024");
}

static void the_standfirst_goes_before_the_excerpt(void **state)
{
    (void)state;
    const struct story *stories = show(STORY_RANKED, false).days.items[0].stories.items;
    assert_str(stories[0].excerpt, "What it says.");
    assert_str(stories[1].excerpt, "In short.");
    assert_str(stories[3].excerpt, ""); /* its source lets a link be shown */
}

static void leads_on_where_there_is_more(void **state)
{
    (void)state;
    assert_str(show(STORY_BY_DAY, false).pager.older, "");
    struct str older = show(STORY_BY_DAY, true).pager.older;
    assert_true(str_starts_with(older, STR("/b/blog?from=o")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_under_the_day_on_which_it_was_shared),
        cmocka_unit_test(a_blog_links_its_days_and_keeps_its_name_to_itself),
        cmocka_unit_test(a_ranked_list_has_no_days),
        cmocka_unit_test(the_standfirst_goes_before_the_excerpt),
        cmocka_unit_test(leads_on_where_there_is_more),
    };
    arena_init(&arena, 4 << 20);
    if (dates_open(&arena, STR("en"), STR("UTC"), &site.dates[LANGUAGE_EN]) != OK)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
