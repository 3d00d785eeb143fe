#include "community/search_spelling.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/word_reader.h"

#include <stdlib.h>

enum {
    SHORTEST_SIMILAR = 3,
    LONG_WORD = 6, /* from here on the first letters are those of few words */
    BEGINNING = 4,
    MAX_LETTERS = LIMIT_SEARCH_WORD_BYTES,
    MAX_FOUND = 64,
};

/* Letters only: numbers and pairs of ideographs are not spelt. */
static bool is_learnt(struct str word)
{
    if (word.len < 2 || (unsigned char)word.ptr[0] < ' ' || !word_is_spelt(word))
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (char_is_digit(word.ptr[i]))
            return false;
    }
    return true;
}

static enum outcome learn(struct db *db, struct str word, int64_t n)
{
    if (!is_learnt(word))
        return OK;
    struct db_stmt *stmt = db_query(db, "insert into search_word (word, n) values ($1, $2)"
                                        " on conflict (word) do update set n = n + excluded.n");
    db_bind_text(stmt, 1, word);
    db_bind_int(stmt, 2, n);
    return db_run(stmt);
}

enum outcome spelling_learn(struct db *db, const struct inverted *words, size_t n_words)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < n_words; i++)
        done = learn(db, words[i].word, words[i].n_documents);
    return done;
}

enum outcome spelling_learn_article(struct db *db, struct search_words words)
{
    struct search_word word;
    enum outcome done = OK;
    while (done == OK && search_words_next(&words, &word))
        done = learn(db, word.word, 1);
    return done;
}

enum outcome spelling_count(struct db *db, struct str word, int64_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select n from search_word where word = $1");
    db_bind_text(stmt, 1, word);
    enum outcome found = db_step(stmt);
    *ret_n = found == OK ? db_int(stmt, 0) : 0;
    return found == NOT_FOUND ? OK : found;
}

/* The words that begin so, in order. */
static struct db_stmt *query_beginning(struct arena *arena, struct db *db, struct str beginning)
{
    struct db_stmt *stmt =
        db_query(db, "select word, n from search_word where word >= $1 and word < $2");
    db_bind_text(stmt, 1, beginning);
    db_bind_text(stmt, 2, str_join(arena, beginning, STR("\xF4\x8F\xBF\xBF")));
    return stmt;
}

static struct str first_letters(struct str word, size_t n)
{
    struct str rest = word;
    for (size_t i = 0; i < n && rest.len > 0; i++)
        (void)utf8_next(&rest);
    return str_first(word, word.len - rest.len);
}

/* A word as its letters, and what was found that is like it. */
struct hunt {
    struct arena *arena;
    struct db *db;
    uint32_t letters[MAX_LETTERS];
    size_t n_letters;
    struct known_word found[MAX_FOUND];
    size_t n_found;
    enum outcome outcome;
};

static void add_found(struct hunt *hunt, struct known_word known)
{
    for (size_t i = 0; i < hunt->n_found; i++) {
        if (str_eq(hunt->found[i].word, known.word))
            return;
    }
    known.word = str_copy(hunt->arena, known.word);
    if (hunt->n_found < MAX_FOUND)
        hunt->found[hunt->n_found++] = known;
}

static void try_word(struct hunt *hunt, struct str word)
{
    struct known_word known = {word, 0};
    if (hunt->outcome != OK || hunt->n_found == MAX_FOUND || word.len < 2)
        return;
    hunt->outcome = spelling_count(hunt->db, word, &known.n);
    if (known.n > 0)
        add_found(hunt, known);
}

/* The word with `n_out` letters from `at` on replaced by others. */
static void
try_replaced(struct hunt *hunt, size_t at, size_t n_out, const uint32_t *letters, size_t n)
{
    char room[4 * MAX_LETTERS + 16];
    size_t len = 0;
    for (size_t i = 0; i < at; i++)
        len += utf8_encode(hunt->letters[i], room + len);
    for (size_t i = 0; i < n; i++)
        len += utf8_encode(letters[i], room + len);
    for (size_t i = at + n_out; i < hunt->n_letters; i++)
        len += utf8_encode(hunt->letters[i], room + len);
    try_word(hunt, (struct str){room, len});
}

/* The letters that a slip may have left out or replaced: those of the word's script. */
static void find_alphabet(uint32_t letter, uint32_t *ret_first, uint32_t *ret_last)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } alphabets[] = {{'a', 'z'}, {0x3B1, 0x3C9}, {0x430, 0x44F}, {0x5D0, 0x5EA}, {0x621, 0x64A}};
    *ret_first = 1;
    *ret_last = 0;
    for (size_t i = 0; i < N_OF(alphabets); i++) {
        if (letter >= alphabets[i].first && letter <= alphabets[i].last) {
            *ret_first = alphabets[i].first;
            *ret_last = alphabets[i].last;
        }
    }
}

/* One letter too many, too few, wrong, or two that changed places, among the first `n`. */
static void try_slips(struct hunt *hunt, size_t n)
{
    uint32_t first = 0;
    uint32_t last = 0;
    find_alphabet(hunt->letters[0], &first, &last);
    for (size_t at = 0; at < n; at++) {
        bool has_letter = at < hunt->n_letters;
        if (has_letter)
            try_replaced(hunt, at, 1, NULL, 0);
        if (at + 1 < hunt->n_letters) {
            const uint32_t swapped[] = {hunt->letters[at + 1], hunt->letters[at]};
            try_replaced(hunt, at, 2, swapped, 2);
        }
        for (uint32_t letter = first; letter <= last; letter++) {
            if (has_letter && letter != hunt->letters[at])
                try_replaced(hunt, at, 1, &letter, 1);
            try_replaced(hunt, at, 0, &letter, 1);
        }
    }
}

/* Is the one word the other with a slip? */
static bool is_one_slip(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    size_t n_least = n_a < n_b ? n_a : n_b;
    size_t n_most = n_a < n_b ? n_b : n_a;
    size_t before = 0;
    size_t behind = 0;
    while (before < n_least && a[before] == b[before])
        before++;
    while (behind < n_least - before && a[n_a - 1 - behind] == b[n_b - 1 - behind])
        behind++;
    bool is_swapped = n_a == n_b && before + behind + 2 == n_a && a[before] == b[before + 1] &&
                      a[before + 1] == b[before];
    return is_swapped || before + behind + 1 == n_most;
}

static void try_known(struct hunt *hunt, struct known_word known)
{
    uint32_t letters[MAX_LETTERS];
    size_t n = 0;
    for (struct str rest = known.word; rest.len > 0 && n < MAX_LETTERS;)
        letters[n++] = utf8_next(&rest);
    if (is_one_slip(hunt->letters, hunt->n_letters, letters, n))
        add_found(hunt, known);
}

/* Slips behind the beginning: the words that have the beginning stand together in the store,
 * and are fewer than the slips. */
static void try_beginning(struct hunt *hunt, struct str beginning)
{
    CLEANUP(db_done) struct db_stmt *stmt = query_beginning(hunt->arena, hunt->db, beginning);
    enum outcome found = OK;
    while (hunt->outcome == OK && (found = db_step(stmt)) == OK)
        try_known(hunt, (struct known_word){db_text_borrowed(stmt, 0), db_int(stmt, 1)});
    if (hunt->outcome == OK && found != NOT_FOUND)
        hunt->outcome = found;
}

static bool stands_at(const struct hunt *hunt, size_t at, struct str letters)
{
    if (at + letters.len > hunt->n_letters)
        return false;
    for (size_t i = 0; i < letters.len; i++) {
        if (hunt->letters[at + i] != (uint32_t)letters.ptr[i])
            return false;
    }
    return true;
}

static void try_written(struct hunt *hunt, size_t at, struct str out, struct str in)
{
    uint32_t letters[4];
    for (size_t i = 0; i < in.len; i++)
        letters[i] = (uint32_t)in.ptr[i];
    if (stands_at(hunt, at, out))
        try_replaced(hunt, at, out.len, letters, in.len);
}

/* Names from other scripts are written in more than one way; what differs by a single
 * letter is a slip already. */
static void try_transliterations(struct hunt *hunt)
{
    static const struct str pairs[][2] = {
        {STR_INIT("ks"), STR_INIT("x")},    {STR_INIT("ph"), STR_INIT("f")},
        {STR_INIT("sch"), STR_INIT("sh")},  {STR_INIT("tch"), STR_INIT("ch")},
        {STR_INIT("iy"), STR_INIT("i")},    {STR_INIT("ij"), STR_INIT("y")},
        {STR_INIT("iyev"), STR_INIT("ev")}, {STR_INIT("aye"), STR_INIT("ae")},
        {STR_INIT("ou"), STR_INIT("w")},    {STR_INIT("dj"), STR_INIT("j")},
        {STR_INIT("dzh"), STR_INIT("j")},   {STR_INIT("kh"), STR_INIT("ch")},
        {STR_INIT("q"), STR_INIT("kh")},    {STR_INIT("ee"), STR_INIT("i")},
        {STR_INIT("oo"), STR_INIT("u")},    {STR_INIT("ya"), STR_INIT("ia")},
    };
    for (size_t at = 0; at < hunt->n_letters; at++) {
        for (size_t i = 0; i < N_OF(pairs); i++) {
            try_written(hunt, at, pairs[i][0], pairs[i][1]);
            try_written(hunt, at, pairs[i][1], pairs[i][0]);
        }
    }
}

static int by_frequency(const void *a, const void *b)
{
    const struct known_word *left = a;
    const struct known_word *right = b;
    if (left->n != right->n)
        return left->n < right->n ? 1 : -1;
    return str_compare(left->word, right->word);
}

enum outcome spelling_similar(struct arena *arena,
                              struct db *db,
                              struct str word,
                              struct known_word **ret_words,
                              size_t *ret_n)
{
    struct hunt *hunt = arena_new(arena, struct hunt);
    hunt->arena = arena;
    hunt->db = db;
    *ret_words = hunt->found;
    *ret_n = 0;
    if (!is_learnt(word))
        return OK;
    for (struct str rest = word; rest.len > 0 && hunt->n_letters < MAX_LETTERS;)
        hunt->letters[hunt->n_letters++] = utf8_next(&rest);
    if (hunt->n_letters < SHORTEST_SIMILAR)
        return OK;
    if (hunt->n_letters < LONG_WORD) {
        try_slips(hunt, hunt->n_letters + 1);
    } else {
        try_slips(hunt, BEGINNING);
        try_beginning(hunt, first_letters(word, BEGINNING));
    }
    if (str_is_ascii(word))
        try_transliterations(hunt);
    qsort(hunt->found, hunt->n_found, sizeof(hunt->found[0]), by_frequency);
    *ret_n = hunt->n_found < LIMIT_SEARCH_SIMILAR ? hunt->n_found : LIMIT_SEARCH_SIMILAR;
    return hunt->outcome;
}

enum outcome spelling_complete(struct arena *arena,
                               struct db *db,
                               struct str beginning,
                               struct known_word **ret_words,
                               size_t *ret_n)
{
    struct known_word *words = arena_array(arena, struct known_word, LIMIT_SEARCH_SUGGESTIONS);
    size_t n = 0;
    *ret_words = words;
    *ret_n = 0;
    if (!is_learnt(beginning))
        return OK;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select word, n from search_word where word >= $1"
                                        " and word < $2 order by n desc, word limit $3");
    db_bind_text(stmt, 1, beginning);
    db_bind_text(stmt, 2, str_join(arena, beginning, STR("\xF4\x8F\xBF\xBF")));
    db_bind_int(stmt, 3, LIMIT_SEARCH_SUGGESTIONS);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK)
        words[n++] = (struct known_word){db_text(arena, stmt, 0), db_int(stmt, 1)};
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
}
