/* Text to words, at the speed of an import: ASCII by a table, accented Latin letters by
 * another, other letters through ICU's decompositions one at a time. */
#include "text/word_reader.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* What a character does to a word. */
enum part {
    PART_NONE,   /* parts words */
    PART_LETTER, /* letters, digits and what belongs to them */
    PART_MARK,   /* an accent or an invisible character: read over */
    PART_PAIRED, /* Han, kana, Hangul */
    PART_CUT,    /* of a script without spaces, which ICU cuts */
};

/* Lower case of what stands in words, else 0. */
static const char ascii_letters[128] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
    ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k',
    ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
    ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y',
    ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
    ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
    ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
    ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

/* U+00C0 to U+017F without their accents; '?' is no letter of its own, or several. */
enum { LATIN_FIRST = 0xC0, LATIN_END = 0x180 };
static const char latin_letters[] = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??"  /* U+00C0 */
                                    "aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"  /* U+00E0 */
                                    "aaaaaaccccccccddddeeeeeeeeeegggg"  /* U+0100 */
                                    "gggghhhhiiiiiiiiii??jjkkklllllll"  /* U+0120 */
                                    "lllnnnnnn?nnoooooo??rrrrrrssssss"  /* U+0140 */
                                    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"; /* U+0160 */
_Static_assert(sizeof(latin_letters) == LATIN_END - LATIN_FIRST + 1, "a letter for each");

static struct str several_letters(uint32_t code)
{
    switch (code) {
    case 0xC6:
    case 0xE6:
        return STR("ae");
    case 0xDE:
    case 0xFE:
        return STR("th");
    case 0xDF:
    case 0x1E9E:
        return STR("ss");
    case 0x152:
    case 0x153:
        return STR("oe");
    default:
        return STR("");
    }
}

/* Letters of Arabic script that are written in more than one way. */
static uint32_t arabic_letter(uint32_t code)
{
    switch (code) {
    case 0x622: /* alef with madda, with hamza above and below, wasla */
    case 0x623:
    case 0x625:
    case 0x671:
        return 0x627;
    case 0x649: /* alef maksura, Farsi yeh */
    case 0x6CC:
        return 0x64A;
    case 0x629: /* teh marbuta */
        return 0x647;
    case 0x6A9: /* keheh */
        return 0x643;
    default:
        return code;
    }
}

static bool is_between(uint32_t code, uint32_t first, uint32_t last)
{
    return code >= first && code <= last;
}

/* Accents, vowel signs and cantillation that may be left out, tatweel, and what is invisible. */
static bool is_mark(uint32_t code)
{
    return is_between(code, 0x300, 0x36F) || is_between(code, 0x591, 0x5BD) || code == 0x5BF ||
           is_between(code, 0x5C1, 0x5C2) || is_between(code, 0x610, 0x61A) || code == 0x640 ||
           is_between(code, 0x64B, 0x65F) || code == 0x670 || is_between(code, 0x6D6, 0x6DC) ||
           is_between(code, 0x6DF, 0x6E8) || is_between(code, 0x6EA, 0x6ED) || code == 0xAD ||
           is_between(code, 0x200B, 0x200F) || code == 0x2060 || code == 0xFEFF ||
           is_between(code, 0x3099, 0x309A) || is_between(code, 0xFE00, 0xFE0F);
}

static bool is_paired(uint32_t code)
{
    return is_between(code, 0x3041, 0x3096) || is_between(code, 0x30A1, 0x30FA) ||
           is_between(code, 0x30FC, 0x30FE) || is_between(code, 0x3400, 0x4DBF) ||
           is_between(code, 0x4E00, 0x9FFF) || is_between(code, 0xAC00, 0xD7A3) ||
           is_between(code, 0xF900, 0xFAFF) || is_between(code, 0xFF66, 0xFF9D) ||
           is_between(code, 0x20000, 0x3FFFF) || is_between(code, 0x3005, 0x3007);
}

static enum part part_of(uint32_t code)
{
    if (code < 0x80)
        return ascii_letters[code] != 0 ? PART_LETTER : PART_NONE;
    if (is_between(code, LATIN_FIRST, LATIN_END - 1))
        return code == 0xD7 || code == 0xF7 ? PART_NONE : PART_LETTER;
    if (code >= UTF8_BAD)
        return PART_NONE;
    if (is_mark(code))
        return PART_MARK;
    if (is_paired(code))
        return PART_PAIRED;
    UChar32 c = (UChar32)code;
    uint32_t category = U_MASK(u_charType(c));
    if ((category & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_MN_MASK | U_GC_MC_MASK)) == 0)
        return PART_NONE;
    if (code < 0xE00)
        return PART_LETTER;
    bool is_cut = u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
    return is_cut ? PART_CUT : PART_LETTER;
}

/* The word under construction; what does not fit is dropped. */
struct spelling {
    char *room;
    size_t len;
    bool is_full;
};

static void spell(struct spelling *spelling, struct str letters)
{
    spelling->is_full = spelling->is_full || spelling->len + letters.len > LIMIT_SEARCH_WORD_BYTES;
    if (spelling->is_full)
        return;
    memcpy(spelling->room + spelling->len, letters.ptr, letters.len);
    spelling->len += letters.len;
}

static void spell_char(struct spelling *spelling, char letter)
{
    spelling->is_full = spelling->is_full || spelling->len == LIMIT_SEARCH_WORD_BYTES;
    if (!spelling->is_full)
        spelling->room[spelling->len++] = letter;
}

static void spell_code(struct spelling *spelling, uint32_t code)
{
    char bytes[4];
    spell(spelling, (struct str){bytes, utf8_encode(code, bytes)});
}

/* A letter that is whole: digits of all scripts as ours, one case, one form. */
static void spell_whole(struct spelling *spelling, uint32_t code)
{
    UChar32 c = (UChar32)code;
    int32_t digit = u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(c) : -1;
    struct str several = several_letters(code);
    if (is_mark(code))
        return;
    if (digit >= 0)
        spell_code(spelling, (uint32_t)('0' + digit));
    else if (several.len > 0)
        spell(spelling, several);
    else
        spell_code(spelling, arabic_letter((uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT)));
}

/* A letter beyond the tables, as its parts (NFKD) without accents. */
static void spell_rare(struct spelling *spelling, uint32_t code)
{
    enum { MAX_UNITS = 32 };
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[MAX_UNITS];
    const UNormalizer2 *form = unorm2_getNFKDInstance(&status);
    CHECK(U_SUCCESS(status)); /* ICU's own data is part of its package */
    int32_t n = unorm2_getDecomposition(form, (UChar32)code, parts, MAX_UNITS, &status);
    if (U_FAILURE(status) || n < 0) {
        spell_whole(spelling, code);
        return;
    }
    char bytes[3 * MAX_UNITS];
    int32_t n_bytes = 0;
    (void)u_strToUTF8(bytes, sizeof(bytes), &n_bytes, parts, n, &status);
    struct str rest = {bytes, U_SUCCESS(status) ? (size_t)n_bytes : 0};
    while (rest.len > 0)
        spell_whole(spelling, utf8_next(&rest));
}

static void spell_letter(struct spelling *spelling, uint32_t code)
{
    bool is_latin = is_between(code, LATIN_FIRST, LATIN_END - 1);
    char letter = is_latin ? latin_letters[code - LATIN_FIRST] : '?';
    if (letter != '?')
        spell_char(spelling, letter);
    else
        spell_rare(spelling, code);
}

/* Hangul and kana stay whole; compatibility and half-width forms become the usual ones. */
static void spell_paired(struct spelling *spelling, uint32_t code)
{
    if (code >= 0xF900 && code < 0x20000)
        spell_rare(spelling, code);
    else
        spell_code(spelling, code);
}

static struct str rest_of(const struct word_reader *reader)
{
    return str_skip(reader->text, reader->at);
}

static bool is_ascii_letter(struct str text, size_t at)
{
    return at < text.len && char_is_alpha(text.ptr[at]);
}

/* Is it "'s", at the end of a word? */
static bool is_possessive(struct str rest)
{
    size_t n = str_starts_with(rest, STR("'"))              ? 1
               : str_starts_with(rest, STR("\xE2\x80\x99")) ? 3
                                                            : 0;
    if (n == 0 || !is_ascii_letter(rest, n) || char_lower(rest.ptr[n]) != 's')
        return false;
    struct str after = str_skip(rest, n + 1);
    return after.len == 0 || part_of(utf8_next(&after)) == PART_NONE;
}

/* Does a lone letter go on behind this dot, as in "U.S."? */
static bool is_initial(struct str rest)
{
    return rest.len > 1 && rest.ptr[0] == '.' && is_ascii_letter(rest, 1) &&
           !(rest.len > 2 && ((unsigned char)rest.ptr[2] >= 0x80 || is_ascii_letter(rest, 2) ||
                              char_is_digit(rest.ptr[2])));
}

/* From its first letter to what parts it from the next word. */
static void read_letters(struct word_reader *reader, struct spelling *spelling)
{
    const char *ptr = reader->text.ptr;
    size_t len = reader->text.len;
    size_t start = reader->at;
    size_t n_initials = 1;
    while (reader->at < len) {
        unsigned char c = (unsigned char)ptr[reader->at];
        if (c < 0x80 && ascii_letters[c] != 0) {
            spell_char(spelling, ascii_letters[c]);
            reader->at++;
            continue;
        }
        if (c < 0x80) {
            bool is_one = c == '.' && reader->at - start == 2 * n_initials - 1;
            if (!is_one || !is_ascii_letter(reader->text, start) || !is_initial(rest_of(reader)))
                return;
            n_initials++;
            reader->at++;
            continue;
        }
        struct str rest = rest_of(reader);
        uint32_t code = utf8_next(&rest);
        enum part part = part_of(code);
        if (part != PART_LETTER && part != PART_MARK)
            return;
        if (part == PART_LETTER)
            spell_letter(spelling, code);
        reader->at = len - rest.len;
    }
}

/* The character at `at` with the one behind it, or alone at the end of its row. */
static void read_pair(struct word_reader *reader, struct spelling *spelling, struct read_word *word)
{
    struct str rest = rest_of(reader);
    spell_paired(spelling, utf8_next(&rest));
    size_t second = reader->text.len - rest.len;
    while (rest.len > 0) {
        struct str mark = rest;
        if (part_of(utf8_next(&mark)) != PART_MARK)
            break;
        rest = mark;
    }
    uint32_t code = rest.len > 0 ? utf8_next(&rest) : UTF8_BAD;
    word->is_pair = rest.ptr != NULL && code < UTF8_BAD && part_of(code) == PART_PAIRED;
    word->is_last = reader->is_in_row && !word->is_pair;
    if (word->is_pair)
        spell_paired(spelling, code);
    word->end = word->is_pair ? reader->text.len - rest.len : second;
    reader->is_in_row = word->is_pair;
    reader->at = second;
}

/* How far a script without spaces goes on from `at`. */
static size_t stretch_end(const struct word_reader *reader)
{
    struct str rest = rest_of(reader);
    size_t end = reader->at;
    while (rest.len > 0) {
        enum part part = part_of(utf8_next(&rest));
        if (part != PART_CUT && part != PART_MARK)
            break;
        end = reader->text.len - rest.len;
    }
    return end;
}

/* Where ICU would cut first in the stretch from `at` on. */
static size_t next_cut(struct word_reader *reader)
{
    UErrorCode status = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    if (reader->cutter == NULL)
        reader->cutter = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (reader->cut_end <= reader->at)
        reader->cut_end = stretch_end(reader);
    size_t len = reader->cut_end - reader->at;
    (void)utext_openUTF8(&text, reader->text.ptr + reader->at, (int64_t)len, &status);
    ubrk_setUText(reader->cutter, &text, &status);
    CHECK(U_SUCCESS(status));
    int32_t at = ubrk_next(reader->cutter);
    (void)utext_close(&text);
    return at == UBRK_DONE || at <= 0 ? reader->cut_end : reader->at + (size_t)at;
}

static void read_cut(struct word_reader *reader, struct spelling *spelling)
{
    size_t end = next_cut(reader);
    while (reader->at < end) {
        struct str rest = rest_of(reader);
        uint32_t code = utf8_next(&rest);
        if (part_of(code) == PART_CUT)
            spell_code(spelling, code);
        reader->at = reader->text.len - rest.len;
    }
}

/* To where a word begins; false at the end of the text. */
static bool find_start(struct word_reader *reader, enum part *ret_part)
{
    const char *ptr = reader->text.ptr;
    size_t len = reader->text.len;
    while (reader->at < len) {
        unsigned char c = (unsigned char)ptr[reader->at];
        if (c < 0x80 && ascii_letters[c] == 0) {
            reader->at++;
            continue;
        }
        *ret_part = PART_LETTER;
        if (c < 0x80)
            return true;
        struct str rest = rest_of(reader);
        *ret_part = part_of(utf8_next(&rest));
        if (*ret_part != PART_NONE && *ret_part != PART_MARK)
            return true;
        reader->at = len - rest.len;
    }
    return false;
}

void word_reader_init(struct word_reader *reader, struct str text)
{
    *reader = (struct word_reader){.text = text};
}

void word_reader_done(struct word_reader *reader)
{
    if (reader->cutter != NULL)
        ubrk_close(reader->cutter);
}

bool word_reader_next(struct word_reader *reader, struct read_word *ret_word)
{
    enum part part = PART_NONE;
    struct spelling spelling = {.room = reader->room};
    while (spelling.len == 0) {
        if (!find_start(reader, &part))
            return false;
        struct read_word word = {.start = reader->at};
        if (part == PART_PAIRED) {
            read_pair(reader, &spelling, &word);
        } else {
            if (part == PART_CUT)
                read_cut(reader, &spelling);
            else
                read_letters(reader, &spelling);
            word.end = reader->at;
        }
        word.word = (struct str){spelling.room, spelling.len};
        *ret_word = word;
    }
    if (part == PART_LETTER && is_possessive(rest_of(reader)))
        reader->at += reader->text.ptr[reader->at] == '\'' ? 2 : 4;
    return true;
}

bool word_is_spelt(struct str word)
{
    return word.len > 0 && !is_paired(utf8_next(&word));
}

bool word_code_is_letter(uint32_t code)
{
    return part_of(code) == PART_LETTER;
}
