#include "text/html5/parse.c"

#include "../../unit.h"
#include "base/buf.h"

static struct html_node *parse_page(struct arena *arena, struct str html)
{
    struct html_node *node = NULL;
    const struct html_parse_request request = {.html = html};
    assert_int_equal(html5_parse(arena, &request, &node), OK);
    return node;
}

static const struct html_node *find(const struct html_node *top, enum html_tag tag)
{
    for (const struct html_node *node = top; node; node = html_next(node, top)) {
        if (html_is(node, tag))
            return node;
    }
    return NULL;
}

static struct str repeated(struct arena *arena, const char *piece, size_t n)
{
    struct buf out;
    buf_init(&out, arena, 64 << 20);
    for (size_t i = 0; i < n; i++)
        buf_add(&out, str_from_c(piece));
    return buf_text(&out);
}

static void text_borrows_from_the_source(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str html = STR("<p title=plain>as it stands<p title='a&amp;b'>a &lt; b</p>");
    const struct html_node *first = find(parse_page(&arena, html), HTML_TAG_P);
    struct str title = {0};
    assert_str(first->first->text, "as it stands");
    assert_in_range(first->first->text.ptr, html.ptr, html.ptr + html.len);
    assert_int_equal(html_attribute(first, "title", &title), OK);
    assert_in_range(title.ptr, html.ptr, html.ptr + html.len);
    assert_str(first->next->first->text, "a < b");
    assert_int_equal(html_attribute(first->next, "title", &title), OK);
    assert_str(title, "a&b");
    assert_int_equal(html_attribute(first, "id", &title), NOT_FOUND);
}

static void parts_of_one_text_are_one_node(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct html_node *p =
        find(parse_page(&arena, STR("<p>a&amp;b < c\r\nd\re\0f</x>g")), HTML_TAG_P);
    assert_ptr_equal(p->first, p->last);
    assert_str(p->first->text, "a&b < c\nd\nefg");
}

static void scripts_keep_what_only_looks_like_their_end(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct html_node *script = find(
        parse_page(&arena, STR("<script><!--<script></script>--></script><p>x")), HTML_TAG_SCRIPT);
    assert_str(script->first->text, "<!--<script></script>-->");
    assert_non_null(find(script->parent->parent, HTML_TAG_P));
}

static void deeper_elements_go_and_their_text_stays(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct buf out;
    buf_init(&out, &arena, 1 << 20);
    buf_add(&out, repeated(&arena, "<div>", LIMIT_HTML_DEPTH));
    BUF_ADD(&out, "<i>text</i>");
    buf_add(&out, repeated(&arena, "</div>", LIMIT_HTML_DEPTH));
    BUF_ADD(&out, "<em>behind</em>");
    const struct html_node *document = parse_page(&arena, buf_text(&out));
    assert_null(find(document, HTML_TAG_I));
    const struct html_node *em = find(document, HTML_TAG_EM);
    assert_true(html_is(em->parent, HTML_TAG_BODY));
    size_t n_divs = 0;
    bool has_text = false;
    for (const struct html_node *node = document; node; node = html_next(node, document)) {
        n_divs += html_is(node, HTML_TAG_DIV);
        has_text = has_text || str_eq(node->text, STR("text"));
    }
    assert_int_equal(n_divs, LIMIT_HTML_DEPTH - 2); /* html and body stand above them */
    assert_true(has_text);
}

static void attributes_past_the_limit_go(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    struct buf out;
    buf_init(&out, &arena, 1 << 20);
    BUF_ADD(&out, "<p a00=again");
    for (int i = 0; i <= LIMIT_HTML_ATTRIBUTES; i++)
        buf_print(&out, " a%02d", i);
    BUF_ADD(&out, ">");
    const struct html_node *p = find(parse_page(&arena, buf_text(&out)), HTML_TAG_P);
    struct str value = {0};
    assert_int_equal(p->n_attributes, LIMIT_HTML_ATTRIBUTES);
    assert_int_equal(html_attribute(p, "a63", &value), OK);
    assert_int_equal(html_attribute(p, "a64", &value), NOT_FOUND);
}

static enum outcome outcome_of(const char *piece, size_t n)
{
    SCRATCH_ARENA(arena, (size_t)512 << 20);
    struct html_node *node = NULL;
    const struct html_parse_request request = {.html = repeated(&arena, piece, n)};
    return html5_parse(&arena, &request, &node);
}

static void too_many_nodes_are_too_large(void **state)
{
    (void)state;
    assert_int_equal(outcome_of("<hr>", LIMIT_HTML_NODES - 3), OK); /* html, head, body */
    assert_int_equal(outcome_of("<hr>", LIMIT_HTML_NODES - 2), TOO_LARGE);
}

static int depth_of(const char *piece, size_t n)
{
    SCRATCH_ARENA(arena, (size_t)512 << 20);
    struct html_node *top = NULL;
    const struct html_parse_request request = {.html = repeated(&arena, piece, n)};
    if (html5_parse(&arena, &request, &top) != OK)
        return 0;
    int deepest = 0;
    for (const struct html_node *node = top; node; node = html_next(node, top)) {
        int depth = 0;
        for (const struct html_node *up = node; up != NULL; up = up->parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

/* Whatever closes in the wrong order, neither depth nor work grows with the text. */
static void nothing_makes_the_tree_deep(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<div></x></x>",
        "<div><object></div></object>",
        "<li><dd>",
        "<svg><td>",
        "<svg><g><desc>",
        "<math><mi><b>",
        "<rt>",
        "<span><p></span>",
        "<select><style></select><div>",
        "<div><script><!--<script></script></div>--></script>",
        "<table><div></td></div>",
        "<table><tr><td>",
        "<b><div></b>",
        "<a><div></a>",
        "<b id=x><i><u><p></b>",
        "<form><div></form>",
        "<button><p>",
        "<option><optgroup>",
        "<noscript><div></noscript>",
        "<span><noscript></span>",
        "<span><dialog></span>",
        "<template>",
        "<marquee></div>",
    };
    for (size_t i = 0; i < N_OF(pieces); i++)
        assert_in_range(depth_of(pieces[i], 5000), 0, LIMIT_HTML_DEPTH * 4 + 10);
}

/* Each <p> would open every <b> again: a page of a few kilobytes would be millions of nodes. */
static void formatting_that_is_opened_again_is_bounded(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)512 << 20);
    struct buf out;
    buf_init(&out, &arena, 1 << 20);
    BUF_ADD(&out, "<p>");
    for (int i = 0; i < 190; i++)
        buf_print(&out, "<b id=%d>", i);
    buf_add(&out, repeated(&arena, "<p>x", 1000));
    const struct html_node *document = parse_page(&arena, buf_text(&out));
    size_t n = 0;
    for (const struct html_node *node = document; node; node = html_next(node, document))
        n++;
    assert_in_range(n, 1000, (ACTIVE_MAX + 2) * 1000 + 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_borrows_from_the_source),
        cmocka_unit_test(parts_of_one_text_are_one_node),
        cmocka_unit_test(scripts_keep_what_only_looks_like_their_end),
        cmocka_unit_test(deeper_elements_go_and_their_text_stays),
        cmocka_unit_test(attributes_past_the_limit_go),
        cmocka_unit_test(too_many_nodes_are_too_large),
        cmocka_unit_test(nothing_makes_the_tree_deep),
        cmocka_unit_test(formatting_that_is_opened_again_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
