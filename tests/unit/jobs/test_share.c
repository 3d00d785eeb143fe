#include "../unit.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "jobs/share.h"

static struct capture story(void)
{
    return (struct capture){
        .title = STR("The bridge opens"),
        .source = STR("The River Post"),
        .url = STR("https://example.com/bridge?ref=mail"),
        .lang = STR("en-GB"),
        .body = html_from_store(STR("<p>The bridge was opened on Monday.</p>")),
        .text = STR("The bridge was opened on Monday."),
    };
}

static struct article_checked check(struct arena *arena, const struct capture *capture)
{
    struct article_checked checked = {.words = 0};
    struct problem problem = {FIELD_NONE, WRONG_NOTHING, 0};
    assert_int_equal(share_check(arena, capture, &checked, &problem), OK);
    return checked;
}

static void fields_come_from_the_capture(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct capture capture = story();
    capture.published = 1729503840;
    capture.has_published = true;
    struct article_checked checked = check(&arena, &capture);
    assert_str(checked.fields.title, "The bridge opens");
    assert_str(checked.fields.source, "The River Post");
    assert_str(checked.fields.excerpt, ""); /* the body begins so */
    assert_str(checked.slug, "the-bridge-opens");
    assert_int_equal(checked.words, 6);
    assert_int_equal(checked.fields.published, 1729503840);
}

static void own_address_of_the_page_wins(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct capture capture = story();
    assert_str(check(&arena, &capture).fields.url, "https://example.com/bridge?ref=mail");
    capture.canonical = STR("https://example.com/bridge");
    assert_str(check(&arena, &capture).fields.url, "https://example.com/bridge");
}

static void too_long_title_is_cut(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    char title[LIMIT_TITLE_CHARACTERS * 2];
    memset(title, 'x', sizeof(title));
    struct capture capture = story();
    capture.title = (struct str){title, sizeof(title)};
    struct str kept = check(&arena, &capture).fields.title;
    assert_true(kept.len > 0 && utf8_count(kept) <= LIMIT_TITLE_CHARACTERS);
}

static void tags_that_do_not_fit_are_left_out(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct str tags[LIMIT_TAGS + 4] = {STR("one, two"), STR("?!"), STR("")};
    for (int i = 3; i < LIMIT_TAGS + 4; i++)
        tags[i] = str_print(&arena, "tag %d", i);
    struct capture capture = story();
    capture.tags = (struct str_list){tags, LIMIT_TAGS + 4};
    struct str_list kept = check(&arena, &capture).fields.tags;
    assert_int_equal(kept.n, LIMIT_TAGS);
    assert_str(kept.items[0], "tag 3");
}

static void language_is_found_when_the_page_does_not_say(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct capture capture = story();
    assert_str(check(&arena, &capture).fields.lang, "en-GB");
    capture.lang = STR("not a language");
    capture.text = STR("The bridge was opened on Monday and the first to cross it were the "
                       "children of the town, who had waited for it since the morning.");
    assert_str(check(&arena, &capture).fields.lang, "en");
}

static void capture_without_title_is_refused(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct capture capture = story();
    struct article_checked checked;
    struct problem problem;
    capture.title = STR(" ");
    assert_int_equal(share_check(&arena, &capture, &checked, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_TITLE);
    assert_int_equal(problem.wrong, WRONG_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_come_from_the_capture),
        cmocka_unit_test(own_address_of_the_page_wins),
        cmocka_unit_test(too_long_title_is_cut),
        cmocka_unit_test(tags_that_do_not_fit_are_left_out),
        cmocka_unit_test(language_is_found_when_the_page_does_not_say),
        cmocka_unit_test(capture_without_title_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
