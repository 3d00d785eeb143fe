#include "text/html_pictures.h"

#include "../unit.h"

#include "base/limits.h"

static struct safe_html clean(struct arena *arena, const char *html)
{
    const struct html_rules rules = {HTML_ARTICLE, STR("https://paper.example/story")};
    struct safe_html cleaned;
    assert_int_equal(html_clean(arena, str_from_c(html), &rules, &cleaned), OK);
    return cleaned;
}

static void finds_each_picture_and_what_stands_before_it(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct html_walk walk = {
        .rest = clean(&arena,
                      "<p>One <img src='/a.jpg' alt='A &amp; &quot;B&quot; &lt;c>' width=9> two "
                      "<img src='https://other.example/b.png?x=1&amp;y=2' lang=ms></p>")};
    struct safe_html before;
    struct html_picture picture;
    assert_true(html_next_picture(&arena, &walk, &before, &picture));
    assert_str(before.text, "<p>One ");
    assert_str(picture.address, "https://paper.example/a.jpg");
    assert_str(picture.alt, "A & \"B\" <c>");
    assert_false(picture.is_linked);
    assert_true(html_next_picture(&arena, &walk, &before, &picture));
    assert_str(before.text, " two ");
    assert_str(picture.address, "https://other.example/b.png?x=1&y=2");
    assert_str(picture.alt, "");
    assert_false(html_next_picture(&arena, &walk, &before, &picture));
    assert_true(str_starts_with(walk.rest.text, STR("</p>")));
}

static void knows_which_stand_inside_a_link(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct html_walk walk = {
        .rest = clean(&arena, "<p><a href='https://a.example/'>x <b><img src='/a.jpg'></b></a>"
                              "<abbr title='y'><img src='/b.jpg'></abbr></p>")};
    struct safe_html before;
    struct html_picture picture;
    assert_true(html_next_picture(&arena, &walk, &before, &picture));
    assert_true(picture.is_linked);
    assert_true(html_next_picture(&arena, &walk, &before, &picture));
    assert_false(picture.is_linked);
}

static void is_not_misled_by_what_only_looks_like_one(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct html_walk walk = {
        .rest = clean(&arena, "<p title='<img src=&quot;/t.jpg&quot;>'>&lt;img src=\"/x.jpg\"&gt; "
                              "<abbr title='<img src=&quot;/y.jpg&quot;>'>a > b</abbr> "
                              "<code>&lt;img src=\"/z.jpg\"></code></p>")};
    struct safe_html before;
    struct html_picture picture;
    assert_false(html_next_picture(&arena, &walk, &before, &picture));
}

static void lists_each_address_once_up_to_the_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct safe_html html =
        clean(&arena, "<p><img src='/a.jpg'><img src='/b.jpg'><img src='/a.jpg'>"
                      "<img src='/c.jpg'></p>");
    assert_int_equal(html_picture_addresses(&arena, html, LIMIT_PICTURES).n, 3);
    struct str_list two = html_picture_addresses(&arena, html, 2);
    assert_int_equal(two.n, 2);
    assert_str(two.items[1], "https://paper.example/b.jpg");
}

static void takes_what_the_editor_sends_back_for_its_publishers(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct safe_html html =
        clean(&arena, "<picture><source srcset='/o/1.webp 480w'><img src='/o/1.jpg' alt='x' "
                      "data-kept-from='https://paper.example/a.jpg'></picture>"
                      "<img data-kept-from='javascript:alert(1)' src='/b.jpg'>");
    assert_true(str_contains(html.text, STR("<img src=\"https://paper.example/a.jpg\" alt=\"x\"")));
    assert_false(str_contains(html.text, STR("/o/")));
    assert_false(str_contains(html.text, STR("data-")));
    assert_false(str_contains(html.text, STR("javascript")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_picture_and_what_stands_before_it),
        cmocka_unit_test(knows_which_stand_inside_a_link),
        cmocka_unit_test(is_not_misled_by_what_only_looks_like_one),
        cmocka_unit_test(lists_each_address_once_up_to_the_limit),
        cmocka_unit_test(takes_what_the_editor_sends_back_for_its_publishers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
