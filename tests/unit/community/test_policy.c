#include "store.h"

#include "base/buf.h"
#include "community/setting.h"
#include "community/source.h"

static const struct policy site = {.kind = POLICY_EXCERPT, .words = 2};

/* Publishes an article of this source and address; the policy that holds for it. */
static struct policy policy_for(struct store *store, const char *source, const char *url)
{
    struct article_fields fields = store_fields("A story");
    fields.source = str_from_c(source);
    fields.url = str_from_c(url);
    struct article_checked checked = store_checked(store, &fields);
    struct article_new article = {store->blog, store->tan, &checked, 1000, NULL};
    struct article_id id = {0};
    assert_int_equal(article_make(&store->arena, store->db, &article, &id), OK);
    struct article found = store_find(store, id);
    return policy_of(&found.policy, &site);
}

static void set(struct store *store, const char *name, struct policy policy)
{
    struct source source;
    struct problem problem;
    assert_int_equal(
        source_set_policy(&store->arena, store->db, str_from_c(name), &policy, &source, &problem),
        OK);
}

static void source_decides_before_its_domain_before_the_site(void **state)
{
    struct store *store = *state;
    const char *url = "https://www.example.com/story";
    assert_int_equal(policy_for(store, "AFP", url).kind, POLICY_EXCERPT);
    assert_int_equal(policy_for(store, "AFP", url).words, 2);
    set(store, "www.Example.com", (struct policy){.kind = POLICY_LINK});
    assert_int_equal(policy_for(store, "AFP", url).kind, POLICY_LINK);
    assert_int_equal(policy_for(store, "", url).kind, POLICY_LINK);
    assert_int_equal(policy_for(store, "AFP", "").kind, POLICY_EXCERPT);
    set(store, " afp ", (struct policy){.kind = POLICY_FULL, .licence = STR("CC BY 4.0")});
    assert_int_equal(policy_for(store, "AFP", url).kind, POLICY_FULL);
    assert_str(policy_for(store, "AFP", url).licence, "CC BY 4.0");
    set(store, "AFP", (struct policy){.kind = POLICY_DEFAULT});
    assert_int_equal(policy_for(store, "AFP", url).kind, POLICY_LINK);
    set(store, "example.com", (struct policy){.kind = POLICY_EXCERPT, .words = 7});
    assert_int_equal(policy_for(store, "AFP", url).words, 7);
    store_check(store);
}

static void own_writing_is_shown_in_full(void **state)
{
    struct store *store = *state;
    struct policy own = policy_for(store, "", "");
    assert_int_equal(own.kind, POLICY_OWN);
    struct policy_shown shown =
        policy_show(&store->arena, &own, STR("A line."), html_from_store(STR("<p>A B C</p>\n")));
    assert_false(shown.is_cut);
    assert_str(shown.body.text, "<p>A B C</p>\n");
    assert_str(shown.standfirst, "A line.");
}

static void readers_get_what_the_policy_lets(void **state)
{
    struct store *store = *state;
    struct safe_html body = html_from_store(STR("<p>One <b>two three</b> four.</p>\n"));
    static const struct {
        struct policy policy;
        const char *standfirst;
        const char *expected_standfirst;
        const char *expected_body;
        bool is_cut;
    } cases[] = {
        {{.kind = POLICY_LINK, .words = 9}, "Why, how", "", "", true},
        {{.kind = POLICY_EXCERPT, .words = 2}, "", "", "<p>One <b>two…</b></p>\n", true},
        {{.kind = POLICY_EXCERPT, .words = 3}, "Why, how", "Why, how", "<p>One…</p>\n", true},
        {{.kind = POLICY_EXCERPT, .words = 1}, "Why, how", "Why…", "", true},
        {{.kind = POLICY_EXCERPT, .words = 6},
         "Why, how",
         "Why, how",
         "<p>One <b>two three</b> four.</p>\n",
         false},
        {{.kind = POLICY_FULL, .words = 1},
         "Why, how",
         "Why, how",
         "<p>One <b>two three</b> four.</p>\n",
         false},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct policy_shown shown =
            policy_show(&store->arena, &cases[i].policy, str_from_c(cases[i].standfirst), body);
        assert_str(shown.standfirst, cases[i].expected_standfirst);
        assert_str(shown.body.text, cases[i].expected_body);
        assert_int_equal(shown.is_cut, cases[i].is_cut);
    }
}

static void line_of_lists_obeys_too(void **state)
{
    struct store *store = *state;
    struct arena *arena = &store->arena;
    struct policy link = {.kind = POLICY_LINK, .words = 80};
    struct policy two = {.kind = POLICY_EXCERPT, .words = 2};
    struct policy full = {.kind = POLICY_FULL};
    assert_str(policy_line(arena, &link, STR("Why"), STR("One two three")), "");
    assert_str(policy_line(arena, &two, STR(""), STR("One two three")), "One two…");
    assert_str(policy_line(arena, &two, STR("Why, how, when"), STR("One")), "Why, how…");
    assert_str(policy_line(arena, &full, STR(""), STR("One two three")), "One two three");

    store_article(store, store->blog, "A story", 5000);
    set(store, "AFP", link);
    struct article_page page;
    assert_int_equal(article_list_newest(arena, store->db,
                                         (struct article_from){.direction = ARTICLE_FROM_NEWEST},
                                         &page),
                     OK);
    assert_int_equal(policy_of(&page.rows[0].policy, &site).kind, POLICY_LINK);
}

static void changed_policy_holds_at_once_for_every_article(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "A story", 5000);
    set(store, "AFP", (struct policy){.kind = POLICY_FULL});
    struct article article = store_find(store, id);
    assert_int_equal(policy_of(&article.policy, &site).kind, POLICY_FULL);
    set(store, "AFP", (struct policy){.kind = POLICY_LINK});
    article = store_find(store, id);
    assert_int_equal(policy_of(&article.policy, &site).kind, POLICY_LINK);
    assert_str(article.fields.body.text, "<p>One two three.</p>"); /* nothing is lost */
}

static struct str repeat(struct store *store, const char *what, int n)
{
    struct buf text;
    buf_init(&text, &store->arena, 1 << 16);
    for (int i = 0; i < n; i++)
        buf_add(&text, str_from_c(what));
    return buf_text(&text);
}

static void policies_past_a_limit_are_refused_with_the_field(void **state)
{
    struct store *store = *state;
    struct source source;
    const struct {
        const char *name;
        struct policy policy;
        enum outcome outcome;
        enum field field;
    } cases[] = {
        {"AFP", {POLICY_EXCERPT, LIMIT_EXCERPT_WORDS, STR("")}, OK, FIELD_NONE},
        {"AFP", {POLICY_EXCERPT, LIMIT_EXCERPT_WORDS + 1, STR("")}, INVALID, FIELD_WORDS},
        {"AFP", {POLICY_FULL, 0, repeat(store, "é", LIMIT_LICENCE_CHARACTERS)}, OK, FIELD_NONE},
        {"AFP",
         {POLICY_FULL, 0, repeat(store, "é", LIMIT_LICENCE_CHARACTERS + 1)},
         INVALID,
         FIELD_LICENCE},
        {"AFP", {POLICY_OWN, 0, STR("")}, INVALID, FIELD_POLICY},
        {" ", {POLICY_LINK, 0, STR("")}, INVALID, FIELD_SOURCE},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct problem problem = {FIELD_NONE, WRONG_NOTHING, 0};
        assert_int_equal(source_set_policy(&store->arena, store->db, str_from_c(cases[i].name),
                                           &cases[i].policy, &source, &problem),
                         cases[i].outcome);
        assert_int_equal(problem.field, cases[i].field);
    }
}

static void sites_policy_is_kept_and_checked(void **state)
{
    struct store *store = *state;
    struct site_settings settings;
    struct problem problem = {FIELD_NONE, WRONG_NOTHING, 0};
    assert_int_equal(setting_load(&store->arena, store->db, &settings), OK);
    assert_int_equal(settings.policy.kind, POLICY_EXCERPT);
    assert_int_equal(settings.policy.words, 80);
    settings.policy = (struct policy){.kind = POLICY_LINK, .words = LIMIT_EXCERPT_WORDS};
    assert_int_equal(setting_save(store->db, &settings, &problem), OK);
    assert_int_equal(setting_load(&store->arena, store->db, &settings), OK);
    assert_int_equal(settings.policy.kind, POLICY_LINK);
    assert_int_equal(settings.policy.words, LIMIT_EXCERPT_WORDS);
    settings.policy.words++;
    assert_int_equal(setting_save(store->db, &settings, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_WORDS);
    settings.policy = (struct policy){.kind = POLICY_DEFAULT, .words = 80};
    assert_int_equal(setting_save(store->db, &settings, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_POLICY);
}

static void sources_are_listed_by_page(void **state)
{
    struct store *store = *state;
    const struct source *sources;
    size_t n;
    set(store, "Berita Muara", (struct policy){.kind = POLICY_LINK});
    set(store, "AFP", (struct policy){.kind = POLICY_FULL});
    set(store, "example.com", (struct policy){.kind = POLICY_LINK});
    assert_int_equal(source_list(&store->arena, store->db, STR(""), 2, &sources, &n), OK);
    assert_int_equal(n, 2);
    assert_str(sources[1].name, "Berita Muara");
    assert_int_equal(source_list(&store->arena, store->db, sources[1].slug, 2, &sources, &n), OK);
    assert_int_equal(n, 1);
    assert_str(sources[0].name, "example.com");
    assert_int_equal(sources[0].policy.kind, POLICY_LINK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(source_decides_before_its_domain_before_the_site),
        store_test(own_writing_is_shown_in_full),
        store_test(readers_get_what_the_policy_lets),
        store_test(line_of_lists_obeys_too),
        store_test(changed_policy_holds_at_once_for_every_article),
        store_test(policies_past_a_limit_are_refused_with_the_field),
        store_test(sites_policy_is_kept_and_checked),
        store_test(sources_are_listed_by_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
