#ifndef COMMUNITY_SEARCH_TERM_H
#define COMMUNITY_SEARCH_TERM_H

/* Words of our own in the index, which no text can hold: in which blog a document is,
 * whose it is, from which source, under which tags. So a filter is a list like another. */

#include "base/ids.h"
#include "base/str.h"

enum search_term_kind {
    TERM_BLOG = 'b',
    TERM_MEMBER = 'm',
    TERM_SOURCE = 's',
    TERM_TAG = 't',
    TERM_BYLINE = 'y',
};

struct search_term {
    char room[24];
    size_t len;
};

struct search_term search_term(enum search_term_kind kind, int64_t id);

/* Of what stands in a byline: the whole of it, or one word. */
struct search_term search_term_byline(struct str text);

static inline struct str search_term_word(const struct search_term *term)
{
    return (struct str){term->room, term->len};
}

#endif
