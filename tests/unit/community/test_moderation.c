#include "store.h"

#include "base/buf.h"
#include "community/moderation.h"
#include "community/source.h"

static struct moderation_new action(struct store *store, struct article_id article)
{
    return (struct moderation_new){
        .article = article,
        .moderator = store->lim,
        .claimant = STR("AFP"),
        .reason = STR("Shared without a licence."),
        .note = STR("Letter of 3 May"),
        .now = 7000,
    };
}

static void take_down(struct store *store, struct article_id id)
{
    struct moderation_new taken = action(store, id);
    struct problem problem;
    assert_int_equal(moderation_take_down(store->db, &taken, &problem), OK);
}

static size_t n_listed(struct store *store)
{
    struct article_page page;
    assert_int_equal(article_list_newest(&store->arena, store->db,
                                         (struct article_from){.direction = ARTICLE_FROM_NEWEST},
                                         &page),
                     OK);
    return page.n;
}

static int64_t n_of_source(struct store *store)
{
    struct source source;
    assert_int_equal(source_find(&store->arena, store->db, STR("afp"), &source), OK);
    return source.n_articles;
}

static void taken_down_leaves_lists_and_counts_and_keeps_its_text(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    store_comment(store, id, (struct comment_id){0});
    take_down(store, id);
    assert_int_equal(n_listed(store), 0);
    assert_int_equal(n_of_source(store), 0);
    struct article article = store_find(store, id);
    assert_int_equal(article.state, ARTICLE_TAKEN_DOWN);
    assert_int_equal(article.blog_n_articles, 0);
    assert_str(article.fields.body.text, "<p>One two three.</p>");
    assert_int_equal(article.n_comments, 1);
    store_check(store);

    struct moderation_new again = action(store, id);
    struct problem problem;
    assert_int_equal(moderation_take_down(store->db, &again, &problem), CONFLICT);
}

static void restored_stands_where_it_stood(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    struct moderation_new again = action(store, id);
    struct problem problem;
    assert_int_equal(moderation_restore(store->db, &again, 0, &problem), CONFLICT);
    take_down(store, id);
    again.claimant = STR("");
    assert_int_equal(moderation_restore(store->db, &again, 1, &problem), OK);
    assert_int_equal(n_listed(store), 1);
    assert_int_equal(n_of_source(store), 1);
    assert_int_equal(store_find(store, id).shared, 5000);
    store_check(store);
}

static void taken_down_cannot_be_changed_or_published_past_the_log(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    take_down(store, id);
    struct article_fields fields = store_fields("Another title");
    struct article_checked checked = store_checked(store, &fields);
    struct problem problem;
    assert_int_equal(article_edit(&store->arena, store->db, id, 1, store->tan, &checked, 8000),
                     CONFLICT);
    assert_int_equal(article_publish(store->db, id, 8000, 0), CONFLICT);
    assert_int_equal(article_schedule(store->db, id, 9000, 8000, &problem), CONFLICT);
    assert_int_equal(article_unschedule(store->db, id), CONFLICT);
    struct article_id draft = store_draft(store, store->blog, "A draft");
    struct moderation_new early = action(store, draft);
    assert_int_equal(moderation_take_down(store->db, &early, &problem), CONFLICT);
    assert_int_equal(article_delete(store->db, id, 8000), OK);
    store_check(store);
}

static void log_says_who_what_when_and_why(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    take_down(store, id);
    struct moderation_new again = action(store, id);
    again.claimant = STR("");
    again.reason = STR("The licence was found.");
    struct problem problem;
    assert_int_equal(moderation_restore(store->db, &again, 0, &problem), OK);

    const struct moderation_entry *entries;
    size_t n;
    assert_int_equal(moderation_list(&store->arena, store->db, 0, 1, &entries, &n), OK);
    assert_int_equal(n, 1);
    assert_int_equal(entries[0].action, MODERATION_RESTORE);
    assert_str(entries[0].reason, "The licence was found.");
    int64_t before = entries[0].id;
    assert_int_equal(moderation_list(&store->arena, store->db, before, 9, &entries, &n), OK);
    assert_int_equal(n, 1);
    assert_int_equal(entries[0].action, MODERATION_TAKEDOWN);
    assert_str(entries[0].moderator_name, "Lim");
    assert_str(entries[0].claimant, "AFP");
    assert_str(entries[0].blog_slug, "good-articles");
    assert_str(entries[0].sharer_name, "Tan KW");
    assert_int_equal(entries[0].created, 7000);
    struct moderation_entry last;
    assert_int_equal(moderation_last(&store->arena, store->db, id, &last), OK);
    assert_int_equal(last.id, before);
}

static void sharer_is_told_until_the_notice_is_put_away(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    take_down(store, id);
    const struct moderation_entry *told;
    size_t n;
    assert_int_equal(moderation_told(&store->arena, store->db, store->tan, &told, &n), OK);
    assert_int_equal(n, 1);
    assert_str(told[0].title, "A story");
    assert_int_equal(moderation_dismiss(store->db, told[0].id, store->lim), NOT_FOUND);
    assert_int_equal(moderation_dismiss(store->db, told[0].id, store->tan), OK);
    assert_int_equal(moderation_dismiss(store->db, told[0].id, store->tan), NOT_FOUND);
    assert_int_equal(moderation_told(&store->arena, store->db, store->tan, &told, &n), OK);
    assert_int_equal(n, 0);
}

static void no_more_notices_at_once_than_the_limit(void **state)
{
    struct store *store = *state;
    const struct moderation_entry *told;
    size_t n;
    for (int i = 0; i <= LIMIT_TAKEDOWNS_TOLD; i++)
        take_down(store, store_article(store, store->blog, "A story", 5000 + i));
    assert_int_equal(moderation_told(&store->arena, store->db, store->tan, &told, &n), OK);
    assert_int_equal(n, LIMIT_TAKEDOWNS_TOLD);
}

static struct str repeat(struct store *store, int n)
{
    struct buf text;
    buf_init(&text, &store->arena, 1 << 16);
    for (int i = 0; i < n; i++)
        BUF_ADD(&text, "é");
    return buf_text(&text);
}

static void texts_past_a_limit_are_refused_with_the_field(void **state)
{
    struct store *store = *state;
    const struct {
        int n_claimant;
        int n_reason;
        int n_note;
        enum field field;
    } cases[] = {
        {0, 1, 0, FIELD_CLAIMANT},
        {1, 0, 0, FIELD_REASON},
        {LIMIT_CLAIMANT_CHARACTERS + 1, 1, 0, FIELD_CLAIMANT},
        {1, LIMIT_REASON_CHARACTERS + 1, 0, FIELD_REASON},
        {1, 1, LIMIT_NOTE_CHARACTERS + 1, FIELD_NOTE},
        {LIMIT_CLAIMANT_CHARACTERS, LIMIT_REASON_CHARACTERS, LIMIT_NOTE_CHARACTERS, FIELD_NONE},
    };
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct problem problem = {FIELD_NONE, WRONG_NOTHING, 0};
        struct moderation_new tried = action(store, id);
        tried.claimant = repeat(store, cases[i].n_claimant);
        tried.reason = repeat(store, cases[i].n_reason);
        tried.note = repeat(store, cases[i].n_note);
        assert_int_equal(moderation_take_down(store->db, &tried, &problem),
                         cases[i].field == FIELD_NONE ? OK : INVALID);
        assert_int_equal(problem.field, cases[i].field);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(taken_down_leaves_lists_and_counts_and_keeps_its_text),
        store_test(restored_stands_where_it_stood),
        store_test(taken_down_cannot_be_changed_or_published_past_the_log),
        store_test(log_says_who_what_when_and_why),
        store_test(sharer_is_told_until_the_notice_is_put_away),
        store_test(no_more_notices_at_once_than_the_limit),
        store_test(texts_past_a_limit_are_refused_with_the_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
