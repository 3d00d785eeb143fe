#include "capture/phrases.h"

#include "capture/letters.h"
#include "capture/phrases_table.h"

#include "base/utf8.h"

enum { MAX_SHORT_BYTES = 400, MAX_SHORT_WORDS = 8 };

/* clang-format off */
/* The words that may stand beside the numbers of a counter. */
static const struct str units[] = {
    STR_INIT("like"), STR_INIT("likes"), STR_INIT("comment"), STR_INIT("comments"),
    STR_INIT("share"), STR_INIT("shares"), STR_INIT("view"), STR_INIT("views"),
    STR_INIT("follower"), STR_INIT("followers"), STR_INIT("following"), STR_INIT("post"),
    STR_INIT("posts"), STR_INIT("reply"), STR_INIT("replies"), STR_INIT("min"), STR_INIT("mins"),
    STR_INIT("minute"), STR_INIT("minutes"), STR_INIT("read"), STR_INIT("reads"),
    STR_INIT("retweets"), STR_INIT("reposts"), STR_INIT("claps"), STR_INIT("showing"),
    STR_INIT("of"), STR_INIT("people"), STR_INIT("this"), STR_INIT("liked"), STR_INIT("upvotes"),
    STR_INIT("votes"), STR_INIT("points"), STR_INIT("hours"), STR_INIT("days"), STR_INIT("hour"),
    STR_INIT("day"), STR_INIT("ago"), STR_INIT("suka"), STR_INIT("komen"), STR_INIT("kongsi"),
    STR_INIT("tontonan"), STR_INIT("komentar"), STR_INIT("pengikut"), STR_INIT("minit"),
    STR_INIT("bacaan"), STR_INIT("jam"), STR_INIT("lalu"), STR_INIT("条评论"), STR_INIT("评论"),
    STR_INIT("阅读"), STR_INIT("次阅读"), STR_INIT("点赞"), STR_INIT("分享"), STR_INIT("收藏"),
    STR_INIT("赞"), STR_INIT("浏览"), STR_INIT("次浏览"), STR_INIT("تعليق"), STR_INIT("تعليقات"),
    STR_INIT("مشاركة"), STR_INIT("مشاهدة"), STR_INIT("إعجاب"), STR_INIT("k"), STR_INIT("m"),
};
/* clang-format on */

static bool is_mark(uint32_t code)
{
    return code == '.' || code == ':' || code == '!' || code == 0x2026 || code == 0xFF1A ||
           code == '>' || code == 0xBB || code == 0x203A || code == '+' || code == '|' ||
           code == '-' || code == '*';
}

/* Without marks and spaces at the end, without dashes around it. */
static struct str trim_marks(struct str s)
{
    s = letters_trim(s);
    while (s.len > 2 && (s.ptr[0] == '-' || s.ptr[0] == '*'))
        s = letters_trim(str_skip(s, 1));
    while (s.len > 0 && is_mark(letters_last(s))) {
        char bytes[4];
        s.len -= utf8_encode(letters_last(s), bytes);
        s = letters_trim(s);
    }
    return s;
}

/* A number as counters write it: digits with marks, a K or an M behind. */
static bool is_number(struct str word)
{
    size_t n_digits = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        bool is_unit = i + 1 == word.len && (char_lower(c) == 'k' || char_lower(c) == 'm');
        if (!char_is_digit(c) && !(c == ',' || c == '.' || c == '+' || is_unit))
            return false;
        n_digits += char_is_digit(c);
    }
    return n_digits > 0;
}

static bool is_unit(struct str word)
{
    for (size_t i = 0; i < N_OF(units); i++) {
        if (str_eq_folded(units[i], word))
            return true;
    }
    return false;
}

/* Digits glued to their unit: "12条评论". */
static bool is_number_with_unit(struct str word)
{
    size_t n = 0;
    while (n < word.len && char_is_digit(word.ptr[n]))
        n++;
    return n > 0 && is_unit(str_skip(word, n));
}

static bool is_counter(struct str line)
{
    struct str word = {0};
    size_t n_numbers = 0;
    if (line.len > 80)
        return false;
    while (letters_take_word(&line, &word)) {
        bool is_count = is_number(word) || is_number_with_unit(word);
        n_numbers += is_count;
        if (!is_count && !is_unit(trim_marks(word)) && letters_words(word) > 0)
            return false;
    }
    return n_numbers > 0;
}

/* The first row that begins with that byte, or one behind where it would stand. */
static size_t first_phrase(char first)
{
    size_t low = 0;
    size_t high = n_phrases;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((unsigned char)phrases[middle].text.ptr[0] < (unsigned char)first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_short(struct str line)
{
    return line.len < MAX_SHORT_BYTES && letters_words(line) <= MAX_SHORT_WORDS;
}

static bool is_said(const struct phrase *phrase, struct str line)
{
    switch (phrase->match) {
    case MATCH_WHOLE:
        return str_eq_folded(line, phrase->text);
    case MATCH_OPENS:
        return str_starts_with_folded(line, phrase->text);
    case MATCH_SHORT:
        return str_starts_with_folded(line, phrase->text) && is_short(line);
    }
    return false;
}

/* The first kind that a phrase makes of the line; only those of whole lines, or the others. */
static enum furniture find_phrase(struct str line, bool is_whole)
{
    enum furniture best = FURNITURE_NONE;
    char first = line.len > 0 ? char_lower(line.ptr[0]) : '\0';
    for (size_t i = first_phrase(first); i < n_phrases && phrases[i].text.ptr[0] == first; i++) {
        const struct phrase *phrase = &phrases[i];
        bool is_better = best == FURNITURE_NONE || phrase->furniture < best;
        if (is_better && (phrase->match == MATCH_WHOLE) == is_whole && is_said(phrase, line))
            best = phrase->furniture;
    }
    return best;
}

enum furniture furniture_of(struct str line)
{
    enum furniture whole = find_phrase(trim_marks(line), true);
    enum furniture opening = find_phrase(line, false);
    if (whole != FURNITURE_NONE && (opening == FURNITURE_NONE || whole < opening))
        return whole;
    if (opening != FURNITURE_NONE)
        return opening;
    return is_counter(line) ? FURNITURE_COUNTER : FURNITURE_NONE;
}

static bool opens_call(struct str text)
{
    unsigned char first = (unsigned char)char_lower(text.ptr[0]);
    for (size_t i = 0; i < n_calls && (unsigned char)calls[i].ptr[0] <= first; i++) {
        if (str_starts_with_folded(text, calls[i]))
            return true;
    }
    return false;
}

bool phrases_ask_readers(struct str text)
{
    bool is_inside = false; /* of a word of ASCII letters */
    for (; text.len > 0; text = str_skip(text, 1)) {
        if (!is_inside && opens_call(text))
            return true;
        is_inside = char_is_alpha(text.ptr[0]);
    }
    return false;
}
