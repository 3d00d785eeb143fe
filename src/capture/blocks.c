#include "capture/blocks.h"

#include "capture/letters.h"
#include "capture/wire.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/html.h"

struct block {
    struct str text;
    enum block_kind kind;
};

void blocks_init(struct blocks *blocks, struct arena *arena, size_t room)
{
    *blocks = (struct blocks){arena, arena_array(arena, struct block, room), 0, room};
}

void blocks_add(struct blocks *blocks, struct str text, enum block_kind kind)
{
    CHECK(blocks->n < blocks->room);
    blocks->items[blocks->n++] = (struct block){text, kind};
}

/* A transcript opens many paragraphs with a name in capitals: those are speakers. */
static bool is_transcript(const struct blocks *blocks)
{
    struct wire_dateline dateline;
    size_t n = 0;
    for (size_t i = 0; i < blocks->n && i < 20; i++)
        n += wire_dateline_take(blocks->items[i].text, &dateline);
    return n > 1;
}

void blocks_read_wire(struct blocks *blocks, struct finding *finding)
{
    struct wire_dateline dateline;
    struct str rest = {0};
    size_t first = 0;
    while (first < blocks->n && blocks->items[first].kind == BLOCK_HEADING)
        first++;
    if (first == blocks->n)
        return;
    struct block *opening = &blocks->items[first];
    if (wire_dateline_take(opening->text, &dateline) && !is_transcript(blocks)) {
        opening->text = dateline.rest;
        finding->dateline = dateline.place;
        if (wire_agency_is(dateline.agency))
            finding->source = dateline.agency;
    }
    struct block *closing = &blocks->items[blocks->n - 1];
    if (finding->credit.len == 0 && wire_credit_take(closing->text, &rest, &finding->credit))
        closing->text = rest;
    if (finding->credit.len > 0)
        finding->source = finding->credit;
}

/* The number in front of an item's text, 0 for a bullet; false when the line is no item. */
static bool item_of(struct str text, int64_t *ret_number, struct str *ret_text)
{
    struct str rest = text;
    int64_t number = 0;
    uint32_t code = utf8_next(&rest);
    if (char_is_digit(text.ptr[0])) {
        rest = text;
        if (str_take_number(&rest, 999, &number) != OK || rest.len == 0 ||
            (rest.ptr[0] != '.' && rest.ptr[0] != ')'))
            return false;
        rest = str_skip(rest, 1);
    } else if (code != '*' && code != '-' && code != 0x2022 && code != 0x25CF && code != 0x2013) {
        return false;
    }
    if (rest.len == 0 || !letter_is_space(letters_first(rest)))
        return false;
    *ret_number = number;
    *ret_text = letters_trim(rest);
    return ret_text->len > 0;
}

/* How many items stand together from `at` on: all bullets, or counted from 1. */
static size_t count_items(const struct blocks *blocks, size_t at)
{
    int64_t number = 0;
    int64_t wanted = 0;
    struct str text = {0};
    size_t end = at;
    while (end < blocks->n && item_of(blocks->items[end].text, &number, &text)) {
        if (end == at)
            wanted = number;
        if (number != wanted || (end == at && number > 1))
            break;
        wanted += number > 0;
        end++;
    }
    return end - at;
}

static void add_element(struct buf *buf, struct arena *arena, const char *name, struct str text)
{
    buf_print(buf, "<%s>", name);
    buf_add(buf, html_escape(arena, text));
    buf_print(buf, "</%s>\n", name);
}

/* A paragraph with the lines that go on in it; how many blocks that were. */
static size_t add_paragraph(struct buf *buf, const struct blocks *blocks, size_t at)
{
    size_t n = 1;
    BUF_ADD(buf, "<p>");
    buf_add(buf, html_escape(blocks->arena, blocks->items[at].text));
    while (at + n < blocks->n && blocks->items[at + n].kind == BLOCK_LINE &&
           count_items(blocks, at + n) < 2) {
        BUF_ADD(buf, "<br>");
        buf_add(buf, html_escape(blocks->arena, blocks->items[at + n].text));
        n++;
    }
    BUF_ADD(buf, "</p>\n");
    return n;
}

static void add_list(struct buf *buf, const struct blocks *blocks, size_t at, size_t n)
{
    int64_t number = 0;
    struct str text = {0};
    for (size_t i = at; i < at + n; i++) {
        CHECK(item_of(blocks->items[i].text, &number, &text));
        if (i == at)
            buf_add(buf, number > 0 ? STR("<ol>\n") : STR("<ul>\n"));
        add_element(buf, blocks->arena, "li", text);
    }
    buf_add(buf, number > 0 ? STR("</ol>\n") : STR("</ul>\n"));
}

struct str blocks_html(const struct blocks *blocks)
{
    struct buf buf;
    buf_init(&buf, blocks->arena, LIMIT_CAPTURE_ANSWER_BYTES);
    for (size_t i = 0; i < blocks->n;) {
        const struct block *block = &blocks->items[i];
        size_t n_items = count_items(blocks, i);
        if (n_items >= 2) {
            add_list(&buf, blocks, i, n_items);
            i += n_items;
            continue;
        }
        if (block->kind == BLOCK_HEADING) {
            add_element(&buf, blocks->arena, "h2", block->text);
            i++;
            continue;
        }
        i += add_paragraph(&buf, blocks, i);
    }
    return buf_text(&buf);
}
