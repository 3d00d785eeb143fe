#include "store.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "community/calendar.h"
#include "community/follow.h"
#include "community/opening.h"
#include "community/setting.h"
#include "community/source.h"
#include "text/dates.h"

static const struct article_from start = {.direction = ARTICLE_FROM_NEWEST};

/* One kind of list, whatever it is a list of. */
typedef enum outcome
list_page(struct store *store, struct article_from from, struct article_page *ret_page);

static enum outcome
newest(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_newest(&store->arena, store->db, from, ret_page);
}

static enum outcome
of_blog(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_of_blog(&store->arena, store->db, store->blog, from, ret_page);
}

static enum outcome
of_member(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_of_member(&store->arena, store->db, store->tan, from, ret_page);
}

static enum outcome
of_source(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_of_source(&store->arena, store->db, (struct source_id){1}, from, ret_page);
}

static enum outcome
of_tag(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_of_tag(&store->arena, store->db, (struct tag_id){1}, from, ret_page);
}

static enum outcome
of_byline(struct store *store, struct article_from from, struct article_page *ret_page)
{
    struct str byline;
    enum outcome found =
        article_list_of_byline(&store->arena, store->db, STR("nick BOS"), from, &byline, ret_page);
    assert_str(byline, "Nick Bos");
    return found;
}

static enum outcome
followed(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_followed(&store->arena, store->db, store->lim, from, ret_page);
}

static enum outcome
of_second_day(struct store *store, struct article_from from, struct article_page *ret_page)
{
    return article_list_of_span(&store->arena, store->db, store->blog, 86400, 2 * 86400, from,
                                ret_page);
}

/* Every page forwards, then every page back, newest first without gap or double. */
static void assert_walk(struct store *store, list_page *list, size_t n_expected)
{
    struct article_page page;
    struct article_from from = start;
    struct article_key last = {INT64_MAX, {INT64_MAX}};
    size_t n = 0;
    for (;;) {
        assert_int_equal(list(store, from, &page), OK);
        assert_int_equal(page.has_newer, n > 0);
        for (size_t i = 0; i < page.n; i++) {
            const struct article_row *row = &page.rows[i];
            assert_true(row->shared < last.shared ||
                        (row->shared == last.shared && row->id.n < last.id.n));
            last = (struct article_key){row->shared, row->id};
        }
        n += page.n;
        if (!page.has_older)
            break;
        struct str text = article_from_print(&store->arena, article_page_older(&page));
        assert_int_equal(article_from_parse(text, &from), OK);
    }
    assert_int_equal(n, n_expected);

    n -= page.n;
    while (page.has_newer) {
        assert_int_equal(list(store, article_page_newer(&page), &page), OK);
        assert_true(page.has_older);
        n -= page.n;
    }
    assert_int_equal(n, 0);
}

static struct article_id tagged(struct store *store, struct blog_id blog, int64_t shared)
{
    const struct str tag = STR_INIT("news");
    struct article_fields fields = store_fields("An article");
    fields.tags = (struct str_list){&tag, 1};
    fields.byline = STR("Nick Bos");
    struct article_checked checked = store_checked(store, &fields);
    const struct article_new article = {blog, store->tan, &checked, 1000, NULL};
    struct article_id id;
    assert_int_equal(article_make(&store->arena, store->db, &article, &id), OK);
    assert_int_equal(article_publish(store->db, id, shared, shared / 86400), OK);
    return id;
}

/* Three days with many of the same second, two blogs, some never published. */
static void fill(struct store *store)
{
    struct blog_id other = store_blog(store, "Another");
    assert_int_equal(follow_add(store->db, store->lim, store->blog, 1), OK);
    assert_int_equal(follow_add(store->db, store->lim, other, 1), OK);
    assert_int_equal(db_begin(store->db), OK);
    for (int64_t i = 0; i < 270; i++) {
        struct blog_id blog = i % 3 == 2 ? other : store->blog;
        (void)tagged(store, blog, i / 90 * 86400 + i / 7 * 10);
        if (i % 10 == 0)
            (void)store_draft(store, store->blog, "Never seen");
    }
    assert_int_equal(db_commit(store->db), OK);
}

static void pages_of_each_list_add_up(void **state)
{
    struct store *store = *state;
    fill(store);
    assert_walk(store, newest, 270);
    assert_walk(store, of_blog, 180);
    assert_walk(store, of_member, 270);
    assert_walk(store, of_source, 270);
    assert_walk(store, of_tag, 270);
    assert_walk(store, of_byline, 270);
    assert_walk(store, followed, 270);
    assert_walk(store, of_second_day, 60);
    store_check(store);
}

static void followed_list_is_of_followed_blogs_alone(void **state)
{
    struct store *store = *state;
    fill(store);
    assert_int_equal(follow_remove(store->db, store->lim, store->blog), OK);
    assert_int_equal(follow_remove(store->db, store->lim, store->blog), OK);
    assert_walk(store, followed, 90);
    assert_int_equal(follow_add(store->db, store->lim, (struct blog_id){999}, 1), NOT_FOUND);
    store_check(store);
}

/* More blogs than a page has lines, all with articles of one second: who leads is decided by id. */
static void followed_list_misses_nothing_among_many_blogs(void **state)
{
    struct store *store = *state;
    enum { N_BLOGS = LIMIT_LIST_ITEMS * 2 };
    for (int i = 0; i < N_BLOGS; i++) {
        struct blog_id blog = store_blog(store, str_print(&store->arena, "Blog number %d", i).ptr);
        assert_int_equal(follow_add(store->db, store->lim, blog, 1), OK);
        (void)tagged(store, blog, 5000);
        (void)tagged(store, blog, 5000 + i % 3);
    }
    assert_walk(store, followed, N_BLOGS * 2);
}

static void discussed_come_by_number_of_comments(void **state)
{
    struct store *store = *state;
    struct article_id quiet = store_article(store, store->blog, "Quiet", 9000);
    struct article_id loud = store_article(store, store->blog, "Loud", 5000);
    struct article_id middle = store_article(store, store->blog, "Middle", 6000);
    struct comment_id none = {0};
    (void)store_comment(store, middle, none);
    (void)store_comment(store, loud, none);
    (void)store_comment(store, loud, none);
    (void)quiet;
    struct article_page page;
    assert_int_equal(article_list_discussed(&store->arena, store->db, &page), OK);
    assert_int_equal(page.n, 2);
    assert_int_equal(page.rows[0].id.n, loud.n);
    assert_int_equal(page.rows[1].id.n, middle.n);
}

static void place_survives_printing_and_nonsense_is_refused(void **state)
{
    struct store *store = *state;
    const struct article_from from = {ARTICLE_NEWER, {-62135596800, {7}}};
    struct article_from parsed;
    struct str text = article_from_print(&store->arena, from);
    assert_str(text, "n-62135596800-7");
    assert_int_equal(article_from_parse(text, &parsed), OK);
    assert_int_equal(parsed.key.shared, from.key.shared);
    const char *bad[] = {"o", "x1-2", "o1", "o1-", "o1-2-3", "o--1-2", "o1-99999999999999999999"};
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_int_equal(article_from_parse(str_from_c(bad[i]), &parsed), INVALID);
}

static void calendar_counts_each_day(void **state)
{
    struct store *store = *state;
    fill(store);
    const struct calendar_day *days;
    size_t n;
    assert_int_equal(calendar_days(&store->arena, store->db, store->blog, 0, 366, &days, &n), OK);
    assert_int_equal(n, 3);
    assert_int_equal(days[1].day, 1);
    assert_int_equal(days[1].n, 60);
    int64_t sum;
    int64_t first;
    int64_t last;
    int64_t before;
    int64_t after;
    assert_int_equal(calendar_sum(store->db, store->blog, 1, 3, &sum), OK);
    assert_int_equal(sum, 120);
    assert_int_equal(calendar_span(store->db, store->blog, &first, &last), OK);
    assert_int_equal(first, 0);
    assert_int_equal(last, 2);
    assert_int_equal(calendar_beside(store->db, store->blog, 2, &before, &after), OK);
    assert_int_equal(before, 1);
    assert_int_equal(after, INT64_MIN);
}

static void day_has_its_newest_alone(void **state)
{
    struct store *store = *state;
    (void)store_article(store, store->blog, "The day after", 2 * 86400);
    struct article_page page;
    for (int64_t i = 0; i <= LIMIT_DAY_ITEMS; i++) {
        struct article_id id = store_article(store, store->blog, "That day", 86400 + i);
        assert_int_equal(article_list_top_of_span(&store->arena, store->db, store->blog, 86400,
                                                  2 * 86400, &page),
                         OK);
        assert_int_equal(page.n, i < LIMIT_DAY_ITEMS ? i + 1 : LIMIT_DAY_ITEMS);
        assert_int_equal(page.rows[0].id.n, id.n);
    }
    assert_false(page.has_newer || page.has_older);
}

static void share_on(struct store *store, int year, int month, int day)
{
    (void)store_article(store, store->blog, "Of that day",
                        day_number((struct day){year, month, day}) * 86400);
}

static size_t count_through_years(struct store *store, int month, int day, int *ret_first_year)
{
    struct calendar_years years;
    assert_int_equal(
        calendar_through_years(&store->arena, store->db, store->blog, month, day, 0, &years), OK);
    *ret_first_year = years.n > 0 ? day_of_number(years.days[0].day).year : 0;
    return years.n;
}

static void day_of_the_year_is_found_in_every_year(void **state)
{
    struct store *store = *state;
    int year;
    assert_int_equal(count_through_years(store, 10, 21, &year), 0);
    share_on(store, 2024, 2, 29);
    share_on(store, 2024, 10, 21);
    share_on(store, 2024, 10, 21);
    share_on(store, 2023, 10, 20);
    share_on(store, 2020, 2, 29);
    share_on(store, 1024, 10, 21);
    assert_int_equal(count_through_years(store, 10, 21, &year), 2);
    assert_int_equal(year, 2024);
    assert_int_equal(count_through_years(store, 10, 20, &year), 1);
    assert_int_equal(year, 2023);
    assert_int_equal(count_through_years(store, 2, 29, &year), 2);
    assert_int_equal(count_through_years(store, 12, 31, &year), 0);
}

/* How many of the years before one come at once, and where to go on. */
static size_t years_before(struct store *store, int before, int *ret_upto)
{
    struct calendar_years years;
    assert_int_equal(
        calendar_through_years(&store->arena, store->db, store->blog, 5, 1, before, &years), OK);
    *ret_upto = years.upto;
    return years.n;
}

static void years_of_a_day_come_in_pages(void **state)
{
    struct store *store = *state;
    int upto;
    for (int i = 0; i < LIMIT_DAY_YEARS; i++)
        share_on(store, 2000 + 2 * i, 5, 1);
    assert_int_equal(years_before(store, 0, &upto), LIMIT_DAY_YEARS);
    assert_int_equal(upto, 0);
    share_on(store, 1998, 5, 1);
    share_on(store, 1999, 6, 1);
    assert_int_equal(years_before(store, 0, &upto), LIMIT_DAY_YEARS);
    assert_int_equal(upto, 2000);
    assert_int_equal(years_before(store, upto, &upto), 1);
    assert_int_equal(upto, 0);
}

static void no_more_years_are_sought_than_the_limit(void **state)
{
    struct store *store = *state;
    int upto;
    share_on(store, 1000, 5, 1);
    for (int i = 1; i < LIMIT_DAY_YEARS_SOUGHT; i++)
        share_on(store, 1000 + i, 6, 1);
    assert_int_equal(years_before(store, 0, &upto), 1);
    assert_int_equal(upto, 0);
    share_on(store, 1000 + LIMIT_DAY_YEARS_SOUGHT, 6, 1);
    assert_int_equal(years_before(store, 0, &upto), 0);
    assert_int_equal(upto, 1001);
    assert_int_equal(years_before(store, upto, &upto), 1);
}

static void emptied_day_leaves_the_calendar(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "Alone that day", 86400);
    (void)store_article(store, store->blog, "Another day", 5 * 86400);
    assert_int_equal(article_delete(store->db, id, 1), OK);
    int64_t first;
    int64_t last;
    assert_int_equal(calendar_span(store->db, store->blog, &first, &last), OK);
    assert_int_equal(first, 5);
    store_check(store);
}

static void another_zone_moves_articles_to_their_days_there(void **state)
{
    struct store *store = *state;
    int64_t evening = 5 * 86400 + 17 * 3600; /* already the next day in Kuala Lumpur */
    struct article_id id = store_article(store, store->blog, "In the evening", evening);
    (void)store_article(store, store->blog, "In the morning", 5 * 86400 + 3600);
    struct site_settings settings;
    struct problem problem;
    assert_int_equal(setting_load(&store->arena, store->db, &settings), OK);
    settings.zone = STR("Asia/Kuala_Lumpur");
    assert_int_equal(setting_save(store->db, &settings, &problem), OK);
    int64_t first;
    int64_t last;
    assert_int_equal(calendar_span(store->db, store->blog, &first, &last), OK);
    assert_int_equal(first, 5);
    assert_int_equal(last, 6);
    store_check(store);
    assert_int_equal(article_delete(store->db, id, 1), OK);
    assert_int_equal(calendar_span(store->db, store->blog, &first, &last), OK);
    assert_int_equal(last, 5);

    settings.zone = STR("Asia/Nowhere");
    assert_int_equal(setting_save(store->db, &settings, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_ZONE);
}

/* The line that the list of newest shows of an article with this excerpt and body. */
static struct str line_of(struct store *store, struct str excerpt, struct str body)
{
    struct article_fields fields = store_fields("A story");
    fields.excerpt = excerpt;
    fields.body = html_from_store(body);
    struct article_checked checked = store_checked(store, &fields);
    const struct article_new article = {store->blog, store->tan, &checked, 1000, NULL};
    struct article_id id;
    struct article_page page;
    assert_int_equal(article_make(&store->arena, store->db, &article, &id), OK);
    assert_int_equal(article_publish(store->db, id, 10000 + id.n, 0), OK);
    assert_int_equal(newest(store, start, &page), OK);
    return page.rows[0].excerpt;
}

static void shows_what_was_written_or_how_the_text_begins(void **state)
{
    struct store *store = *state;
    struct buf full;
    buf_init(&full, &store->arena, 4096);
    for (int i = 0; i < LIMIT_OPENING_CHARACTERS; i++)
        BUF_ADD(&full, "字");
    assert_str(line_of(store, STR("By hand"), STR("<p>The text.</p>")), "By hand");
    assert_str(line_of(store, STR(""), STR("<p>One &amp; <em>two</em>.</p><p>Three.</p>")),
               "One & two. Three.");
    struct str whole =
        line_of(store, STR(""), str_join(&store->arena, STR("<p>"), buf_text(&full)));
    assert_true(str_eq(whole, buf_text(&full)));
    BUF_ADD(&full, "字");
    struct str cut = line_of(store, STR(""), str_join(&store->arena, STR("<p>"), buf_text(&full)));
    assert_int_equal(utf8_count(cut), LIMIT_OPENING_CHARACTERS);
    assert_true(str_ends_with(cut, STR("字…")));
}

static int64_t lacking(struct store *store)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(store->db, "select count(*) from article where opening is null");
    assert_int_equal(db_step(stmt), OK);
    return db_int(stmt, 0);
}

static void openings_come_in_batches_to_articles_of_before(void **state)
{
    struct store *store = *state;
    struct article_page page;
    bool has_more = false;
    for (int i = 0; i <= LIMIT_OPENING_BATCH; i++)
        (void)store_article(store, store->blog, "Of before", 1000 + i);
    assert_int_equal(newest(store, start, &page), OK);
    struct str line = page.rows[0].excerpt;
    assert_true(line.len > 0);
    assert_int_equal(article_delete(store->db, page.rows[1].id, 2000), OK);
    assert_int_equal(db_run(db_query(store->db, "update article set opening = null")), OK);
    assert_int_equal(opening_catch_up(store->db, &has_more), OK);
    assert_true(has_more);
    assert_int_equal(lacking(store), 1);
    assert_int_equal(opening_catch_up(store->db, &has_more), OK);
    assert_false(has_more);
    assert_int_equal(lacking(store), 0);
    assert_int_equal(newest(store, start, &page), OK);
    assert_true(str_eq(page.rows[0].excerpt, line));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(shows_what_was_written_or_how_the_text_begins),
        store_test(openings_come_in_batches_to_articles_of_before),
        store_test(pages_of_each_list_add_up),
        store_test(followed_list_is_of_followed_blogs_alone),
        store_test(followed_list_misses_nothing_among_many_blogs),
        store_test(discussed_come_by_number_of_comments),
        store_test(place_survives_printing_and_nonsense_is_refused),
        store_test(calendar_counts_each_day),
        store_test(day_has_its_newest_alone),
        store_test(day_of_the_year_is_found_in_every_year),
        store_test(years_of_a_day_come_in_pages),
        store_test(no_more_years_are_sought_than_the_limit),
        store_test(emptied_day_leaves_the_calendar),
        store_test(another_zone_moves_articles_to_their_days_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
