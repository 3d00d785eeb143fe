#include "text/html_cut.c"

#include "../unit.h"

static struct safe_html clean(struct arena *arena, const char *html)
{
    const struct html_rules rules = {.policy = HTML_ARTICLE};
    struct safe_html cleaned;
    assert_int_equal(html_clean(arena, str_from_c(html), &rules, &cleaned), OK);
    return cleaned;
}

static void cuts_behind_a_word_and_closes_what_is_open(void **state)
{
    static const struct {
        const char *html;
        size_t n_words;
        const char *expected;
    } cases[] = {
        {"<p>One two, three.</p>", 2, "<p>One two…</p>\n"},
        {"<p>One two, three.</p>", 3, "<p>One two, three.</p>\n"},
        {"<p>One two, three.</p>", 80, "<p>One two, three.</p>\n"},
        {"<p>One two.</p><p>Three four.</p>", 2, "<p>One two…</p>\n"},
        {"<p>One <b>two <i>three</i></b> four.</p>", 3, "<p>One <b>two <i>three…</i></b></p>\n"},
        {"<p>Half<b>way</b> there now</p>", 1, "<p>Half<b>way…</b></p>\n"},
        {"<p>R&amp;D costs &lt;5&gt; here</p>", 4, "<p>R&amp;D costs &lt;5…</p>\n"},
        {"<ul><li>One two<li>Three four</ul>", 3,
         "<ul>\n<li>One two</li>\n<li>Three…</li>\n</ul>\n"},
        {"<blockquote><p>One two three</blockquote>", 2,
         "<blockquote>\n<p>One two…</p>\n</blockquote>\n"},
        {"<table><tr><td></td><td>One</td><td>Two</td></table>", 1,
         "<table>\n<tbody>\n<tr>\n<td></td>\n<td>One…</td>\n</tr>\n</tbody>\n</table>\n"},
        {"<p>one<br>two<br>three", 2, "<p>one<br>two…</p>\n"},
        {"<pre>one\ntwo three</pre>", 2, "<pre>one\ntwo…</pre>\n"},
        {"<p>我们今天去北京看朋友</p>", 4, "<p>我们今天去北京…</p>\n"},
        {"<p>ผมรักภาษาไทยมาก</p>", 2, "<p>ผมรัก…</p>\n"},
        {"<p>One.</p>", 0, ""},
        {"", 80, ""},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 8 << 20);
        bool is_cut = false;
        struct safe_html html = clean(&arena, cases[i].html);
        struct safe_html cut = html_first_words(&arena, html, cases[i].n_words, &is_cut);
        assert_str(cut.text, cases[i].expected);
        assert_int_equal(is_cut, !str_eq(html.text, cut.text));
        assert_str(clean(&arena, str_copy(&arena, cut.text).ptr).text, cases[i].expected);
    }
}

static void leaves_pictures_out_and_what_held_them_alone(void **state)
{
    SCRATCH_ARENA(arena, 8 << 20);
    bool is_cut = false;
    (void)state;
    struct safe_html html =
        clean(&arena,
              "<p><a href='https://a.example/'><img src='https://a.example/1.png' alt='A'></a></p>"
              "<figure><img src='https://a.example/2.png' alt=''><figcaption>Photo: X</figcaption>"
              "</figure><p>One <img src='https://a.example/3.png' alt=''>two</p>");
    struct safe_html cut = html_first_words(&arena, html, 80, &is_cut);
    assert_true(is_cut);
    assert_false(str_contains(cut.text, STR("img")));
    assert_false(str_contains(cut.text, STR("Photo")));
    assert_true(str_starts_with(cut.text, STR("<p>One")));
}

static void text_without_words_ends_at_the_limit(void **state)
{
    SCRATCH_ARENA(arena, 8 << 20);
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct buf html;
        bool is_cut = false;
        buf_init(&html, &arena, 1 << 16);
        BUF_ADD(&html, "<p>");
        for (int i = 0; i < 2 * LIMIT_EXCERPT_WORD_BYTES - 2 + more;
             i++) /* the paragraph gives two spaces */
            BUF_ADD(&html, "*");
        BUF_ADD(&html, "</p>");
        struct safe_html cleaned = clean(&arena, str_copy(&arena, buf_text(&html)).ptr);
        ignore_outcome(html_first_words(&arena, cleaned, 2, &is_cut).text.len > 0 ? OK : FAULT);
        assert_int_equal(is_cut, more);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_behind_a_word_and_closes_what_is_open),
        cmocka_unit_test(leaves_pictures_out_and_what_held_them_alone),
        cmocka_unit_test(text_without_words_ends_at_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
