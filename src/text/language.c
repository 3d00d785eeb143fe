/* First the script, which settles most of the world; then, among the languages in
 * Latin letters, the one whose small words stand most often in the text. */
#include "text/language.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

enum { MIN_LETTERS = 12, MIN_WORDS = 3, MAX_TAG_BYTES = 35, MAX_WORD_BYTES = 16 };

enum script {
    SCRIPT_LATIN,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_ARABIC,
    SCRIPT_HEBREW,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_THAI,
    SCRIPT_TAMIL,
    SCRIPT_DEVANAGARI,
    N_SCRIPTS,
};

static const struct {
    uint32_t first;
    uint32_t last;
    enum script script;
} ranges[] = {
    {'A', 'Z', SCRIPT_LATIN},          {'a', 'z', SCRIPT_LATIN},
    {0x00C0, 0x024F, SCRIPT_LATIN},    {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC}, {0x0590, 0x05FF, SCRIPT_HEBREW},
    {0x0600, 0x06FF, SCRIPT_ARABIC},   {0x0900, 0x097F, SCRIPT_DEVANAGARI},
    {0x0B80, 0x0BFF, SCRIPT_TAMIL},    {0x0E00, 0x0E7F, SCRIPT_THAI},
    {0x1100, 0x11FF, SCRIPT_HANGUL},   {0x3040, 0x30FF, SCRIPT_KANA},
    {0x3400, 0x9FFF, SCRIPT_HAN},      {0xAC00, 0xD7AF, SCRIPT_HANGUL},
};

static const struct {
    struct str tag;
    struct str words; /* frequent there and rare in the others */
} latin[] = {
    {STR_INIT("en"), STR_INIT(" the of and to in that is was for with on it as by from this ")},
    {STR_INIT("ms"),
     STR_INIT(" yang dan di untuk dengan itu ini pada kerana boleh beliau ialah berkata kepada "
              "akan oleh tidak daripada telah ")},
    {STR_INIT("id"),
     STR_INIT(" yang dan di untuk dengan itu ini pada karena bisa dia adalah mengatakan kepada "
              "akan oleh tidak dari telah ")},
    {STR_INIT("de"), STR_INIT(" der die das und ist nicht von mit den dem ein eine auf sich zu ")},
    {STR_INIT("fr"), STR_INIT(" le la les des et est une dans que pour pas sur du qui au ")},
    {STR_INIT("es"), STR_INIT(" el la los las y en es una que por con para del se su ")},
    {STR_INIT("it"), STR_INIT(" il di che è e per una della con non gli sono nel dei alla ")},
    {STR_INIT("pt"), STR_INIT(" o os e é em uma que não com para do da dos ao mais ")},
    {STR_INIT("nl"), STR_INIT(" de het een en van is niet op dat te zijn met voor in ook ")},
};
enum { N_LATIN = sizeof(latin) / sizeof(latin[0]) };

static void count_scripts(struct str text, size_t counts[N_SCRIPTS])
{
    while (text.len > 0) {
        uint32_t code = utf8_next(&text);
        for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
            if (code >= ranges[i].first && code <= ranges[i].last)
                counts[ranges[i].script]++;
        }
    }
}

/* The next run of letters (bytes above ASCII count as letters); false at the end. */
static bool take_word(struct str *text, struct str *ret_word)
{
    while (text->len > 0 && !char_is_alpha(text->ptr[0]) && (unsigned char)text->ptr[0] < 0x80)
        *text = str_skip(*text, 1);
    size_t n = 0;
    while (n < text->len && (char_is_alpha(text->ptr[n]) || (unsigned char)text->ptr[n] >= 0x80))
        n++;
    *ret_word = str_first(*text, n);
    *text = str_skip(*text, n);
    return n > 0;
}

static struct str latin_language(struct str text)
{
    size_t hits[N_LATIN] = {0};
    struct str word;
    while (take_word(&text, &word)) {
        if (word.len > MAX_WORD_BYTES)
            continue;
        char key[MAX_WORD_BYTES + 2] = " ";
        for (size_t i = 0; i < word.len; i++)
            key[i + 1] = char_lower(word.ptr[i]);
        key[word.len + 1] = ' ';
        for (size_t i = 0; i < N_LATIN; i++)
            hits[i] += str_contains(latin[i].words, (struct str){key, word.len + 2});
    }
    size_t best = 0;
    for (size_t i = 1; i < N_LATIN; i++) {
        if (hits[i] > hits[best])
            best = i;
    }
    return hits[best] >= MIN_WORDS ? latin[best].tag : STR("");
}

/* Characters that were simplified, against the same ones unsimplified. */
static struct str chinese(struct str text)
{
    static const struct str simplified = STR_INIT("国这们会来时说为对学个发后与长东车门问见");
    static const struct str traditional = STR_INIT("國這們會來時說為對學個發後與長東車門問見");
    size_t n_simplified = 0;
    size_t n_traditional = 0;
    while (text.len > 0) {
        struct str before = text;
        if (utf8_next(&text) < 0x3400)
            continue;
        struct str one = str_first(before, before.len - text.len);
        n_simplified += str_contains(simplified, one);
        n_traditional += str_contains(traditional, one);
    }
    return n_traditional > n_simplified ? STR("zh-Hant") : STR("zh-Hans");
}

static struct str arabic(struct str text)
{
    /* Letters that Persian has and Arabic has not: peh, tcheh, jeh, gaf, Farsi yeh. */
    return str_contains(text, STR("\u067E")) || str_contains(text, STR("\u0686")) ||
                   str_contains(text, STR("\u06AF")) || str_contains(text, STR("\u06CC"))
               ? STR("fa")
               : STR("ar");
}

static struct str of_script(enum script script, struct str text)
{
    switch (script) {
    case SCRIPT_LATIN:
        return latin_language(text);
    case SCRIPT_HAN:
        return chinese(text);
    case SCRIPT_KANA:
        return STR("ja");
    case SCRIPT_HANGUL:
        return STR("ko");
    case SCRIPT_ARABIC:
        return arabic(text);
    case SCRIPT_HEBREW:
        return STR("he");
    case SCRIPT_CYRILLIC:
        return str_contains(text, STR("\u0456")) ? STR("uk") : STR("ru");
    case SCRIPT_GREEK:
        return STR("el");
    case SCRIPT_THAI:
        return STR("th");
    case SCRIPT_TAMIL:
        return STR("ta");
    case SCRIPT_DEVANAGARI:
        return STR("hi");
    case N_SCRIPTS:
        break;
    }
    return STR("");
}

struct str language_detect(struct str text)
{
    text = str_first(text, LIMIT_LANGUAGE_BYTES);
    size_t counts[N_SCRIPTS] = {0};
    count_scripts(text, counts);
    /* A Han character says as much as a few letters; kana make a text Japanese however much Han
     * stands beside them. */
    counts[SCRIPT_HAN] *= 3;
    if (counts[SCRIPT_KANA] * 10 > counts[SCRIPT_HAN])
        counts[SCRIPT_KANA] += counts[SCRIPT_HAN];
    enum script best = SCRIPT_LATIN;
    for (enum script i = SCRIPT_LATIN; i < N_SCRIPTS; i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return counts[best] >= MIN_LETTERS ? of_script(best, text) : STR("");
}

bool language_is_rtl(struct str tag)
{
    static const struct str rtl = STR_INIT(" ar arc dv fa he ks ps sd syr ug ur yi ");
    struct str primary;
    if (!str_cut(&tag, '-', &primary) || primary.len > 3)
        return false;
    char key[5] = " ";
    for (size_t i = 0; i < primary.len; i++)
        key[i + 1] = char_lower(primary.ptr[i]);
    key[primary.len + 1] = ' ';
    return str_contains(rtl, (struct str){key, primary.len + 2});
}

static bool is_subtag(struct str part)
{
    for (size_t i = 0; i < part.len; i++) {
        if (!char_is_alpha(part.ptr[i]) && !char_is_digit(part.ptr[i]))
            return false;
    }
    return part.len >= 1 && part.len <= 8;
}

bool language_is_valid(struct str tag)
{
    if (tag.len < 2 || tag.len > MAX_TAG_BYTES || tag.ptr[tag.len - 1] == '-')
        return false;
    struct str part;
    for (bool is_first = true; str_cut(&tag, '-', &part); is_first = false) {
        if (!is_subtag(part))
            return false;
        for (size_t i = 0; is_first && i < part.len; i++) {
            if (!char_is_alpha(part.ptr[i]))
                return false;
        }
        if (is_first && (part.len < 2 || part.len > 3))
            return false;
    }
    return true;
}

/* Scripts "Hans", regions "CN", all else in lower case (RFC 5646, 2.1.1). */
static void add_subtag(struct buf *out, struct str part, bool is_first)
{
    for (size_t i = 0; i < part.len; i++) {
        char c = char_lower(part.ptr[i]);
        bool is_upper =
            !is_first && char_is_alpha(c) && ((part.len == 4 && i == 0) || part.len == 2);
        buf_add_char(out, is_upper ? (char)(c - ('a' - 'A')) : c);
    }
}

enum outcome language_normalise(struct arena *arena, struct str tag, struct str *ret_tag)
{
    char *copy = arena_alloc_raw(arena, tag.len + 1);
    for (size_t i = 0; i < tag.len; i++)
        copy[i] = tag.ptr[i] == '_' ? '-' : tag.ptr[i];
    struct str rest = {copy, tag.len};
    if (!language_is_valid(rest))
        return INVALID;
    struct buf out;
    buf_init(&out, arena, MAX_TAG_BYTES);
    struct str part;
    for (bool is_first = true; str_cut(&rest, '-', &part); is_first = false) {
        if (!is_first)
            BUF_ADD(&out, "-");
        add_subtag(&out, part, is_first);
    }
    return buf_finish(&out, ret_tag);
}
