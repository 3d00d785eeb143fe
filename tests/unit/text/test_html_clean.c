#include "text/html_clean.c"

#include "../../fuzz/html_rule.h"
#include "../unit.h"

#include "base/clock.h"

struct expected {
    const char *html;
    const char *cleaned;
};

static void check_all(const struct expected *cases, size_t n, struct html_rules rules)
{
    for (size_t i = 0; i < n; i++) {
        SCRATCH_ARENA(arena, 8 << 20);
        struct safe_html once;
        struct safe_html twice;
        assert_int_equal(html_clean(&arena, str_from_c(cases[i].html), &rules, &once), OK);
        assert_str(once.text, cases[i].cleaned);
        assert_true(rule_allows(once.text));
        assert_int_equal(html_clean(&arena, once.text, &rules, &twice), OK);
        assert_str(twice.text, cases[i].cleaned);
    }
}

#define CHECK_ALL(cases, ...) check_all((cases), N_OF(cases), (struct html_rules){__VA_ARGS__})

static void keeps_what_articles_are_made_of(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"", ""},
        {"text", "<p>text</p>\n"},
        {"<h1>A</h1><h3>B</h3>", "<h2>A</h2>\n<h3>B</h3>\n"},
        {"<p>One <b>two</b>  <em>three</em>\n four</p>",
         "<p>One <b>two</b> <em>three</em> four</p>\n"},
        {"<ul><li>a<li>b</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
        {"<ol start=3 reversed type=A><li value=7>x</ol>",
         "<ol reversed start=\"3\" type=\"A\">\n<li value=\"7\">x</li>\n</ol>\n"},
        {"<pre>\n\n a\n  b</pre>", "<pre>\n\n a\n  b</pre>\n"},
        {"a<br>b<hr>c", "<p>a<br>b</p>\n<hr>\n<p>c</p>\n"},
        {"<table><tr><th scope=row>h<td colspan=2></table>",
         "<table>\n<tbody>\n<tr>\n<th scope=\"row\">h</th>\n<td "
         "colspan=\"2\"></td>\n</tr>\n</tbody>\n"
         "</table>\n"},
        {"<figure><img src=http://x.example/a.png width=3><figcaption>c</figure>",
         "<figure><img src=\"http://x.example/a.png\" alt=\"\" width=\"3\" loading=\"lazy\" "
         "referrerpolicy=\"no-referrer\"><figcaption>c</figcaption>\n</figure>\n"},
        {"<details open><summary>s</summary>t</details>",
         "<details open>\n<summary>s</summary>\n<p>t</p>\n</details>\n"},
        {"<dl><dt>t<dd>d</dl>", "<dl>\n<dt>t</dt>\n<dd>d</dd>\n</dl>\n"},
        {"<p lang=EN-gb dir=RTL>x", "<p lang=\"en-GB\" dir=\"rtl\">x</p>\n"},
        {"<ruby>a<rp>(<rt>b<rp>)</ruby>", "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>\n"},
        {"1 &lt; 2 &amp; &quot;3&quot;", "<p>1 &lt; 2 &amp; \"3\"</p>\n"},
    };
    CHECK_ALL(cases, .policy = HTML_ARTICLE);
}

static void drops_what_runs_or_lies(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"<script>alert(1)</script>x<style>y</style>", "<p>x</p>\n"},
        {"<p onclick=alert(1) style=x class=y>z", "<p>z</p>\n"},
        {"<a href=javascript:alert(1)>x</a>", "<p>x</p>\n"},
        {"<a href='jav&#x09;ascript:alert(1)'>x</a>", "<p>x</p>\n"},
        {"<a href=' &#1;javascript:alert(1)'>x</a>", "<p>x</p>\n"},
        {"<a href='data:text/html,x'>x</a>", "<p>x</p>\n"},
        {"<img src=data:image/png;base64,AA><img src=/relative.png>", ""},
        {"<svg><a href=x>y</a></svg>z<math><mi>q</math>", "<p>z</p>\n"},
        {"<iframe src=//x></iframe><object>o</object><form><input><button>b</button>f</form>",
         "<p>f</p>\n"},
        {"<!-- c --><?php x ?>y", "<p>y</p>\n"},
        {"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", ""},
        {"<title>t</title><textarea>a</textarea><select><option>o</select>x", "<p>x</p>\n"},
    };
    CHECK_ALL(cases, .policy = HTML_ARTICLE);
}

static void nests_well_whatever_comes(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"<b>a<p>b</p>c</b>", "<p><b>a</b></p>\n<p><b>b</b></p>\n<p><b>c</b></p>\n"},
        {"<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"},
        {"<h2><div>t</div><p>u</p></h2>", "<h2>t u</h2>\n"},
        {"<a href=/x><h2>t</h2></a>",
         "<h2><a href=\"/x\" rel=\"nofollow ugc noopener\">t</a></h2>\n"},
        {"<ul>loose<li>a</ul>", "<ul>\n<li>loose</li>\n<li>a</li>\n</ul>\n"},
        {"<li>alone", "<p>alone</p>\n"},
        {"<b><b>x</b></b>", "<p><b>x</b></p>\n"},
        {"<p></p><b></b><ul></ul>", ""},
        {"<pre>a<div>b</div>c</pre>", "<pre>a\nb\nc</pre>\n"},
        {"<blockquote>q<p>r", "<blockquote>\n<p>q</p>\n<p>r</p>\n</blockquote>\n"},
        {"<p>a<table><td>b</table>c",
         "<p>a</p>\n<table>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n<p>c</p>\n"},
    };
    CHECK_ALL(cases, .policy = HTML_ARTICLE);
}

static void resolves_addresses_against_the_page(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"<a href=../up>x</a>",
         "<p><a href=\"https://n.example/up\" rel=\"nofollow ugc noopener\">x</a></p>\n"},
        {"<img src=a.png>", "<p><img src=\"https://n.example/d/a.png\" alt=\"\" loading=\"lazy\" "
                            "referrerpolicy=\"no-referrer\"></p>\n"},
        {"<a href=mailto:a@b.example>x</a>",
         "<p><a href=\"mailto:a@b.example\" rel=\"nofollow ugc noopener\">x</a></p>\n"},
    };
    CHECK_ALL(cases, .policy = HTML_ARTICLE, .base_url = STR("https://n.example/d/e"));
}

static void keeps_footnotes_but_gives_their_ids_a_prefix(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"<p>x<sup><a href=#fn1 id=ref1>1</a></sup></p><p id=fn1>n <a href='#ref1'>back</a>",
         "<p>x<sup><a id=\"note-ref1\" href=\"#note-fn1\">1</a></sup></p>\n"
         "<p id=\"note-fn1\">n <a href=\"#note-ref1\">back</a></p>\n"},
        {"<a name=top></a><p id='a b'>x</p>", "<p><a id=\"note-top\"></a></p>\n<p>x</p>\n"},
    };
    CHECK_ALL(cases, .policy = HTML_ARTICLE);
}

static void gives_comments_less(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"<h1>a</h1><h2>b</h2><h4>c</h4>", "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>\n"},
        {"<p id=x>a<img src=http://x.example/ alt=b></p>", "<p>a</p>\n"},
        {"<a href=#x>y</a>", "<p>y</p>\n"},
    };
    CHECK_ALL(cases, .policy = HTML_COMMENT);
}

/* `piece` over and over: must be answered at once, and well formed when it is. */
static void survives(const char *piece, size_t n)
{
    SCRATCH_ARENA(arena, (size_t)64 << 20);
    struct html_rules rules = {.policy = HTML_ARTICLE};
    struct safe_html cleaned;
    struct buf out;
    struct str html;
    buf_init(&out, &arena, (size_t)32 << 20);
    for (size_t i = 0; i < n; i++)
        buf_add(&out, str_from_c(piece));
    BUF_ADD(&out, "end");
    assert_int_equal(buf_finish(&out, &html), OK);
    int64_t start_ms = clock_monotonic_ms();
    enum outcome outcome = html_clean(&arena, html, &rules, &cleaned);
    assert_true(clock_monotonic_ms() - start_ms < 20000); /* a second, but for sanitizers */
    assert_true(outcome == OK || outcome == TOO_LARGE);
    if (outcome == OK)
        assert_true(rule_allows(cleaned.text));
}

static void answers_hostile_documents_at_once(void **state)
{
    (void)state;
    survives("<div>", 100000);
    survives("<", 2000000);
    survives("<b><i><u><s>", 20000);
    survives("<li><dd>", 50000);
    survives("<table><td>", 30000);
    survives("<div><object></div></object>", 20000);
    survives("<div><script><!--<script></script></div>--></script>", 20000);
    survives("<select><style></select><div>", 20000);
    survives("<svg><td>", 50000);
    survives("<p>x<font color=1>", 3000);
    survives("<a href=\"x", 100000);
    survives("<!--", 100000);
    survives("<ruby><rt>", 40000);
    survives("<ul><li>", 40000);
    survives("<blockquote>x", 40000);
}

static void refuses_what_is_past_the_limits(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)64 << 20);
    struct html_rules rules = {.policy = HTML_ARTICLE};
    struct safe_html cleaned;
    char *text = arena_alloc(&arena, LIMIT_HTML_BYTES + 1);
    memset(text, ' ', LIMIT_HTML_BYTES + 1);
    assert_int_equal(html_clean(&arena, (struct str){text, LIMIT_HTML_BYTES}, &rules, &cleaned),
                     OK);
    assert_int_equal(html_clean(&arena, (struct str){text, LIMIT_HTML_BYTES + 1}, &rules, &cleaned),
                     TOO_LARGE);
    size_t n_around = sizeof("<p></p>\n") - 1;
    memset(text, 'x', LIMIT_ARTICLE_BYTES);
    struct str fits = {text, LIMIT_ARTICLE_BYTES - n_around};
    assert_int_equal(html_clean(&arena, fits, &rules, &cleaned), OK);
    fits.len++;
    assert_int_equal(html_clean(&arena, fits, &rules, &cleaned), TOO_LARGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_articles_are_made_of),
        cmocka_unit_test(drops_what_runs_or_lies),
        cmocka_unit_test(nests_well_whatever_comes),
        cmocka_unit_test(resolves_addresses_against_the_page),
        cmocka_unit_test(keeps_footnotes_but_gives_their_ids_a_prefix),
        cmocka_unit_test(gives_comments_less),
        cmocka_unit_test(answers_hostile_documents_at_once),
        cmocka_unit_test(refuses_what_is_past_the_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
