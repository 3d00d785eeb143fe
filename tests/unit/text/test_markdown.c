#include "text/markdown.c"

#include "../unit.h"

static void makes(const char *markdown, const char *expected)
{
    SCRATCH_ARENA(arena, 8 << 20);
    struct safe_html html;
    assert_int_equal(markdown_to_html(&arena, str_from_c(markdown), &html), OK);
    assert_str(html.text, expected);
}

static void writes_comments_as_html(void **state)
{
    (void)state;
    makes("", "");
    makes("Hello *you*, **and** `you`.",
          "<p>Hello <em>you</em>, <strong>and</strong> <code>you</code>.</p>\n");
    makes("# Big\n\ntext", "<h3>Big</h3>\n<p>text</p>\n");
    makes("[a](https://x.example/b)",
          "<p><a href=\"https://x.example/b\" rel=\"nofollow ugc noopener\">a</a></p>\n");
    makes("> q\n\n- i\n- j",
          "<blockquote>\n<p>q</p>\n</blockquote>\n<ul>\n<li>i</li>\n<li>j</li>\n</ul>\n");
    makes("    code <b>", "<pre><code>code &lt;b&gt;\n</code></pre>\n");
}

static void lets_nothing_raw_through(void **state)
{
    (void)state;
    makes("<script>alert(1)</script>", "");
    makes("a <b onclick=x>b</b>", "<p>a b</p>\n");
    makes("[x](javascript:alert(1))", "<p>x</p>\n");
    makes("![x](https://x.example/i.png)", "");
}

static void bounds_nesting_and_length(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct safe_html html;
    char *text = arena_alloc(&arena, LIMIT_COMMENT_CHARACTERS + 1);
    memset(text, '>', LIMIT_COMMENT_CHARACTERS + 1);
    struct str markdown = {text, LIMIT_COMMENT_CHARACTERS};
    text[LIMIT_COMMENT_CHARACTERS - 1] = 'x';
    assert_int_equal(markdown_to_html(&arena, markdown, &html), OK);
    markdown.len++;
    assert_int_equal(markdown_to_html(&arena, markdown, &html), TOO_LARGE);
    memset(text, '[', LIMIT_COMMENT_CHARACTERS);
    markdown.len--;
    assert_int_equal(markdown_to_html(&arena, markdown, &html), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_comments_as_html),
        cmocka_unit_test(lets_nothing_raw_through),
        cmocka_unit_test(bounds_nesting_and_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
