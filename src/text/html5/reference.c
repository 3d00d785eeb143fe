#include "text/html5/reference.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_NAME_BYTES = 32 };

/* What the standard says numbers of the old C1 controls mean: windows-1252. */
static const uint16_t c1_means[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static bool is_alphanumeric(char c)
{
    return char_is_alpha(c) || char_is_digit(c);
}

static int digit_value(char c, int base)
{
    if (char_is_digit(c))
        return c - '0';
    char lower = char_lower(c);
    return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

uint32_t html_reference_code(uint32_t code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0xFFFD;
    return code >= 0x80 && code < 0xA0 ? c1_means[code - 0x80] : code;
}

/* Behind "&#": the bytes that were read, 0 when it is no reference. */
static size_t read_number(struct str text, struct buf *out)
{
    size_t at = 0;
    int base = 10;
    if (at < text.len && char_lower(text.ptr[at]) == 'x') {
        base = 16;
        at++;
    }
    size_t first = at;
    uint32_t code = 0;
    for (int value = 0; at < text.len && (value = digit_value(text.ptr[at], base)) >= 0; at++)
        code = code > 0x10FFFF ? code : code * (uint32_t)base + (uint32_t)value;
    if (at == first)
        return 0;
    char bytes[4];
    buf_add(out, (struct str){bytes, utf8_encode(html_reference_code(code), bytes)});
    return at < text.len && text.ptr[at] == ';' ? at + 1 : at;
}

/* The first row whose name is not before `name`. */
static size_t lower_bound(struct str name)
{
    size_t low = 0;
    size_t high = html_n_entities;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (str_compare(html_entities[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum outcome html_reference_find(struct str name, struct str *ret_text)
{
    char ended[MAX_NAME_BYTES + 1];
    if (name.len == 0 || name.len > MAX_NAME_BYTES)
        return NOT_FOUND;
    memcpy(ended, name.ptr, name.len);
    ended[name.len] = ';';
    struct str wanted = {ended, name.len + 1};
    size_t row = lower_bound(wanted);
    if (row == html_n_entities || !str_eq(html_entities[row].name, wanted))
        return NOT_FOUND;
    *ret_text = html_entities[row].text;
    return OK;
}

/* The longest name that the text begins with, or NULL. Names that begin with
 * one another stand together, so the longest is the last before the bound. */
static const struct html_entity *find_name(struct str text)
{
    size_t n = 0;
    while (n < text.len && n < MAX_NAME_BYTES && is_alphanumeric(text.ptr[n]))
        n++;
    if (n < text.len && text.ptr[n] == ';')
        n++;
    for (; n >= 2; n--) {
        struct str name = str_first(text, n);
        size_t row = lower_bound(name);
        if (row < html_n_entities && str_eq(html_entities[row].name, name))
            return &html_entities[row];
    }
    return NULL;
}

static size_t read_name(struct str text, bool is_attribute, struct buf *out)
{
    const struct html_entity *entity = find_name(text);
    if (entity == NULL)
        return 0;
    size_t n = entity->name.len;
    bool is_ended = entity->name.ptr[n - 1] == ';';
    if (is_attribute && !is_ended && n < text.len &&
        (text.ptr[n] == '=' || is_alphanumeric(text.ptr[n])))
        return 0;
    buf_add(out, entity->text);
    return n;
}

/* Behind "&": the bytes that were read and what they mean, or 0. */
static size_t read_reference(struct str text, bool is_attribute, struct buf *out)
{
    if (text.len > 1 && text.ptr[0] == '#') {
        size_t n = read_number(str_skip(text, 1), out);
        return n > 0 ? n + 1 : 0;
    }
    return text.len > 0 && char_is_alpha(text.ptr[0]) ? read_name(text, is_attribute, out) : 0;
}

struct str html_references_read(struct arena *arena, struct str text, bool is_attribute)
{
    size_t at = 0;
    struct buf out;
    if (!str_find_char(text, '&', &at))
        return text;
    buf_init(&out, arena, 2 * text.len); /* no reference says more than twice its length */
    while (str_find_char(text, '&', &at)) {
        buf_add(&out, str_first(text, at));
        text = str_skip(text, at + 1);
        size_t n = read_reference(text, is_attribute, &out);
        if (n == 0)
            buf_add_char(&out, '&');
        text = str_skip(text, n);
    }
    buf_add(&out, text);
    return buf_text(&out);
}
