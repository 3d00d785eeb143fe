#include "text/html_guard.c"

#include "../unit.h"
#include "text/html_tree.h"

static void guards_to(const char *html, const char *expected)
{
    SCRATCH_ARENA(arena, 8 << 20);
    struct str guarded;
    assert_int_equal(html_guard(&arena, str_from_c(html), &guarded), OK);
    assert_str(guarded, expected);
}

static void leaves_ordinary_pages_alone(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<!DOCTYPE html><html><head><title>a<b></title></head><body><p>x<p>y</body></html>",
        "<ul><li>a<li>b</ul><table><tr><td>1<td>2</table>",
        "<script>if (a<b) document.write('</p>')</script>",
        "1 < 2 & 3 > 2",
        "<a href='x>y' title=\"a<b\">z</a>",
        "<b><i>x</b></i>",
    };
    for (size_t i = 0; i + 1 < sizeof(pages) / sizeof(pages[0]); i++)
        guards_to(pages[i], pages[i]);
    guards_to("<b><i>x</b></i>", "<b><i>x</b>");
}

static void drops_comments_and_foreign_content(void **state)
{
    (void)state;
    guards_to("a<!-- <b> -->b<!-->c<!--->d<!-- x --!>e<!x>f<?y>g</ z>h", "abcdefgh");
    guards_to("a<svg><b>x</b></svg>c<math/>d<select><option>o</select>e", "acde");
}

static void never_makes_a_tag_by_leaving_something_out(void **state)
{
    (void)state;
    guards_to("<<!-- -->script>", "&lt;script>");
    guards_to("<</x>p>", "&lt;p>");
}

static void keeps_script_ends_where_the_parser_sees_them(void **state)
{
    (void)state;
    guards_to("<script><!--<script></script>x", "<script><! --<script></script>x");
}

static void bounds_depth_and_keeps_the_text(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct buf out;
    struct str guarded;
    buf_init(&out, &arena, 1 << 20);
    for (int i = 0; i <= LIMIT_HTML_DEPTH; i++)
        BUF_ADD(&out, "<div>");
    BUF_ADD(&out, "text");
    for (int i = 0; i <= LIMIT_HTML_DEPTH; i++)
        BUF_ADD(&out, "</div>");
    assert_int_equal(html_guard(&arena, buf_text(&out), &guarded), OK);
    assert_int_equal(guarded.len, LIMIT_HTML_DEPTH * 11 + 4);
}

static void bounds_attributes(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct buf out;
    struct str guarded;
    buf_init(&out, &arena, 1 << 20);
    BUF_ADD(&out, "<p");
    for (int i = 0; i <= LIMIT_HTML_ATTRIBUTES; i++)
        buf_print(&out, " a%02d", i);
    BUF_ADD(&out, ">");
    assert_int_equal(html_guard(&arena, buf_text(&out), &guarded), OK);
    assert_int_equal(guarded.len, out.len - 4);
}

static void bounds_tags(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct str guarded;
    size_t n_bytes = ((size_t)LIMIT_HTML_NODES + 1) * 4;
    char *tags = arena_alloc(&arena, n_bytes);
    for (size_t i = 0; i < n_bytes; i++)
        tags[i] = "<hr>"[i % 4];
    assert_int_equal(html_guard(&arena, (struct str){tags, n_bytes - 4}, &guarded), OK);
    assert_int_equal(html_guard(&arena, (struct str){tags, n_bytes}, &guarded), TOO_LARGE);
}

static int depth_of(const char *piece, int n)
{
    SCRATCH_ARENA(arena, (size_t)512 << 20);
    struct buf out;
    struct html_document document;
    buf_init(&out, &arena, 8 << 20);
    for (int i = 0; i < n; i++)
        buf_add(&out, str_from_c(piece));
    if (html_parse(&arena, buf_text(&out), &document) != OK)
        return 0;
    int deepest = 0;
    for (const GumboNode *node = document.root; node; node = html_next(node, document.root)) {
        int depth = 0;
        for (const GumboNode *up = node; up != NULL; up = up->parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

/* Each of these once fooled a guard that merely counted. */
static void is_not_fooled_about_depth(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<div></x></x>",
        "<div><object></div></object>",
        "<li><dd>",
        "<svg><td>",
        "<rt>",
        "<span><p></span>",
        "<select><style></select><div>",
        "<div><script><!--<script></script></div>--></script>",
        "<table><div></td></div>",
        "<b><div></b>",
        "<form><div></form>",
        "<button><p>",
        "<option><optgroup>",
        "<noscript><div></noscript>",
        "<span><noscript></span>",
        "<span><dialog></span>",
        "<marquee></div>",
    };
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
        assert_in_range(depth_of(pieces[i], 2000), 0, LIMIT_HTML_DEPTH * 4 + 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_ordinary_pages_alone),
        cmocka_unit_test(drops_comments_and_foreign_content),
        cmocka_unit_test(never_makes_a_tag_by_leaving_something_out),
        cmocka_unit_test(keeps_script_ends_where_the_parser_sees_them),
        cmocka_unit_test(bounds_depth_and_keeps_the_text),
        cmocka_unit_test(bounds_attributes),
        cmocka_unit_test(bounds_tags),
        cmocka_unit_test(is_not_fooled_about_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
