#include "text/json.h"

#include "base/limits.h"
#include "base/utf8.h"

struct json_reader json_read(struct str text)
{
    return (struct json_reader){.rest = text};
}

static void fail(struct json_reader *r, const char *fault)
{
    if (r->fault == NULL)
        r->fault = fault;
    r->rest.len = 0;
}

static void skip_space(struct json_reader *r)
{
    size_t n = 0;
    while (n < r->rest.len && (r->rest.ptr[n] == ' ' || r->rest.ptr[n] == '\n' ||
                               r->rest.ptr[n] == '\t' || r->rest.ptr[n] == '\r'))
        n++;
    r->rest = str_skip(r->rest, n);
}

char json_peek(struct json_reader *r)
{
    skip_space(r);
    return r->rest.len > 0 ? r->rest.ptr[0] : '\0';
}

bool json_is_good(struct json_reader *r)
{
    if (r->fault == NULL && json_peek(r) != '\0')
        r->fault = "something follows the value";
    return r->fault == NULL;
}

static bool take(struct json_reader *r, char wanted)
{
    if (json_peek(r) != wanted)
        return false;
    r->rest = str_skip(r->rest, 1);
    return true;
}

/* --- numbers and words -------------------------------------------------------- */

static bool take_word(struct json_reader *r, struct str word)
{
    (void)json_peek(r);
    if (!str_starts_with(r->rest, word))
        return false;
    r->rest = str_skip(r->rest, word.len);
    return true;
}

static bool is_of_number(char c)
{
    return char_is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* The characters of a number, as they stand there; empty when there is none. */
static struct str take_digits(struct json_reader *r)
{
    char first = json_peek(r);
    size_t n = 0;
    if (first != '-' && !char_is_digit(first))
        return STR("");
    while (n < r->rest.len && is_of_number(r->rest.ptr[n]))
        n++;
    struct str digits = str_first(r->rest, n);
    r->rest = str_skip(r->rest, n);
    return digits;
}

int64_t json_number(struct json_reader *r)
{
    if (take_word(r, STR("null")))
        return 0;
    struct str digits = take_digits(r);
    bool is_negative = str_starts_with(digits, STR("-"));
    int64_t number = 0;
    if (str_to_number(str_skip(digits, is_negative ? 1 : 0), INT64_MAX, &number) != OK)
        fail(r, "a whole number is expected");
    return is_negative ? -number : number;
}

bool json_bool(struct json_reader *r)
{
    if (take_word(r, STR("true")))
        return true;
    if (!take_word(r, STR("false")) && !take_word(r, STR("null")))
        fail(r, "true or false is expected");
    return false;
}

/* --- texts --------------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (char_is_digit(c))
        return c - '0';
    c = char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four digits behind "\u"; -1 when there are none. */
static int32_t take_unit(struct str *rest)
{
    int32_t unit = 0;
    if (rest->len < 4)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        int digit = hex_digit(rest->ptr[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    *rest = str_skip(*rest, 4);
    return unit;
}

/* The character behind "\u", of one or two units; 0 when it is none. */
static uint32_t take_code(struct str *rest)
{
    int32_t first = take_unit(rest);
    if (first <= 0)
        return 0;
    if (first < 0xD800 || first > 0xDFFF)
        return (uint32_t)first;
    if (first > 0xDBFF || !str_starts_with(*rest, STR("\\u")))
        return 0;
    *rest = str_skip(*rest, 2);
    int32_t second = take_unit(rest);
    if (second < 0xDC00 || second > 0xDFFF)
        return 0;
    return 0x10000 + (((uint32_t)first - 0xD800) << 10) + ((uint32_t)second - 0xDC00);
}

/* The simple ones stand for these, in this order. */
static const char escapes[] = "\"\\/bfnrt";
static const char meanings[] = "\"\\/\b\f\n\r\t";

static bool add_escape(struct buf *out, struct str *rest)
{
    if (rest->len == 0)
        return false;
    char c = rest->ptr[0];
    *rest = str_skip(*rest, 1);
    if (c == 'u') {
        char bytes[4];
        uint32_t code = take_code(rest);
        if (code == 0)
            return false;
        buf_add(out, (struct str){bytes, utf8_encode(code, bytes)});
        return true;
    }
    const char *at = memchr(escapes, c, sizeof(escapes) - 1);
    if (at != NULL)
        buf_add_char(out, meanings[at - escapes]);
    return at != NULL;
}

/* How many bytes stand before the quote, the backslash or the control character. */
static size_t plain_length(struct str text)
{
    size_t n = 0;
    while (n < text.len) {
        unsigned char c = (unsigned char)text.ptr[n];
        if (c == '"' || c == '\\' || c < ' ')
            break;
        n++;
    }
    return n;
}

/* From the first backslash on, into the arena. */
static struct str unescape(struct arena *arena, struct json_reader *r, size_t n_plain)
{
    struct buf out;
    size_t end = 0;
    (void)str_find_char(r->rest, '"', &end);
    buf_init(&out, arena, r->rest.len);
    (void)buf_reserve(&out, end > n_plain ? end : n_plain);
    struct str rest = r->rest;
    for (;;) {
        buf_add(&out, str_first(rest, n_plain));
        rest = str_skip(rest, n_plain);
        if (rest.len == 0 || (rest.ptr[0] != '"' && rest.ptr[0] != '\\'))
            break;
        bool is_end = rest.ptr[0] == '"';
        rest = str_skip(rest, 1);
        if (is_end) {
            r->rest = rest;
            return buf_text(&out);
        }
        if (!add_escape(&out, &rest))
            break;
        n_plain = plain_length(rest);
    }
    fail(r, "a text is not written as it should be, or not ended");
    return STR("");
}

struct str json_text(struct arena *arena, struct json_reader *r)
{
    if (take_word(r, STR("null")))
        return STR("");
    if (!take(r, '"')) {
        struct str digits = take_digits(r);
        if (digits.len == 0)
            fail(r, "a text is expected");
        return digits;
    }
    size_t n = plain_length(r->rest);
    if (n < r->rest.len && r->rest.ptr[n] == '"') {
        struct str text = str_first(r->rest, n);
        r->rest = str_skip(r->rest, n + 1);
        return text;
    }
    return unescape(arena, r, n);
}

/* --- objects and lists ----------------------------------------------------------- */

void json_enter(struct json_reader *r, char open)
{
    if (!take(r, open))
        fail(r, open == '{' ? "an object is expected" : "a list is expected");
    r->is_first = true;
}

/* False at the end of the value, or after a fault. */
static bool next(struct json_reader *r, char close)
{
    if (r->fault != NULL)
        return false;
    bool is_first = r->is_first;
    r->is_first = false;
    if (take(r, close))
        return false;
    if (is_first || take(r, ','))
        return true;
    fail(r, r->rest.len == 0 ? "it ends in the middle" : "a comma is expected");
    return false;
}

bool json_next_member(struct arena *arena, struct json_reader *r, struct str *ret_name)
{
    if (!next(r, '}'))
        return false;
    if (json_peek(r) != '"')
        fail(r, r->rest.len == 0 ? "it ends in the middle" : "a name is expected");
    else
        *ret_name = json_text(arena, r);
    if (r->fault == NULL && !take(r, ':'))
        fail(r, "a colon is expected");
    return r->fault == NULL;
}

bool json_next_item(struct json_reader *r)
{
    return next(r, ']');
}

static void skip_text(struct json_reader *r)
{
    r->rest = str_skip(r->rest, 1);
    for (;;) {
        r->rest = str_skip(r->rest, plain_length(r->rest));
        if (r->rest.len == 0 || (r->rest.ptr[0] != '"' && r->rest.ptr[0] != '\\')) {
            fail(r, "a text is not ended");
            return;
        }
        bool is_end = r->rest.ptr[0] == '"';
        r->rest = str_skip(r->rest, is_end ? 1 : 2);
        if (is_end)
            return;
    }
}

static void skip_word(struct json_reader *r)
{
    bool is_word = take_word(r, STR("true")) || take_word(r, STR("false")) ||
                   take_word(r, STR("null")) || take_digits(r).len > 0;
    if (!is_word)
        fail(r, r->rest.len == 0 ? "it ends in the middle" : "a value is expected");
}

/* Brackets need only balance: what is passed over is not looked at. */
void json_skip(struct json_reader *r)
{
    int depth = 0;
    do {
        char c = json_peek(r);
        if (c == '"') {
            skip_text(r);
        } else if (c == '{' || c == '[') {
            depth++;
            r->rest = str_skip(r->rest, 1);
        } else if (depth > 0 && (c == '}' || c == ']')) {
            depth--;
            r->rest = str_skip(r->rest, 1);
        } else if (depth > 0 && (c == ',' || c == ':')) {
            r->rest = str_skip(r->rest, 1);
        } else {
            skip_word(r);
        }
        if (depth > LIMIT_JSON_DEPTH)
            fail(r, "it is nested too deeply");
    } while (depth > 0 && r->fault == NULL);
}

/* --- writing ---------------------------------------------------------------------- */

void json_add_text(struct buf *buf, struct str text)
{
    BUF_ADD(buf, "\"");
    while (text.len > 0) {
        size_t n = plain_length(text);
        buf_add(buf, str_first(text, n));
        text = str_skip(text, n);
        if (text.len == 0)
            break;
        const char *at = memchr(meanings, text.ptr[0], sizeof(meanings) - 1);
        BUF_ADD(buf, "\\");
        if (at != NULL)
            buf_add_char(buf, escapes[at - meanings]);
        else
            buf_print(buf, "u%04x", (unsigned)(unsigned char)text.ptr[0]);
        text = str_skip(text, 1);
    }
    BUF_ADD(buf, "\"");
}

void json_add_name(struct buf *buf, struct str name)
{
    struct str before = buf_text(buf);
    if (before.len > 0 && before.ptr[before.len - 1] != '{')
        BUF_ADD(buf, ",");
    json_add_text(buf, name);
    BUF_ADD(buf, ":");
}

void json_add_member(struct buf *buf, struct str name, struct str text)
{
    if (text.len == 0)
        return;
    json_add_name(buf, name);
    json_add_text(buf, text);
}

void json_add_number(struct buf *buf, struct str name, int64_t number)
{
    if (number == 0)
        return;
    json_add_name(buf, name);
    buf_add_number(buf, number);
}
