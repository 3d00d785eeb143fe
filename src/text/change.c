/* Both texts are cut into sentences. Those that stand in both, wherever, are laid
 * aside; what remains is looked at. */
#include "text/change.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/month_names.h"
#include "text/name.h"

#include <stdlib.h>
#include <unicode/uchar.h>

enum {
    SCRATCH_BYTES = 64 << 20,
    FOLD_FACTOR = 18, /* U+FDFA, the longest expansion */
    /* Weights: a word is 2, a letter of a script without spaces 1, a number or a date 0. */
    WORD_WEIGHT = 2,
    LABEL_WEIGHT = 8,      /* up to here a line without a full stop says nothing */
    SENTENCE_WEIGHT = 3,   /* from here a sentence does */
    PARAGRAPH_WEIGHT = 60, /* from here a text does without a full stop */
    NEAR_PLACES = 100,
};

struct codes {
    uint32_t *items;
    size_t n;
};

static uint32_t code_at(const struct codes *codes, size_t i)
{
    return i < codes->n ? codes->items[i] : ' ';
}

static int digit_of(uint32_t code)
{
    return code < UTF8_BAD ? u_charDigitValue((UChar32)code) : -1;
}

static bool is_letter(uint32_t code)
{
    int8_t type = u_charType((UChar32)code);
    return u_isalnum((UChar32)code) || type == U_NON_SPACING_MARK ||
           type == U_COMBINING_SPACING_MARK;
}

static bool is_unit_sign(uint32_t code)
{
    return code == '%' || code == 0x2030 || u_charType((UChar32)code) == U_CURRENCY_SYMBOL;
}

static bool is_dash(uint32_t code)
{
    return code == '-' || code == 0x2212 || u_charType((UChar32)code) == U_DASH_PUNCTUATION;
}

/* "1,000": a comma before exactly three digits. */
static bool is_grouping(const struct codes *codes, size_t i)
{
    size_t n = 0;
    while (digit_of(code_at(codes, i + 1 + n)) >= 0)
        n++;
    return codes->items[i] == ',' && n == 3;
}

/* What stands between two digits, or before one, may change the number. */
static void add_mark(struct buf *out, const struct codes *codes, size_t i)
{
    uint32_t code = codes->items[i];
    uint32_t before = i > 0 ? codes->items[i - 1] : ' ';
    if (digit_of(code_at(codes, i + 1)) < 0)
        return;
    if (digit_of(before) < 0) {
        if (is_dash(code) && !is_letter(before))
            BUF_ADD(out, "-");
        return;
    }
    if (code == '.' || code == ',')
        buf_add(out, is_grouping(codes, i) ? STR("") : STR("."));
    else
        BUF_ADD(out, " ");
}

static void add_code(struct buf *out, const struct codes *codes, size_t i)
{
    uint32_t code = codes->items[i];
    char bytes[4];
    int digit = digit_of(code);
    if (digit >= 0)
        buf_add_char(out, (char)('0' + digit));
    else if (code < UTF8_BAD && (is_letter(code) || is_unit_sign(code)))
        buf_add(out, (struct str){bytes, utf8_encode(code, bytes)});
    else
        add_mark(out, codes, i);
}

static void add_line(struct buf *out, struct str line)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct str folded = name_fold(&scratch, line);
    struct codes codes = {arena_array(&scratch, uint32_t, folded.len + 1), 0};
    while (folded.len > 0)
        codes.items[codes.n++] = utf8_next(&folded);
    if (out->len > 0 && char_is_digit(out->ptr[out->len - 1]) && digit_of(code_at(&codes, 0)) >= 0)
        BUF_ADD(out, " ");
    for (size_t i = 0; i < codes.n; i++)
        add_code(out, &codes, i);
}

/* Line by line: what folding needs on the way is many times the text. */
struct str change_fold(struct arena *arena, struct str text)
{
    struct buf out;
    struct str line;
    buf_init(&out, arena, FOLD_FACTOR * text.len + 1);
    while (str_cut(&text, '\n', &line))
        add_line(&out, str_trim(line));
    return buf_text(&out);
}

/* A sentence, or what is left of a line that does not end like one. */
struct unit {
    struct str fold;
    struct str text;
    int weight;
    bool is_sentence;
    bool is_shared; /* stands in the other text too */
    size_t place;
};

struct units {
    struct unit *items;
    size_t n;
};

/* Scripts that part no words: Han, kana; Thai, Lao, Khmer, Burmese. */
static bool is_unspaced(uint32_t code)
{
    int32_t class = u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK);
    return class == U_LB_IDEOGRAPHIC || class == U_LB_COMPLEX_CONTEXT ||
           class == U_LB_CONDITIONAL_JAPANESE_STARTER;
}

static bool is_date_word(struct arena *arena, struct str word)
{
    struct str lower = str_lower(arena, word);
    return month_of_word(lower) != 0 || is_weekday_word(lower);
}

static int weigh(struct arena *arena, struct str text)
{
    int weight = 0;
    while (text.len > 0) {
        struct str start = text;
        uint32_t code = utf8_next(&text);
        if (code >= UTF8_BAD || !u_isalpha((UChar32)code))
            continue;
        if (is_unspaced(code)) {
            weight++;
            continue;
        }
        struct str word = start;
        while (code < UTF8_BAD && is_letter(code) && !is_unspaced(code)) {
            word = str_first(start, start.len - text.len);
            if (text.len == 0)
                break;
            struct str rest = text;
            code = utf8_next(&rest);
            if (code < UTF8_BAD && is_letter(code) && !is_unspaced(code))
                text = rest;
        }
        weight += is_date_word(arena, word) ? 0 : WORD_WEIGHT;
    }
    return weight;
}

static bool is_stop(uint32_t code)
{
    return code < UTF8_BAD && u_hasBinaryProperty((UChar32)code, UCHAR_S_TERM) != 0;
}

static bool is_closer(uint32_t code)
{
    int8_t type = code < UTF8_BAD ? u_charType((UChar32)code) : U_UNASSIGNED;
    return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || code == '"' || code == '\'';
}

/* Takes a sentence off a line: up to full stops and what closes behind them,
 * when white space follows or the script needs none. */
static struct str cut_sentence(struct str *line, bool *ret_is_sentence)
{
    struct str rest = *line;
    bool has_stopped = false;
    *ret_is_sentence = false;
    while (rest.len > 0) {
        struct str here = rest;
        uint32_t code = utf8_next(&rest);
        bool is_end = has_stopped && !is_stop(code) && !is_closer(code);
        if (is_end && (char_is_space(here.ptr[0]) || is_unspaced(code))) {
            struct str sentence = str_first(*line, line->len - here.len);
            *line = here;
            *ret_is_sentence = true;
            return sentence;
        }
        has_stopped = is_stop(code) || (has_stopped && !is_end);
    }
    struct str all = *line;
    *line = rest;
    *ret_is_sentence = has_stopped || str_ends_with(all, STR(":"));
    return all;
}

/* Fills `items`, or only counts when there are none yet. */
static size_t cut_into(struct arena *arena, struct str text, struct unit *items)
{
    size_t n = 0;
    struct str line;
    while (str_cut(&text, '\n', &line)) {
        line = str_trim(line);
        for (; line.len > 0; n++) {
            struct unit unit = {.place = n};
            unit.text = cut_sentence(&line, &unit.is_sentence);
            if (items == NULL)
                continue;
            unit.fold = change_fold(arena, unit.text);
            unit.weight = weigh(arena, unit.text);
            items[n] = unit;
        }
    }
    return n;
}

static struct units cut(struct arena *arena, struct str text)
{
    size_t n = cut_into(arena, text, NULL);
    struct units units = {arena_array(arena, struct unit, n + 1), n};
    (void)cut_into(arena, text, units.items);
    return units;
}

static int compare_folds(const void *a, const void *b)
{
    const struct unit *left = a;
    const struct unit *right = b;
    return str_compare(left->fold, right->fold);
}

static int compare_places(const void *a, const void *b)
{
    const struct unit *left = a;
    const struct unit *right = b;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Lays aside what stands in both, as often as it stands in both. */
static void share(struct units *a, struct units *b)
{
    qsort(a->items, a->n, sizeof(a->items[0]), compare_folds);
    qsort(b->items, b->n, sizeof(b->items[0]), compare_folds);
    size_t i = 0;
    size_t j = 0;
    while (i < a->n && j < b->n) {
        int order = str_compare(a->items[i].fold, b->items[j].fold);
        if (order == 0)
            a->items[i].is_shared = b->items[j].is_shared = true;
        i += order <= 0;
        j += order >= 0;
    }
    qsort(a->items, a->n, sizeof(a->items[0]), compare_places);
    qsort(b->items, b->n, sizeof(b->items[0]), compare_places);
}

/* Half of the words of one stand in the other. */
static bool has_common_words(const struct unit *a, const struct unit *b)
{
    size_t n = 0;
    size_t n_common = 0;
    struct str rest = a->text;
    struct str word;
    while (str_cut(&rest, ' ', &word)) {
        n += word.len > 0;
        n_common += word.len > 0 && str_contains(b->text, word);
    }
    return 2 * n_common >= n;
}

/* Beginning and end are the same for half of the text; for scripts without spaces. */
static bool has_common_ends(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    size_t n_head = 0;
    size_t n_tail = 0;
    while (n_head < n && a.ptr[n_head] == b.ptr[n_head])
        n_head++;
    while (n_tail < n - n_head && a.ptr[a.len - 1 - n_tail] == b.ptr[b.len - 1 - n_tail])
        n_tail++;
    return 2 * (n_head + n_tail) >= n;
}

static bool is_alike(const struct unit *a, const struct unit *b)
{
    bool is_as_long = a->weight <= 2 * b->weight && b->weight <= 2 * a->weight;
    return is_as_long && (has_common_words(a, b) || has_common_ends(a->fold, b->fold));
}

/* Looked for near its place only: a page may have thousands of such lines. */
static bool is_near(const struct unit *a, const struct unit *b)
{
    size_t apart = a->place > b->place ? a->place - b->place : b->place - a->place;
    return apart <= NEAR_PLACES;
}

static bool has_counterpart(const struct unit *unit, const struct units *others)
{
    for (size_t i = 0; i < others->n; i++) {
        if (!others->items[i].is_shared && is_near(unit, &others->items[i]) &&
            is_alike(unit, &others->items[i]))
            return true;
    }
    return false;
}

static bool counts(const struct unit *unit, const struct units *others)
{
    if (unit->is_shared)
        return false;
    if (unit->is_sentence || unit->weight >= PARAGRAPH_WEIGHT)
        return unit->weight >= SENTENCE_WEIGHT;
    return unit->weight > LABEL_WEIGHT && has_counterpart(unit, others);
}

/* The letters of all that counts, in their order: another full stop or line
 * break moves the borders of sentences and leaves these. */
static struct str gather(struct arena *arena, const struct units *units, const struct units *others)
{
    struct buf out;
    buf_init(&out, arena, SCRATCH_BYTES);
    for (size_t i = 0; i < units->n; i++) {
        if (counts(&units->items[i], others))
            buf_add(&out, units->items[i].fold);
    }
    return buf_text(&out);
}

bool change_matters(const struct change_text *before, const struct change_text *after)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    if (!str_eq(change_fold(&scratch, before->title), change_fold(&scratch, after->title)))
        return true;
    if (str_eq(change_fold(&scratch, before->text), change_fold(&scratch, after->text)))
        return false;
    struct units a = cut(&scratch, before->text);
    struct units b = cut(&scratch, after->text);
    share(&a, &b);
    return !str_eq(gather(&scratch, &a, &b), gather(&scratch, &b, &a));
}
