#include "capture/json_mend.h"

#include "base/buf.h"

/* Takes up to four hex digits; the number of those that were there. */
static size_t take_hex(struct str s, unsigned *ret_code)
{
    size_t n = 0;
    unsigned code = 0;
    for (; n < 4 && n < s.len; n++) {
        char c = char_lower(s.ptr[n]);
        bool is_letter = c >= 'a' && c <= 'f';
        if (!is_letter && !char_is_digit(c))
            break;
        code = code * 16 + (unsigned)(is_letter ? c - 'a' + 10 : c - '0');
    }
    *ret_code = code;
    return n;
}

static bool is_low_half(struct str s)
{
    unsigned code = 0;
    return str_starts_with(s, STR("\\u")) && take_hex(str_skip(s, 2), &code) == 4 &&
           code >= 0xDC00 && code <= 0xDFFF;
}

/* `s` is behind "\u". Halves of a pair that stand alone become U+FFFD. */
static struct str mend_code(struct buf *out, struct str s)
{
    unsigned code = 0;
    if (take_hex(s, &code) < 4) {
        BUF_ADD(out, "u");
        return s;
    }
    struct str rest = str_skip(s, 4);
    bool is_high = code >= 0xD800 && code <= 0xDBFF;
    bool is_low = code >= 0xDC00 && code <= 0xDFFF;
    if (is_low || (is_high && !is_low_half(rest))) {
        BUF_ADD(out, "\\uFFFD");
        return rest;
    }
    size_t n = is_high ? 4 + 6 : 4;
    BUF_ADD(out, "\\u");
    buf_add(out, str_first(s, n));
    return str_skip(s, n);
}

/* `s` is behind a backslash; an escape that JSON has not is its letter. */
static struct str mend_escape(struct buf *out, struct str s)
{
    if (s.len == 0)
        return s;
    char c = s.ptr[0];
    if (c == 'u')
        return mend_code(out, str_skip(s, 1));
    if (c != '\0' && strchr("\"\\/bfnrt", c) != NULL)
        BUF_ADD(out, "\\");
    buf_add_char(out, (unsigned char)c < 0x20 ? ' ' : c);
    return str_skip(s, 1);
}

/* `s` is behind an opening quotation mark; returns what follows the closing one. */
static struct str mend_text(struct buf *out, struct str s)
{
    buf_add_char(out, '"');
    while (s.len > 0 && s.ptr[0] != '"') {
        char c = s.ptr[0];
        s = str_skip(s, 1);
        if (c == '\\')
            s = mend_escape(out, s);
        else
            buf_add_char(out, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
    }
    buf_add_char(out, '"');
    return str_skip(s, 1);
}

/* Takes a comment or a wrapper off the front of `*s`; false when none stands there. */
static bool take_comment(struct str *s)
{
    static const struct {
        struct str opening;
        struct str closing; /* empty: the opening alone goes */
    } comments[] = {
        {STR_INIT("/*"), STR_INIT("*/")}, {STR_INIT("//]]>"), STR_INIT("")},
        {STR_INIT("//"), STR_INIT("\n")}, {STR_INIT("<![CDATA["), STR_INIT("")},
        {STR_INIT("]]>"), STR_INIT("")},  {STR_INIT("<!--"), STR_INIT("")},
        {STR_INIT("-->"), STR_INIT("")},  {STR_INIT("<! --"), STR_INIT("")}, /* html_guard.c's */
    };
    for (size_t i = 0; i < N_OF(comments); i++) {
        size_t at = 0;
        if (!str_starts_with(*s, comments[i].opening))
            continue;
        struct str rest = str_skip(*s, comments[i].opening.len);
        /* "//<![CDATA[" comments the wrapper out, not the line */
        bool is_wrapped = str_starts_with(rest, STR("<![CDATA["));
        if (comments[i].closing.len > 0 && !is_wrapped)
            rest = str_find(rest, comments[i].closing, &at)
                       ? str_skip(rest, at + comments[i].closing.len)
                       : (struct str){0};
        *s = rest;
        return true;
    }
    return false;
}

static struct str skip_space(struct str s)
{
    while (s.len > 0 && (char_is_space(s.ptr[0]) || take_comment(&s))) {
        if (s.len > 0 && char_is_space(s.ptr[0]))
            s = str_skip(s, 1);
    }
    return s;
}

/* A comma counts when a value follows it. */
static bool leads_nowhere(struct str behind)
{
    struct str rest = skip_space(behind);
    return rest.len == 0 || rest.ptr[0] == '}' || rest.ptr[0] == ']' || rest.ptr[0] == ',';
}

/* Whole texts that were escaped for HTML once too often. */
static struct str mend_quotes(struct arena *arena, struct str json)
{
    size_t at = 0;
    struct buf out;
    if (str_contains(json, STR("\"")) || !str_contains(json, STR("&quot;")))
        return json;
    buf_init(&out, arena, json.len);
    for (; str_find(json, STR("&quot;"), &at); json = str_skip(json, at + 6)) {
        buf_add(&out, str_first(json, at));
        BUF_ADD(&out, "\"");
    }
    buf_add(&out, json);
    return buf_text(&out);
}

struct str json_mend(struct arena *arena, struct str json)
{
    struct buf out;
    json = mend_quotes(arena, json);
    buf_init(&out, arena, json.len * 4 + 16);
    while (json.len > 0) {
        char c = json.ptr[0];
        if (take_comment(&json))
            continue;
        json = str_skip(json, 1);
        if (c == '"')
            json = mend_text(&out, json);
        else if (c == ',' && leads_nowhere(json))
            continue;
        else
            buf_add_char(&out, (unsigned char)c < 0x20 ? ' ' : c);
    }
    return buf_text(&out);
}
