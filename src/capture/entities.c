#include "capture/entities.h"

#include "base/buf.h"
#include "base/utf8.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    struct str name;
    uint32_t code;
} names[] = {
    {STR_INIT("amp"), '&'},      {STR_INIT("quot"), '"'},      {STR_INIT("apos"), '\''},
    {STR_INIT("lt"), '<'},       {STR_INIT("gt"), '>'},        {STR_INIT("nbsp"), 0xA0},
    {STR_INIT("rsquo"), 0x2019}, {STR_INIT("lsquo"), 0x2018},  {STR_INIT("rdquo"), 0x201D},
    {STR_INIT("ldquo"), 0x201C}, {STR_INIT("bdquo"), 0x201E},  {STR_INIT("sbquo"), 0x201A},
    {STR_INIT("laquo"), 0xAB},   {STR_INIT("raquo"), 0xBB},    {STR_INIT("ndash"), 0x2013},
    {STR_INIT("mdash"), 0x2014}, {STR_INIT("hellip"), 0x2026}, {STR_INIT("shy"), 0xAD},
    {STR_INIT("auml"), 0xE4},    {STR_INIT("ouml"), 0xF6},     {STR_INIT("uuml"), 0xFC},
    {STR_INIT("Auml"), 0xC4},    {STR_INIT("Ouml"), 0xD6},     {STR_INIT("Uuml"), 0xDC},
    {STR_INIT("szlig"), 0xDF},   {STR_INIT("eacute"), 0xE9},   {STR_INIT("egrave"), 0xE8},
    {STR_INIT("ecirc"), 0xEA},   {STR_INIT("agrave"), 0xE0},   {STR_INIT("acirc"), 0xE2},
    {STR_INIT("aacute"), 0xE1},  {STR_INIT("iacute"), 0xED},   {STR_INIT("oacute"), 0xF3},
    {STR_INIT("uacute"), 0xFA},  {STR_INIT("ntilde"), 0xF1},   {STR_INIT("ccedil"), 0xE7},
    {STR_INIT("ocirc"), 0xF4},   {STR_INIT("icirc"), 0xEE},    {STR_INIT("ucirc"), 0xFB},
    {STR_INIT("Eacute"), 0xC9},  {STR_INIT("aring"), 0xE5},    {STR_INIT("oslash"), 0xF8},
    {STR_INIT("aelig"), 0xE6},   {STR_INIT("atilde"), 0xE3},   {STR_INIT("otilde"), 0xF5},
    {STR_INIT("iuml"), 0xEF},    {STR_INIT("euml"), 0xEB},     {STR_INIT("euro"), 0x20AC},
    {STR_INIT("pound"), 0xA3},   {STR_INIT("copy"), 0xA9},     {STR_INIT("reg"), 0xAE},
    {STR_INIT("trade"), 0x2122}, {STR_INIT("middot"), 0xB7},   {STR_INIT("bull"), 0x2022},
};

/* "#8217" or "#x2019"; 0 when it is no character. */
static uint32_t code_of_number(struct str digits)
{
    uint32_t base = 10;
    uint32_t code = 0;
    if (digits.len > 0 && char_lower(digits.ptr[0]) == 'x') {
        base = 16;
        digits = str_skip(digits, 1);
    }
    for (size_t i = 0; i < digits.len; i++) {
        char c = char_lower(digits.ptr[i]);
        bool is_hex = base == 16 && c >= 'a' && c <= 'f';
        if (!char_is_digit(c) && !is_hex)
            return 0;
        code = code * base + (uint32_t)(is_hex ? c - 'a' + 10 : c - '0');
        if (code > 0x10FFFF)
            return 0;
    }
    bool is_half = code >= 0xD800 && code <= 0xDFFF;
    return code < 0x20 || is_half ? 0 : code;
}

static uint32_t code_of(struct str name)
{
    if (name.len > 1 && name.ptr[0] == '#')
        return code_of_number(str_skip(name, 1));
    for (size_t i = 0; i < N_OF(names); i++) {
        if (str_eq(names[i].name, name))
            return names[i].code;
    }
    return 0;
}

/* Takes a reference off the front of `*s`, which begins with '&'; 0 when it is none. */
static uint32_t take_reference(struct str *s)
{
    size_t end = 0;
    struct str name = str_first(str_skip(*s, 1), 12);
    if (!str_find_char(name, ';', &end))
        return 0;
    uint32_t code = code_of(str_first(name, end));
    if (code != 0)
        *s = str_skip(*s, end + 2);
    return code;
}

static struct str decode_references(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len + 4);
    while (text.len > 0) {
        char bytes[4];
        uint32_t code = text.ptr[0] == '&' ? take_reference(&text) : 0;
        if (code != 0) {
            buf_add(&out, (struct str){bytes, utf8_encode(code, bytes)});
            continue;
        }
        buf_add_char(&out, text.ptr[0]);
        text = str_skip(text, 1);
    }
    return buf_text(&out);
}

/* "<em>", "</a>": a letter or a slash must follow the bracket, and it must close soon. */
static bool take_markup(struct str *s)
{
    size_t end = 0;
    struct str inside = str_first(str_skip(*s, 1), 200);
    if (inside.len == 0 || !(char_is_alpha(inside.ptr[0]) || inside.ptr[0] == '/') ||
        !str_find_char(inside, '>', &end))
        return false;
    *s = str_skip(*s, end + 2);
    return true;
}

static struct str drop_markup(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len);
    while (text.len > 0) {
        if (text.ptr[0] == '<' && take_markup(&text))
            continue;
        buf_add_char(&out, text.ptr[0]);
        text = str_skip(text, 1);
    }
    return buf_text(&out);
}

struct str entities_decode(struct arena *arena, struct str text)
{
    size_t at = 0;
    if (str_find_char(text, '&', &at))
        text = decode_references(arena, text);
    if (str_find_char(text, '<', &at))
        text = drop_markup(arena, text);
    return text;
}
