#include "article.h"

#include "text.h"

#include "text/dates.h"
#include "text/slug.h"

/* Log-normal with a mean of 2.7 KB. */
#define LENGTH_MEAN      7.66
#define LENGTH_DEVIATION 0.64
#define LENGTH_LEAST     200.0
#define LENGTH_MOST      100000.0

#define FIRST_STREAM 1000000

static struct str
join_words(struct arena *arena, const struct language *language, struct str_list words)
{
    struct buf buf;
    buf_init(&buf, arena, 4096);
    for (size_t i = 0; i < words.n; i++) {
        if (i > 0)
            buf_add(&buf, language->space);
        if (i == 0)
            language_add_capital(&buf, words.items[i]);
        else
            buf_add(&buf, words.items[i]);
    }
    return buf_text(&buf);
}

static size_t length_of(struct chance *chance)
{
    double length = chance_log_normal(chance, LENGTH_MEAN, LENGTH_DEVIATION);
    return (size_t)(length < LENGTH_LEAST  ? LENGTH_LEAST
                    : length > LENGTH_MOST ? LENGTH_MOST
                                           : length);
}

static void add_tags(struct article *article, const struct press *press, struct chance *chance)
{
    uint32_t n = chance_below(chance, ARTICLE_TAGS + 1);
    for (uint32_t i = 0; i < n; i++) {
        struct str tag = press->tags[zipf_draw(&press->tag, chance)];
        bool is_new = true;
        for (size_t k = 0; k < article->n_tags; k++)
            is_new = is_new && !str_eq(article->tags[k], tag);
        if (is_new)
            article->tags[article->n_tags++] = tag;
    }
}

/* Shared some hours after it was published. */
static int64_t published_before(struct chance *chance, int64_t shared)
{
    double seconds = chance_log_normal(chance, 9, 1);
    return shared - 60 - (int64_t)seconds;
}

/* Gives it its title and its text. */
static void tell(struct arena *arena, struct chance *chance, struct article *article)
{
    struct text_maker maker;
    text_begin(&maker, arena, chance, article->language);
    article->title_words = text_title(&maker);
    article->is_html = chance_is(chance, 300);
    article->text = text_body(&maker, length_of(chance), article->is_html, article->source);
}

static void tell_real(struct arena *arena,
                      const struct real_texts *real,
                      struct chance *chance,
                      struct article *article)
{
    article->title_words = real_title(arena, real, chance);
    article->text = real_body(arena, real, chance, length_of(chance));
}

void article_make(struct arena *arena,
                  const struct corpus *corpus,
                  uint64_t number,
                  int64_t shared,
                  struct article *ret_article)
{
    struct chance chance = chance_from(corpus->seed, FIRST_STREAM + number);
    const struct press *press = &corpus->press;
    struct article article = {
        .number = number,
        .language =
            corpus->real ? &corpus->languages[ENGLISH] : language_draw(corpus->languages, &chance),
        .published = published_before(&chance, shared),
        .shared = shared,
    };
    if (chance_is(&chance, 700))
        article.byline = press->writers[zipf_draw(&press->writer, &chance)];
    uint32_t source = zipf_draw(&press->source, &chance);
    article.source = press->sources[source];
    add_tags(&article, press, &chance);

    if (corpus->real)
        tell_real(arena, corpus->real, &chance, &article);
    else
        tell(arena, &chance, &article);
    article.title = join_words(arena, article.language, article.title_words);
    struct str slug = slug_from_title(arena, article.title);
    article.url = str_print(arena, "https://%.*s/%.10s/%.*s-%llu", STR_ARG(press->domains[source]),
                            dates_print_iso(arena, article.published).ptr, STR_ARG(slug),
                            (unsigned long long)number);
    *ret_article = article;
}

void print_json_string(struct buf *buf, struct str text)
{
    buf_add_char(buf, '"');
    size_t start = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '"' && c != '\\' && c != '\n')
            continue;
        buf_add(buf, (struct str){text.ptr + start, i - start});
        buf_add_char(buf, '\\');
        buf_add_char(buf, c == '\n' ? 'n' : c);
        start = i + 1;
    }
    buf_add(buf, str_skip(text, start));
    buf_add_char(buf, '"');
}

static void print_member(struct buf *buf, struct str name, struct str value)
{
    BUF_ADD(buf, ",\"");
    buf_add(buf, name);
    BUF_ADD(buf, "\":");
    print_json_string(buf, value);
}

void article_print(struct buf *buf, const struct article *article)
{
    buf_print(buf, "{\"id\":\"%llu\"", (unsigned long long)article->number);
    print_member(buf, STR("title"), article->title);
    if (!str_is_empty(article->byline))
        print_member(buf, STR("byline"), article->byline);
    print_member(buf, STR("source"), article->source);
    print_member(buf, STR("url"), article->url);
    print_member(buf, STR("published"), dates_print_iso(buf->arena, article->published));
    print_member(buf, STR("shared"), dates_print_iso(buf->arena, article->shared));
    print_member(buf, STR("lang"), article->language->code);
    BUF_ADD(buf, ",\"tags\":[");
    for (size_t i = 0; i < article->n_tags; i++) {
        if (i > 0)
            buf_add_char(buf, ',');
        print_json_string(buf, article->tags[i]);
    }
    buf_add_char(buf, ']');
    print_member(buf, article->is_html ? STR("html") : STR("text"), article->text);
    BUF_ADD(buf, "}\n");
}
