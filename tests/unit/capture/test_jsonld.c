#include "capture/jsonld.h"

#include "../unit.h"

#include "capture/entities.h"
#include "capture/json_mend.h"

/* What pages write, and what of it comes out. */
static void mends_what_is_not_quite_json(void **state)
{
    (void)state;
    static const struct {
        const char *written;
        const char *mended;
    } cases[] = {
        {"{\"a\":1}", "{\"a\":1}"},
        {"{\"a\":[1,2,],}", "{\"a\":[1,2]}"},
        {"{\"a\":1,,\"b\":2}", "{\"a\":1,\"b\":2}"},
        {"{/* so */\"a\":1} // end", "{\"a\":1} "},
        {"//<![CDATA[\n{\"a\":1}\n//]]>", " {\"a\":1} "},
        {"<!--{\"a\":1}-->", "{\"a\":1}"},
        {"<! --{\"a\":1}-->", "{\"a\":1}"},
        {"{\"a\":\"x\ny\tz\"}", "{\"a\":\"x y z\"}"},
        {"{\"a\":\"it\\'s\"}", "{\"a\":\"it's\"}"},
        {"{\"a\":\"\\u00e9\"}", "{\"a\":\"\\u00e9\"}"},
        {"{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\ud83d\\ude00\"}"},
        {"{\"a\":\"\\ud83d!\"}", "{\"a\":\"\\uFFFD!\"}"},
        {"{\"a\":\"\\ude00\"}", "{\"a\":\"\\uFFFD\"}"},
        {"{\"a\":\"\\u12\"}", "{\"a\":\"u12\"}"},
        {"{&quot;a&quot;:1}", "{\"a\":1}"},
        {"{\"a\":\"http://x/*y*/\"}", "{\"a\":\"http://x/*y*/\"}"},
        {"{\"a\":\"open", "{\"a\":\"open\""},
        {"", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        assert_str(json_mend(&arena, str_from_c(cases[i].written)), cases[i].mended);
    }
}

static void decodes_references_and_drops_markup(void **state)
{
    (void)state;
    static const struct {
        const char *written;
        const char *text;
    } cases[] = {
        {"Tom &amp; Jerry", "Tom & Jerry"},
        {"it&#8217;s &#x2019;", "it’s ’"},
        {"caf&eacute; &unknown; & &", "café &unknown; & &"},
        {"&#0; &#xD800; &#1114112;", "&#0; &#xD800; &#1114112;"},
        {"an <em>old</em> ferry", "an old ferry"},
        {"1 < 2 > 0", "1 < 2 > 0"},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        assert_str(entities_decode(&arena, str_from_c(cases[i].written)), cases[i].text);
    }
}

static struct jsonld read(struct arena *arena, const char *json, bool wanted)
{
    struct jsonld jsonld = {0};
    assert_int_equal(jsonld_read(arena, str_from_c(json), &jsonld), wanted);
    return jsonld;
}

static void finds_the_article_wherever_it_is(void **state)
{
    (void)state;
    static const char *const places[] = {
        "{\"@type\":\"Article\",\"headline\":\"x\"}",
        "[{\"@type\":\"Person\"},{\"@type\":\"http://schema.org/Article\",\"headline\":\"x\"}]",
        "{\"@graph\":[{\"@type\":[\"Thing\",\"BlogPosting\"],\"headline\":\"x\"}]}",
        "{\"@type\":\"WebPage\",\"headline\":\"y\",\"mainEntity\":{\"@type\":\"Report\","
        "\"headline\":\"x\"}}",
        "{\"@type\":\"Person\"}{\"@type\":\"NewsArticle\",\"headline\":\"x\"};",
        "{\"@type\":\"Recipe\",\"headline\":\"x\"}",
    };
    for (size_t i = 0; i < N_OF(places); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        assert_str(read(&arena, places[i], true).title, "x");
    }
    SCRATCH_ARENA(arena, 1 << 20);
    read(&arena, "{\"@type\":\"Person\",\"name\":\"x\"}", false);
    read(&arena, "no json at all", false);
}

static void names_authors_told_in_any_way(void **state)
{
    (void)state;
    static const struct {
        const char *author;
        const char *byline;
    } cases[] = {
        {"\"Jane Doe\"", "Jane Doe"},
        {"{\"name\":\"Jane Doe\"}", "Jane Doe"},
        {"[{\"name\":\"Jane Doe\"},\"Tom Okoro\"]", "Jane Doe, Tom Okoro"},
        {"{\"name\":[\"Jane Doe\",\"Tom Okoro\"]}", "Jane Doe, Tom Okoro"},
        {"[{\"name\":\"Jane Doe\"},{\"name\":\"Jane Doe\"}]", "Jane Doe"},
        {"{\"name\":\"https://example.com/jane\"}", ""},
        {"[]", ""},
        {"7", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str json =
            str_print(&arena, "{\"@type\":\"Article\",\"author\":%s}", cases[i].author);
        assert_str(read(&arena, json.ptr, true).byline, cases[i].byline);
    }
}

static void an_article_drives_out_what_is_only_like_one(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct jsonld jsonld = {0};
    assert_true(jsonld_read(
        &arena, STR("{\"@type\":\"VideoObject\",\"name\":\"film\",\"description\":\"d\"}"),
        &jsonld));
    assert_str(jsonld.name, "film");
    assert_true(
        jsonld_read(&arena, STR("{\"@type\":\"Article\",\"headline\":\"story\"}"), &jsonld));
    assert_str(jsonld.title, "story");
    assert_str(jsonld.description, "");
    assert_false(jsonld_read(&arena, STR("{\"@type\":\"WebPage\",\"name\":\"page\"}"), &jsonld));
    assert_str(jsonld.name, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mends_what_is_not_quite_json),
        cmocka_unit_test(decodes_references_and_drops_markup),
        cmocka_unit_test(finds_the_article_wherever_it_is),
        cmocka_unit_test(names_authors_told_in_any_way),
        cmocka_unit_test(an_article_drives_out_what_is_only_like_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
