/* The parts of the feed reader that have a form of their own: HTML, people, JSON Feed. */
#include "../unit.h"

#include "capture/feed.h"
#include "capture/feed_markup.h"
#include "capture/feed_value.h"
#include "capture/references.h"

static void html_has_one_form(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *normal;
    } cases[] = {
        {"plain", "plain"},
        {"<P Title='b' class=a>x</P>", "<p class=\"a\" title=\"b\">x</p>"},
        {"a<br>b<br/>c</br>", "a<br />b<br />c"},
        {"<div/>", "<div></div>"},
        {"<a href='../y?a=1&b=2'>", "<a href=\"http://x.example/y?a=1&amp;b=2\">"},
        {"<a href=' http://Y.example/ '>", "<a href=\"http://Y.example/\">"},
        {"<a href='mailto:a@b'>", "<a href=\"mailto:a@b\">"},
        {"<img src=a.png alt='\"<>\"'>",
         "<img alt=\"&quot;&lt;&gt;&quot;\" src=\"http://x.example/d/a.png\" />"},
        {"a<!-- b -->c<?d?>e", "ace"},
        {"1 < 2 & 3 &amp; &nbsp; &#146; &#x27;", "1 &lt; 2 & 3 &amp; &nbsp; &#x2019; &#x27;"},
        {"<!' x", "&lt;!' x"},
        {"cut <a href='x", "cut &lt;a href='x"},
        {"<svg viewBox='0 0 1 1'><linearGradient/></svg>",
         "<svg viewBox=\"0 0 1 1\" xmlns=\"http://www.w3.org/2000/svg\"><linearGradient>"
         "</linearGradient></svg>"},
        {"<a b=1 b=2>", "<a b=\"1\">"},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str base = STR("http://x.example/d/e");
        struct str normal = feed_markup_normal(&arena, str_from_c(cases[i].html), base);
        assert_str(normal, cases[i].normal);
        assert_str(feed_markup_normal(&arena, normal, base), cases[i].normal);
    }
}

static void tells_html_from_text(void **state)
{
    (void)state;
    assert_true(feed_markup_looks_like_html(STR("<b>x</b>")));
    assert_true(feed_markup_looks_like_html(STR("x &amp; y")));
    assert_false(feed_markup_looks_like_html(STR("2 > 1 < 3")));
    assert_false(feed_markup_looks_like_html(STR("AT&T; or R&D")));
    assert_false(feed_markup_looks_like_html(STR("the <foo> tag and </foo>")));
    assert_false(feed_markup_looks_like_html(STR("what <b> does")));
    assert_false(feed_markup_looks_like_html(STR("")));
}

static void decodes_references(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(references_decode(&arena, STR("&lt;&eacute;&#8212;&#x2014;&#146;&apos;")), "<é——’'");
    assert_str(references_decode(&arena, STR("&; &bogus; &#; &#x; &#xD800; &#99999999; &amp")),
               "&; &bogus; &#; &#x; &#xD800; &#99999999; &amp");
}

static void splits_people(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *name;
        const char *mail;
    } cases[] = {
        {"tan@quay.example (Tan KW)", "Tan KW", "tan@quay.example"},
        {"Tan KW &lt;tan+a@quay.example&gt;", "Tan KW", "tan+a@quay.example"},
        {"Tan KW (tan@quay.example)", "Tan KW", "tan@quay.example"},
        {"tan@quay.example", "", "tan@quay.example"},
        {"Tan KW", "Tan KW", ""},
        {"Tan @ home", "Tan @ home", ""},
        {"@", "@", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str rss =
            str_print(&arena, "<rss><channel><item><author>%s</author></item></channel></rss>",
                      cases[i].text);
        struct feed feed;
        struct str why = {0};
        assert_int_equal(feed_read(&arena, &(struct feed_input){.bytes = rss}, &feed, &why), OK);
        const struct feed_value *entries = feed_value_find(feed.whole, STR("entries"));
        const struct feed_value *author =
            feed_value_find(&entries->first->value, STR("author_detail"));
        assert_str(feed_value_text(author, STR("name")), cases[i].name);
        assert_str(feed_value_text(author, STR("email")), cases[i].mail);
        assert_str(feed.items[0].byline, cases[i].name);
    }
}

static void reads_json_feed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str json = STR(
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Quay\",\"home_page_url\":"
        "\"http://quay.example/\",\"feed_url\":\"http://quay.example/f\",\"hubs\":[{\"type\":"
        "\"WebSub\",\"url\":\"http://hub.example/\"}],\"author\":{\"name\":\"Tan\"},\"items\":["
        "{\"id\":7,\"url\":\"/7\",\"title\":\"A & <b>\",\"content_html\":\"<p>x</p>\",\"summary\":"
        "\"s\",\"date_published\":\"2024-02-01T19:48:21+08:00\",\"tags\":[\"Sea\"],\"image\":"
        "\"/i.png\",\"authors\":[{\"name\":\"Aminah\"}],\"attachments\":[{\"url\":\"/a.mp3\","
        "\"mime_type\":\"audio/mpeg\",\"size_in_bytes\":12}]},{\"content_text\":\"1 < 2\"}, 3]}");
    const struct feed_input input = {.bytes = json, .url = STR("http://quay.example/f")};
    struct feed feed;
    struct str why = {0};
    assert_int_equal(feed_read(&arena, &input, &feed, &why), OK);
    assert_str(feed.version, "json1");
    assert_str(feed.link, "http://quay.example/");
    assert_str(feed.self, "http://quay.example/f");
    assert_str(feed.hub, "http://hub.example/");
    assert_str(feed.author, "Tan");
    assert_int_equal(feed.n_items, 3);
    assert_str(feed.items[0].id, "7");
    assert_str(feed.items[0].title, "A & <b>");
    assert_str(feed.items[0].html, "<p>x</p>");
    assert_str(feed.items[0].summary, "<p>s</p>");
    assert_str(feed.items[0].byline, "Aminah");
    assert_str(feed.items[0].image, "http://quay.example/i.png");
    assert_int_equal(feed.items[0].published.utc, 1706788101);
    assert_int_equal(feed.items[0].enclosures.items[0].n_bytes, 12);
    assert_str(feed.items[1].html, "<p>1 &lt; 2</p>");
}

static void prints_json(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct feed_value object = {.kind = FEED_OBJECT};
    struct buf buf;
    feed_value_set_text(&arena, &object, STR("a\"b"), STR("c\\d\n\t\x01é"));
    feed_value_set_number(&arena, &object, STR("n"), -5);
    feed_value_set_bool(&arena, &object, STR("is"), true);
    feed_value_set_text(&arena, &object, STR("gone"), STR("x"));
    feed_value_remove(&object, STR("gone"));
    (void)feed_value_at(&arena, &object, STR("none"));
    buf_init(&buf, &arena, 1 << 10);
    feed_value_print(&buf, &object);
    assert_str(buf_text(&buf),
               "{\"a\\\"b\": \"c\\\\d\\n\\u0009\\u0001é\", \"n\": -5, \"is\": true, "
               "\"none\": null}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_has_one_form),  cmocka_unit_test(tells_html_from_text),
        cmocka_unit_test(decodes_references), cmocka_unit_test(splits_people),
        cmocka_unit_test(reads_json_feed),    cmocka_unit_test(prints_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
