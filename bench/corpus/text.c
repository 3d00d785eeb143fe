#include "text.h"

#define TEXT_MAX_BYTES  (1U << 20)
#define PARAGRAPH_BYTES 420

static struct str family_name(const struct text_maker *maker)
{
    return maker->family_names[chance_below(maker->chance, TEXT_CAST)];
}

/* The first topics and people are met most. */
static struct str topic(const struct text_maker *maker)
{
    return maker
        ->topics[chance_below(maker->chance, chance_between(maker->chance, 1, TEXT_TOPICS))];
}

void text_begin(struct text_maker *maker,
                struct arena *arena,
                struct chance *chance,
                const struct language *language)
{
    *maker = (struct text_maker){.arena = arena, .chance = chance, .language = language};
    for (size_t i = 0; i < TEXT_TOPICS; i++) {
        uint32_t word;
        do {
            word = vocabulary_draw(&language->words, chance);
        } while (word < language->n_function_words);
        maker->topics[i] = language->words.words[word];
    }
    for (size_t i = 0; i < TEXT_CAST; i++) {
        uint32_t given = vocabulary_draw(&language->given_names, chance);
        uint32_t family = vocabulary_draw(&language->names, chance);
        maker->given_names[i] = language->given_names.words[given];
        maker->family_names[i] = language->names.words[family];
    }
    maker->place = language->names.words[vocabulary_draw(&language->names, chance)];
}

static struct str title_word(const struct text_maker *maker)
{
    const struct language *language = maker->language;
    uint32_t kind = chance_below(maker->chance, 100);
    if (kind < 20)
        return family_name(maker);
    if (kind < 25)
        return maker->place;
    if (kind < 40)
        return language->words.words[chance_below(maker->chance, language->n_function_words)];
    return maker->topics[chance_below(maker->chance, TEXT_TOPICS)];
}

struct str_list text_title(struct text_maker *maker)
{
    uint32_t n = chance_between(maker->chance, 5, 12);
    struct str *words = arena_array(maker->arena, struct str, n);
    for (uint32_t i = 0; i < n; i++) {
        do {
            words[i] = title_word(maker);
        } while (word_is_among(words, i, words[i]));
    }
    return (struct str_list){words, n};
}

static void add_person(struct text_maker *maker, struct buf *buf)
{
    uint32_t i = chance_below(maker->chance, chance_between(maker->chance, 1, TEXT_CAST));
    if (chance_is(maker->chance, 300)) {
        buf_add(buf, maker->given_names[i]);
        buf_add(buf, maker->language->space);
    }
    buf_add(buf, maker->family_names[i]);
}

static void add_number(struct text_maker *maker, struct buf *buf)
{
    static const uint32_t ceilings[] = {10, 30, 100, 1000, 20000};
    buf_add_unsigned(buf,
                     chance_between(maker->chance, 1, ceilings[chance_below(maker->chance, 5)]));
}

/* One word after the other; `*word` is the last one that has a place in the vocabulary. */
static void add_word(struct text_maker *maker, struct buf *buf, uint32_t *word, bool is_first)
{
    const struct vocabulary *words = &maker->language->words;
    uint32_t kind = chance_below(maker->chance, 1000);
    struct str next;
    if (kind < 40) {
        add_person(maker, buf);
        return;
    }
    if (kind < 60) {
        add_number(maker, buf);
        return;
    }
    if (kind < 75) {
        next = maker->place;
    } else if (kind < 250) {
        next = topic(maker);
    } else {
        *word = kind < 700 ? vocabulary_follow(words, maker->chance, *word)
                           : vocabulary_draw(words, maker->chance);
        next = words->words[*word];
    }
    if (is_first)
        language_add_capital(buf, next);
    else
        buf_add(buf, next);
}

static void add_clause(struct text_maker *maker, struct buf *buf)
{
    uint32_t word = vocabulary_draw(&maker->language->words, maker->chance);
    uint32_t n = chance_between(maker->chance, 6, 28);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0 && chance_is(maker->chance, 60))
            buf_add(buf, maker->language->comma);
        if (i > 0)
            buf_add(buf, maker->language->space);
        add_word(maker, buf, &word, i == 0);
    }
}

static void add_sentence(struct text_maker *maker, struct buf *buf)
{
    const struct language *language = maker->language;
    bool is_quoted = chance_is(maker->chance, 150);
    if (is_quoted)
        buf_add(buf, language->quote);
    add_clause(maker, buf);
    if (is_quoted) {
        buf_add(buf, language->comma);
        buf_add(buf, language->unquote);
        buf_add(buf, language->space);
        buf_add(buf, language->said);
        buf_add(buf, language->space);
        add_person(maker, buf);
    }
    buf_add(buf, language->stop);
}

static void add_html_sentence(struct text_maker *maker, struct buf *buf)
{
    uint32_t kind = chance_below(maker->chance, 100);
    if (kind < 4)
        buf_print(buf, "<a href=\"https://%u.example/%u\">", chance_below(maker->chance, 100),
                  chance_below(maker->chance, 100000));
    else if (kind < 8)
        BUF_ADD(buf, "<em>");
    add_sentence(maker, buf);
    if (kind < 4)
        BUF_ADD(buf, "</a>");
    else if (kind < 8)
        BUF_ADD(buf, "</em>");
}

static void add_paragraph(struct text_maker *maker, struct buf *buf, size_t end, bool is_html)
{
    size_t n_bytes = chance_between(maker->chance, PARAGRAPH_BYTES / 3, PARAGRAPH_BYTES * 4 / 3);
    size_t stop = buf->len + n_bytes < end ? buf->len + n_bytes : end;
    for (bool is_first = true; is_first || buf->len < stop; is_first = false) {
        if (!is_first)
            buf_add(buf, maker->language->space);
        if (is_html)
            add_html_sentence(maker, buf);
        else
            add_sentence(maker, buf);
    }
}

static void add_dateline(struct text_maker *maker, struct buf *buf)
{
    struct str place = maker->place;
    for (size_t i = 0; i < place.len; i++) {
        char c = place.ptr[i];
        buf_add_char(buf, c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c);
    }
    BUF_ADD(buf, ": ");
}

struct str text_body(struct text_maker *maker, size_t n_bytes, bool is_html, struct str source)
{
    struct buf buf;
    buf_init(&buf, maker->arena, TEXT_MAX_BYTES);
    buf_reserve(&buf, n_bytes + 4096);
    bool has_dateline = chance_is(maker->chance, 500);
    bool has_credit = chance_is(maker->chance, 600);
    for (bool is_first = true; is_first || buf.len < n_bytes; is_first = false) {
        if (!is_html && !is_first)
            BUF_ADD(&buf, "\n\n");
        if (is_html)
            BUF_ADD(&buf, "<p>");
        if (is_first && has_dateline)
            add_dateline(maker, &buf);
        add_paragraph(maker, &buf, n_bytes, is_html);
        if (is_html)
            BUF_ADD(&buf, "</p>\n");
    }
    if (has_credit)
        buf_print(&buf, is_html ? "<p>- %.*s</p>" : "\n\n- %.*s", STR_ARG(source));
    return buf_text(&buf);
}
