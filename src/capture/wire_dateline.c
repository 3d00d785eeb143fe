/* Datelines: where a report was filed, in front of its first sentence. */

#include "capture/wire.h"

#include "capture/letters.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

/* In capitals and with a colon behind, yet no place. */
static const struct str no_places[] = {
    STR_INIT("NOTE"),        STR_INIT("UPDATE"),
    STR_INIT("BREAKING"),    STR_INIT("WARNING"),
    STR_INIT("CORRECTION"),  STR_INIT("Q"),
    STR_INIT("A"),           STR_INIT("EXCLUSIVE"),
    STR_INIT("PHOTOS"),      STR_INIT("WATCH"),
    STR_INIT("VIDEO"),       STR_INIT("READ"),
    STR_INIT("READ MORE"),   STR_INIT("FAQ"),
    STR_INIT("ALSO READ"),   STR_INIT("TL;DR"),
    STR_INIT("TLDR"),        STR_INIT("PS"),
    STR_INIT("P.S."),        STR_INIT("FYI"),
    STR_INIT("IMPORTANT"),   STR_INIT("EDITOR'S NOTE"),
    STR_INIT("SUMMARY"),     STR_INIT("LIVE"),
    STR_INIT("ANALYSIS"),    STR_INIT("OPINION"),
    STR_INIT("COMMENT"),     STR_INIT("EXPLAINER"),
    STR_INIT("SPOILER"),     STR_INIT("DISCLAIMER"),
    STR_INIT("EDIT"),        STR_INIT("STEP"),
    STR_INIT("HOST"),        STR_INIT("GUEST"),
    STR_INIT("INTERVIEWER"), STR_INIT("MODERATOR"),
    STR_INIT("SPEAKER"),     STR_INIT("NARRATOR"),
};

/* Months and days shorten a place that a date follows: "PARIS, Oct 21". Whole
 * words: MARSEILLE is no month. */
static const struct str date_words[] = {
    STR_INIT("jan"),       STR_INIT("january"),  STR_INIT("januari"), STR_INIT("feb"),
    STR_INIT("february"),  STR_INIT("februari"), STR_INIT("mar"),     STR_INIT("march"),
    STR_INIT("mac"),       STR_INIT("apr"),      STR_INIT("april"),   STR_INIT("may"),
    STR_INIT("mei"),       STR_INIT("jun"),      STR_INIT("june"),    STR_INIT("jul"),
    STR_INIT("july"),      STR_INIT("julai"),    STR_INIT("aug"),     STR_INIT("august"),
    STR_INIT("ogos"),      STR_INIT("sep"),      STR_INIT("sept"),    STR_INIT("september"),
    STR_INIT("oct"),       STR_INIT("october"),  STR_INIT("okt"),     STR_INIT("oktober"),
    STR_INIT("nov"),       STR_INIT("november"), STR_INIT("dec"),     STR_INIT("december"),
    STR_INIT("dis"),       STR_INIT("disember"), STR_INIT("mon"),     STR_INIT("monday"),
    STR_INIT("tue"),       STR_INIT("tues"),     STR_INIT("tuesday"), STR_INIT("wed"),
    STR_INIT("wednesday"), STR_INIT("thu"),      STR_INIT("thur"),    STR_INIT("thurs"),
    STR_INIT("thursday"),  STR_INIT("fri"),      STR_INIT("friday"),  STR_INIT("sat"),
    STR_INIT("saturday"),  STR_INIT("sun"),      STR_INIT("sunday"),
};

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (char_is_digit(s.ptr[i]))
            return true;
    }
    return false;
}

static bool opens_date(struct str s)
{
    struct str rest = s;
    struct str word = {0};
    if (!letters_take_word(&rest, &word))
        return false;
    if (str_ends_with(word, STR(".")))
        word.len--;
    for (size_t i = 0; i < N_OF(date_words); i++) {
        if (str_eq_folded(word, date_words[i]))
            return true;
    }
    return has_digit(s);
}

/* "KUALA LUMPUR, Oct 21" without its date; "PARIS Oct 21" too. */
static struct str cut_date(struct str place)
{
    struct str rest = place;
    struct str part = {0};
    size_t kept = 0;
    while (str_cut(&rest, ',', &part)) {
        if (opens_date(part))
            break;
        kept = (size_t)(part.ptr + part.len - place.ptr);
    }
    if (kept > 0)
        return letters_trim(str_first(place, kept));
    rest = place;
    while (letters_take_word(&rest, &part)) {
        if (opens_date(part))
            break;
        kept = (size_t)(part.ptr + part.len - place.ptr);
    }
    return letters_trim(str_first(place, kept));
}

/* A place's spelling: capitalised words, no sentence in it. */
static bool is_place(struct str place)
{
    struct str rest = place;
    struct str word = {0};
    if (place.len == 0 || letters_width(place) > 60 || letters_words(place) > 7 ||
        !letters_is_capitalised(place))
        return false;
    while (letters_take_word(&rest, &word)) {
        bool is_small = word.len <= 3 && !has_digit(word);
        if (!letters_is_capitalised(word) && !is_small)
            return false;
    }
    for (rest = place; rest.len > 0;) {
        uint32_t code = utf8_next(&rest);
        if (code == '"' || code == '?' || code == '!' || code == ';' || code == 0x201C ||
            code == 0x3002 || code == 0xFF0C || code == '[' || code == '@' || code == '#')
            return false;
    }
    return true;
}

static bool is_no_place(struct str place)
{
    for (size_t i = 0; i < N_OF(no_places); i++) {
        if (str_eq_folded(no_places[i], place))
            return true;
    }
    return false;
}

/* The pieces of a head such as "LONDON, Oct 21 (Reuters)". */
struct head {
    struct str place;
    struct str agency;
    bool has_brackets;
};

static struct head head_cut(struct str text)
{
    struct head head = {.place = letters_trim(text)};
    size_t at = 0;
    if (str_ends_with(head.place, STR(")")) && str_find_char(head.place, '(', &at) && at > 0) {
        head.agency = str_skip(head.place, at + 1);
        head.agency.len--;
        head.place = letters_trim(str_first(head.place, at));
        head.has_brackets = true;
    }
    return head;
}

/* A mixed-case place needs more to be believed than one in capitals. */
static bool head_is_dateline(const struct head *head, bool is_colon)
{
    struct str bare = cut_date(head->place);
    if (!is_place(bare) || is_no_place(bare) || opens_date(str_first(bare, 0)) ||
        letters_width(head->agency) > 40)
        return false;
    bool has_letters = letters_words(bare) > 0 && bare.len >= 2;
    if (head->has_brackets && (wire_agency_is(head->agency) || !is_colon))
        return has_letters;
    if (letters_is_upper(bare))
        return has_letters && bare.len >= 3 && letters_words(bare) <= 5;
    size_t at = 0;
    bool has_date = bare.len < head->place.len;
    bool has_country = str_find_char(bare, ',', &at) && letters_words(bare) <= 4;
    return !is_colon && (has_date || has_country);
}

static bool head_give(struct str text, struct str rest, bool is_colon, struct wire_dateline *ret)
{
    struct head head = head_cut(text);
    rest = letters_trim(rest);
    if (rest.len == 0 || !head_is_dateline(&head, is_colon))
        return false;
    *ret = (struct wire_dateline){cut_date(head.place), letters_trim(head.agency), rest};
    return true;
}

/* Looks for the first separator: a colon, or dashes with a space on one side. */
static bool take_spelled(struct str paragraph, struct wire_dateline *ret)
{
    struct str rest = paragraph;
    uint32_t previous = 0;
    while (rest.len > 0 && paragraph.len - rest.len < 160) {
        struct str head = str_first(paragraph, paragraph.len - rest.len);
        uint32_t code = utf8_next(&rest);
        if ((code == ':' || code == 0xFF1A) && !(rest.len > 0 && char_is_digit(rest.ptr[0])))
            return head_give(head, rest, true, ret);
        bool is_spaced = letter_is_space(previous) || previous == ')' || previous == 0xFF09;
        if (letter_is_dash(code) && (is_spaced || (code != '-' && code != 0x2010))) {
            while (rest.len > 0 && letter_is_dash(letters_first(rest)))
                (void)utf8_next(&rest);
            bool is_open = rest.len > 0 && letter_is_space(letters_first(rest));
            return (is_spaced || is_open) && head_give(head, rest, false, ret);
        }
        if (code == '.' && rest.len > 0 && rest.ptr[0] == ' ' && !letters_is_upper(head))
            return false;
        previous = code;
    }
    return false;
}

/* "北京 —": a short run of ideographs, a space, a dash. */
static bool take_spaced_ideographs(struct str paragraph, struct wire_dateline *ret)
{
    struct str rest = paragraph;
    size_t n = 0;
    while (rest.len > 0 && letter_is_ideograph(letters_first(rest)) && n <= 10) {
        (void)utf8_next(&rest);
        n++;
    }
    struct str place = str_first(paragraph, paragraph.len - rest.len);
    if (n < 2 || n > 10 || rest.len == 0 || !letter_is_space(letters_first(rest)))
        return false;
    rest = letters_trim(rest);
    if (rest.len == 0 || !letter_is_dash(letters_first(rest)))
        return false;
    while (rest.len > 0 && letter_is_dash(letters_first(rest)))
        (void)utf8_next(&rest);
    *ret = (struct wire_dateline){.place = place, .rest = letters_trim(rest)};
    return ret->rest.len > 0;
}

/* The agency in front of a Chinese dateline's place, if we know it. */
static struct str take_agency(struct str *text)
{
    struct str agency = {0};
    struct str rest = *text;
    for (int n = 0; rest.len > 0 && n < 8; n++) {
        (void)utf8_next(&rest);
        struct str head = str_first(*text, text->len - rest.len);
        if (wire_agency_is(head))
            agency = head;
    }
    *text = letters_trim(str_skip(*text, agency.len));
    return agency;
}

/* "新华社北京10月21日电": agency, place, date, and a word for "wired". */
static bool take_wired(struct str text, struct str rest, struct wire_dateline *ret)
{
    static const struct str wired[] = {STR_INIT("电"), STR_INIT("電"),     STR_INIT("讯"),
                                       STR_INIT("訊"), STR_INIT("综合讯"), STR_INIT("综合电")};
    struct wire_dateline found = {.rest = letters_trim(rest)};
    bool is_wired = false;
    for (size_t i = 0; i < N_OF(wired); i++)
        is_wired = is_wired || str_ends_with(text, wired[i]);
    if (!is_wired || letters_width(text) > 44 || found.rest.len == 0)
        return false;
    text.len -= 3;
    found.agency = take_agency(&text);
    struct str tail = text;
    while (tail.len > 0 && letter_is_ideograph(letters_first(tail)))
        (void)utf8_next(&tail);
    found.place = str_first(text, text.len - tail.len);
    bool has_date = has_digit(tail);
    if (found.place.len == 0 || letters_width(found.place) > 24 ||
        (!has_date && found.agency.len == 0 && letters_width(found.place) > 12))
        return false;
    *ret = found;
    return true;
}

static bool take_bracketed_chinese(struct str paragraph, struct wire_dateline *ret)
{
    static const struct str pairs[][2] = {
        {STR_INIT("（"), STR_INIT("）")},
        {STR_INIT("【"), STR_INIT("】")},
        {STR_INIT("("), STR_INIT(")")},
    };
    size_t at = 0;
    for (size_t i = 0; i < N_OF(pairs); i++) {
        struct str text = str_skip(paragraph, pairs[i][0].len);
        if (str_starts_with(paragraph, pairs[i][0]) && str_find(text, pairs[i][1], &at) && at < 120)
            return take_wired(str_first(text, at), str_skip(text, at + pairs[i][1].len), ret);
    }
    if (!letter_is_ideograph(letters_first(paragraph)))
        return false;
    if (str_find(paragraph, STR("日电"), &at) && at < 90)
        at += STR("日电").len;
    else if (str_find(paragraph, STR("日讯"), &at) && at < 90)
        at += STR("日讯").len;
    else
        return false;
    return take_wired(str_first(paragraph, at), str_skip(paragraph, at), ret);
}

bool wire_dateline_take(struct str paragraph, struct wire_dateline *ret_dateline)
{
    paragraph = letters_trim(paragraph);
    return take_bracketed_chinese(paragraph, ret_dateline) ||
           take_spaced_ideographs(paragraph, ret_dateline) || take_spelled(paragraph, ret_dateline);
}
