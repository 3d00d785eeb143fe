/* The stack of open elements of the document that the cleaner writes. */
#include "text/html_writer.h"

static const struct html_element PARAGRAPH = {.name = STR_INIT("p"), .kind = HTML_PARAGRAPH};
static const struct html_element ITEM = {.name = STR_INIT("li"), .kind = HTML_MIXED};
static const struct html_element DEFINITION = {.name = STR_INIT("dd"), .kind = HTML_MIXED};

static bool is_inline(const struct html_element *element)
{
    return element->kind == HTML_INLINE;
}

size_t html_block_end(const struct html_writer *writer)
{
    size_t n = writer->n_open;
    while (n > 0 && is_inline(writer->open[n - 1].element))
        n--;
    return n;
}

enum html_kind html_block_kind(const struct html_writer *writer)
{
    size_t n = html_block_end(writer);
    return n > 0 ? writer->open[n - 1].element->kind : HTML_FLOW;
}

bool html_is_in_pre(const struct html_writer *writer)
{
    size_t n = html_block_end(writer);
    return n > 0 && str_eq(writer->open[n - 1].element->name, STR("pre"));
}

void html_write_open(struct html_writer *writer, struct html_open *open)
{
    struct buf *out = &writer->out;
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
        writer->is_at_start = true;
    writer->is_after_pre = str_eq(open->element->name, STR("pre"));
}

void html_pop(struct html_writer *writer)
{
    const struct html_open *top = &writer->open[--writer->n_open];
    writer->n_inline -= is_inline(top->element);
    if (!top->is_written)
        return;
    BUF_ADD(&writer->out, "</");
    buf_add(&writer->out, top->element->name);
    BUF_ADD(&writer->out, ">");
    writer->is_after_pre = false;
    if (is_inline(top->element))
        return;
    BUF_ADD(&writer->out, "\n");
    writer->is_at_start = true;
    writer->is_space_pending = false;
}

static void insert(struct html_writer *writer, size_t at, struct html_open open)
{
    CHECK(writer->n_open < MAX_OPEN && at <= writer->n_open);
    memmove(writer->open + at + 1, writer->open + at,
            (writer->n_open - at) * sizeof(writer->open[0]));
    writer->open[at] = open;
    writer->n_open++;
    writer->n_inline += is_inline(open.element);
}

void html_push(struct html_writer *writer, struct html_open open)
{
    insert(writer, writer->n_open, open);
}

static void insert_made(struct html_writer *writer, size_t at, const struct html_element *element)
{
    insert(writer, at, (struct html_open){.element = element, .attributes = STR("")});
}

void html_lift(struct html_writer *writer, struct html_lifted *ret_lifted)
{
    ret_lifted->n = writer->n_open - html_block_end(writer);
    CHECK(ret_lifted->n <= MAX_OPEN_INLINE);
    for (size_t i = ret_lifted->n; i-- > 0;) {
        ret_lifted->items[i] = writer->open[writer->n_open - 1];
        html_pop(writer);
    }
}

/* An id stays with the part that was written already. False when without it the
 * element says nothing. */
static bool drop_id(struct html_open *open)
{
    struct str id = STR(" id=\"");
    size_t n = 0;
    if (!open->is_written || !str_starts_with(open->attributes, id) ||
        !str_find_char(str_skip(open->attributes, id.len), '"', &n))
        return true;
    open->attributes = str_skip(open->attributes, id.len + n + 1);
    return open->attributes.len > 0 ||
           (!str_eq(open->element->name, STR("a")) && !str_eq(open->element->name, STR("span")));
}

void html_put_back(struct html_writer *writer, struct html_lifted *lifted)
{
    for (size_t i = 0; i < lifted->n; i++) {
        if (!drop_id(&lifted->items[i]))
            continue;
        lifted->items[i].is_written = false;
        html_push(writer, lifted->items[i]);
    }
}

void html_pop_made(struct html_writer *writer)
{
    while (writer->n_open > 0 && writer->open[writer->n_open - 1].node == NULL)
        html_pop(writer);
}

void html_make_room_for_block(struct html_writer *writer)
{
    html_pop_made(writer);
    for (;;) {
        enum html_kind kind = html_block_kind(writer);
        if (kind == HTML_LIST) {
            insert_made(writer, writer->n_open, &ITEM);
        } else if (kind == HTML_PAIRS) {
            insert_made(writer, writer->n_open, &DEFINITION);
        } else if (kind == HTML_FLOW || kind == HTML_MIXED) {
            return;
        } else {
            html_pop(writer);
        }
    }
}

void html_make_room_for_text(struct html_writer *writer)
{
    size_t at = html_block_end(writer);
    enum html_kind kind = html_block_kind(writer);
    if (kind == HTML_PARAGRAPH || kind == HTML_MIXED)
        return;
    if (kind == HTML_FLOW) {
        insert_made(writer, at, &PARAGRAPH);
    } else if (kind == HTML_LIST) {
        insert_made(writer, at, &ITEM);
    } else if (kind == HTML_PAIRS) {
        insert_made(writer, at, &DEFINITION);
    } else {
        struct html_lifted lifted;
        html_lift(writer, &lifted);
        html_make_room_for_block(writer);
        html_put_back(writer, &lifted);
        html_make_room_for_text(writer);
    }
}

/* Is the start of a block waiting? White space before it says nothing. */
static bool is_block_waiting(const struct html_writer *writer)
{
    for (size_t i = 0; i < writer->n_open; i++) {
        if (!writer->open[i].is_written && !is_inline(writer->open[i].element))
            return true;
    }
    return false;
}

void html_flush(struct html_writer *writer)
{
    if (writer->is_space_pending && !writer->is_at_start && !is_block_waiting(writer)) {
        buf_add(&writer->out, html_is_in_pre(writer) ? STR("\n") : STR(" "));
        writer->is_after_pre = false;
    }
    writer->is_space_pending = false;
    for (size_t i = 0; i < writer->n_open; i++) {
        if (!writer->open[i].is_written)
            html_write_open(writer, &writer->open[i]);
    }
}

bool html_is_place_right(const struct html_writer *writer, enum html_place place)
{
    static const enum html_kind kinds[] = {
        [HTML_IN_LIST] = HTML_LIST,    [HTML_IN_PAIRS] = HTML_PAIRS,
        [HTML_IN_TABLE] = HTML_TABLE,  [HTML_IN_SECTION] = HTML_SECTION,
        [HTML_IN_ROW] = HTML_ROW,      [HTML_IN_FIGURE] = HTML_MIXED,
        [HTML_IN_DETAILS] = HTML_FLOW, [HTML_IN_RUBY] = HTML_INLINE,
    };
    size_t n = writer->n_open;
    if (place == HTML_ANYWHERE)
        return true;
    if (n == 0 || writer->open[n - 1].element->kind != kinds[place])
        return false;
    struct str name = writer->open[n - 1].element->name;
    return (place != HTML_IN_FIGURE || str_eq(name, STR("figure"))) &&
           (place != HTML_IN_DETAILS || str_eq(name, STR("details"))) &&
           (place != HTML_IN_RUBY || str_eq(name, STR("ruby")));
}

void html_part_words(struct html_writer *writer)
{
    writer->is_space_pending = true;
}
