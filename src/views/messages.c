#include "views/messages.h"

#include "base/buf.h"

struct language_facts {
    struct str tag;
    struct str name;
    struct str separator;
    struct str primary; /* the tag's first part: any tag with it is this language */
};

static const struct language_facts facts[N_LANGUAGES] = {
    [LANGUAGE_EN] = {STR_INIT("en"), STR_INIT("English"), STR_INIT(","), STR_INIT("en")},
    [LANGUAGE_MS] = {STR_INIT("ms"), STR_INIT("Bahasa Melayu"), STR_INIT(","), STR_INIT("ms")},
    [LANGUAGE_ZH_HANS] = {STR_INIT("zh-Hans"), STR_INIT("简体中文"), STR_INIT(","), STR_INIT("zh")},
};

struct str language_tag(enum language language)
{
    return facts[language].tag;
}

struct str language_name(enum language language)
{
    return facts[language].name;
}

struct str language_separator(enum language language)
{
    return facts[language].separator;
}

enum outcome language_find(struct str tag, enum language *ret_language)
{
    struct str primary;

    if (!str_cut(&tag, '-', &primary))
        return NOT_FOUND;
    for (int i = 0; i < N_LANGUAGES; i++) {
        if (str_eq_folded(primary, facts[i].primary)) {
            *ret_language = (enum language)i;
            return OK;
        }
    }
    return NOT_FOUND;
}

/* A weight "0.8" in thousandths; what is not a weight counts as nothing. */
static int64_t parse_weight(struct str text)
{
    int64_t thousandths = 0, digit_worth = 100;

    if (text.len == 0 || (text.ptr[0] != '0' && text.ptr[0] != '1'))
        return 0;
    thousandths = text.ptr[0] == '1' ? 1000 : 0;
    for (size_t i = 2; i < text.len && i < 5 && text.ptr[1] == '.'; i++) {
        if (!char_is_digit(text.ptr[i]))
            return 0;
        thousandths += (text.ptr[i] - '0') * digit_worth;
        digit_worth /= 10;
    }
    return thousandths > 1000 ? 1000 : thousandths;
}

static int64_t weight_of(struct str parameters)
{
    struct str parameter;

    while (str_cut(&parameters, ';', &parameter)) {
        parameter = str_trim(parameter);
        if (str_starts_with_folded(parameter, STR("q=")))
            return parse_weight(str_skip(parameter, 2));
    }
    return 1000;
}

enum language language_from_accept(struct str header, enum language otherwise)
{
    enum language best = otherwise, language;
    int64_t best_weight = 0;
    struct str range, tag;

    while (str_cut(&header, ',', &range)) {
        if (!str_cut(&range, ';', &tag) || language_find(str_trim(tag), &language) != OK)
            continue;
        int64_t weight = weight_of(range);
        if (weight > best_weight) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

/* The forms of an English text, or NULL. */
static const struct str *find_forms(enum language language, struct str english)
{
    const struct message_texts *texts = &message_texts[language];
    size_t low = 0, high = texts->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(english, texts->items[middle].english);
        if (order == 0)
            return texts->items[middle].forms;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

struct str tr_str(enum language language, struct str english)
{
    const struct str *forms = find_forms(language, english);

    return forms ? forms[0] : english;
}

struct str tr_count(enum language language, int64_t n, struct str one, struct str many)
{
    uint64_t amount = n < 0 ? -(uint64_t)n : (uint64_t)n;
    const struct str *forms = find_forms(language, one);

    if (forms)
        return forms[message_form(language, amount)];
    return amount == 1 ? one : many;
}

static const struct message_hole *
find_hole(const struct message_hole *holes, size_t n_holes, struct str name)
{
    for (size_t i = 0; i < n_holes; i++) {
        if (str_eq(holes[i].name, name))
            return &holes[i];
    }
    return NULL;
}

/* Adds what stands at the front of `*text`: words up to a brace, or one hole. */
static void
fill_next(struct buf *buf, struct str *text, const struct message_hole *holes, size_t n_holes)
{
    size_t open, close = 0;

    if (!str_find_char(*text, '{', &open))
        open = text->len;
    buf_add(buf, str_first(*text, open));
    *text = str_skip(*text, open);
    if (!str_find_char(*text, '}', &close)) {
        buf_add(buf, *text);
        *text = str_skip(*text, text->len);
        return;
    }
    struct str name = str_first(str_skip(*text, 1), close - 1);
    const struct message_hole *hole = find_hole(holes, n_holes, name);
    buf_add(buf, hole ? hole->text : str_first(*text, close + 1));
    *text = str_skip(*text, close + 1);
}

struct str
tr_fill(struct arena *arena, struct str text, const struct message_hole *holes, size_t n_holes)
{
    struct buf buf;
    size_t max_bytes = text.len;

    /* a hole may stand more than once, but never oftener than its name fits */
    for (size_t i = 0; i < n_holes; i++)
        max_bytes += (text.len / (holes[i].name.len + 2)) * holes[i].text.len;
    buf_init(&buf, arena, max_bytes);
    while (text.len > 0)
        fill_next(&buf, &text, holes, n_holes);
    return buf_text(&buf);
}

struct str tr_number(struct arena *arena, enum language language, int64_t n)
{
    struct str plain = str_print(arena, "%lld", (long long)n),
               separator = language_separator(language);
    struct buf buf;

    buf_init(&buf, arena, plain.len + plain.len / 3 * separator.len + 1);
    for (size_t i = 0; i < plain.len; i++) {
        size_t n_left = plain.len - i;
        bool is_inside = i > 0 && plain.ptr[i - 1] != '-';
        if (is_inside && n_left % 3 == 0)
            buf_add(&buf, separator);
        buf_add_char(&buf, plain.ptr[i]);
    }
    return buf_text(&buf);
}
