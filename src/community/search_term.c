#include "community/search_term.h"

#include "text/word_reader.h"

/* Every word of a text begins with a larger byte. */
enum { TERM_MARK = 1 };

static struct search_term make(enum search_term_kind kind, uint64_t number)
{
    struct search_term term = {.room = {TERM_MARK, (char)kind}, .len = 2};
    for (; number > 0; number >>= 6)
        term.room[term.len++] = (char)('0' + (number & 63));
    return term;
}

struct search_term search_term(enum search_term_kind kind, int64_t id)
{
    CHECK(id > 0);
    return make(kind, (uint64_t)id);
}

/* The words as the index folds them, as one number: bylines of one number in 2^64 are
 * taken for each other. */
struct search_term search_term_byline(struct str text)
{
    struct word_reader reader;
    struct read_word word;
    uint64_t number = 0;
    word_reader_init(&reader, text);
    while (word_reader_next(&reader, &word))
        number = number * 31 + str_hash(word.word);
    word_reader_done(&reader);
    return make(TERM_BYLINE, number);
}
