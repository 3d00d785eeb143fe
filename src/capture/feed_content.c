/* Text constructs: titles, summaries, contents. Their text may be plain, HTML as
 * text, HTML as base64, or XHTML as elements; what comes out is plain text or HTML. */
#include "capture/feed_build.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "capture/feed_markup.h"
#include "capture/references.h"

#include <limits.h>

static const struct str XHTML_TYPE = STR_INIT("application/xhtml+xml");

/* --- what it says of itself ------------------------------------------------ */

static struct str full_type(struct arena *arena, struct str said, struct str otherwise)
{
    struct str type = str_lower(arena, str_trim(said));
    if (type.len == 0)
        return otherwise;
    if (str_eq(type, STR("text")) || str_eq(type, STR("plain")))
        return STR("text/plain");
    if (str_eq(type, STR("html")))
        return STR("text/html");
    return str_eq(type, STR("xhtml")) ? XHTML_TYPE : type;
}

static bool is_html(struct str type)
{
    return str_eq(type, STR("text/html")) || str_eq(type, XHTML_TYPE);
}

static bool is_xml(struct str type)
{
    return str_ends_with(type, STR("xml"));
}

/* Atom 0.3 says so; Atom 1.0 has it for all types that are no text (RFC 4287, 4.1.3.3). */
static bool is_base64(const struct xml_tag *tag, struct str type)
{
    struct str mode = feed_attribute(tag, STR(""), STR("mode"));
    if (str_eq_folded(mode, STR("base64")))
        return true;
    return mode.len == 0 && str_contains(type, STR("/")) && !is_xml(type) &&
           !str_starts_with(type, STR("text/")) && !str_ends_with(type, STR("json"));
}

/* The key under which a construct's text is kept. A description, and a second summary of an
 * entry without content, is what the place makes of it. */
static struct str choose_key(struct feed_build *build, struct feed_frame *frame)
{
    const struct feed_row *row = frame->row;
    bool is_entry = frame->context == build->entry;
    if (row->kind == FEED_KIND_SUMMARY && is_entry && !build->has_content &&
        feed_value_find(build->entry, STR("summary")))
        return STR("content");
    if (str_eq(row->key, STR("description")))
        return is_entry ? STR("summary") : STR("subtitle");
    return row->key;
}

void feed_content_start(struct feed_build *build,
                        struct feed_frame *frame,
                        const struct xml_tag *tag)
{
    struct arena *arena = build->arena;
    frame->key = choose_key(build, frame);
    bool is_listed = str_eq(frame->key, STR("content"));
    bool is_second = is_listed && frame->row->kind == FEED_KIND_SUMMARY;
    struct str type = full_type(arena, feed_attribute(tag, STR(""), STR("type")),
                                is_second ? STR("text/plain") : frame->row->type);
    struct str src = feed_attribute(tag, STR(""), STR("src"));
    build->has_content = build->has_content || is_listed;
    build->content = (struct feed_content){
        .frame = build->n,
        .type = type,
        .is_base64 = is_base64(tag, type) && src.len == 0,
        .is_listed = is_listed,
    };
    if (is_listed && src.len > 0)
        build->content.src = str_copy(arena, feed_markup_address(arena, src, frame->base));
}

/* --- tags and text inside -------------------------------------------------- */

static void add_escaped(struct buf *buf, struct str text, bool is_value)
{
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && text.ptr[n] != '&' && text.ptr[n] != '<' && text.ptr[n] != '>' &&
               (!is_value || text.ptr[n] != '"'))
            n++;
        buf_add(buf, str_first(text, n));
        text = str_skip(text, n);
        if (text.len == 0)
            return;
        char c = text.ptr[0];
        buf_add(buf, c == '&'   ? STR("&amp;")
                     : c == '<' ? STR("&lt;")
                     : c == '>' ? STR("&gt;")
                                : STR("&quot;"));
        text = str_skip(text, 1);
    }
}

/* Elements where text was said to be: from here on it is XHTML, and what came before too. */
static void become_xhtml(struct feed_build *build, struct buf *text)
{
    struct str before = buf_text(text);
    build->content.type = XHTML_TYPE;
    build->content.is_base64 = false;
    buf_init(text, build->arena, LIMIT_FEED_TEXT_BYTES);
    add_escaped(text, before, false);
}

static void add_tag(struct buf *text, const struct xml_tag *tag, bool is_void)
{
    BUF_ADD(text, "<");
    buf_add(text, tag->name);
    for (size_t i = 0; i < tag->n_attributes; i++) {
        const struct xml_attribute *attribute = &tag->attributes[i];
        struct str space = feed_names_space(attribute->uri, attribute->prefix);
        BUF_ADD(text, " ");
        buf_add(text, space);
        if (space.len > 0)
            BUF_ADD(text, ":");
        buf_add(text, attribute->name);
        BUF_ADD(text, "=\"");
        add_escaped(text, attribute->value, true);
        BUF_ADD(text, "\"");
    }
    buf_add(text, is_void ? STR(" />") : STR(">"));
}

void feed_content_add_start(struct feed_build *build, const struct xml_tag *tag)
{
    struct feed_content *content = &build->content;
    struct buf *text = &build->frames[content->frame - 1].text;
    struct feed_frame *frame = &build->frames[build->n - 1];
    bool is_div = str_eq_folded(tag->name, STR("div"));
    frame->name = (struct str){0}; /* until it has a tag to close */
    if (!is_xml(content->type) && is_div)
        return;
    if (!is_xml(content->type))
        become_xhtml(build, text);
    bool is_first = content->n_open == 0 && !content->is_begun;
    bool is_void = feed_markup_is_void(tag->name);
    if (content->n_open == 0)
        content->has_outer_div = is_first && is_div;
    content->is_begun = true;
    add_tag(text, tag, is_void);
    if (is_first)
        content->outer_start = text->len;
    content->n_open++;
    frame->name = str_copy(build->arena, tag->name);
}

void feed_content_add_end(struct feed_build *build, const struct feed_frame *frame)
{
    struct feed_content *content = &build->content;
    struct buf *text = &build->frames[content->frame - 1].text;
    if (frame->name.len == 0)
        return;
    content->n_open--;
    if (content->n_open == 0)
        content->outer_end = text->len;
    if (feed_markup_is_void(frame->name))
        return;
    BUF_ADD(text, "</");
    buf_add(text, frame->name);
    BUF_ADD(text, ">");
}

void feed_content_add_text(struct feed_build *build, struct str text)
{
    struct feed_content *content = &build->content;
    struct buf *to = &build->frames[content->frame - 1].text;
    if (content->n_open == 0 && str_trim(text).len > 0) {
        content->has_outer_div = false;
        content->is_begun = true;
    }
    if (str_eq(content->type, XHTML_TYPE) || content->n_open > 0)
        add_escaped(to, text, false);
    else
        buf_add(to, text);
}

/* --- its end --------------------------------------------------------------- */

static int digit_of_base64(char c)
{
    static const struct str digits =
        STR_INIT("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    size_t at = 0;
    return str_find_char(digits, c, &at) ? (int)at : -1;
}

/* White space and other signs are passed over (RFC 2045, 6.8). */
static struct str decode_base64(struct arena *arena, struct str text)
{
    struct buf buf;
    uint32_t bits = 0;
    unsigned n_bits = 0;
    buf_init(&buf, arena, text.len + 1);
    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        int digit = digit_of_base64(text.ptr[i]);
        if (digit < 0)
            continue;
        bits = (bits << 6 | (uint32_t)digit) & 0xFFFFFF;
        n_bits += 6;
        if (n_bits >= 8) {
            n_bits -= 8;
            buf_add_char(&buf, (char)(bits >> n_bits & 0xFF));
        }
    }
    return utf8_repair(arena, buf_text(&buf));
}

/* The text as it is kept; its type may turn out to be another. */
static struct str finish_text(struct feed_build *build, const struct feed_frame *frame)
{
    struct feed_content *content = &build->content;
    struct str text = buf_text(&frame->text);
    if (content->has_outer_div && str_eq(content->type, XHTML_TYPE) &&
        str_eq(build->version, STR("atom10")) && content->outer_end >= content->outer_start)
        text = str_skip(str_first(text, content->outer_end), content->outer_start);
    text = str_trim(text);
    if (content->is_base64)
        text = decode_base64(build->arena, text);
    if (!str_starts_with(build->version, STR("atom")) && str_eq(content->type, STR("text/plain")) &&
        feed_markup_looks_like_html(text))
        content->type = STR("text/html");
    if (is_html(content->type))
        text = feed_markup_normal(build->arena, text, frame->base);
    return references_mend(build->arena, text);
}

static void fill_detail(struct feed_build *build,
                        const struct feed_frame *frame,
                        struct str text,
                        struct feed_value *detail)
{
    struct arena *arena = build->arena;
    *detail = (struct feed_value){.kind = FEED_OBJECT};
    feed_value_set_text(arena, detail, STR("type"), build->content.type);
    struct feed_value *language = feed_value_at(arena, detail, STR("language"));
    if (frame->lang.len > 0)
        *language = (struct feed_value){.kind = FEED_TEXT, .text = frame->lang};
    feed_value_set_text(arena, detail, STR("base"), frame->base);
    if (build->content.src.len > 0)
        feed_value_set_text(arena, detail, STR("src"), build->content.src);
    feed_value_set_text(arena, detail, STR("value"), text);
}

void feed_content_end(struct feed_build *build, struct feed_frame *frame)
{
    struct arena *arena = build->arena;
    struct str text = finish_text(build, frame);
    struct feed_value *context = frame->context;
    if (build->content.is_listed) {
        struct feed_value *list = feed_value_at(arena, context, frame->key);
        fill_detail(build, frame, text, feed_value_add(arena, list, LIMIT_FEED_VALUES));
        bool is_text =
            is_html(build->content.type) || str_eq(build->content.type, STR("text/plain"));
        if (is_text && feed_value_find(context, STR("summary")) == NULL)
            *feed_value_at(arena, context, STR("summary")) = (struct feed_value){
                .kind = FEED_TEXT, .text = text, .rank = INT_MAX}; /* a real one replaces it */
    } else if (feed_set_ranked(build, frame, text, frame->row->kind == FEED_KIND_TITLE)) {
        struct str key = str_join(arena, frame->key, STR("_detail"));
        fill_detail(build, frame, text, feed_value_at(arena, context, key));
    }
    build->content = (struct feed_content){0};
}
