/* Renders the fixture templates: what the compiler and the runtime give together. */

#include "fixtures/views.gen.h"

#include "../unit.h"

#define MAX_BYTES 10000

static const struct view_context english = {
    .language = LANGUAGE_EN, .lang = STR_INIT("en"), .site_name = STR_INIT("A & B")};
static const struct view_context malay = {.language = LANGUAGE_MS, .lang = STR_INIT("ms")};

static void escapes_for_the_place_where_a_value_stands(void **state)
{
    struct places places = {
        .text = STR("\"<x>\" & 'y'/z"),
        .url = STR("/s?a=1&b=2"),
        .html = {STR("<b>raw</b>")},
        .number = 490607,
    };
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_places(&out, &english, &places);
    assert_str(buf_text(&out),
               "<p title=\"&quot;&lt;x&gt;&quot; &amp; &#39;y&#39;/z\" data-n='490607'>"
               "\"&lt;x&gt;\" &amp; 'y'/z</p>"
               "<a href=\"/s?a=1&amp;b=2\">490,607</a> "
               "<a href=\"/b/%22%3Cx%3E%22%20%26%20%27y%27%2Fz?n=490607\">490607</a> "
               "<textarea aria-label=\"kept\">\n\"&lt;x&gt;\" &amp; 'y'/z</textarea>"
               "<div><b>raw</b></div>");
}

static void stops_a_harmful_address(void **state)
{
    struct places places = {.url = STR("javascript:alert(1)")};
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_places(&out, &english, &places);
    assert_true(str_contains(buf_text(&out), STR("<a href=\"#\">")));
}

static void walks_lists_and_chooses_branches(void **state)
{
    static const struct guest friend = {.name = STR_INIT("Bo")};
    static const struct guest guests[] = {{STR_INIT("Ann"), &friend}, {STR_INIT("<Cy>"), NULL}};
    static const struct str tags[] = {STR_INIT("news"), STR_INIT("eu")};
    struct sections sections = {
        .guests = {guests, 2}, .tags = {tags, 2}, .mood = MOOD_GLAD, .is_open = true};
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_sections(&out, &english, &sections);
    assert_str(buf_text(&out),
               "<ul class=\"open glad\"><li>1 Ann with Bo; </li><li>2 &lt;Cy&gt;</li></ul>"
               "<p>Tags: <b>news</b>, <b>eu</b></p>two");
}

static void shows_the_other_branch_of_an_empty_list(void **state)
{
    struct sections sections = {.is_open = false};
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_sections(&out, &english, &sections);
    assert_str(buf_text(&out), "<ul><li>Nobody is here.</li></ul><p></p>few");
}

static void puts_a_page_into_its_layout(void **state)
{
    struct framed framed = {.frame = {STR("T < U")}, .text = STR("words")};
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_framed(&out, &english, &framed);
    assert_str(buf_text(&out),
               "<!doctype html><html lang=\"en\"><head><title>T &lt; U</title></head><body>"
               "<p>words <em>stays</em> <b>apart</b></p><pre>\n  words\n</pre><i>A &amp; B</i>"
               "</body></html>");
}

static const struct words words = {
    .name = STR_INIT("\"T\" & K"), .url = STR_INIT("https://a/"), .n_comments = 1, .total = 12345};

static void words_a_page_in_english(void **state)
{
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_words(&out, &english, &words);
    assert_str(buf_text(&out),
               "<p>Fish &amp; chips</p>"
               "<input aria-label=\"Say &quot;hello&quot; to &quot;T&quot; &amp; K\">"
               "<p>1 comment</p><p>Showing 1 of 12,345</p>"
               "<p>Shared by <b>\"T\" &amp; K</b>, <a href=\"https://a/\">original here</a>.</p>");
}

static void words_a_page_in_another_order_of_words(void **state)
{
    struct buf out;

    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    buf_init(&out, &arena, MAX_BYTES);
    view_words(&out, &malay, &words);
    assert_str(
        buf_text(&out),
        "<p>Ikan &amp; kentang</p>"
        "<input aria-label=\"Say &quot;hello&quot; to &quot;T&quot; &amp; K\">"
        "<p>1 komen</p><p>Daripada 12,345, 1 ditunjukkan</p>"
        "<p><a href=\"https://a/\">Asal di sini</a>, dikongsi oleh <b>\"T\" &amp; K</b>.</p>");
}

/* A reader for whom member 1 and blog 5 are their own. */
static bool answer(void *context, enum viewer_fact fact, int64_t one, int64_t other)
{
    const struct str *name = context;
    (void)other;
    if (name->len == 0)
        return false;
    return fact == VIEWER_IS_SIGNED_IN || (fact == VIEWER_IS && one == 1) ||
           (fact == VIEWER_FOLLOWS && one == 5);
}

static struct str tell(void *context, enum viewer_text text)
{
    (void)text;
    return *(const struct str *)context;
}

static void show(void *context, struct buf *out, enum viewer_block block)
{
    (void)context;
    assert_int_equal(block, VIEWER_TOLD);
    BUF_ADD(out, "<hr>");
}

/* The same page in both ways: asked at once, and filled later. */
static struct str
rendered(struct arena *arena, const struct held *held, struct str name, bool is_kept)
{
    const struct view_viewer viewer = {&name, answer, tell, show};
    struct view_holes holes = {.arena = arena};
    struct view_context cx = english;
    struct buf out;
    cx.viewer = &viewer;
    cx.holes = is_kept ? &holes : NULL;
    buf_init(&out, arena, MAX_BYTES);
    view_held(&out, &cx, held);
    if (!is_kept)
        return buf_text(&out);
    struct buf filled;
    buf_init(&filled, arena, MAX_BYTES);
    view_fill(&filled, buf_text(&out), holes.items, holes.n, &viewer);
    return buf_text(&filled);
}

static void fills_the_holes_of_a_page_for_each_reader(void **state)
{
    static const struct {
        const char *name;
        int64_t owner;
        int64_t blog;
        const char *page;
    } cases[] = {
        {"", 1, 5, "<p>T</p><s>sign in</s><em><hr></em><a href=\"/m/\">end</a>"},
        {"A&B", 1, 5, "<p>T</p><b>yours</b><em><hr></em><a href=\"/m/A%26B\">end</a>"},
        {"A&B", 2, 5, "<p>T</p><i>A&amp;B</i><em><hr></em><a href=\"/m/A%26B\">end</a>"},
        {"A", 0, 6, "<p>T</p><i>A</i><u title=\"A\">follow</u><a href=\"/m/A\">end</a>"},
    };
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    for (size_t i = 0; i < N_OF(cases); i++) {
        const struct held held = {STR("T"), cases[i].owner, cases[i].blog};
        struct str name = str_from_c(cases[i].name);
        assert_str(rendered(&arena, &held, name, false), cases[i].page);
        assert_str(rendered(&arena, &held, name, true), cases[i].page);
    }
}

static void a_page_for_nobody_asks_nobody(void **state)
{
    const struct held held = {STR("T"), 1, 5};
    struct view_context cx = english;
    struct buf out;
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct view_holes holes = {.arena = &arena};
    cx.holes = &holes; /* and cx.viewer is NULL */
    buf_init(&out, &arena, MAX_BYTES);
    view_held(&out, &cx, &held);
    assert_true(str_contains(buf_text(&out), STR("yours")));
    assert_true(str_contains(buf_text(&out), STR("sign in")));
    assert_int_equal(holes.n_open, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_for_the_place_where_a_value_stands),
        cmocka_unit_test(stops_a_harmful_address),
        cmocka_unit_test(walks_lists_and_chooses_branches),
        cmocka_unit_test(shows_the_other_branch_of_an_empty_list),
        cmocka_unit_test(puts_a_page_into_its_layout),
        cmocka_unit_test(words_a_page_in_english),
        cmocka_unit_test(words_a_page_in_another_order_of_words),
        cmocka_unit_test(fills_the_holes_of_a_page_for_each_reader),
        cmocka_unit_test(a_page_for_nobody_asks_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
