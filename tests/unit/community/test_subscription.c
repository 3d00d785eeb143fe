#include "store.h"

#include "community/subscription_check.h"

static const struct subscription_rules any = {SUBSCRIPTION_DRAFTS, {"", 0}, {"", 0}, 0, {"", 0}};

static struct subscription_id
add(struct store *store, struct str url, struct subscription_rules rules)
{
    const struct subscription_new fresh = {store->blog, store->tan, url, STR(""), rules, 1000};
    struct subscription_id id = {0};
    struct problem problem;
    assert_int_equal(subscription_make(&store->arena, store->db, &fresh, &id, &problem), OK);
    return id;
}

static struct subscription find(struct store *store, struct subscription_id id)
{
    struct subscription found = {.id = {0}};
    assert_int_equal(subscription_find(&store->arena, store->db, id, &found), OK);
    return found;
}

static size_t count_due(struct store *store, int64_t now)
{
    const struct subscription_due *list;
    size_t n = 0;
    assert_int_equal(subscription_list_due(&store->arena, store->db, now, 10, &list, &n), OK);
    return n;
}

static void new_one_is_due_at_once(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    int64_t next = 0;
    assert_int_equal(count_due(store, 999), 0);
    assert_int_equal(count_due(store, 1000), 1);
    assert_int_equal(subscription_next_time(store->db, &next), OK);
    assert_int_equal(next, 1000);
    assert_true(find(store, id).callback.len >= 32);
}

static void blog_takes_a_feed_once(void **state)
{
    struct store *store = *state;
    const struct subscription_new again = {store->blog, store->tan, STR("https://example.org/feed"),
                                           STR(""),     any,        1000};
    struct subscription_id id = {0};
    struct problem problem = {0};
    add(store, again.url, any);
    assert_int_equal(subscription_make(&store->arena, store->db, &again, &id, &problem), CONFLICT);
    assert_int_equal(problem.wrong, WRONG_TAKEN);
    struct subscription_new elsewhere = again;
    elsewhere.blog = store_blog(store, "Other Articles");
    assert_int_equal(subscription_make(&store->arena, store->db, &elsewhere, &id, &problem), OK);
}

static void member_has_a_limited_number(void **state)
{
    struct store *store = *state;
    struct problem problem = {0};
    struct subscription_id id = {0};
    for (int i = 0; i < LIMIT_SUBSCRIPTIONS_OF_MEMBER; i++)
        add(store, str_print(&store->arena, "https://example.org/%d", i), any);
    const struct subscription_new more = {store->blog, store->tan, STR("https://example.org/more"),
                                          STR(""),     any,        1000};
    assert_int_equal(subscription_make(&store->arena, store->db, &more, &id, &problem), INVALID);
    assert_int_equal(problem.limit, LIMIT_SUBSCRIPTIONS_OF_MEMBER);
}

static void rules_are_held_to_their_limits(void **state)
{
    struct store *store = *state;
    struct problem problem = {0};
    char *letters = arena_alloc(&store->arena, LIMIT_FILTER_CHARACTERS + 1);
    memset(letters, 'a', LIMIT_FILTER_CHARACTERS + 1);
    struct subscription_rules rules = {.wanted = {letters, LIMIT_FILTER_CHARACTERS},
                                       .a_day = LIMIT_ITEMS_A_DAY};
    assert_int_equal(subscription_check_rules(&rules, &problem), OK);
    rules.a_day++;
    assert_int_equal(subscription_check_rules(&rules, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_A_DAY);
    rules.a_day = 0;
    rules.unwanted = (struct str){letters, LIMIT_FILTER_CHARACTERS + 1};
    assert_int_equal(subscription_check_rules(&rules, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_UNWANTED);
    rules.unwanted = STR("");
    rules.folder = (struct str){letters, LIMIT_FOLDER_CHARACTERS};
    assert_int_equal(subscription_check_rules(&rules, &problem), OK);
    rules.folder.len++;
    assert_int_equal(subscription_check_rules(&rules, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_FOLDER);
}

static void words_let_pass_or_not(void **state)
{
    struct store *store = *state;
    const struct {
        const char *wanted, *unwanted, *text;
        bool is_wanted;
    } cases[] = {
        {"", "", "Anything at all", true},
        {"rain", "", "Rain over the hills", true},
        {"rain", "", "The train was late", false},
        {"sun, rain", "", "RAIN", true},
        {"night market", "", "The Night Market opens", true},
        {"night market", "", "A night, a market", false},
        {"", "football", "Football again", false},
        {"rain", "football", "Rain stops football", false},
        {"", "foot", "Football again", true},
        {"\xE9\x9B\xA8", "", "\xE5\xA4\xA7\xE9\x9B\xA8\xE5\xA6\x82\xE6\xB3\xA8", true}, /* Han */
        {",,", "", "Anything", false},
        {"", " , ", "Anything", true},
        {"\xEF\xBC\xA1\xEF\xBC\xA9", "", "About AI.", true}, /* full width */
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct subscription_rules rules = {.wanted = str_from_c(cases[i].wanted),
                                           .unwanted = str_from_c(cases[i].unwanted)};
        if (subscription_wants(&store->arena, &rules, str_from_c(cases[i].text)) !=
            cases[i].is_wanted)
            fail_msg("%s / %s: %s", cases[i].wanted, cases[i].unwanted, cases[i].text);
    }
}

static void interval_follows_the_feed(void **state)
{
    (void)state;
    const int64_t day = 86400, now = 100 * day;
    struct subscription feed = {.newest = now};
    assert_int_equal(subscription_interval(&feed, now, 512), 3600);
    feed.rhythm = 7200;
    assert_int_equal(subscription_interval(&feed, now, 512), 3600);
    feed.rhythm = 60;
    assert_int_equal(subscription_interval(&feed, now, 512), LIMIT_CHECK_SECONDS_MIN);
    assert_int_equal(subscription_interval(&feed, now, 0), LIMIT_CHECK_SECONDS_MIN);
    assert_int_equal(subscription_interval(&feed, now, 1023) / 10, 98); /* a tenth later at most */
    feed.rhythm = 30 * day;
    assert_int_equal(subscription_interval(&feed, now, 512), LIMIT_CHECK_SECONDS_MAX);
    feed.rhythm = 60;
    feed.newest = now - 5 * day; /* silent */
    assert_int_equal(subscription_interval(&feed, now, 512), day / 2);
    feed.newest = now + day; /* a date in the future is no reason to hurry */
    assert_int_equal(subscription_interval(&feed, now, 512), LIMIT_CHECK_SECONDS_MIN);
    feed.hint = 7200;
    assert_int_equal(subscription_interval(&feed, now, 512), 7200);
    feed.hint = 30 * day;
    assert_int_equal(subscription_interval(&feed, now, 512), LIMIT_CHECK_SECONDS_MAX);
    feed.hint = 0;
    feed.hub.lease_ends = now + day; /* the hub tells; looking is for safety only */
    assert_int_equal(subscription_interval(&feed, now, 512), 6 * 3600);
}

static void rhythm_is_the_middle_gap(void **state)
{
    (void)state;
    int64_t times[] = {100, 400, 200, 10000, 300};
    assert_int_equal(subscription_rhythm(times, 5), 100);
    assert_int_equal(times[0], 10000);
    assert_int_equal(subscription_rhythm(times, 1), 0);
    assert_int_equal(subscription_rhythm(times, 0), 0);
}

static void failures_back_off_to_a_day(void **state)
{
    (void)state;
    assert_int_equal(subscription_back_off(1, 0), 900);
    assert_int_equal(subscription_back_off(2, 0), 1800);
    assert_int_equal(subscription_back_off(5, 0), 14400);
    assert_int_equal(subscription_back_off(1000, 0), LIMIT_CHECK_SECONDS_MAX);
    assert_int_equal(subscription_back_off(1, 5000), 5000);
    assert_int_equal(subscription_back_off(1, 10), 900);
    assert_int_equal(subscription_back_off(1, INT64_MAX), LIMIT_RETRY_AFTER_SECONDS);
}

static void check_that_worked_sets_the_next(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    struct subscription feed = find(store, id);
    feed.title = STR("A feed");
    feed.etag = STR("\"1\"");
    feed.rhythm = 7200;
    feed.url = STR("https://example.org/moved");
    assert_int_equal(subscription_succeed(store->db, &feed, 2000), OK);
    feed = find(store, id);
    assert_true(str_eq(feed.title, STR("A feed")));
    assert_true(str_eq(feed.url, STR("https://example.org/moved")));
    assert_true(feed.next_check >= 2000 + 3240 && feed.next_check <= 2000 + 3960);
    assert_int_equal(feed.checked, 2000);
}

static void move_onto_another_feed_of_the_blog_is_not_made(void **state)
{
    struct store *store = *state;
    add(store, STR("https://example.org/new"), any);
    struct subscription_id id = add(store, STR("https://example.org/old"), any);
    struct subscription feed = find(store, id);
    feed.url = STR("https://example.org/new");
    assert_int_equal(subscription_succeed(store->db, &feed, 2000), OK);
    assert_true(str_eq(find(store, id).url, STR("https://example.org/old")));
}

static void pages_that_name_each_other_are_left_in_peace(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/a"), any);
    struct subscription feed = find(store, id);
    assert_int_equal(subscription_move(store->db, &feed, feed.url, 1000), CONFLICT);
    assert_int_equal(subscription_move(store->db, &feed, STR("https://example.org/b"), 1000), OK);
    feed = find(store, id);
    assert_true(str_eq(feed.url, STR("https://example.org/b")));
    assert_int_equal(feed.next_check, 1000); /* the first is looked at at once */
    assert_int_equal(subscription_move(store->db, &feed, STR("https://example.org/a"), 1000), OK);
    feed = find(store, id);
    assert_int_equal(feed.next_check, 1000 + LIMIT_CHECK_SECONDS_MIN);
    assert_int_equal(subscription_move(store->db, &feed, STR("https://example.org/b"), 1000), OK);
    assert_int_equal(find(store, id).next_check, 1000 + 2 * LIMIT_CHECK_SECONDS_MIN);
}

static void check_asked_for_meanwhile_is_still_due(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    struct subscription feed = find(store, id);
    assert_int_equal(subscription_wake(store->db, id, 1500), OK);
    assert_int_equal(subscription_succeed(store->db, &feed, 1600), OK);
    assert_int_equal(find(store, id).next_check, 1500);
}

static void failure_is_kept_until_a_check_works(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    const struct subscription_failure busy = {.error = STR("18 429"), .retry_after = 7200};
    struct subscription feed = find(store, id);
    assert_int_equal(subscription_fail(store->db, &feed, &busy, 2000), OK);
    feed = find(store, id);
    assert_int_equal(feed.n_failures, 1);
    assert_true(str_eq(feed.error, STR("18 429")));
    assert_true(feed.next_check >= 9200 && feed.next_check < 10000);
    assert_int_equal(subscription_succeed(store->db, &feed, 9300), OK);
    feed = find(store, id);
    assert_int_equal(feed.n_failures, 0);
    assert_int_equal(feed.error.len, 0);
}

static void what_is_gone_ends_until_it_is_woken(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    const struct subscription_failure gone = {.error = STR("16 410"), .is_over = true};
    struct subscription feed = find(store, id);
    assert_int_equal(subscription_fail(store->db, &feed, &gone, 2000), OK);
    assert_int_equal(find(store, id).state, SUBSCRIPTION_ENDED);
    assert_int_equal(count_due(store, INT64_MAX), 0);
    assert_int_equal(subscription_wake(store->db, id, 3000), OK);
    assert_int_equal(count_due(store, 3000), 1);
    assert_int_equal(subscription_pause(store->db, id), OK);
    assert_int_equal(count_due(store, 3000), 0);
}

static void item_is_known_once_it_was_kept(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    struct article_id draft = store_draft(store, store->blog, "A draft");
    int64_t seen = 0;
    assert_int_equal(subscription_item_find(store->db, id, STR("a"), &seen), NOT_FOUND);
    assert_int_equal(subscription_item_keep(store->db, id, STR("a"), FATE_TAKEN, draft, 1000), OK);
    assert_int_equal(subscription_item_find(store->db, id, STR("a"), &seen), OK);
    assert_int_equal(seen, 1000);

    const struct subscription_draft *drafts;
    size_t n = 0;
    assert_int_equal(subscription_list_drafts(&store->arena, store->db, store->blog,
                                              (struct article_id){0}, 10, &drafts, &n),
                     OK);
    assert_int_equal(n, 1);
    assert_true(str_eq(drafts[0].title, STR("A draft")));

    const int64_t year = 365 * 86400;
    assert_int_equal(subscription_item_touch(store->db, id, STR("a"), year), OK);
    assert_int_equal(subscription_item_sweep(store->db, id, year + year / 3), OK);
    assert_int_equal(subscription_item_find(store->db, id, STR("a"), &seen), OK);
    assert_int_equal(subscription_item_sweep(store->db, id, 2 * year), OK);
    assert_int_equal(subscription_item_find(store->db, id, STR("a"), &seen), NOT_FOUND);
}

static void day_takes_its_number_and_no_more(void **state)
{
    struct store *store = *state;
    struct subscription_rules two = any;
    two.a_day = 2;
    struct subscription_id id = add(store, STR("https://example.org/feed"), two);
    assert_int_equal(subscription_count(store->db, id, 5), OK);
    assert_int_equal(subscription_count(store->db, id, 5), OK);
    assert_int_equal(subscription_count(store->db, id, 5), CONFLICT);
    assert_int_equal(subscription_count(store->db, id, 6), OK);
    assert_int_equal(find(store, id).n_taken, 3);
}

static void address_of_the_blog_is_known(void **state)
{
    struct store *store = *state;
    bool has = true;
    struct str url = STR("https://example.com/story");
    assert_int_equal(subscription_has_address(store->db, store->blog, url, &has), OK);
    assert_false(has);
    store_draft(store, store->blog, "A draft");
    assert_int_equal(subscription_has_address(store->db, store->blog, url, &has), OK);
    assert_true(has);
    struct blog_id other = store_blog(store, "Other Articles");
    assert_int_equal(subscription_has_address(store->db, other, url, &has), OK);
    assert_false(has);
}

static void removed_one_leaves_its_articles(void **state)
{
    struct store *store = *state;
    struct subscription_id id = add(store, STR("https://example.org/feed"), any);
    struct article_id draft = store_draft(store, store->blog, "A draft");
    struct subscription gone;
    assert_int_equal(subscription_item_keep(store->db, id, STR("a"), FATE_TAKEN, draft, 1), OK);
    assert_int_equal(subscription_remove(store->db, id), OK);
    assert_int_equal(subscription_remove(store->db, id), NOT_FOUND);
    assert_int_equal(subscription_find(&store->arena, store->db, id, &gone), NOT_FOUND);
    assert_int_equal(store_find(store, draft).state, ARTICLE_DRAFT);
    store_check(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(new_one_is_due_at_once),
        store_test(blog_takes_a_feed_once),
        store_test(member_has_a_limited_number),
        store_test(rules_are_held_to_their_limits),
        store_test(words_let_pass_or_not),
        cmocka_unit_test(interval_follows_the_feed),
        cmocka_unit_test(rhythm_is_the_middle_gap),
        cmocka_unit_test(failures_back_off_to_a_day),
        store_test(check_that_worked_sets_the_next),
        store_test(move_onto_another_feed_of_the_blog_is_not_made),
        store_test(pages_that_name_each_other_are_left_in_peace),
        store_test(check_asked_for_meanwhile_is_still_due),
        store_test(failure_is_kept_until_a_check_works),
        store_test(what_is_gone_ends_until_it_is_woken),
        store_test(item_is_known_once_it_was_kept),
        store_test(day_takes_its_number_and_no_more),
        store_test(address_of_the_blog_is_known),
        store_test(removed_one_leaves_its_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
