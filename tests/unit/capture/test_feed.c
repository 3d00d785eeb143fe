#include "capture/feed.h"

#include "../unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "capture/feed_value.h"

static struct feed read_feed(struct arena *arena, struct str bytes)
{
    struct feed feed = {0};
    struct str why = {0};
    const struct feed_input input = {.bytes = bytes, .url = STR("http://quay.example/feed")};
    if (feed_read(arena, &input, &feed, &why) != OK)
        fail_msg("not read: %.*s", STR_ARG(why));
    return feed;
}

static void reads_rss(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct feed feed = read_feed(
        &arena,
        STR("<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'"
            " xmlns:d='http://purl.org/dc/elements/1.1/'><channel><title>Quay &amp;amp; "
            "Hill</title>"
            "<link>/</link><description>&lt;b&gt;News&lt;/b&gt;</description><language>ms</"
            "language>"
            "<ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday"
            "</day></skipDays><image><url>/logo.png</url><title>No</title><link>/no</link></image>"
            "<item><title>Night ferry</title><link>/ferry</link><guid isPermaLink='false'>7</guid>"
            "<pubDate>Thu, 01 Feb 2024 19:48:21 +0800</pubDate><author>tan@quay.example (Tan KW)"
            "</author><d:creator>Aminah</d:creator><description>Short</description><c:encoded>"
            "&lt;p&gt;Long &lt;a href='x'&gt;one&lt;/a&gt;&lt;/p&gt;</c:encoded><category>Sea"
            "</category><category>Sea</category><comments>/ferry#c</comments><enclosure "
            "url='/a.mp3'"
            " length='12' type='audio/mpeg'/><source url='http://o.example/rss'>Other</source>"
            "</item></channel></rss>"));
    assert_str(feed.version, "rss20");
    assert_str(feed.title, "Quay & Hill");
    assert_str(feed.link, "http://quay.example/");
    assert_str(feed.description, "News");
    assert_str(feed.lang, "ms");
    assert_str(feed.image, "http://quay.example/logo.png");
    assert_int_equal(feed.refresh_seconds, 5400);
    assert_int_equal(feed.skip_hours, 1u << 3 | 1u << 0);
    assert_int_equal(feed.skip_days, 1u << 6);
    assert_str(feed.fault, "");
    assert_int_equal(feed.n_items, 1);
    const struct feed_item *item = &feed.items[0];
    assert_str(item->id, "7");
    assert_str(item->url, "http://quay.example/ferry");
    assert_str(item->title, "Night ferry");
    assert_str(item->byline, "Tan KW, Aminah");
    assert_str(item->html, "<p>Long <a href=\"http://quay.example/x\">one</a></p>");
    assert_str(item->summary, "Short");
    assert_int_equal(item->published.utc, 1706788101);
    assert_true(item->published.has_time);
    assert_int_equal(item->tags.n, 1);
    assert_int_equal(item->enclosures.n, 1);
    assert_str(item->enclosures.items[0].url, "http://quay.example/a.mp3");
    assert_int_equal(item->enclosures.items[0].n_bytes, 12);
    assert_str(item->source_name, "Other");
    assert_str(item->source_url, "http://o.example/rss");
    assert_str(item->comments_url, "http://quay.example/ferry#c");
    assert_str(item->lang, "ms");
}

static void reads_atom(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct feed feed = read_feed(
        &arena,
        STR("<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='en' xml:base='/b/'>"
            "<a:title type='html'>A &lt;i&gt;b&lt;/i&gt;</a:title><a:link href='c'/>"
            "<a:link rel='self' href='feed'/><a:link rel='hub' href='http://hub.example/'/>"
            "<a:author><a:name>Lim</a:name></a:author><a:entry><a:id>urn:1</a:id><a:title "
            "type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x <b>y</b></div></a:title>"
            "<a:updated>2024-01-02T03:04:05Z</a:updated><a:link href='p'/><a:content type='xhtml'>"
            "<div xmlns='http://www.w3.org/1999/xhtml'><p title='\"'>1 &lt; 2<br/></p></div>"
            "</a:content></a:entry></a:feed>"));
    assert_str(feed.version, "atom10");
    assert_str(feed.title, "A b");
    assert_str(feed.link, "http://quay.example/b/c");
    assert_str(feed.self, "http://quay.example/b/feed");
    assert_str(feed.hub, "http://hub.example/");
    assert_str(feed.items[0].title, "x y");
    assert_str(feed.items[0].url, "http://quay.example/b/p");
    assert_str(feed.items[0].byline, "Lim");
    assert_str(feed.items[0].html, "<p title=\"&quot;\">1 &lt; 2<br /></p>");
    assert_str(feed.items[0].summary, "");
    assert_int_equal(feed.items[0].published.utc, 1704164645);
    assert_str(feed.items[0].lang, "en");
}

static void reads_the_other_formats(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *version;
        const char *title;
        const char *url;
    } cases[] = {
        {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://purl.org/rss/1.0/'><channel><title>R</title></channel><item><link>/1</link>"
         "</item></rdf:RDF>",
         "rss10", "R", "http://quay.example/1"},
        {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title mode='base64' "
         "type='text/html'>PGI+UjwvYj4=</title><entry><link href='/1'/></entry></feed>",
         "atom03", "R", "http://quay.example/1"},
        {"<CHANNEL HREF='/'><TITLE>R</TITLE><ITEM HREF='/1'/></CHANNEL>", "cdf", "R",
         "http://quay.example/1"},
        {"{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"R\", \"items\": "
         "[{\"id\": 1, \"url\": \"/1\"}]}",
         "json11", "R", "http://quay.example/1"},
        {"<rss "
         "version='0.91'><channel><title>R</title><item><guid>/1</guid></item></channel></rss>",
         "rss091u", "R", "http://quay.example/1"},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 16 << 20);
        struct feed feed = read_feed(&arena, str_from_c(cases[i].bytes));
        assert_str(feed.version, cases[i].version);
        assert_str(feed.title, cases[i].title);
        assert_int_equal(feed.n_items, 1);
        assert_str(feed.items[0].url, cases[i].url);
    }
}

static void reads_what_is_ill_formed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct feed feed = read_feed(
        &arena, STR("\n <rss version=2.0><channel><title>AT&T &eacute; &bogus;</title>"
                    "<link>http://x.example/?a=1&b=2<item><title>One</title></p><description>a<br>b"
                    "<p>c</description><pubDate>1 Feb 2024</pubDate></item><item><title>T\x01wo"));
    assert_true(feed.fault.len > 0);
    assert_str(feed.title, "AT&T é &bogus;");
    assert_str(feed.link, "http://x.example/?a=1&b=2");
    assert_int_equal(feed.n_items, 2);
    assert_str(feed.items[0].summary, "a<br />b<p>c</p>");
    assert_true(feed.items[0].published.is_known);
    assert_false(feed.items[0].published.has_time);
    assert_str(feed.items[1].title, "Two");
}

static void an_item_that_is_not_closed_ends_where_the_next_begins(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct feed feed = read_feed(&arena, STR("<rss><channel><item><title>One</title><description>a"
                                             "<item><title>Two</title><title>three</channel>"));
    assert_int_equal(feed.n_items, 2);
    assert_str(feed.items[0].summary, "a");
    assert_str(feed.items[1].title, "Two");
}

static void no_entity_grows_or_is_fetched(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct feed feed = read_feed(
        &arena, STR("<!DOCTYPE rss [<!-- > --><!ENTITY plain 'a &#8212; \"b\"'><!ENTITY l '&plain;"
                    "&plain;'><!ENTITY file SYSTEM 'file:///etc/hostname'>]><rss><channel>"
                    "<title>&plain; &nbsp;&l;&file;</title><item><description><![CDATA[&plain;]]>"
                    "</description></item></channel></rss>"));
    assert_str(feed.title, "a — \"b\" &l;&file;");
    assert_str(feed.items[0].summary, "&plain;");
}

static void reads_encodings(void **state)
{
    (void)state;
    static const struct {
        struct str bytes;
        const char *type;
        const char *title;
        const char *encoding;
        bool is_faulty;
    } cases[] = {
        {STR_INIT("<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>\xCF</title>"
                  "</channel></rss>"),
         "", "П", "windows-1251", false},
        {STR_INIT("<?xml version='1.0' encoding='utf-8'?><rss><channel><title>\xE9</title>"
                  "</channel></rss>"),
         "application/rss+xml; charset=iso-8859-1", "é", "iso-8859-1", false},
        {STR_INIT("\xEF\xBB\xBF<rss><channel><title>\xC3\xA9</title></channel></rss>"),
         "text/xml; charset=iso-8859-1", "é", "utf-8", false},
        {STR_INIT("<rss><channel><title>\xC3\xA9</title></channel></rss>"),
         "text/xml; charset=us-ascii", "é", "utf-8", true},
        {STR_INIT("<rss><channel><title>\xC3\xA9 and \xE9</title></channel></rss>"), "", "Ã© and é",
         "windows-1252", true},
        {STR_INIT("<\0r\0s\0s\0>\0<\0c\0h\0a\0n\0n\0e\0l\0>\0<\0t\0i\0t\0l\0e\0>\0\x31\x04<\0/\0"),
         "", "б", "utf-16le", true},
        {STR_INIT("<rss><channel><title>don\xC2\x92t</title></channel></rss>"), "", "don’t",
         "utf-8", false},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 16 << 20);
        struct feed feed = {0};
        struct str why = {0};
        const struct feed_input input = {.bytes = cases[i].bytes,
                                         .content_type = str_from_c(cases[i].type)};
        assert_int_equal(feed_read(&arena, &input, &feed, &why), OK);
        assert_str(feed.title, cases[i].title);
        assert_str(feed.encoding, cases[i].encoding);
        assert_int_equal(feed.fault.len > 0, cases[i].is_faulty);
    }
}

static void says_why_it_is_no_feed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        " \n ",
        "<!doctype html><title>A page</title>",
        "<html><body>A page</body></html>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "just words",
        "{\"title\": \"no feed\"}",
        "{",
    };
    for (size_t i = 0; i < N_OF(texts); i++) {
        SCRATCH_ARENA(arena, 16 << 20);
        struct feed feed;
        struct str why = {0};
        const struct feed_input input = {.bytes = str_from_c(texts[i])};
        assert_int_equal(feed_read(&arena, &input, &feed, &why), INVALID);
        assert_true(why.len > 0);
    }
}

/* --- limits ---------------------------------------------------------------- */

/* `before`, then so many times `part`, then `after`. */
static struct str
repeated(struct arena *arena, const char *before, const char *part, size_t n, const char *after)
{
    struct buf buf;
    struct str text = {0};
    buf_init(&buf, arena, 64 << 20);
    buf_add(&buf, str_from_c(before));
    for (size_t i = 0; i < n; i++)
        buf_add(&buf, str_from_c(part));
    buf_add(&buf, str_from_c(after));
    assert_int_equal(buf_finish(&buf, &text), OK);
    return text;
}

static void keeps_so_many_items(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        SCRATCH_ARENA(arena, 256 << 20);
        struct str text = repeated(&arena, "<rss><channel>", "<item/>", LIMIT_FEED_ITEMS + more,
                                   "</channel></rss>");
        struct feed feed = read_feed(&arena, text);
        assert_int_equal(feed.n_items, LIMIT_FEED_ITEMS);
        assert_int_equal(feed.is_cut, more > 0);
    }
}

static void keeps_so_many_values(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct str text = repeated(&arena, "<rss><channel><item>", "<link>/x</link>",
                               LIMIT_FEED_VALUES + 1, "</item></channel></rss>");
    struct feed feed = read_feed(&arena, text);
    const struct feed_value *entries = feed_value_find(feed.whole, STR("entries"));
    assert_int_equal(feed_value_find(&entries->first->value, STR("links"))->n, LIMIT_FEED_VALUES);
}

static void follows_so_deep(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        SCRATCH_ARENA(arena, 64 << 20);
        size_t n = LIMIT_FEED_DEPTH - 3 + more; /* rss, channel and title are the others */
        struct str open = repeated(&arena, "<rss><channel>", "<a>", n, "<title>far away</title>");
        struct str text = repeated(&arena, "", "</a>", n, "<title>T</title></channel></rss>");
        struct feed feed = read_feed(&arena, str_join(&arena, open, text));
        assert_str(feed.title, "T");
        assert_int_equal(feed.is_cut, more > 0);
        assert_str(feed.fault, "");
    }
}

static void cuts_a_text_that_is_too_long(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        SCRATCH_ARENA(arena, 256 << 20);
        struct str text = repeated(&arena, "<rss><channel><title>", "x",
                                   LIMIT_FEED_TEXT_BYTES + more, "</title></channel></rss>");
        assert_int_equal(read_feed(&arena, text).is_cut, more > 0);
    }
}

static void refuses_a_feed_that_is_too_large(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        SCRATCH_ARENA(arena, 256 << 20);
        struct feed feed;
        struct str why = {0};
        struct str text = repeated(&arena, "<rss/>", " ", LIMIT_FEED_BYTES - 6 + more, "");
        const struct feed_input input = {.bytes = text};
        assert_int_equal(feed_read(&arena, &input, &feed, &why), more ? TOO_LARGE : OK);
    }
}

static void reads_crowded_tags_as_they_come(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        SCRATCH_ARENA(arena, 64 << 20);
        struct str text = repeated(&arena, "<rss><channel><title t='", "=",
                                   LIMIT_XML_ATTRIBUTES - 1 + more, "'>T</title></channel></rss>");
        struct feed feed = read_feed(&arena, text);
        assert_str(feed.title, "T");
        assert_int_equal(feed.fault.len > 0, more > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rss),
        cmocka_unit_test(reads_atom),
        cmocka_unit_test(reads_the_other_formats),
        cmocka_unit_test(reads_what_is_ill_formed),
        cmocka_unit_test(an_item_that_is_not_closed_ends_where_the_next_begins),
        cmocka_unit_test(no_entity_grows_or_is_fetched),
        cmocka_unit_test(reads_encodings),
        cmocka_unit_test(says_why_it_is_no_feed),
        cmocka_unit_test(keeps_so_many_items),
        cmocka_unit_test(keeps_so_many_values),
        cmocka_unit_test(follows_so_deep),
        cmocka_unit_test(cuts_a_text_that_is_too_long),
        cmocka_unit_test(refuses_a_feed_that_is_too_large),
        cmocka_unit_test(reads_crowded_tags_as_they_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
