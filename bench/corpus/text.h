#ifndef CORPUS_TEXT_H
#define CORPUS_TEXT_H

/* An article's own text: it is about something, so a few words and names return
 * throughout, and its title is made of them. */

#include "language.h"

#define TEXT_TOPICS 24
#define TEXT_CAST   5

struct text_maker {
    struct arena *arena;
    struct chance *chance;
    const struct language *language;
    struct str topics[TEXT_TOPICS];
    struct str given_names[TEXT_CAST]; /* of the people in it */
    struct str family_names[TEXT_CAST];
    struct str place;
};

void text_begin(struct text_maker *maker,
                struct arena *arena,
                struct chance *chance,
                const struct language *language);

/* 5 to 12 words, some of them names. */
struct str_list text_title(struct text_maker *maker);

/* Paragraphs of about n_bytes in all, with dateline and credit: parted by empty
 * lines, or as HTML. */
struct str text_body(struct text_maker *maker, size_t n_bytes, bool is_html, struct str source);

#endif
