#ifndef COMMUNITY_SEARCH_WORDS_H
#define COMMUNITY_SEARCH_WORDS_H

/* A text made ready for the index: its words, each once, with how much the text is about
 * it. Needs no store; any thread may do it. */

#include "community/article.h"

/* How much a word says about its text, as the index keeps it. What stands in the title
 * says most, the more the shorter the title; else what stands often for the text's length. */
enum {
    SEARCH_WEIGHT_TITLE = 4, /* this and above: in the title */
    SEARCH_WEIGHTS = 8,
    SEARCH_WEIGHT_BITS = 3,
};

/* Packed: for each word its length in a byte, its bytes, its weight in a byte. Lives in
 * the arena that it was made in. */
struct search_words {
    struct str packed;
};

/* Words of title, byline, source, dateline, standfirst, tags and body. */
struct search_words search_analyse(struct arena *arena, const struct article_fields *fields);

/* Words of a comment. */
struct search_words search_analyse_comment(struct arena *arena, struct safe_html html);

/* Takes the next word off the front; false at the end. */
struct search_word {
    struct str word;
    unsigned weight; /* below SEARCH_WEIGHTS */
};
bool search_words_next(struct search_words *words, struct search_word *ret_word);

#endif
