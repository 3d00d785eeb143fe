#include "capture/encoding.h"

#include "capture/letters.h"

#include "base/cleanup.h"
#include "base/utf8.h"

#include <unicode/ucnv.h>

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* How far a document is searched for its own word, and for what makes it binary. */
enum { PRESCAN_BYTES = 4096, SAMPLE_BYTES = 8192 };

/* Labels that browsers read as a wider encoding than they name (encoding.spec.whatwg.org). */
static const struct {
    struct str label;
    const char *icu;
} widened[] = {
    {STR_INIT("iso-8859-1"), "windows-1252"}, {STR_INIT("latin1"), "windows-1252"},
    {STR_INIT("us-ascii"), "windows-1252"},   {STR_INIT("ascii"), "windows-1252"},
    {STR_INIT("iso8859-1"), "windows-1252"},  {STR_INIT("iso-8859-9"), "windows-1254"},
    {STR_INIT("gb2312"), "gb18030"},          {STR_INIT("gbk"), "gb18030"},
    {STR_INIT("x-gbk"), "gb18030"},           {STR_INIT("shift_jis"), "windows-31j"},
    {STR_INIT("shift-jis"), "windows-31j"},   {STR_INIT("x-sjis"), "windows-31j"},
    {STR_INIT("euc-kr"), "windows-949"},      {STR_INIT("ks_c_5601-1987"), "windows-949"},
    {STR_INIT("tis-620"), "windows-874"},     {STR_INIT("iso-8859-11"), "windows-874"},
    {STR_INIT("big5"), "Big5-HKSCS"},
};

static void converter_close(UConverter **converter)
{
    ucnv_close(*converter);
}

static bool is_utf8_label(struct str label)
{
    return str_eq_folded(label, STR("utf-8")) || str_eq_folded(label, STR("utf8"));
}

/* What ICU calls it; NULL when it knows no such encoding. */
static UConverter *converter_open(struct arena *arena, struct str label)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *name = NULL;
    for (size_t i = 0; i < N_OF(widened); i++) {
        if (str_eq_folded(widened[i].label, label))
            name = widened[i].icu;
    }
    if (!name && (label.len == 0 || label.len > 40 || str_c(arena, label, &name) != OK))
        return NULL;
    UConverter *converter = ucnv_open(name, &code);
    if (U_FAILURE(code)) {
        ucnv_close(converter);
        return NULL;
    }
    return converter;
}

/* False when ICU knows no such encoding or stumbles over the bytes. */
static bool convert(struct arena *arena, struct str bytes, struct str label, struct str *ret_text)
{
    CLEANUP(converter_close) UConverter *converter = converter_open(arena, label);
    UErrorCode code = U_ZERO_ERROR;
    if (!converter || bytes.len > INT32_MAX / 4)
        return false;
    int32_t n_bytes = (int32_t)bytes.len;
    int32_t n = ucnv_toAlgorithmic(UCNV_UTF8, converter, NULL, 0, bytes.ptr, n_bytes, &code);
    if (code != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(code))
        return false;
    char *text = arena_alloc_raw(arena, (size_t)n + 1);
    code = U_ZERO_ERROR;
    n = ucnv_toAlgorithmic(UCNV_UTF8, converter, text, n + 1, bytes.ptr, n_bytes, &code);
    if (U_FAILURE(code))
        return false;
    *ret_text = (struct str){text, (size_t)n};
    return true;
}

/* The label at the front, without quotes around it. */
static struct str unquoted(struct str s)
{
    s = str_trim(s);
    if (s.len > 0 && (s.ptr[0] == '"' || s.ptr[0] == '\''))
        s = str_trim(str_skip(s, 1));
    size_t n = 0;
    while (n < s.len && (char_is_alpha(s.ptr[n]) || char_is_digit(s.ptr[n]) || s.ptr[n] == '-' ||
                         s.ptr[n] == '_' || s.ptr[n] == ':' || s.ptr[n] == '.'))
        n++;
    return str_first(s, n);
}

/* The label behind "charset=" (or XML's "encoding="), quotes and spaces aside. */
static struct str label_behind(struct str s, struct str key)
{
    size_t at = 0;
    for (; str_find(s, key, &at); s = str_skip(s, at + key.len)) {
        struct str rest = str_trim(str_skip(s, at + key.len));
        if (rest.len == 0 || rest.ptr[0] != '=')
            continue;
        return unquoted(str_skip(rest, 1));
    }
    return (struct str){0};
}

/* What the document says in a meta element or an XML declaration. */
static struct str label_in(struct arena *arena, struct str bytes)
{
    struct str head = str_lower(arena, str_first(bytes, PRESCAN_BYTES));
    size_t at = 0;
    if (str_starts_with(head, STR("<?xml"))) {
        struct str declaration = str_find(head, STR("?>"), &at) ? str_first(head, at) : head;
        struct str label = label_behind(declaration, STR("encoding"));
        if (label.len > 0)
            return label;
    }
    for (; str_find(head, STR("<meta"), &at); head = str_skip(head, at + 5)) {
        struct str element = str_skip(head, at);
        size_t end = 0;
        element = str_find_char(element, '>', &end) ? str_first(element, end) : element;
        struct str label = label_behind(element, STR("charset"));
        if (label.len > 0)
            return str_starts_with(label, STR("utf-16")) ? STR("utf-8") : label;
    }
    return (struct str){0};
}

/* Bytes above ASCII that make valid UTF-8 are that, whatever the document says: pages are
 * saved and passed on in another encoding than they were written in. */
static bool is_surely_utf8(struct str bytes, struct str label)
{
    bool is_ascii = true;
    for (size_t i = 0; i < bytes.len && is_ascii; i++)
        is_ascii = (unsigned char)bytes.ptr[i] < 0x80;
    return (label.len == 0 || !is_ascii) && utf8_is_valid(bytes);
}

struct str encoding_to_utf8(struct arena *arena, struct str bytes, struct str charset)
{
    struct str text = {0};
    if (str_starts_with(bytes, STR("\xEF\xBB\xBF")))
        return utf8_repair(arena, str_skip(bytes, 3));
    if (str_starts_with(bytes, STR("\xFF\xFE")) &&
        convert(arena, str_skip(bytes, 2), STR("UTF-16LE"), &text))
        return text;
    if (str_starts_with(bytes, STR("\xFE\xFF")) &&
        convert(arena, str_skip(bytes, 2), STR("UTF-16BE"), &text))
        return text;
    struct str label = charset.len > 0 ? charset : label_in(arena, bytes);
    if (is_utf8_label(label) || (charset.len == 0 && is_surely_utf8(bytes, label)))
        return utf8_repair(arena, bytes);
    if (convert(arena, bytes, label, &text))
        return text;
    if (!utf8_is_valid(bytes) && convert(arena, bytes, STR("windows-1252"), &text))
        return text;
    return utf8_repair(arena, bytes);
}

bool encoding_is_binary(struct str bytes)
{
    static const struct str magic[] = {
        STR_INIT("%PDF-"),
        STR_INIT("PK\x03\x04"),
        STR_INIT("\x89PNG"),
        STR_INIT("\xFF\xD8\xFF"),
        STR_INIT("GIF8"),
        STR_INIT("\x7F"
                 "ELF"),
        STR_INIT("\x1F\x8B"),
        STR_INIT("RIFF"),
        STR_INIT("OggS"),
        STR_INIT("ID3"),
        STR_INIT("\xD0\xCF\x11\xE0"),
    };
    for (size_t i = 0; i < N_OF(magic); i++) {
        if (str_starts_with(bytes, magic[i]))
            return true;
    }
    if (str_starts_with(bytes, STR("\xFF\xFE")) || str_starts_with(bytes, STR("\xFE\xFF")))
        return false;
    struct str sample = str_first(bytes, SAMPLE_BYTES);
    size_t n_controls = 0;
    for (size_t i = 0; i < sample.len; i++) {
        unsigned char c = (unsigned char)sample.ptr[i];
        n_controls += c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
    }
    return n_controls * 10 > sample.len;
}

struct str encoding_of_content_type(struct str content_type)
{
    struct str rest = content_type;
    struct str parameter = {0};
    while (str_cut(&rest, ';', &parameter)) {
        parameter = str_trim(parameter);
        if (str_starts_with_folded(parameter, STR("charset=")))
            return unquoted(str_skip(parameter, STR("charset=").len));
    }
    return (struct str){0};
}
