#ifndef CORPUS_ARTICLE_H
#define CORPUS_ARTICLE_H

/* One article of the corpus, as `passalong import` takes it. */

#include "press.h"
#include "real.h"

#define ARTICLE_TAGS 5

struct article {
    uint64_t number; /* from 1, in the order of sharing */
    const struct language *language;
    struct str_list title_words;
    struct str title;
    struct str byline; /* empty: none */
    struct str source;
    struct str url;
    int64_t published;
    int64_t shared;
    struct str tags[ARTICLE_TAGS];
    size_t n_tags;
    bool is_html;
    struct str text;
};

struct corpus {
    uint64_t seed;
    struct language languages[N_LANGUAGES];
    struct press press;
    const struct real_texts *real; /* NULL: texts are made up */
};

/* The article of that number, always the same one for a seed. Lives in the arena. */
void article_make(struct arena *arena,
                  const struct corpus *corpus,
                  uint64_t number,
                  int64_t shared,
                  struct article *ret_article);

/* Its record: one line of JSON. */
void article_print(struct buf *buf, const struct article *article);

/* Text between quotation marks, as JSON has it. */
void print_json_string(struct buf *buf, struct str text);

#endif
