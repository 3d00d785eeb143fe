/* The cleaner: walks the parsed tree and tells the writer what comes. Nothing of
 * the input's markup is copied; the writer can only nest well. */
#include "base/limits.h"
#include "text/html_tree.h"
#include "text/html_writer.h"

#include "text/html5/node.h"

static const struct html_element PARAGRAPH = {.name = STR_INIT("p"), .kind = HTML_PARAGRAPH};
static const struct html_element DISSOLVED = {.kind = HTML_BLOCK_THROUGH};

/* --- elements -------------------------------------------------------------- */

static struct html_open open_for(struct html_writer *writer,
                                 const struct html_node *node,
                                 const struct html_element *element,
                                 bool *ret_has_id,
                                 bool *ret_is_kept)
{
    struct html_open open = {.node = node, .element = element};
    *ret_is_kept = html_write_attributes(&writer->how, node, element, &open.attributes, ret_has_id);
    return open;
}

static bool is_in_fixed_paragraph(const struct html_writer *writer)
{
    size_t n = html_block_end(writer);
    return n > 0 && writer->open[n - 1].element->kind == HTML_PARAGRAPH &&
           !str_eq(writer->open[n - 1].element->name, STR("p"));
}

/* Parts of a table or list: the parent on the stack is theirs, or they dissolve. */
static void enter_part(struct html_writer *writer,
                       const struct html_node *node,
                       const struct html_element *element)
{
    bool has_id = false;
    bool is_kept = false;
    struct html_lifted lifted;
    html_part_words(writer);
    html_lift(writer, &lifted);
    html_pop_made(writer);
    if (html_is_place_right(writer, element->place)) {
        struct html_open open = open_for(writer, node, element, &has_id, &is_kept);
        html_push(writer, open);
        if (element->may_be_empty || has_id)
            html_flush(writer);
    }
    html_put_back(writer, &lifted);
}

static void enter_block(struct html_writer *writer,
                        const struct html_node *node,
                        const struct html_element *element)
{
    if (element->kind == HTML_PARAGRAPH || element->kind == HTML_BLOCK_THROUGH) {
        bool is_text_only = str_eq(element->name, STR("p")) || element->name.len == 0;
        if (is_text_only && is_in_fixed_paragraph(writer)) {
            html_part_words(writer);
            return;
        }
    }
    if (writer->n_open - writer->n_inline >= MAX_OPEN_BLOCKS && element->kind != HTML_PARAGRAPH)
        element = &DISSOLVED;
    struct html_lifted lifted;
    html_part_words(writer);
    html_lift(writer, &lifted);
    html_make_room_for_block(writer);
    bool has_id = false;
    bool is_kept = true;
    struct html_open open = {.node = node, .element = &PARAGRAPH, .attributes = STR("")};
    if (element->kind != HTML_BLOCK_THROUGH)
        open = open_for(writer, node, element, &has_id, &is_kept);
    html_push(writer, open);
    if (has_id)
        html_flush(writer);
    html_put_back(writer, &lifted);
}

static void enter_inline(struct html_writer *writer,
                         const struct html_node *node,
                         const struct html_element *element)
{
    bool has_id = false;
    bool is_kept = false;
    for (size_t i = writer->n_open; i-- > 0 && !element->may_nest;) {
        if (str_eq(writer->open[i].element->name, element->name))
            return;
    }
    if (writer->n_inline >= MAX_OPEN_INLINE || !html_is_place_right(writer, element->place))
        return;
    struct html_open open = open_for(writer, node, element, &has_id, &is_kept);
    if (!is_kept)
        return;
    html_push(writer, open);
    if (has_id) {
        html_make_room_for_text(writer);
        html_flush(writer);
        writer->is_at_start = false;
    }
}

static void write_void(struct html_writer *writer,
                       const struct html_node *node,
                       const struct html_element *element)
{
    bool has_id = false;
    bool is_kept = false;
    struct html_open open = open_for(writer, node, element, &has_id, &is_kept);
    bool is_break = str_eq(element->name, STR("br"));
    bool is_loose =
        html_block_kind(writer) != HTML_PARAGRAPH && html_block_kind(writer) != HTML_MIXED;
    if (!is_kept || (is_loose && !str_eq(element->name, STR("img"))))
        return;
    if (is_break)
        writer->is_space_pending = false;
    html_make_room_for_text(writer);
    html_flush(writer);
    html_write_open(writer, &open);
    writer->is_at_start = is_break;
}

static void write_rule(struct html_writer *writer)
{
    struct html_lifted lifted;
    html_lift(writer, &lifted);
    html_make_room_for_block(writer);
    writer->is_space_pending = false;
    html_flush(writer);
    BUF_ADD(&writer->out, "<hr>\n");
    writer->is_at_start = true;
    writer->is_after_pre = false;
    html_put_back(writer, &lifted);
}

/* False when what is inside is not to be looked at. */
static bool enter(struct html_writer *writer, const struct html_node *node)
{
    const struct html_element *element = html_element_of(node, writer->how.policy);
    switch (element->kind) {
    case HTML_DROP:
        return false;
    case HTML_THROUGH:
        return true;
    case HTML_INLINE:
        enter_inline(writer, node, element);
        return true;
    case HTML_VOID:
        write_void(writer, node, element);
        return true;
    case HTML_RULE:
        write_rule(writer);
        return true;
    case HTML_BLOCK_THROUGH:
    case HTML_PARAGRAPH:
    case HTML_FLOW:
    case HTML_MIXED:
    case HTML_LIST:
    case HTML_PAIRS:
    case HTML_TABLE:
    case HTML_SECTION:
    case HTML_ROW:
        if (element->place == HTML_ANYWHERE)
            enter_block(writer, node, element);
        else
            enter_part(writer, node, element);
        return true;
    }
    return true;
}

static void leave_block(struct html_writer *writer, size_t at)
{
    struct html_lifted lifted;
    html_part_words(writer);
    html_lift(writer, &lifted);
    while (writer->n_open > at)
        html_pop(writer);
    html_put_back(writer, &lifted);
}

static void leave(struct html_writer *writer, const struct html_node *node)
{
    for (size_t i = writer->n_open; i-- > 0;) {
        if (writer->open[i].node != node)
            continue;
        if (writer->open[i].element->kind != HTML_INLINE) {
            leave_block(writer, i);
        } else {
            CHECK(i == writer->n_open - 1);
            html_pop(writer);
        }
        return;
    }
    if (html_element_of(node, writer->how.policy)->kind == HTML_BLOCK_THROUGH)
        html_part_words(writer);
}

/* --- text ------------------------------------------------------------------ */

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_control(char c)
{
    return ((unsigned char)c < ' ' && !is_white(c)) || c == '\x7F';
}

static void write_words(struct html_writer *writer, struct str text)
{
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && !is_white(text.ptr[n]) && !is_control(text.ptr[n]))
            n++;
        if (n > 0) {
            html_make_room_for_text(writer);
            html_flush(writer);
            html_add_text(&writer->out, str_first(text, n));
            writer->is_at_start = false;
        } else {
            writer->is_space_pending = writer->is_space_pending || is_white(text.ptr[0]);
            n = 1;
        }
        text = str_skip(text, n);
    }
}

/* Preformatted: white space counts. */
static void write_lines(struct html_writer *writer, struct str text)
{
    struct buf kept;
    buf_init(&kept, writer->how.arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r')
            c = '\n';
        if (!is_control(c))
            buf_add_char(&kept, c);
    }
    if (kept.len == 0)
        return;
    html_flush(writer);
    if (writer->is_after_pre && kept.ptr[0] == '\n')
        BUF_ADD(&writer->out, "\n");
    html_add_text(&writer->out, buf_text(&kept));
    writer->is_at_start = false;
    writer->is_after_pre = false;
}

static void write_text(struct html_writer *writer, const struct html_node *node)
{
    struct str text = node->text;
    if (html_is_in_pre(writer))
        write_lines(writer, text);
    else
        write_words(writer, text);
}

/* --- the walk -------------------------------------------------------------- */

/* Leaves every element between `node` and the next node's parent. */
static void leave_up_to(struct html_writer *writer,
                        const struct html_node *node,
                        const struct html_node *parent)
{
    for (; node != parent; node = node->parent) {
        if (node->type == HTML_NODE_ELEMENT)
            leave(writer, node);
    }
}

static void walk(struct html_writer *writer, const struct html_node *top)
{
    const struct html_node *node = html_next(top, top);
    while (node != NULL) {
        bool goes_in = false;
        if (node->type == HTML_NODE_TEXT)
            write_text(writer, node);
        else if (node->type == HTML_NODE_ELEMENT)
            goes_in = enter(writer, node);
        const struct html_node *next = goes_in ? html_next(node, top) : html_next_after(node, top);
        if (next == NULL || next->parent != node)
            leave_up_to(writer, node, next ? next->parent : top);
        node = next;
    }
    while (writer->n_open > 0)
        html_pop(writer);
}

static enum outcome clean_once(struct arena *arena,
                               struct str html,
                               enum html_policy policy,
                               const struct url *base,
                               struct str *ret_html)
{
    struct html_document document;
    enum outcome parsed = html_parse_fragment(arena, html, &document);
    if (parsed != OK)
        return parsed;
    struct html_writer *writer = arena_new(arena, struct html_writer);
    writer->how = (struct html_attributes){.arena = arena, .policy = policy, .base = base};
    writer->is_at_start = true;
    buf_init(&writer->out, arena, LIMIT_ARTICLE_BYTES);
    walk(writer, document.root);
    return buf_finish(&writer->out, ret_html);
}

enum outcome html_clean(struct arena *arena,
                        struct str html,
                        const struct html_rules *rules,
                        struct safe_html *ret_html)
{
    SCRATCH_ARENA(scratch, 4u * LIMIT_HTML_TREE_BYTES);
    struct url base;
    bool has_base = rules->base_url.len > 0 && url_parse(&scratch, rules->base_url, &base) == OK &&
                    url_is_web(&base);
    struct str cleaned;
    enum outcome outcome =
        clean_once(&scratch, html, rules->policy, has_base ? &base : NULL, &cleaned);
    if (outcome == OK)
        ret_html->text = str_copy(arena, cleaned);
    return outcome;
}
