#include "capture/encoding.h"

#include "capture/encoding_prescan.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

/* How much is looked at for what makes bytes binary. */
enum { SAMPLE_BYTES = 8192 };

/* Where ICU's converter differs from the standard's table. */
static const struct {
    const char *name;
    unsigned char byte;
    uint32_t code;
} patches[] = {
    {"KOI8-U", 0xAE, 0x045E},       {"KOI8-U", 0xBE, 0x040E},      {"windows-1253", 0xAA, 0xFFFD},
    {"windows-1255", 0xCA, 0x05BA}, {"windows-874", 0xDB, 0xFFFD}, {"windows-874", 0xDC, 0xFFFD},
    {"windows-874", 0xDD, 0xFFFD},  {"windows-874", 0xDE, 0xFFFD}, {"windows-874", 0xFC, 0xFFFD},
    {"windows-874", 0xFD, 0xFFFD},  {"windows-874", 0xFE, 0xFFFD}, {"windows-874", 0xFF, 0xFFFD},
    {"ISO-8859-16", 0xA1, 0x0104},  {"ISO-8859-16", 0xA2, 0x0105}, {"ISO-8859-16", 0xA3, 0x0141},
    {"ISO-8859-16", 0xA5, 0x201E},  {"ISO-8859-16", 0xAA, 0x0218}, {"ISO-8859-16", 0xAC, 0x0179},
    {"ISO-8859-16", 0xAE, 0x017A},  {"ISO-8859-16", 0xAF, 0x017B}, {"ISO-8859-16", 0xB2, 0x010C},
    {"ISO-8859-16", 0xB3, 0x0142},  {"ISO-8859-16", 0xB5, 0x201D}, {"ISO-8859-16", 0xB9, 0x010D},
    {"ISO-8859-16", 0xBA, 0x0219},  {"ISO-8859-16", 0xBF, 0x017C}, {"ISO-8859-16", 0xC3, 0x0102},
    {"ISO-8859-16", 0xC5, 0x0106},  {"ISO-8859-16", 0xD0, 0x0110}, {"ISO-8859-16", 0xD1, 0x0143},
    {"ISO-8859-16", 0xD5, 0x0150},  {"ISO-8859-16", 0xD7, 0x015A}, {"ISO-8859-16", 0xD8, 0x0170},
    {"ISO-8859-16", 0xDD, 0x0118},  {"ISO-8859-16", 0xDE, 0x021A}, {"ISO-8859-16", 0xE3, 0x0103},
    {"ISO-8859-16", 0xE5, 0x0107},  {"ISO-8859-16", 0xF0, 0x0111}, {"ISO-8859-16", 0xF1, 0x0144},
    {"ISO-8859-16", 0xF5, 0x0151},  {"ISO-8859-16", 0xF7, 0x015B}, {"ISO-8859-16", 0xF8, 0x0171},
    {"ISO-8859-16", 0xFD, 0x0119},  {"ISO-8859-16", 0xFE, 0x021B},
};

/* Characters of gb18030 that found their place in Unicode after ICU's table was made. */
static const struct {
    uint32_t from;
    uint32_t to;
} moved[] = {
    {0xE5E5, 0x3000}, {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13},
    {0xE791, 0xFE14}, {0xE792, 0xFE15}, {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18},
    {0xE796, 0xFE19}, {0xE81E, 0x9FB4}, {0xE826, 0x9FB5}, {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7},
    {0xE832, 0x9FB8}, {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB},
};

static void converter_close(UConverter **converter)
{
    ucnv_close(*converter);
}

static bool is_chinese(const struct encoding *encoding)
{
    return str_eq(str_from_c(encoding->icu), STR("gb18030"));
}

/* A bad sequence is one U+FFFD; an ASCII byte at its end stands for itself, so that
 * no quote and no bracket is lost. */
static void U_CALLCONV on_bad_bytes(const void *context,
                                    UConverterToUnicodeArgs *arguments,
                                    const char *bytes,
                                    int32_t n,
                                    UConverterCallbackReason reason,
                                    UErrorCode *code)
{
    UChar units[2] = {0xFFFD, 0};
    int32_t n_units = 1;
    const struct encoding *encoding = context;
    if (reason > UCNV_IRREGULAR)
        return; /* a reset or a close, no bytes */
    *code = U_ZERO_ERROR;
    if (n > 1 && (unsigned char)bytes[n - 1] < 0x80)
        units[n_units++] = (UChar)bytes[n - 1];
    if (n == 1 && (unsigned char)bytes[0] == 0x80 && is_chinese(encoding))
        units[0] = 0x20AC; /* the euro of windows-936 */
    ucnv_cbToUWriteUChars(arguments, units, n_units, 0, code);
}

static UConverter *converter_open(const struct encoding *encoding)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding->icu, &code);
    CHECK(U_SUCCESS(code)); /* the table names ICU's own */
    ucnv_setToUCallBack(converter, on_bad_bytes, encoding, NULL, NULL, &code);
    CHECK(U_SUCCESS(code));
    return converter;
}

static uint32_t code_of_byte(UConverter *converter, const struct encoding *encoding, int byte)
{
    UErrorCode code = U_ZERO_ERROR;
    const char c = (char)byte;
    UChar units[4] = {0xFFFD};
    for (size_t i = 0; i < N_OF(patches); i++) {
        if (patches[i].byte == byte && str_eq(encoding->name, str_from_c(patches[i].name)))
            return patches[i].code;
    }
    (void)ucnv_toUChars(converter, units, N_OF(units), &c, 1, &code);
    return units[0];
}

/* Each byte by a table; the lower half is ASCII in all of them. */
static struct str
decode_single_bytes(struct arena *arena, struct str bytes, const struct encoding *encoding)
{
    CLEANUP(converter_close) UConverter *converter = converter_open(encoding);
    struct {
        char bytes[4];
        size_t n;
    } upper[128];
    struct buf text;
    for (int i = 0; i < 128; i++)
        upper[i].n = utf8_encode(code_of_byte(converter, encoding, 128 + i), upper[i].bytes);
    buf_init(&text, arena, bytes.len * 3 + 1);
    buf_reserve(&text, bytes.len + bytes.len / 8);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        if (byte < 128)
            buf_add_char(&text, (char)byte);
        else
            buf_add(&text, (struct str){upper[byte - 128].bytes, upper[byte - 128].n});
    }
    return buf_text(&text);
}

static struct str move_characters(struct arena *arena, struct str text)
{
    struct buf out;
    size_t at = 0;
    if (!str_find_char(text, '\xEE', &at)) /* U+E000 to U+EFFF */
        return text;
    buf_init(&out, arena, text.len * 2);
    while (text.len > 0) {
        char bytes[4];
        uint32_t code = utf8_next(&text);
        for (size_t i = 0; code >= 0xE000 && i < N_OF(moved); i++)
            code = moved[i].from == code ? moved[i].to : code;
        buf_add(&out, (struct str){bytes, utf8_encode(code, bytes)});
    }
    return buf_text(&out);
}

static struct str
decode_many_bytes(struct arena *arena, struct str bytes, const struct encoding *encoding)
{
    CLEANUP(converter_close) UConverter *converter = converter_open(encoding);
    UErrorCode code = U_ZERO_ERROR;
    if (bytes.len > INT32_MAX / 4)
        return (struct str){0};
    int32_t n_bytes = (int32_t)bytes.len;
    int32_t n = ucnv_toAlgorithmic(UCNV_UTF8, converter, NULL, 0, bytes.ptr, n_bytes, &code);
    char *text = arena_alloc_raw(arena, (size_t)n + 1);
    code = U_ZERO_ERROR;
    n = ucnv_toAlgorithmic(UCNV_UTF8, converter, text, n + 1, bytes.ptr, n_bytes, &code);
    if (U_FAILURE(code))
        return (struct str){0};
    struct str utf8 = utf8_repair(arena, (struct str){text, (size_t)n});
    return is_chinese(encoding) ? move_characters(arena, utf8) : utf8;
}

static struct str decode_user_defined(struct arena *arena, struct str bytes)
{
    struct buf text;
    buf_init(&text, arena, bytes.len * 3 + 1);
    for (size_t i = 0; i < bytes.len; i++) {
        char out[4];
        uint32_t byte = (unsigned char)bytes.ptr[i];
        buf_add(&text, (struct str){out, utf8_encode(byte < 128 ? byte : 0xF700 + byte, out)});
    }
    return buf_text(&text);
}

/* The byte order mark's encoding; NULL without one. */
static const struct encoding *encoding_of_mark(struct str bytes, size_t *ret_n_bytes)
{
    static const struct {
        struct str mark;
        struct str label;
    } marks[] = {
        {STR_INIT("\xEF\xBB\xBF"), STR_INIT("utf-8")},
        {STR_INIT("\xFE\xFF"), STR_INIT("utf-16be")},
        {STR_INIT("\xFF\xFE"), STR_INIT("utf-16le")},
    };
    for (size_t i = 0; i < N_OF(marks); i++) {
        if (str_starts_with(bytes, marks[i].mark)) {
            *ret_n_bytes = marks[i].mark.len;
            return encoding_find(marks[i].label);
        }
    }
    return NULL;
}

/* Text of another encoding is hardly ever valid UTF-8 in sequences of three bytes: a page
 * that was saved again keeps the label of its first encoding. Here we leave the standard. */
static bool is_surely_utf8(struct str bytes)
{
    size_t i = 0;
    while (i < bytes.len && (unsigned char)bytes.ptr[i] < 0xE0)
        i++;
    return i < bytes.len && utf8_is_valid(bytes);
}

const struct encoding *encoding_sniff(struct str bytes, struct str charset)
{
    size_t n_mark = 0;
    const struct encoding *encoding = encoding_of_mark(bytes, &n_mark);
    if (!encoding)
        encoding = encoding_find(charset);
    if (encoding)
        return encoding;
    encoding = encoding_prescan(bytes);
    if (encoding && !is_surely_utf8(bytes))
        return encoding;
    bool is_utf8 = !str_is_ascii(bytes) && utf8_is_valid(bytes);
    return encoding_find(is_utf8 ? STR("utf-8") : STR("windows-1252"));
}

struct str encoding_decode(struct arena *arena, struct str bytes, const struct encoding *encoding)
{
    size_t n_mark = 0;
    if (encoding_of_mark(bytes, &n_mark) == encoding)
        bytes = str_skip(bytes, n_mark);
    switch (encoding->kind) {
    case ENCODING_UTF8:
        return utf8_repair(arena, bytes);
    case ENCODING_SINGLE_BYTE:
        return str_is_ascii(bytes) ? bytes : decode_single_bytes(arena, bytes, encoding);
    case ENCODING_MULTI_BYTE:
        return decode_many_bytes(arena, bytes, encoding);
    case ENCODING_USER_DEFINED:
        return decode_user_defined(arena, bytes);
    case ENCODING_REPLACEMENT:
        return bytes.len > 0 ? STR("\xEF\xBF\xBD") : (struct str){0};
    }
    check_failed("every kind is decoded", __FILE__, __LINE__);
}

struct str encoding_to_utf8(struct arena *arena, struct str bytes, struct str charset)
{
    return encoding_decode(arena, bytes, encoding_sniff(bytes, charset));
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
            return encoding_label_in(parameter);
    }
    return (struct str){0};
}
