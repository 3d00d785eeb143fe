#include "../unit.h"

#include "jobs/feed_item.h"

#include "base/limits.h"

#define SENTENCE "The ferry left at dawn, and nobody on the quay knew when it would be back. "
#define FULL     "<p>" SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE "</p>"

static const struct feed feed = {.title = STR_INIT("Harbour Wire")};
static const struct subscription subscription = {.id = {7},
                                                 .url = STR_INIT("https://example.org/feed")};

static struct feed_plan plan(struct arena *arena, struct feed_item item)
{
    if (item.id.len == 0)
        item.id = STR("one");
    item.title = STR("About the ferry");
    return feed_item_plan(arena, &subscription, &feed, &item);
}

static void full_text_becomes_the_article(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct feed_plan made =
        plan(&arena, (struct feed_item){.url = STR("https://example.org/1"),
                                        .html = STR(FULL "<script>x</script>"),
                                        .byline = STR("Ana Lim"),
                                        .published = {.utc = 5000, .is_known = true}});
    assert_int_equal(made.fate, FATE_TAKEN);
    assert_str(made.checked.fields.title, "About the ferry");
    assert_str(made.checked.fields.byline, "Ana Lim");
    assert_str(made.checked.fields.source, "Harbour Wire");
    assert_int_equal(made.checked.fields.published, 5000);
    assert_false(str_contains(made.checked.fields.body.text, STR("script")));
    made = plan(&arena, (struct feed_item){.html = STR(FULL), .source_name = STR("AFP")});
    assert_str(made.checked.fields.source, "AFP");
}

static void excerpts_are_captured_through_their_link(void **state)
{
    (void)state;
    static const char *const excerpts[] = {
        "<p>Short.</p>",
        FULL "<p>And so on \xE2\x80\xA6</p>",
        FULL "<p>And so on [...]</p><p><a href=x>Read more</a></p>",
        FULL "<p>And so on [\xE2\x80\xA6]</p><p>Continue</p>",
        "",
    };
    for (size_t i = 0; i < N_OF(excerpts); i++) {
        SCRATCH_ARENA(arena, 8 << 20);
        struct feed_plan made = plan(&arena, (struct feed_item){.url = STR("https://example.org/1"),
                                                                .html = str_from_c(excerpts[i])});
        assert_int_equal(made.fate, FATE_WAITING);
        assert_str(made.job.url, "https://example.org/1");
        assert_int_equal(made.job.subscription.n, 7);
    }
    SCRATCH_ARENA(arena, 8 << 20);
    struct feed_item summary = {.url = STR("https://example.org/1"), .summary = STR(FULL)};
    assert_int_equal(plan(&arena, summary).fate, FATE_WAITING);
    summary.summary = STR(FULL FULL FULL);
    assert_int_equal(plan(&arena, summary).fate, FATE_TAKEN); /* so long a summary is the text */
}

static void item_without_a_page_is_what_it_says(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    assert_int_equal(plan(&arena, (struct feed_item){.html = STR("<p>Short.</p>")}).fate,
                     FATE_TAKEN);
    assert_int_equal(plan(&arena, (struct feed_item){.summary = STR("Short.")}).fate, FATE_TAKEN);
    assert_int_equal(plan(&arena, (struct feed_item){.html = STR("<p> </p>")}).fate, FATE_FAILED);
}

static void key_is_id_or_address_or_what_it_says(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct feed_item item = {.id = STR("a"), .url = STR("https://example.org/1")};
    assert_str(feed_item_key(&arena, &item), "a");
    item.id = STR("");
    assert_str(feed_item_key(&arena, &item), "https://example.org/1");
    item.url = STR("");
    item.title = STR("One");
    struct str one = feed_item_key(&arena, &item);
    assert_true(one.len > 0);
    item.title = STR("Two");
    assert_false(str_eq(feed_item_key(&arena, &item), one));

    char *letters = arena_alloc(&arena, LIMIT_ITEM_KEY_BYTES + 1);
    memset(letters, 'a', LIMIT_ITEM_KEY_BYTES + 1);
    item.id = (struct str){letters, LIMIT_ITEM_KEY_BYTES};
    assert_int_equal(feed_item_key(&arena, &item).len, LIMIT_ITEM_KEY_BYTES);
    item.id.len++;
    assert_true(feed_item_key(&arena, &item).len < 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_text_becomes_the_article),
        cmocka_unit_test(excerpts_are_captured_through_their_link),
        cmocka_unit_test(item_without_a_page_is_what_it_says),
        cmocka_unit_test(key_is_id_or_address_or_what_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
