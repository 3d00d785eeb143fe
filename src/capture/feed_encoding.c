#include "capture/feed_encoding.h"

#include "base/cleanup.h"
#include "base/utf8.h"
#include "capture/encoding.h"
#include "capture/xml_words.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum {
    DECLARATION_BYTES = 200,
    SAMPLE_BYTES = 20000, /* of what must be guessed */
    MIN_CONFIDENCE = 10,  /* of ICU's hundred */
};

static void converter_close(UConverter **converter)
{
    ucnv_close(*converter);
}

static void detector_close(UCharsetDetector **detector)
{
    ucsdet_close(*detector);
}

/* ICU passes over what it does not know in a name; names are printable ASCII. */
static bool is_label(struct str label)
{
    for (size_t i = 0; i < label.len; i++) {
        if (label.ptr[i] <= ' ' || label.ptr[i] > '~')
            return false;
    }
    return label.len > 0 && label.len <= 40;
}

static UConverter *converter_open(struct arena *arena, struct str label)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *name = NULL;
    if (!is_label(label) || str_c(arena, label, &name) != OK)
        return NULL;
    UConverter *converter = ucnv_open(name, &code);
    return U_SUCCESS(code) ? converter : NULL;
}

/* By the registered name, whatever it is. What does not fit makes it empty when that is
 * strict, else U+FFFD. */
static struct str convert(struct arena *arena, struct str bytes, struct str label, bool is_strict)
{
    CLEANUP(converter_close) UConverter *converter = converter_open(arena, label);
    UErrorCode code = U_ZERO_ERROR;
    size_t room = bytes.len * 3 + 1; /* single bytes are the ones that grow most */
    if (!converter || room > INT32_MAX)
        return (struct str){0};
    if (is_strict)
        ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
    char *text = arena_alloc_raw(arena, room);
    int32_t n = ucnv_toAlgorithmic(UCNV_UTF8, converter, text, (int32_t)room, bytes.ptr,
                                   (int32_t)bytes.len, &code);
    return U_SUCCESS(code) ? (struct str){text, (size_t)n} : (struct str){0};
}

/* --- what the bytes look like ---------------------------------------------- */

/* The first bytes of each family of encodings (XML 1.0, appendix F); marks are cut off. */
static const struct shape {
    struct str first;
    size_t n_mark;
    struct str label;
} shapes[] = {
    {STR_INIT("\xEF\xBB\xBF"), 3, STR_INIT("utf-8")},
    {STR_INIT("\0\0\xFE\xFF"), 4, STR_INIT("utf-32be")},
    {STR_INIT("\xFF\xFE\0\0"), 4, STR_INIT("utf-32le")},
    {STR_INIT("\xFE\xFF"), 2, STR_INIT("utf-16be")},
    {STR_INIT("\xFF\xFE"), 2, STR_INIT("utf-16le")},
    {STR_INIT("\0\0\0<"), 0, STR_INIT("utf-32be")},
    {STR_INIT("<\0\0\0"), 0, STR_INIT("utf-32le")},
    {STR_INIT("\0<\0"), 0, STR_INIT("utf-16be")},
    {STR_INIT("<\0"), 0, STR_INIT("utf-16le")},
    {STR_INIT("\x4C\x6F\xA7\x94"), 0, STR_INIT("cp037")},
};

static const struct shape *find_shape(struct str bytes)
{
    for (size_t i = 0; i < N_OF(shapes); i++) {
        if (str_starts_with(bytes, shapes[i].first))
            return &shapes[i];
    }
    return NULL;
}

/* Thai has marks that stand behind consonants only; no other script's bytes fall so. */
static bool looks_thai(struct str bytes)
{
    size_t n_marks = 0;
    size_t n_misplaced = 0;
    size_t n_high = 0;
    for (size_t i = 1; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        unsigned char before = (unsigned char)bytes.ptr[i - 1];
        bool is_mark = c == 0xD1 || (c >= 0xD4 && c <= 0xDA) || (c >= 0xE7 && c <= 0xED);
        bool is_carried = (before >= 0xA1 && before <= 0xCE) || before == 0xD1 ||
                          (before >= 0xD4 && before <= 0xDA) || (before >= 0xE7 && before <= 0xED);
        if (c >= 0x80 && (c < 0xA1 || c > 0xFB))
            return false;
        n_high += c >= 0x80;
        n_marks += is_mark;
        n_misplaced += is_mark && !is_carried;
    }
    return n_marks * 10 > n_high && n_misplaced * 50 < n_marks;
}

/* ICU's guess from the letters' frequencies. */
static struct str guess(struct arena *arena, struct str bytes)
{
    struct str sample = str_first(bytes, SAMPLE_BYTES);
    UErrorCode code = U_ZERO_ERROR;
    if (looks_thai(sample))
        return STR("TIS-620");
    CLEANUP(detector_close) UCharsetDetector *detector = ucsdet_open(&code);
    (void)ucsdet_enableInputFilter(detector, true);
    ucsdet_setText(detector, sample.ptr, (int32_t)sample.len, &code);
    const UCharsetMatch *match = ucsdet_detect(detector, &code);
    if (U_FAILURE(code) || match == NULL || ucsdet_getConfidence(match, &code) < MIN_CONFIDENCE)
        return STR("windows-1252");
    struct str name = str_from_c(ucsdet_getName(match, &code));
    if (str_eq(name, STR("ISO-8859-1")))
        return STR("windows-1252");
    if (str_starts_with(name, STR("ISO-8859-8")))
        return STR("windows-1255"); /* which has all of it, as the one above */
    if (U_FAILURE(code) || str_starts_with(name, STR("UTF")) || str_starts_with(name, STR("IBM")))
        return STR("windows-1252");
    return str_copy(arena, name);
}

/* --- what was said --------------------------------------------------------- */

static bool is_utf8_label(struct str label)
{
    return str_eq_folded(label, STR("utf-8")) || str_eq_folded(label, STR("utf8"));
}

static bool is_ascii_label(struct str label)
{
    return str_eq_folded(label, STR("us-ascii")) || str_eq_folded(label, STR("ascii"));
}

/* Mostly good UTF-8 with a few broken places: cut or patched together, but still UTF-8. */
static bool is_broken_utf8(struct str bytes)
{
    size_t n_good = 0;
    size_t n_bad = 0;
    while (bytes.len > 0) {
        if ((unsigned char)bytes.ptr[0] < 0x80) {
            bytes = str_skip(bytes, 1);
            continue;
        }
        if (utf8_next(&bytes) == UTF8_BAD)
            n_bad++;
        else
            n_good++;
    }
    return n_good > n_bad * 4 || n_bad == 0;
}

/* Without anything said, or against what was said. */
static struct feed_text read_unlabelled(struct arena *arena, struct str bytes, struct str said)
{
    struct feed_text read = {.encoding = STR("utf-8")};
    if (is_broken_utf8(bytes)) {
        read.text = utf8_repair(arena, bytes);
        if (!utf8_is_valid(bytes))
            read.fault = STR("some bytes are not UTF-8");
    } else {
        read.encoding = guess(arena, bytes);
        read.text = encoding_to_utf8(arena, bytes, read.encoding);
        read.fault =
            str_print(arena, "the bytes are not UTF-8; read as %.*s", STR_ARG(read.encoding));
    }
    if (said.len > 0)
        read.fault = str_print(arena, "the bytes are not %.*s as they say; read as %.*s",
                               STR_ARG(str_first(said, 40)), STR_ARG(read.encoding));
    return read;
}

static bool is_known(struct arena *arena, struct str label)
{
    CLEANUP(converter_close) UConverter *converter = converter_open(arena, label);
    return converter != NULL;
}

static struct feed_text read_labelled(struct arena *arena, struct str bytes, struct str label)
{
    struct feed_text read = {.encoding = str_lower(arena, label)};
    if (is_utf8_label(label) && utf8_is_valid(bytes)) {
        read.text = bytes;
        return read;
    }
    bool is_wide = str_starts_with_folded(label, STR("utf-16")) ||
                   str_starts_with_folded(label, STR("utf-32")); /* their shape would show */
    if (is_utf8_label(label) || is_wide || (is_ascii_label(label) && !str_is_ascii(bytes)) ||
        !is_known(arena, label))
        return read_unlabelled(arena, bytes, label);
    if (str_eq(read.encoding, STR("gb2312")))
        read.encoding = STR("gb18030"); /* which has all of it */
    read.text = convert(arena, bytes, read.encoding, true);
    if (read.text.len == 0)
        read.text = encoding_to_utf8(arena, bytes, label); /* as browsers do, which bear more */
    return read;
}

struct feed_text feed_encoding_read(struct arena *arena, struct str bytes, struct str content_type)
{
    const struct shape *shape = find_shape(bytes);
    struct str charset = encoding_of_content_type(content_type);
    bool is_plain_text = str_starts_with_folded(content_type, STR("text/"));
    if (shape) {
        bytes = str_skip(bytes, shape->n_mark);
        if (is_utf8_label(shape->label))
            return read_labelled(arena, bytes, shape->label);
        struct feed_text read = {.encoding = shape->label};
        read.text = convert(arena, bytes, shape->label, false);
        return read;
    }
    if (charset.len > 0)
        return read_labelled(arena, bytes, charset);
    /* what RFC 3023 has for text/xml, and it makes no difference to such bytes */
    if (is_plain_text && str_is_ascii(bytes))
        return (struct feed_text){.text = bytes, .encoding = STR("us-ascii")};
    struct str head = str_trim(str_first(bytes, DECLARATION_BYTES));
    struct str label = str_trim(xml_declared_encoding(head));
    return label.len > 0 ? read_labelled(arena, bytes, label)
                         : read_unlabelled(arena, bytes, label);
}
