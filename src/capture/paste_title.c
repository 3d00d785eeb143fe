#include "capture/paste_title.h"

#include "capture/letters.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

/* How much of the text a title is compared with. */
enum { SAMPLE_BYTES = 8000 };

/* The paragraphs' beginning, lower case: a title's words come back there. */
static struct str
sample_of(struct arena *arena, const struct lines *lines, const enum line_kind *kinds, size_t first)
{
    struct buf buf;
    buf_init(&buf, arena, SAMPLE_BYTES);
    for (size_t i = first; i < lines->n && buf.len < SAMPLE_BYTES / 2; i++) {
        if (kinds[i] != LINE_PROSE)
            continue;
        buf_add(&buf, str_first(lines->items[i].text, SAMPLE_BYTES / 4));
        BUF_ADD(&buf, "\n");
    }
    return str_lower(arena, buf_text(&buf));
}

/* The two first ideographs of a word, or the word, or nothing for short ones. */
static struct str key_of(struct str word)
{
    struct str rest = word;
    if (letter_is_ideograph(letters_first(word)))
        return utf8_first(word, 2);
    while (rest.len > 0 && !char_is_alpha(rest.ptr[0]) && !((unsigned char)rest.ptr[0] & 0x80))
        rest = str_skip(rest, 1);
    size_t n = 0;
    while (n < rest.len && (char_is_alpha(rest.ptr[n]) || ((unsigned char)rest.ptr[n] & 0x80)))
        n++;
    return n >= 4 ? str_first(rest, n) : (struct str){0};
}

/* Percent of the line's telling words that stand in the sample. */
static int overlap_of(struct arena *arena, struct str line, struct str sample)
{
    struct str rest = str_lower(arena, line);
    struct str word = {0};
    int n = 0;
    int n_found = 0;
    while (letters_take_word(&rest, &word)) {
        while (word.len > 0) {
            struct str key = key_of(word);
            n += key.len > 0;
            n_found += key.len > 0 && str_contains(sample, key);
            bool is_ideographic = letter_is_ideograph(letters_first(word));
            word = is_ideographic && key.len > 0 ? str_skip(word, key.len) : (struct str){0};
        }
    }
    return n == 0 ? 0 : n_found * 100 / n;
}

static bool stands_again(const struct line *lines, size_t at, size_t first)
{
    for (size_t i = 0; i < first; i++) {
        if (i != at && str_eq(lines[i].text, lines[at].text))
            return true;
    }
    return false;
}

/* A field within the next lines: titles stand above names and dates. */
static bool has_field_below(const enum line_kind *kinds, size_t at, size_t first)
{
    for (size_t i = at + 1; i < first && i <= at + 3; i++) {
        if (kinds[i] == LINE_DATE || kinds[i] == LINE_BYLINE)
            return true;
    }
    return false;
}

static int score_of(struct arena *arena,
                    const struct line *lines,
                    const enum line_kind *kinds,
                    size_t at,
                    size_t first,
                    struct str sample)
{
    const struct line *line = &lines[at];
    int score = 3 * (int)(line->n_words < 12 ? line->n_words : 12);
    score += overlap_of(arena, line->text, sample) / 2;
    score += has_field_below(kinds, at, first) ? 8 : 0;
    score += line->has_gap_before && line->has_gap_behind ? 4 : 0;
    score += at == 0 ? 6 : 0;
    score -= stands_again(lines, at, first) && line->n_words < 4 ? 20 : 0;
    score -= line->width > 160 ? 20 : 0;
    score -= line->ends_sentence && line->n_words < 3 ? 10 : 0;
    return score;
}

/* A title above a longer line that is its standfirst: the next candidate up,
 * whose words come back in the text too. */
static bool is_title_above(struct arena *arena,
                           const struct lines *lines,
                           const enum line_kind *kinds,
                           size_t best,
                           struct str sample)
{
    if (best == 0 || kinds[best - 1] != LINE_SHORT)
        return false;
    const struct line *above = &lines->items[best - 1];
    return above->n_words >= 4 && above->n_words < lines->items[best].n_words &&
           overlap_of(arena, above->text, sample) >= 30;
}

/* A question or a cry in one short paragraph above a longer one is a title too. */
static bool is_called_title(const struct line *lines, const enum line_kind *kinds, size_t first)
{
    uint32_t last = letters_last(lines[first].text);
    bool is_called = last == '?' || last == '!' || last == 0xFF1F || last == 0xFF01;
    return kinds[first] == LINE_PROSE && is_called && lines[first].width <= 120 &&
           lines[first].has_gap_behind;
}

bool paste_title_choose(const struct lines *lines,
                        const enum line_kind *kinds,
                        size_t first,
                        size_t *ret_at)
{
    SCRATCH_ARENA(scratch, LIMIT_REQUEST_ARENA_BYTES);
    struct str sample = sample_of(&scratch, lines, kinds, first);
    int best = INT32_MIN;
    for (size_t i = 0; i < first; i++) {
        if (kinds[i] != LINE_SHORT)
            continue;
        int score = score_of(&scratch, lines->items, kinds, i, first, sample);
        if (score > best) {
            best = score;
            *ret_at = i;
        }
    }
    if (best > INT32_MIN) {
        *ret_at -= is_title_above(&scratch, lines, kinds, *ret_at, sample);
        return true;
    }
    *ret_at = first;
    return (first == 0 && kinds[0] != LINE_PROSE) || is_called_title(lines->items, kinds, first);
}
