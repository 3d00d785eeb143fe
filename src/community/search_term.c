#include "community/search_term.h"

/* Every word of a text begins with a larger byte. */
enum { TERM_MARK = 1 };

struct search_term search_term(enum search_term_kind kind, int64_t id)
{
    struct search_term term = {.room = {TERM_MARK, (char)kind}, .len = 2};
    CHECK(id > 0);
    for (; id > 0; id >>= 6)
        term.room[term.len++] = (char)('0' + (id & 63));
    return term;
}
