/* Reads HTML tag by tag as the HTML standard's tokeniser does and keeps a stack
 * of the elements that the parser will have open. The stack may be taller than
 * the parser's but, but for implied table parts, never shorter: an end tag that
 * the parser might ignore is not passed on. */
#include "text/html_guard.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/html_tags.h"

#include <gumbo.h>

struct element {
    GumboTag tag;
    struct str name; /* tells unknown elements apart */
};

struct tag {
    struct element element;
    struct str text;   /* from < to > */
    size_t kept_bytes; /* of text, up to the last attribute that is kept */
    bool is_end;
    bool is_self_closing;
};

struct guard {
    struct str rest;
    struct buf out;
    struct element open[LIMIT_HTML_DEPTH];
    size_t n_open;
    size_t n_too_deep; /* start tags that were left out for depth and not yet closed */
    size_t n_tags;
    bool is_unclosed[GUMBO_TAG_LAST + 1]; /* no end tag of this name follows any more */
};

static int flags_of(struct element element)
{
    return html_tag_flags(element.tag);
}

static bool is_same(struct element a, struct element b)
{
    return a.tag == b.tag && (a.tag != GUMBO_TAG_UNKNOWN || str_eq_folded(a.name, b.name));
}

/* What is left out must not turn a lone "<" before it into the start of a tag. */
static void mend_lone_bracket(struct guard *guard)
{
    struct buf *out = &guard->out;
    if (out->len > 0 && out->ptr[out->len - 1] == '<') {
        out->len--;
        BUF_ADD(out, "&lt;");
    }
}

/* The end of the attribute that starts at `at`, past its value. */
static size_t attribute_end(struct str s, size_t at)
{
    do
        at++; /* a name may begin with "=" */
    while (at < s.len && !char_is_space(s.ptr[at]) && s.ptr[at] != '/' && s.ptr[at] != '>' &&
           s.ptr[at] != '=');
    size_t value = at;
    while (value < s.len && char_is_space(s.ptr[value]))
        value++;
    if (value >= s.len || s.ptr[value] != '=')
        return at;
    value++;
    while (value < s.len && char_is_space(s.ptr[value]))
        value++;
    if (value < s.len && (s.ptr[value] == '"' || s.ptr[value] == '\'')) {
        size_t n = 0;
        if (!str_find_char(str_skip(s, value + 1), s.ptr[value], &n))
            return s.len;
        return value + 1 + n + 1;
    }
    while (value < s.len && !char_is_space(s.ptr[value]) && s.ptr[value] != '>')
        value++;
    return value;
}

/* Reads the tag at the front of `s`. False when it never ends. */
static bool read_tag(struct str s, struct tag *ret_tag)
{
    struct tag tag = {.is_end = s.ptr[1] == '/'};
    size_t start = tag.is_end ? 2 : 1;
    size_t at = start;
    while (at < s.len && !char_is_space(s.ptr[at]) && s.ptr[at] != '/' && s.ptr[at] != '>')
        at++;
    tag.element.name = (struct str){s.ptr + start, at - start};
    size_t name_bytes = tag.element.name.len < 100 ? tag.element.name.len : 100;
    tag.element.tag = gumbo_tagn_enum(tag.element.name.ptr, (unsigned)name_bytes);
    tag.kept_bytes = at;
    for (size_t n = 0; at < s.len && s.ptr[at] != '>';) {
        if (char_is_space(s.ptr[at]) || s.ptr[at] == '/') {
            at++;
            continue;
        }
        at = attribute_end(s, at);
        if (n++ < LIMIT_HTML_ATTRIBUTES)
            tag.kept_bytes = at;
    }
    if (at >= s.len)
        return false;
    tag.is_self_closing = s.ptr[at - 1] == '/';
    tag.text = str_first(s, at + 1);
    *ret_tag = tag;
    return true;
}

static void emit(struct guard *guard, const struct tag *tag)
{
    buf_add(&guard->out, str_first(tag->text, tag->kept_bytes));
    BUF_ADD(&guard->out, ">");
}

static void close_above(struct guard *guard, size_t n_left)
{
    guard->n_open = n_left;
}

static void close_one(struct guard *guard, size_t at)
{
    memmove(guard->open + at, guard->open + at + 1,
            (guard->n_open - at - 1) * sizeof(guard->open[0]));
    guard->n_open--;
}

static bool is_tag_open(const struct guard *guard, GumboTag tag)
{
    for (size_t i = guard->n_open; i-- > 0;) {
        if (guard->open[i].tag == tag)
            return true;
    }
    return false;
}

/* Does an end tag of `wanted` stop its search at this open element? */
static bool stops_search(struct element open, struct element wanted)
{
    int flags = flags_of(open);
    if (wanted.tag == GUMBO_TAG_TABLE)
        return false;
    if (flags & BARRIER)
        return true;
    if (wanted.tag == GUMBO_TAG_P)
        return open.tag == GUMBO_TAG_BUTTON;
    if (wanted.tag == GUMBO_TAG_LI)
        return open.tag == GUMBO_TAG_UL || open.tag == GUMBO_TAG_OL;
    bool is_ordinary =
        !(flags_of(wanted) & (SPECIAL | FORMATTING)) || wanted.tag == GUMBO_TAG_NOSCRIPT;
    return (flags & SPECIAL) && is_ordinary;
}

/* Closes the open element that an end tag is for, as the parser would. False
 * when there is none: the parser would ignore the tag. */
static bool close_element(struct guard *guard, struct element wanted)
{
    bool is_over_special = false;
    for (size_t i = guard->n_open; i-- > 0;) {
        struct element open = guard->open[i];
        int both = flags_of(open) & flags_of(wanted);
        if (is_same(open, wanted) || (both & HEADING)) {
            bool is_alone = wanted.tag == GUMBO_TAG_FORM ||
                            ((flags_of(wanted) & FORMATTING) && is_over_special);
            if (is_alone)
                close_one(guard, i);
            else
                close_above(guard, i);
            return true;
        }
        if (stops_search(open, wanted))
            return false;
        is_over_special = is_over_special || (flags_of(open) & SPECIAL);
    }
    return false;
}

/* A new list item ends the one before: the loops of "in body" for li, dd and dt. */
static void close_item(struct guard *guard, GumboTag tag)
{
    bool is_li = tag == GUMBO_TAG_LI;
    for (size_t i = guard->n_open; i-- > 0;) {
        GumboTag open = guard->open[i].tag;
        bool is_match = is_li ? open == GUMBO_TAG_LI : open == GUMBO_TAG_DD || open == GUMBO_TAG_DT;
        if (is_match) {
            close_above(guard, i);
            return;
        }
        bool is_passed = open == GUMBO_TAG_ADDRESS || open == GUMBO_TAG_DIV || open == GUMBO_TAG_P;
        if ((html_tag_flags(open) & SPECIAL) && !is_passed)
            return;
    }
}

/* What a start tag closes before it opens its own element. */
static void close_for_start(struct guard *guard, struct element element)
{
    static const struct element paragraph = {.tag = GUMBO_TAG_P};
    int flags = flags_of(element);
    GumboTag tag = element.tag;
    if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT)
        close_item(guard, tag);
    if (flags & CLOSES_P)
        close_element(guard, paragraph);
    if (tag == GUMBO_TAG_A || tag == GUMBO_TAG_NOBR || tag == GUMBO_TAG_BUTTON)
        close_element(guard, element);
    int replaces = flags & (HEADING | RUBY_PART);
    if (guard->n_open > 0 && (flags_of(guard->open[guard->n_open - 1]) & replaces))
        guard->n_open--;
}

/* A new row or cell closes everything down to its table. */
static bool close_to_table(struct guard *guard)
{
    size_t i = guard->n_open;
    while (i > 0 && guard->open[i - 1].tag != GUMBO_TAG_TABLE)
        i--;
    if (i > 0)
        close_above(guard, i);
    return i > 0;
}

/* Where in `s` the end tag of `name` starts; its end when there is none. */
static size_t end_tag_at(struct guard *guard, struct str s, struct element element)
{
    if (guard->is_unclosed[element.tag])
        return s.len;
    for (size_t at = 0, n = 0; str_find(str_skip(s, at), STR("</"), &n); at += 2) {
        at += n;
        struct str name = str_skip(s, at + 2);
        if (!str_starts_with_folded(name, element.name) || name.len == element.name.len)
            continue;
        char next = name.ptr[element.name.len];
        if (char_is_space(next) || next == '/' || next == '>')
            return at;
    }
    guard->is_unclosed[element.tag] = true;
    return s.len;
}

/* Content that the parser takes as text. "<!--" is broken up: in a script it
 * would make the parser pass over an end tag. */
static void copy_raw(struct guard *guard, struct element element)
{
    size_t n = end_tag_at(guard, guard->rest, element);
    struct str content = str_first(guard->rest, n);
    guard->rest = str_skip(guard->rest, n);
    for (size_t at = 0; str_find(content, STR("<!--"), &at);) {
        buf_add(&guard->out, str_first(content, at));
        BUF_ADD(&guard->out, "<! --");
        content = str_skip(content, at + 4);
    }
    buf_add(&guard->out, content);
}

static void skip_element(struct guard *guard, const struct tag *tag)
{
    mend_lone_bracket(guard);
    if (tag->is_end || tag->is_self_closing)
        return;
    size_t n = end_tag_at(guard, guard->rest, tag->element);
    if (n < guard->rest.len)
        guard->rest = str_skip(guard->rest, n);
}

static void open_element(struct guard *guard, const struct tag *tag)
{
    close_for_start(guard, tag->element);
    if (flags_of(tag->element) & VOID_TAG) {
        emit(guard, tag);
        return;
    }
    bool is_stray = (flags_of(tag->element) & RUBY_PART) && !is_tag_open(guard, GUMBO_TAG_RUBY);
    if (is_stray || guard->n_open == LIMIT_HTML_DEPTH) {
        guard->n_too_deep += !is_stray;
        mend_lone_bracket(guard);
        return;
    }
    guard->open[guard->n_open++] = tag->element;
    emit(guard, tag);
}

static void end_element(struct guard *guard, const struct tag *tag)
{
    int flags = flags_of(tag->element);
    if (flags & (RAW | UNTRACKED | TABLE_PART)) {
        emit(guard, tag);
        return;
    }
    if (guard->n_too_deep > 0) {
        guard->n_too_deep--;
        mend_lone_bracket(guard);
        return;
    }
    bool is_made = tag->element.tag == GUMBO_TAG_P || tag->element.tag == GUMBO_TAG_BR;
    if (close_element(guard, tag->element) || is_made)
        emit(guard, tag);
    else
        mend_lone_bracket(guard);
}

/* Blocks that only later parsers know: as ordinary elements they would be misjudged. */
static bool is_new_block(struct str name)
{
    return str_eq_folded(name, STR("dialog")) || str_eq_folded(name, STR("search"));
}

static void take_tag(struct guard *guard, const struct tag *tag)
{
    int flags = is_new_block(tag->element.name) ? REFUSED : flags_of(tag->element);
    guard->rest = str_skip(guard->rest, tag->text.len);
    guard->n_tags++;
    if (flags & SKIPPED) {
        skip_element(guard, tag);
    } else if (flags & REFUSED) {
        mend_lone_bracket(guard);
    } else if (tag->is_end) {
        end_element(guard, tag);
    } else if (flags & RAW) {
        close_for_start(guard, tag->element);
        emit(guard, tag);
        copy_raw(guard, tag->element);
    } else if (flags & UNTRACKED) {
        emit(guard, tag);
    } else if (flags & TABLE_PART) {
        if (close_to_table(guard))
            emit(guard, tag);
        else
            mend_lone_bracket(guard);
    } else {
        open_element(guard, tag);
    }
}

/* Comments, and what the standard takes for one, go; a doctype stays. */
static void take_declaration(struct guard *guard)
{
    struct str s = guard->rest;
    size_t n = 0;
    if (str_starts_with_folded(s, STR("<!doctype")) && str_find_char(s, '>', &n)) {
        buf_add(&guard->out, str_first(s, n + 1));
        guard->rest = str_skip(s, n + 1);
        return;
    }
    mend_lone_bracket(guard);
    bool is_found = false;
    if (!str_starts_with(s, STR("<!--"))) {
        is_found = str_find_char(s, '>', &n);
        n += 1;
    } else if (str_starts_with(s, STR("<!-->"))) {
        is_found = true;
        n = 5;
    } else {
        /* From the second hyphen on, so that "<!--->" is whole; "--!>" ends a comment too. */
        for (size_t at = 2; !is_found && str_find(str_skip(s, at), STR("--"), &n); at++) {
            at += n;
            struct str after = str_skip(s, at + 2);
            is_found = at > 2 && str_starts_with(after, STR("!>"));
            n = at + 4;
            if (!is_found && str_starts_with(after, STR(">"))) {
                is_found = true;
                n = at + 3;
            }
        }
    }
    guard->rest = is_found ? str_skip(s, n) : str_skip(s, s.len);
}

static void take_markup(struct guard *guard)
{
    struct str s = guard->rest;
    char next = s.len > 1 ? s.ptr[1] : '\0';
    char after = s.len > 2 ? s.ptr[2] : '\0';
    struct tag tag;
    if (char_is_alpha(next) || (next == '/' && char_is_alpha(after))) {
        if (read_tag(s, &tag)) {
            take_tag(guard, &tag);
            return;
        }
        mend_lone_bracket(guard);
        guard->rest = str_skip(s, s.len);
    } else if (next == '!' || next == '?' || (next == '/' && s.len > 2)) {
        take_declaration(guard);
    } else {
        BUF_ADD(&guard->out, "<");
        guard->rest = str_skip(s, 1);
        guard->n_tags++; /* each makes the parser start over: as dear as a tag */
    }
}

enum outcome html_guard(struct arena *arena, struct str html, struct str *ret_html)
{
    if (html.len > LIMIT_HTML_BYTES)
        return TOO_LARGE;
    struct guard *guard = arena_new(arena, struct guard);
    guard->rest = html;
    buf_init(&guard->out, arena, html.len + html.len / 2 + 16);
    buf_reserve(&guard->out, html.len + 16);
    for (size_t n = 0; str_find_char(guard->rest, '<', &n);) {
        buf_add(&guard->out, str_first(guard->rest, n));
        guard->rest = str_skip(guard->rest, n);
        take_markup(guard);
        if (guard->n_tags > LIMIT_HTML_NODES)
            return TOO_LARGE;
    }
    buf_add(&guard->out, guard->rest);
    return buf_finish(&guard->out, ret_html);
}
