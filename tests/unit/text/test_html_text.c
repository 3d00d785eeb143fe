#include "text/html_text.c"

#include "../unit.h"

static void reads_to(const char *html, const char *expected)
{
    SCRATCH_ARENA(arena, 8 << 20);
    struct str text;
    assert_int_equal(html_to_text(&arena, str_from_c(html), &text), OK);
    assert_str(text, expected);
}

static void parts_paragraphs_and_marks_items(void **state)
{
    (void)state;
    reads_to("<h1>T</h1><p>One\n <b>two</b>.<p>Three<br>four", "T\n\nOne two.\n\nThree\nfour");
    reads_to("<ul><li>a<li>b</ul>c", "\xE2\x80\xA2 a\n\xE2\x80\xA2 b\n\nc");
    reads_to("<table><tr><td>1<td>2<tr><td>3</table>", "1 2\n3");
    reads_to("<pre>a\n  b</pre><script>x</script>", "a\n  b");
    reads_to("&lt;b&gt; &amp;", "<b> &");
}

static void cuts_excerpts_between_words(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(html_excerpt_of_text(&arena, STR("one two three"), 13), "one two three");
    assert_str(html_excerpt_of_text(&arena, STR("one two\n\nthree"), 12), "one two\xE2\x80\xA6");
    assert_str(html_excerpt_of_text(&arena, STR("一二三四五"), 3), "一二\xE2\x80\xA6");
    assert_str(html_excerpt_of_text(&arena, STR(""), 3), "");
    struct str excerpt;
    struct safe_html html = html_from_store(STR("<p>a <b>b</b></p><p>c</p>"));
    assert_int_equal(html_excerpt(&arena, html, 100, &excerpt), OK);
    assert_str(excerpt, "a b c");
}

static void excerpts_are_never_longer_than_asked(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = STR("some words of several lengths, and punctuation \xE2\x80\x94 too");
    for (size_t n = 1; n < 60; n++)
        assert_true(utf8_count(html_excerpt_of_text(&arena, text, n)) <= n);
}

static void escapes_for_text_and_attributes(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(html_escape(&arena, STR("a<b>&\"c\"'d'")),
               "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
    assert_str(html_escape(&arena, STR("")), "");
}

static void makes_paragraphs_of_plain_text(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(html_from_text(&arena, STR("a\nb\n\n\nc <d>\r\n")).text,
               "<p>a<br>b</p>\n<p>c &lt;d&gt;</p>\n");
    assert_str(html_from_text(&arena, STR("")).text, "");
    struct html_rules rules = {.policy = HTML_ARTICLE};
    struct safe_html made = html_from_text(&arena, STR("a\nb\n\n\nc <d>\r\n"));
    struct safe_html cleaned;
    assert_int_equal(html_clean(&arena, made.text, &rules, &cleaned), OK);
    assert_true(str_eq(made.text, cleaned.text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_paragraphs_and_marks_items),
        cmocka_unit_test(cuts_excerpts_between_words),
        cmocka_unit_test(excerpts_are_never_longer_than_asked),
        cmocka_unit_test(escapes_for_text_and_attributes),
        cmocka_unit_test(makes_paragraphs_of_plain_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
