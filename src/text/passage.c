#include "text/passage.h"

#include "text/word_reader.h"

#include <limits.h>

enum { MAX_MARKS = 512, LEAD_BYTES = 60 };

bool passage_has_phrase(struct str text, const struct str *words, size_t n_words)
{
    struct word_reader reader;
    struct read_word word;
    word_reader_init(&reader, text);
    struct word_reader again = reader; /* at the second word of a row that has begun */
    size_t n = 0;
    while (n < n_words && word_reader_next(&reader, &word)) {
        if (word.is_last && n > 0)
            continue;
        bool is_next = str_eq(word.word, words[n]);
        if (is_next && n == 0)
            again =
                (struct word_reader){.text = text, .at = reader.at, .is_in_row = reader.is_in_row};
        if (!is_next && n > 0) {
            void *cutter = reader.cutter;
            reader = again;
            reader.cutter = cutter;
        }
        n = is_next ? n + 1 : 0;
    }
    word_reader_done(&reader);
    return n == n_words;
}

struct mark {
    size_t start;
    size_t end;
    size_t word; /* which of the sought */
};

/* With what bytes the sought words begin: most words of a text begin otherwise. */
struct beginnings {
    bool is_one[UCHAR_MAX + 1];
};

static struct beginnings beginnings_of(const struct passage_word *words, size_t n_words)
{
    struct beginnings beginnings = {{false}};
    for (size_t i = 0; i < n_words; i++)
        beginnings.is_one[(unsigned char)words[i].word.ptr[0]] = true;
    return beginnings;
}

static bool
is_sought(struct str word, const struct passage_word *words, size_t n_words, size_t *ret_which)
{
    for (size_t i = 0; i < n_words; i++) {
        if (words[i].is_beginning ? str_starts_with(word, words[i].word)
                                  : str_eq(word, words[i].word)) {
            *ret_which = i;
            return true;
        }
    }
    return false;
}

static size_t
find_marks(struct str text, const struct passage_word *words, size_t n_words, struct mark *marks)
{
    const struct beginnings beginnings = beginnings_of(words, n_words);
    struct word_reader reader;
    struct read_word word;
    size_t n = 0;
    size_t which = 0;
    word_reader_init(&reader, text);
    while (n < MAX_MARKS && word_reader_next(&reader, &word)) {
        if (beginnings.is_one[(unsigned char)word.word.ptr[0]] &&
            is_sought(word.word, words, n_words, &which))
            marks[n++] = (struct mark){word.start, word.end, which};
    }
    word_reader_done(&reader);
    return n;
}

/* How many different words stand in the bytes that begin with a mark. */
static size_t count_words(const struct mark *marks, size_t n, size_t from, size_t n_bytes)
{
    uint64_t seen = 0;
    for (size_t i = from; i < n && marks[i].end - marks[from].start <= n_bytes; i++)
        seen |= (uint64_t)1 << (marks[i].word & 63);
    return (size_t)__builtin_popcountll(seen);
}

static size_t best_mark(const struct mark *marks, size_t n, size_t n_bytes)
{
    size_t best = 0;
    size_t n_best = 0;
    for (size_t i = 0; i < n; i++) {
        size_t n_words = count_words(marks, n, i, n_bytes);
        if (n_words > n_best) {
            best = i;
            n_best = n_words;
        }
    }
    return best;
}

static bool begins_character(struct str text, size_t at)
{
    return at >= text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

/* Back from `at` over at most n_bytes to where a word begins, or a character where the
 * script has no spaces. */
static size_t start_near(struct str text, size_t at, size_t n_bytes)
{
    size_t least = at > n_bytes ? at - n_bytes : 0;
    if (least == 0)
        return 0;
    for (size_t i = least; i < at; i++) {
        if (char_is_space(text.ptr[i]))
            return i + 1;
    }
    while (!begins_character(text, least))
        least++;
    return least;
}

static size_t end_near(struct str text, size_t start, size_t n_bytes, size_t at_least)
{
    size_t end = start + n_bytes;
    if (end >= text.len)
        return text.len;
    for (size_t i = end; i > at_least; i--) {
        if (char_is_space(text.ptr[i]))
            return i;
    }
    while (!begins_character(text, end))
        end++;
    return end > at_least ? end : at_least;
}

struct writing {
    struct arena *arena;
    struct passage_piece *pieces;
    size_t n;
};

/* White space becomes one space. */
static void add_piece(struct writing *writing, struct str text, bool is_marked)
{
    char *line = arena_alloc_raw(writing->arena, text.len);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_space = char_is_space(text.ptr[i]);
        if (is_space && n > 0 && line[n - 1] == ' ')
            continue;
        line[n++] = is_space ? ' ' : text.ptr[i];
    }
    if (n > 0)
        writing->pieces[writing->n++] = (struct passage_piece){{line, n}, is_marked};
}

struct passage passage_find(struct arena *arena,
                            struct str text,
                            const struct passage_word *words,
                            size_t n_words,
                            size_t n_bytes)
{
    struct mark *marks = arena_array(arena, struct mark, MAX_MARKS);
    size_t n = find_marks(text, words, n_words, marks);
    size_t first = best_mark(marks, n, n_bytes - LEAD_BYTES);
    size_t start = n > 0 ? start_near(text, marks[first].start, LEAD_BYTES) : 0;
    size_t end = end_near(text, start, n_bytes, n > 0 ? marks[first].end : start);
    struct writing writing = {arena, arena_array(arena, struct passage_piece, 2 * n + 4), 0};
    if (start > 0)
        add_piece(&writing, STR("\xE2\x80\xA6"), false);
    size_t at = start;
    for (size_t i = 0; i < n; i++) {
        bool is_shown = marks[i].start >= start && marks[i].end <= end && marks[i].end > at;
        if (!is_shown)
            continue;
        size_t from = marks[i].start > at ? marks[i].start : at; /* pairs overlap */
        add_piece(&writing, (struct str){text.ptr + at, from - at}, false);
        add_piece(&writing, (struct str){text.ptr + from, marks[i].end - from}, true);
        at = marks[i].end;
    }
    add_piece(&writing, str_first(str_skip(text, at), end - at), false);
    if (end < text.len)
        add_piece(&writing, STR("\xE2\x80\xA6"), false);
    return (struct passage){writing.pieces, writing.n, n > 0};
}
