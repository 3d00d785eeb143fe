/* The cleaner: walks the parsed tree and writes a new document that can only be
 * well nested. The output has its own stack of elements; opening tags are
 * written when content arrives, so empty elements vanish, and a block that
 * arrives inside inline elements closes them and has them again inside.
 * Writing so, and never copying, is what makes the result parse back the same. */
#include "text/html_allow.h"

#include "base/limits.h"
#include "text/html_tree.h"

#include <gumbo.h>

enum {
    MAX_OPEN = 120,       /* elements of the output within each other */
    MAX_OPEN_BLOCKS = 60, /* a list, table or quote beyond is dissolved */
    MAX_OPEN_INLINE = 24,
};

struct open_element {
    const GumboNode *node; /* NULL for those that the cleaner put in */
    const struct html_element *element;
    struct str attributes;
    bool is_written;
};

struct cleaner {
    struct html_attributes how;
    struct buf out;
    struct open_element open[MAX_OPEN];
    size_t n_open;
    size_t n_inline;       /* of them inline */
    bool is_at_start;      /* nothing on this line yet: white space says nothing here */
    bool is_space_pending; /* white space before the next content */
    bool is_after_pre;     /* the last that was written is <pre>: one line break would be lost */
};

static const struct html_element PARAGRAPH = {.name = STR_INIT("p"), .kind = HTML_PARAGRAPH};
static const struct html_element DISSOLVED = {.kind = HTML_BLOCK_THROUGH};
static const struct html_element ITEM = {.name = STR_INIT("li"), .kind = HTML_MIXED};
static const struct html_element DEFINITION = {.name = STR_INIT("dd"), .kind = HTML_MIXED};

static bool is_inline(const struct html_element *element)
{
    return element->kind == HTML_INLINE;
}

/* The innermost open block's place on the stack plus one; 0 when there is none. */
static size_t block_end(const struct cleaner *cleaner)
{
    size_t n = cleaner->n_open;
    while (n > 0 && is_inline(cleaner->open[n - 1].element))
        n--;
    return n;
}

/* What the innermost open block may hold. The document itself is as a quote. */
static enum html_kind block_kind(const struct cleaner *cleaner)
{
    size_t n = block_end(cleaner);
    return n > 0 ? cleaner->open[n - 1].element->kind : HTML_FLOW;
}

static bool is_in_pre(const struct cleaner *cleaner)
{
    size_t n = block_end(cleaner);
    return n > 0 && str_eq(cleaner->open[n - 1].element->name, STR("pre"));
}

/* --- writing --------------------------------------------------------------- */

static void write_open(struct cleaner *cleaner, struct open_element *open)
{
    struct buf *out = &cleaner->out;
    BUF_ADD(out, "<");
    buf_add(out, open->element->name);
    buf_add(out, open->attributes);
    BUF_ADD(out, ">");
    open->is_written = true;
    enum html_kind kind = open->element->kind;
    if (kind == HTML_LIST || kind == HTML_PAIRS || kind == HTML_TABLE || kind == HTML_SECTION ||
        kind == HTML_ROW || kind == HTML_FLOW)
        BUF_ADD(out, "\n");
    if (!is_inline(open->element))
        cleaner->is_at_start = true;
    cleaner->is_after_pre = str_eq(open->element->name, STR("pre"));
}

/* The top of the stack goes, with its end tag when its start was written. */
static void pop(struct cleaner *cleaner)
{
    const struct open_element *top = &cleaner->open[--cleaner->n_open];
    cleaner->n_inline -= is_inline(top->element);
    if (!top->is_written)
        return;
    BUF_ADD(&cleaner->out, "</");
    buf_add(&cleaner->out, top->element->name);
    BUF_ADD(&cleaner->out, ">");
    cleaner->is_after_pre = false;
    if (is_inline(top->element))
        return;
    BUF_ADD(&cleaner->out, "\n");
    cleaner->is_at_start = true;
    cleaner->is_space_pending = false;
}

static void insert(struct cleaner *cleaner, size_t at, struct open_element open)
{
    CHECK(cleaner->n_open < MAX_OPEN && at <= cleaner->n_open);
    memmove(cleaner->open + at + 1, cleaner->open + at,
            (cleaner->n_open - at) * sizeof(cleaner->open[0]));
    cleaner->open[at] = open;
    cleaner->n_open++;
    cleaner->n_inline += is_inline(open.element);
}

static void insert_made(struct cleaner *cleaner, size_t at, const struct html_element *element)
{
    insert(cleaner, at, (struct open_element){.element = element, .attributes = STR("")});
}

/* --- structure ------------------------------------------------------------- */

/* The inline elements on top of the stack, taken off to be put back elsewhere. */
struct lifted {
    struct open_element items[MAX_OPEN_INLINE];
    size_t n;
};

static void lift(struct cleaner *cleaner, struct lifted *ret_lifted)
{
    ret_lifted->n = cleaner->n_open - block_end(cleaner);
    CHECK(ret_lifted->n <= MAX_OPEN_INLINE);
    for (size_t i = ret_lifted->n; i-- > 0;) {
        ret_lifted->items[i] = cleaner->open[cleaner->n_open - 1];
        pop(cleaner);
    }
}

/* An id stays with the part that was written already. */
static void put_back(struct cleaner *cleaner, struct lifted *lifted)
{
    for (size_t i = 0; i < lifted->n; i++) {
        lifted->items[i].is_written = false;
        insert(cleaner, cleaner->n_open, lifted->items[i]);
    }
}

/* Ends the paragraphs and items that the cleaner put in itself. No inline
 * element may be on top. */
static void pop_made(struct cleaner *cleaner)
{
    while (cleaner->n_open > 0 && cleaner->open[cleaner->n_open - 1].node == NULL)
        pop(cleaner);
}

/* Ends what cannot hold a block, up to something that can. */
static void make_room_for_block(struct cleaner *cleaner)
{
    pop_made(cleaner);
    for (;;) {
        enum html_kind kind = block_kind(cleaner);
        if (kind == HTML_LIST) {
            insert_made(cleaner, cleaner->n_open, &ITEM);
        } else if (kind == HTML_PAIRS) {
            insert_made(cleaner, cleaner->n_open, &DEFINITION);
        } else if (kind == HTML_FLOW || kind == HTML_MIXED) {
            return;
        } else {
            pop(cleaner);
        }
    }
}

/* Sees to it that inline content may follow: loose content in a quote gets a
 * paragraph, in a list an item. */
static void make_room_for_text(struct cleaner *cleaner)
{
    size_t at = block_end(cleaner);
    enum html_kind kind = block_kind(cleaner);
    if (kind == HTML_PARAGRAPH || kind == HTML_MIXED)
        return;
    if (kind == HTML_FLOW) {
        insert_made(cleaner, at, &PARAGRAPH);
    } else if (kind == HTML_LIST) {
        insert_made(cleaner, at, &ITEM);
    } else if (kind == HTML_PAIRS) {
        insert_made(cleaner, at, &DEFINITION);
    } else {
        struct lifted lifted;
        lift(cleaner, &lifted);
        make_room_for_block(cleaner);
        put_back(cleaner, &lifted);
        make_room_for_text(cleaner);
    }
}

/* Is the start of a block waiting? White space before it says nothing. */
static bool is_block_waiting(const struct cleaner *cleaner)
{
    for (size_t i = 0; i < cleaner->n_open; i++) {
        if (!cleaner->open[i].is_written && !is_inline(cleaner->open[i].element))
            return true;
    }
    return false;
}

/* Writes the start tags that wait, and white space before them. */
static void flush(struct cleaner *cleaner)
{
    if (cleaner->is_space_pending && !cleaner->is_at_start && !is_block_waiting(cleaner)) {
        buf_add(&cleaner->out, is_in_pre(cleaner) ? STR("\n") : STR(" "));
        cleaner->is_after_pre = false;
    }
    cleaner->is_space_pending = false;
    for (size_t i = 0; i < cleaner->n_open; i++) {
        if (!cleaner->open[i].is_written)
            write_open(cleaner, &cleaner->open[i]);
    }
}

static bool is_place_right(const struct cleaner *cleaner, enum html_place place)
{
    static const enum html_kind kinds[] = {
        [HTML_IN_LIST] = HTML_LIST,    [HTML_IN_PAIRS] = HTML_PAIRS,
        [HTML_IN_TABLE] = HTML_TABLE,  [HTML_IN_SECTION] = HTML_SECTION,
        [HTML_IN_ROW] = HTML_ROW,      [HTML_IN_FIGURE] = HTML_MIXED,
        [HTML_IN_DETAILS] = HTML_FLOW, [HTML_IN_RUBY] = HTML_INLINE,
    };
    size_t n = cleaner->n_open;
    if (place == HTML_ANYWHERE)
        return true;
    if (n == 0 || cleaner->open[n - 1].element->kind != kinds[place])
        return false;
    struct str name = cleaner->open[n - 1].element->name;
    return (place != HTML_IN_FIGURE || str_eq(name, STR("figure"))) &&
           (place != HTML_IN_DETAILS || str_eq(name, STR("details"))) &&
           (place != HTML_IN_RUBY || str_eq(name, STR("ruby")));
}

/* --- elements -------------------------------------------------------------- */

static struct open_element open_for(struct cleaner *cleaner,
                                    const GumboNode *node,
                                    const struct html_element *element,
                                    bool *ret_has_id,
                                    bool *ret_is_kept)
{
    struct open_element open = {.node = node, .element = element};
    *ret_is_kept =
        html_write_attributes(&cleaner->how, node, element, &open.attributes, ret_has_id);
    return open;
}

/* Where a block began or ended words are parted, though its tags may not be written. */
static void break_line(struct cleaner *cleaner)
{
    cleaner->is_space_pending = true;
}

static bool is_in_fixed_paragraph(const struct cleaner *cleaner)
{
    size_t n = block_end(cleaner);
    return n > 0 && cleaner->open[n - 1].element->kind == HTML_PARAGRAPH &&
           !str_eq(cleaner->open[n - 1].element->name, STR("p"));
}

static size_t n_blocks(const struct cleaner *cleaner)
{
    return cleaner->n_open - cleaner->n_inline;
}

/* Parts of a table or list: the parent on the stack is theirs, or they dissolve. */
static void
enter_part(struct cleaner *cleaner, const GumboNode *node, const struct html_element *element)
{
    bool has_id = false;
    bool is_kept = false;
    struct lifted lifted;
    break_line(cleaner);
    lift(cleaner, &lifted);
    pop_made(cleaner);
    if (is_place_right(cleaner, element->place)) {
        struct open_element open = open_for(cleaner, node, element, &has_id, &is_kept);
        insert(cleaner, cleaner->n_open, open);
        if (element->may_be_empty || has_id)
            flush(cleaner);
    }
    put_back(cleaner, &lifted);
}

static void
enter_block(struct cleaner *cleaner, const GumboNode *node, const struct html_element *element)
{
    if (element->kind == HTML_PARAGRAPH || element->kind == HTML_BLOCK_THROUGH) {
        bool is_text_only = str_eq(element->name, STR("p")) || element->name.len == 0;
        if (is_text_only && is_in_fixed_paragraph(cleaner)) {
            break_line(cleaner);
            return;
        }
    }
    if (n_blocks(cleaner) >= MAX_OPEN_BLOCKS && element->kind != HTML_PARAGRAPH)
        element = &DISSOLVED;
    struct lifted lifted;
    break_line(cleaner);
    lift(cleaner, &lifted);
    make_room_for_block(cleaner);
    bool has_id = false;
    bool is_kept = true;
    struct open_element open = {.node = node, .element = &PARAGRAPH, .attributes = STR("")};
    if (element->kind != HTML_BLOCK_THROUGH)
        open = open_for(cleaner, node, element, &has_id, &is_kept);
    insert(cleaner, cleaner->n_open, open);
    if (has_id)
        flush(cleaner);
    put_back(cleaner, &lifted);
}

static void
enter_inline(struct cleaner *cleaner, const GumboNode *node, const struct html_element *element)
{
    bool has_id = false;
    bool is_kept = false;
    for (size_t i = cleaner->n_open; i-- > 0 && !element->may_nest;) {
        if (str_eq(cleaner->open[i].element->name, element->name))
            return;
    }
    if (cleaner->n_inline >= MAX_OPEN_INLINE || !is_place_right(cleaner, element->place))
        return;
    struct open_element open = open_for(cleaner, node, element, &has_id, &is_kept);
    if (!is_kept)
        return;
    insert(cleaner, cleaner->n_open, open);
    if (has_id) {
        make_room_for_text(cleaner);
        flush(cleaner);
        cleaner->is_at_start = false;
    }
}

static void
write_void(struct cleaner *cleaner, const GumboNode *node, const struct html_element *element)
{
    bool has_id = false;
    bool is_kept = false;
    struct open_element open = open_for(cleaner, node, element, &has_id, &is_kept);
    bool is_break = str_eq(element->name, STR("br"));
    bool is_loose = block_kind(cleaner) != HTML_PARAGRAPH && block_kind(cleaner) != HTML_MIXED;
    if (!is_kept || (is_loose && !str_eq(element->name, STR("img"))))
        return;
    if (is_break)
        cleaner->is_space_pending = false;
    make_room_for_text(cleaner);
    flush(cleaner);
    write_open(cleaner, &open);
    cleaner->is_at_start = is_break;
}

static void write_rule(struct cleaner *cleaner)
{
    struct lifted lifted;
    lift(cleaner, &lifted);
    make_room_for_block(cleaner);
    cleaner->is_space_pending = false;
    flush(cleaner);
    BUF_ADD(&cleaner->out, "<hr>\n");
    cleaner->is_at_start = true;
    cleaner->is_after_pre = false;
    put_back(cleaner, &lifted);
}

/* False when what is inside is not to be looked at. */
static bool enter(struct cleaner *cleaner, const GumboNode *node)
{
    const struct html_element *element = html_element_of(node, cleaner->how.policy);
    switch (element->kind) {
    case HTML_DROP:
        return false;
    case HTML_THROUGH:
        return true;
    case HTML_INLINE:
        enter_inline(cleaner, node, element);
        return true;
    case HTML_VOID:
        write_void(cleaner, node, element);
        return true;
    case HTML_RULE:
        write_rule(cleaner);
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
            enter_block(cleaner, node, element);
        else
            enter_part(cleaner, node, element);
        return true;
    }
    return true;
}

static void leave_block(struct cleaner *cleaner, size_t at)
{
    struct lifted lifted;
    break_line(cleaner);
    lift(cleaner, &lifted);
    while (cleaner->n_open > at)
        pop(cleaner);
    put_back(cleaner, &lifted);
}

static void leave(struct cleaner *cleaner, const GumboNode *node)
{
    for (size_t i = cleaner->n_open; i-- > 0;) {
        if (cleaner->open[i].node != node)
            continue;
        if (!is_inline(cleaner->open[i].element)) {
            leave_block(cleaner, i);
        } else {
            CHECK(i == cleaner->n_open - 1);
            pop(cleaner);
        }
        return;
    }
    if (html_element_of(node, cleaner->how.policy)->kind == HTML_BLOCK_THROUGH)
        break_line(cleaner);
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

static void write_words(struct cleaner *cleaner, struct str text)
{
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && !is_white(text.ptr[n]) && !is_control(text.ptr[n]))
            n++;
        if (n > 0) {
            make_room_for_text(cleaner);
            flush(cleaner);
            html_add_text(&cleaner->out, str_first(text, n));
            cleaner->is_at_start = false;
        } else {
            cleaner->is_space_pending = cleaner->is_space_pending || is_white(text.ptr[0]);
            n = 1;
        }
        text = str_skip(text, n);
    }
}

/* Preformatted: white space counts. */
static void write_lines(struct cleaner *cleaner, struct str text)
{
    struct buf kept;
    buf_init(&kept, cleaner->how.arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r')
            c = '\n';
        if (!is_control(c))
            buf_add_char(&kept, c);
    }
    if (kept.len == 0)
        return;
    flush(cleaner);
    if (cleaner->is_after_pre && kept.ptr[0] == '\n')
        BUF_ADD(&cleaner->out, "\n");
    html_add_text(&cleaner->out, buf_text(&kept));
    cleaner->is_at_start = false;
    cleaner->is_after_pre = false;
}

static void write_text(struct cleaner *cleaner, const GumboNode *node)
{
    struct str text = str_from_c(node->v.text.text);
    if (is_in_pre(cleaner))
        write_lines(cleaner, text);
    else
        write_words(cleaner, text);
}

/* --- the walk -------------------------------------------------------------- */

/* Leaves every element between `node` and the next node's parent. */
static void leave_up_to(struct cleaner *cleaner, const GumboNode *node, const GumboNode *parent)
{
    for (; node != parent; node = node->parent) {
        if (node->type == GUMBO_NODE_ELEMENT)
            leave(cleaner, node);
    }
}

static void walk(struct cleaner *cleaner, const GumboNode *top)
{
    const GumboNode *node = html_next(top, top);
    while (node != NULL) {
        bool goes_in = false;
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            write_text(cleaner, node);
        else if (node->type == GUMBO_NODE_ELEMENT)
            goes_in = enter(cleaner, node);
        const GumboNode *next = goes_in ? html_next(node, top) : html_next_after(node, top);
        if (next == NULL || next->parent != node)
            leave_up_to(cleaner, node, next ? next->parent : top);
        node = next;
    }
    while (cleaner->n_open > 0)
        pop(cleaner);
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
    struct cleaner *cleaner = arena_new(arena, struct cleaner);
    cleaner->how = (struct html_attributes){.arena = arena, .policy = policy, .base = base};
    cleaner->is_at_start = true;
    buf_init(&cleaner->out, arena, LIMIT_ARTICLE_BYTES);
    walk(cleaner, document.root);
    return buf_finish(&cleaner->out, ret_html);
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
