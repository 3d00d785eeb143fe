#include "store.h"

#include "base/utf8.h"
#include "community/article_around.h"
#include "community/calendar.h"
#include "community/like.h"
#include "community/revision.h"
#include "community/source.h"

static void draft_is_in_no_list_until_published(void **state)
{
    struct store *store = *state;
    struct article_id id = store_draft(store, store->blog, "A story");
    struct article_from start = {.direction = ARTICLE_FROM_NEWEST};
    struct article_page page;
    assert_int_equal(article_list_newest(&store->arena, store->db, start, &page), OK);
    assert_int_equal(page.n, 0);
    assert_int_equal(article_list_drafts(&store->arena, store->db, store->tan, start, &page), OK);
    assert_int_equal(page.n, 1);

    assert_int_equal(article_publish(store->db, id, 5000, 0), OK);
    assert_int_equal(article_list_newest(&store->arena, store->db, start, &page), OK);
    assert_int_equal(page.n, 1);
    assert_str(page.rows[0].title, "A story");
    assert_str(page.rows[0].source_name, "AFP");
    assert_str(page.rows[0].sharer_name, "Tan KW");
    assert_int_equal(article_publish(store->db, id, 5000, 0), CONFLICT);
    store_check(store);
}

static void page_has_everything_of_an_article(void **state)
{
    struct store *store = *state;
    struct article_fields fields = store_fields("N.Korea sending troops");
    const struct str tags[] = {STR_INIT("NATO"), STR_INIT("Ukraine")};
    fields.tags = (struct str_list){tags, 2};
    fields.published = 4000;
    fields.has_published = true;
    struct article_checked checked = store_checked(store, &fields);
    struct article_new new_article = {store->blog, store->tan, &checked, 1000, NULL};
    struct article_id id;
    assert_int_equal(article_make(&store->arena, store->db, &new_article, &id), OK);
    assert_int_equal(article_publish(store->db, id, 5000, 0), OK);

    struct article article = store_find(store, id);
    assert_str(article.slug, "n-korea-sending-troops");
    assert_str(article.blog_slug, "good-articles");
    assert_str(article.source_slug, "afp");
    assert_str(article.fields.body.text, "<p>One two three.</p>");
    assert_str(article.fields.excerpt, ""); /* the body's own beginning is not stored twice */
    assert_str(article.tags[1].slug, "ukraine");
    assert_str(article.fields.tags.items[0], "NATO");
    assert_int_equal(article.tags[0].n_articles, 1);
    assert_int_equal(article.words, 3);
    assert_int_equal(article.reading_minutes, 1);
    assert_int_equal(article.fields.published, 4000);
    assert_true(article.fields.has_published);
    assert_int_equal(article.blog_n_articles, 1);
}

static void second_of_two_edits_conflicts_and_changes_nothing(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "First title", 5000);
    struct article_fields fields = store_fields("Second title");
    fields.source = STR("Reuters");
    struct article_checked checked = store_checked(store, &fields);
    assert_int_equal(article_edit(&store->arena, store->db, id, 1, store->tan, &checked, 6000), OK);
    assert_int_equal(article_edit(&store->arena, store->db, id, 1, store->lim, &checked, 6001),
                     CONFLICT);

    struct article article = store_find(store, id);
    assert_str(article.fields.title, "Second title");
    assert_int_equal(article.version, 2);
    assert_int_equal(article.edited, 6000);
    struct source afp;
    assert_int_equal(source_find(&store->arena, store->db, STR("afp"), &afp), OK);
    assert_int_equal(afp.n_articles, 0);
    store_check(store);
}

static void edit_keeps_what_stood_there(void **state)
{
    struct store *store = *state;
    struct article_fields fields = store_fields("First title");
    const struct str tags[] = {STR_INIT("one"), STR_INIT("two")};
    fields.tags = (struct str_list){tags, 2};
    struct article_id id = store_article(store, store->blog, "Zeroth", 5000);
    struct article_checked first = store_checked(store, &fields);
    assert_int_equal(article_edit(&store->arena, store->db, id, 1, store->tan, &first, 6000), OK);
    fields.title = STR("Second title");
    fields.tags.n = 0;
    struct article_checked second = store_checked(store, &fields);
    assert_int_equal(article_edit(&store->arena, store->db, id, 2, store->lim, &second, 7000), OK);

    const struct revision *revisions;
    size_t n;
    assert_int_equal(revision_list(&store->arena, store->db, id, &revisions, &n), OK);
    assert_int_equal(n, 2);
    assert_str(revisions[0].title, "First title");
    assert_str(revisions[0].editor_name, "Lim");
    assert_int_equal(revisions[1].replaced, 6000);

    struct revision revision;
    struct article_fields kept;
    assert_int_equal(revision_find(&store->arena, store->db, id, 2, &revision, &kept), OK);
    assert_str(kept.title, "First title");
    assert_int_equal(kept.tags.n, 2);
    assert_str(kept.tags.items[1], "two");
    assert_str(kept.source, "AFP");
    assert_str(kept.body.text, "<p>One two three.</p>");
    assert_int_equal(revision_find(&store->arena, store->db, id, 3, &revision, &kept), NOT_FOUND);
    store_check(store);
}

static void deleted_article_leaves_every_count(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "Gone soon", 5000);
    struct comment_id root = store_comment(store, id, (struct comment_id){0});
    store_comment(store, id, root);
    int64_t n;
    assert_int_equal(like_article(store->db, id, store->lim, 1, &n), OK);
    assert_int_equal(like_comment(store->db, root, store->lim, 1, &n), OK);

    assert_int_equal(article_delete(store->db, id, 6000), OK);
    assert_int_equal(article_delete(store->db, id, 6000), NOT_FOUND);
    struct article article = store_find(store, id);
    assert_int_equal(article.state, ARTICLE_DELETED);
    assert_str(article.fields.title, "");
    assert_int_equal(article.blog_n_articles, 0);
    int64_t first;
    int64_t last;
    assert_int_equal(calendar_span(store->db, store->blog, &first, &last), NOT_FOUND);
    assert_int_equal(like_article(store->db, id, store->lim, 1, &n), NOT_FOUND);
    struct article_fields fields = store_fields("Back again");
    struct article_checked checked = store_checked(store, &fields);
    assert_int_equal(article_edit(&store->arena, store->db, id, 1, store->tan, &checked, 1),
                     NOT_FOUND);
    store_check(store);
}

static void schedule_waits_for_its_time(void **state)
{
    struct store *store = *state;
    struct article_id id = store_draft(store, store->blog, "Later");
    struct problem problem;
    assert_int_equal(article_schedule(store->db, id, 5000, 5000, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_TIME);
    assert_int_equal(problem.wrong, WRONG_PAST);
    assert_int_equal(article_schedule(store->db, id, 5001, 5000, &problem), OK);

    const struct article_key *due;
    size_t n;
    assert_int_equal(article_list_due(&store->arena, store->db, 5000, &due, &n), OK);
    assert_int_equal(n, 0);
    assert_int_equal(article_list_due(&store->arena, store->db, 5001, &due, &n), OK);
    assert_int_equal(n, 1);
    assert_int_equal(due[0].id.n, id.n);
    int64_t next;
    assert_int_equal(article_next_due(store->db, &next), OK);
    assert_int_equal(next, 5001);

    assert_int_equal(article_unschedule(store->db, id), OK);
    assert_int_equal(article_unschedule(store->db, id), CONFLICT);
    assert_int_equal(article_next_due(store->db, &next), NOT_FOUND);
    assert_int_equal(article_publish(store->db, id, 6000, 0), OK);
    assert_int_equal(article_schedule(store->db, id, 9000, 5000, &problem), CONFLICT);
}

static void neighbours_are_of_the_same_blog_in_order_of_sharing(void **state)
{
    struct store *store = *state;
    struct blog_id other = store_blog(store, "Another");
    struct article_id first = store_article(store, store->blog, "First", 5000);
    struct article_id third = store_article(store, store->blog, "Third", 7000);
    (void)store_article(store, other, "Elsewhere", 5500);
    struct article_id second = store_article(store, store->blog, "Second", 6000);

    struct article article = store_find(store, second);
    struct article_link older;
    struct article_link newer;
    assert_int_equal(article_neighbours(&store->arena, store->db, &article, &older, &newer), OK);
    assert_int_equal(older.id.n, first.n);
    assert_int_equal(newer.id.n, third.n);
    assert_str(newer.title, "Third");

    article = store_find(store, third);
    assert_int_equal(article_neighbours(&store->arena, store->db, &article, &older, &newer), OK);
    assert_int_equal(older.id.n, second.n);
    assert_int_equal(newer.id.n, 0);
}

static struct problem refused(struct store *store, const struct article_fields *fields)
{
    struct article_checked checked;
    struct problem problem = {FIELD_NONE, WRONG_NOTHING, 0};
    assert_int_equal(article_check(&store->arena, fields, &checked, &problem), INVALID);
    return problem;
}

static void check_names_the_field_and_the_limit(void **state)
{
    struct store *store = *state;
    struct article_fields fields = store_fields("   ");
    struct problem problem = refused(store, &fields);
    assert_int_equal(problem.field, FIELD_TITLE);
    assert_int_equal(problem.wrong, WRONG_MISSING);

    char title[LIMIT_TITLE_CHARACTERS + 2];
    memset(title, 'x', sizeof(title));
    title[LIMIT_TITLE_CHARACTERS] = '\0';
    fields = store_fields(title);
    (void)store_checked(store, &fields);
    title[LIMIT_TITLE_CHARACTERS] = 'x';
    title[LIMIT_TITLE_CHARACTERS + 1] = '\0';
    fields = store_fields(title);
    problem = refused(store, &fields);
    assert_int_equal(problem.wrong, WRONG_TOO_LONG);
    assert_int_equal(problem.limit, LIMIT_TITLE_CHARACTERS);

    fields = store_fields("A title");
    fields.url = STR("javascript:alert(1)");
    problem = refused(store, &fields);
    assert_int_equal(problem.field, FIELD_URL);
    assert_int_equal(problem.wrong, WRONG_FORM);

    fields = store_fields("Turned \xE2\x80\xAE around");
    problem = refused(store, &fields);
    assert_int_equal(problem.wrong, WRONG_CHARACTERS);

    fields = store_fields("A title");
    fields.body = html_from_store(STR(" \n"));
    problem = refused(store, &fields);
    assert_int_equal(problem.field, FIELD_BODY);
}

static void check_counts_tags_up_to_the_limit(void **state)
{
    struct store *store = *state;
    struct str tags[LIMIT_TAGS + 2];
    for (int i = 0; i < LIMIT_TAGS + 1; i++)
        tags[i] = str_print(&store->arena, "tag %d", i);
    tags[LIMIT_TAGS + 1] = STR("TAG 1"); /* the same as one before */
    struct article_fields fields = store_fields("A title");
    fields.tags = (struct str_list){tags, LIMIT_TAGS};
    (void)store_checked(store, &fields);
    fields.tags.n = LIMIT_TAGS + 1;
    struct problem problem = refused(store, &fields);
    assert_int_equal(problem.field, FIELD_TAGS);
    assert_int_equal(problem.wrong, WRONG_TOO_MANY);
    tags[LIMIT_TAGS] = tags[LIMIT_TAGS + 1];
    (void)store_checked(store, &fields);
}

static void the_ending_is_whole_words_or_letters(void **state)
{
    struct store *store = *state;
    struct arena *arena = &store->arena;
    struct safe_html little = html_from_text(arena, STR("A lamp.\n\nIt burns."));
    assert_str(article_ending(arena, little), "A lamp. It burns.");

    char text[3 * LIMIT_ENDING_BYTES];
    memset(text, 'x', sizeof(text));
    struct str at_limit = {text, LIMIT_ENDING_BYTES};
    assert_int_equal(article_ending(arena, html_from_text(arena, at_limit)).len,
                     LIMIT_ENDING_BYTES);
    text[2 * LIMIT_ENDING_BYTES - 100] = ' ';
    struct str longer = {text, 2 * LIMIT_ENDING_BYTES};
    assert_int_equal(article_ending(arena, html_from_text(arena, longer)).len, 99);
    for (size_t i = 0; i < N_OF(text); i += 3)
        memcpy(text + i, "\xE8\xAF\xBB", 3);
    struct str unspaced = {text, N_OF(text) - 1 - (N_OF(text) - 1) % 3};
    struct str ending = article_ending(arena, html_from_text(arena, unspaced));
    assert_true(utf8_is_valid(ending));
    assert_int_equal(ending.len, LIMIT_ENDING_BYTES);
}

static void source_is_one_whatever_its_case_and_spaces(void **state)
{
    struct store *store = *state;
    struct source_id first;
    struct source_id second;
    struct source_id other;
    assert_int_equal(source_ensure(&store->arena, store->db, STR("The Star"),
                                   STR("https://www.thestar.com/x"), &first),
                     OK);
    assert_int_equal(source_ensure(&store->arena, store->db, STR("THE  star"), STR(""), &second),
                     OK);
    assert_int_equal(source_ensure(&store->arena, store->db, STR("The Star!"), STR(""), &other),
                     OK);
    assert_int_equal(first.n, second.n);
    assert_int_not_equal(first.n, other.n);
    struct source source;
    assert_int_equal(source_find(&store->arena, store->db, STR("the-star"), &source), OK);
    assert_str(source.domain, "thestar.com");
    assert_int_equal(source_find(&store->arena, store->db, STR("the-star-2"), &source), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(draft_is_in_no_list_until_published),
        store_test(page_has_everything_of_an_article),
        store_test(second_of_two_edits_conflicts_and_changes_nothing),
        store_test(edit_keeps_what_stood_there),
        store_test(deleted_article_leaves_every_count),
        store_test(schedule_waits_for_its_time),
        store_test(neighbours_are_of_the_same_blog_in_order_of_sharing),
        store_test(check_names_the_field_and_the_limit),
        store_test(check_counts_tags_up_to_the_limit),
        store_test(the_ending_is_whole_words_or_letters),
        store_test(source_is_one_whatever_its_case_and_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
