#include "views/escape.h"

/* What a byte becomes; 0 is itself. */
enum replacement { ITSELF, AMP, LESS, MORE, QUOTE, TICK, RETURN, NUL };

static const struct str replacements[] = {
    [AMP] = STR_INIT("&amp;"),        [LESS] = STR_INIT("&lt;"),  [MORE] = STR_INIT("&gt;"),
    [QUOTE] = STR_INIT("&quot;"),     [TICK] = STR_INIT("&#39;"), [RETURN] = STR_INIT("&#13;"),
    [NUL] = STR_INIT("\xEF\xBF\xBD"), /* U+FFFD, as a parser would make it */
};

static const unsigned char text_class[256] = {
    ['&'] = AMP, ['<'] = LESS, ['>'] = MORE, ['\r'] = RETURN, ['\0'] = NUL};
static const unsigned char attr_class[256] = {
    ['&'] = AMP,   ['<'] = LESS,    ['>'] = MORE, ['"'] = QUOTE,
    ['\''] = TICK, ['\r'] = RETURN, ['\0'] = NUL};

/* Copies runs between the bytes that need a replacement. */
static void add_escaped(struct buf *out, struct str text, const unsigned char class_of[256])
{
    const char *end = text.ptr + text.len, *run = text.ptr;

    for (const char *at = run; at < end; at++) {
        unsigned char class = class_of[(unsigned char)*at];
        if (class == ITSELF)
            continue;
        buf_add(out, (struct str){run, (size_t)(at - run)});
        buf_add(out, replacements[class]);
        run = at + 1;
    }
    buf_add(out, (struct str){run, (size_t)(end - run)});
}

void view_add_text(struct buf *out, struct str text)
{
    add_escaped(out, text, text_class);
}

void view_add_attr(struct buf *out, struct str text)
{
    add_escaped(out, text, attr_class);
}

/* Browsers drop tabs and line ends inside an address before they read it, so
 * a control byte could hide a scheme. */
static bool has_control(struct str url)
{
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c < 0x20 || c == 0x7f)
            return true;
    }
    return false;
}

static bool url_is_harmless(struct str url)
{
    if (url.len == 0)
        return true;
    if (has_control(url))
        return false;
    if (url.ptr[0] == '#' || url.ptr[0] == '?')
        return true;
    if (url.ptr[0] == '/') /* "//host" and "/\host" are other hosts */
        return url.len == 1 || (url.ptr[1] != '/' && url.ptr[1] != '\\');
    return str_starts_with_folded(url, STR("https://")) ||
           str_starts_with_folded(url, STR("http://")) ||
           str_starts_with_folded(url, STR("mailto:"));
}

void view_add_url(struct buf *out, struct str url)
{
    view_add_attr(out, url_is_harmless(url) ? url : STR("#"));
}

static bool is_unreserved(char c)
{
    return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void view_add_part(struct buf *out, struct str text)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t run = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (is_unreserved(text.ptr[i]))
            continue;
        unsigned char c = (unsigned char)text.ptr[i];
        char encoded[3] = {'%', hex[c >> 4], hex[c & 15]};
        buf_add(out, (struct str){text.ptr + run, i - run});
        buf_add(out, (struct str){encoded, sizeof(encoded)});
        run = i + 1;
    }
    buf_add(out, str_skip(text, run));
}

/* Adds the digits, grouped by threes. */
static void add_grouped(struct buf *out, uint64_t number, struct str separator)
{
    char digits[20]; /* of UINT64_MAX */
    size_t n = 0;

    if (number < 1000) {
        buf_add_unsigned(out, number);
        return;
    }
    do {
        digits[n++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (n > 0) {
        n--;
        buf_add_char(out, digits[n]);
        if (n > 0 && n % 3 == 0)
            buf_add(out, separator);
    }
}

void view_add_unsigned(struct buf *out, uint64_t number)
{
    buf_add_unsigned(out, number);
}

void view_add_signed(struct buf *out, int64_t number)
{
    buf_add_number(out, number);
}

void view_count_unsigned(struct buf *out, const struct view_context *cx, uint64_t number)
{
    add_grouped(out, number, language_separator(cx->language));
}

void view_count_signed(struct buf *out, const struct view_context *cx, int64_t number)
{
    if (number < 0)
        BUF_ADD(out, "-");
    view_count_unsigned(out, cx, view_amount_signed(number));
}
