/* Whatever is typed is a question within its limits, of words that read the same when they
 * are read again; whatever text it is sought in, the passage is whole characters of it; and
 * whatever bytes the index holds, reading them ends. */

#include "base/limits.h"
#include "base/utf8.h"
#include "community/search_postings.h"
#include "community/search_query.h"
#include "community/search_words.h"
#include "text/passage.h"
#include "text/word_forms.h"
#include "text/word_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static void check_word(struct arena *arena, struct str word)
{
    struct word_reader reader;
    struct read_word again;
    struct str forms[WORD_FORMS];
    CHECK(word.len > 0 && word.len <= LIMIT_SEARCH_WORD_BYTES && utf8_is_valid(word));
    word_reader_init(&reader, word);
    if (word.len < LIMIT_SEARCH_WORD_BYTES / 2 && word_reader_next(&reader, &again))
        CHECK(str_starts_with(word, again.word));
    word_reader_done(&reader);
    size_t n = word_forms(arena, word, forms);
    CHECK(n >= 1 && n <= WORD_FORMS && str_eq(forms[0], word));
}

/* The same each time, and slow to open. */
static const struct dates *dates_in_utc(void)
{
    static struct arena arena = {.limit_bytes = SIZE_MAX};
    static const struct dates *dates;
    if (dates == NULL)
        CHECK(dates_open(&arena, STR("en"), STR("UTC"), &dates) == OK);
    return dates;
}

static struct passage_word *check_query(struct arena *arena, struct str line, size_t *ret_n)
{
    struct passage_word *words = arena_array(arena, struct passage_word, LIMIT_SEARCH_QUERY_WORDS);
    size_t n = 0;
    struct search_query query = search_query_read(arena, dates_in_utc(), line);
    CHECK(utf8_is_valid(query.text) && query.text.len <= LIMIT_SEARCH_QUERY_BYTES);
    for (size_t i = 0; i < query.n_parts; i++) {
        const struct query_part *part = &query.parts[i];
        CHECK((part->field == QUERY_WORDS) == (part->n_words > 0));
        for (size_t k = 0; k < part->n_words; k++) {
            check_word(arena, part->words[k]);
            words[n++].word = part->words[k];
        }
        struct str without = search_query_without(arena, &query, part->written);
        CHECK(without.len <= query.text.len);
    }
    CHECK(n <= LIMIT_SEARCH_QUERY_WORDS);
    *ret_n = n;
    return words;
}

static void
check_passage(struct arena *arena, struct str text, const struct passage_word *words, size_t n)
{
    enum { BYTES = 120 };
    struct passage passage = passage_find(arena, text, words, n, BYTES);
    for (size_t i = 0; i < passage.n; i++)
        CHECK(utf8_is_valid(passage.pieces[i].text));
}

static void check_bytes(struct str bytes)
{
    struct block_reader block;
    struct search_words words = {bytes};
    struct search_word word;
    size_t n = 0;
    block_reader_init(&block, bytes);
    while (block_reader_next(&block)) {
        struct postings postings = postings_of(block.list);
        struct posting posting;
        while (postings_next(&postings, &posting))
            CHECK(posting.weight < SEARCH_WEIGHTS);
        CHECK(block.word.len <= SEARCH_TERM_BYTES && n++ <= bytes.len);
    }
    while (search_words_next(&words, &word))
        CHECK(word.word.len <= bytes.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, (size_t)64 << 20);
    struct str all = {(const char *)bytes, n_bytes};
    struct str line = {0};
    struct str rest = utf8_repair(&arena, all);
    size_t n = 0;
    check_bytes(all);
    (void)str_cut(&rest, '\n', &line);
    const struct passage_word *words = check_query(&arena, line, &n);
    check_passage(&arena, rest, words, n);
    return 0;
}
