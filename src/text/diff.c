/* Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), on words. The
 * furthest points of each round are kept, so work and memory grow with the square
 * of the number of edits, which is therefore bounded. */
#include "text/diff.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/change.h"

enum { SCRATCH_BYTES = 64 << 20, SPLINTER_WORDS = 1, SPLINTER_CHARACTERS = 3 };

/* The two texts' middles, between their common beginning and end. */
struct match {
    struct arena *arena;
    const struct str *a;
    const struct str *b;
    int n_a;
    int n_b;
};

static bool is_single(uint32_t code)
{
    /* Han, kana, fullwidth forms: no spaces between words, so a character is one. */
    return (code >= 0x2E80 && code <= 0xD7FF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF00 && code <= 0xFFEF) || code >= 0x20000;
}

/* A run of white space, a single character of those scripts, or a run of others. */
static size_t token_length(struct str text)
{
    bool is_space = char_is_space(text.ptr[0]);
    struct str rest = text;
    while (rest.len > 0 && char_is_space(rest.ptr[0]) == is_space) {
        struct str before = rest;
        uint32_t code = utf8_next(&rest);
        if (is_single(code))
            return before.len == text.len ? text.len - rest.len : text.len - before.len;
    }
    return text.len - rest.len;
}

struct str_list diff_tokens(struct arena *arena, struct str text)
{
    size_t n = 0;
    for (struct str rest = text; rest.len > 0; n++)
        rest = str_skip(rest, token_length(rest));
    struct str *tokens = arena_array(arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++) {
        tokens[i] = str_first(text, token_length(text));
        text = str_skip(text, tokens[i].len);
    }
    return (struct str_list){tokens, n};
}

/* One round: from the furthest points of round d-1 (indexed by diagonal + d-1) to
 * those of round d. True when the end of both was reached. */
static bool advance(const struct match *match, int d, const int *before, int *now)
{
    for (int k = -d; k <= d; k += 2) {
        int x = 0;
        if (d > 0) {
            const int *at = before + d - 1; /* at[k] is the point on diagonal k */
            bool is_down = k == -d || (k != d && at[k - 1] < at[k + 1]);
            x = is_down ? at[k + 1] : at[k - 1] + 1;
        }
        int y = x - k;
        while (x < match->n_a && y < match->n_b && x >= 0 && y >= 0 &&
               str_eq(match->a[x], match->b[y])) {
            x++;
            y++;
        }
        now[d + k] = x;
        if (x >= match->n_a && y >= match->n_b)
            return true;
    }
    return false;
}

/* Marks the tokens that stay, walking the rounds back from the end. */
static void mark(const struct match *match, int **rounds, int d, bool *stays_a, bool *stays_b)
{
    int x = match->n_a;
    int y = match->n_b;
    for (; d >= 0; d--) {
        int k = x - y;
        int start = 0;
        bool is_down = false;
        if (d > 0) {
            const int *at = rounds[d - 1] + d - 1;
            is_down = k == -d || (k != d && at[k - 1] < at[k + 1]);
            start = is_down ? at[k + 1] : at[k - 1] + 1;
        }
        while (x > start) {
            stays_a[--x] = true;
            stays_b[--y] = true;
        }
        if (is_down)
            y--;
        else
            x--;
    }
}

/* Which tokens of both middles stay. False when more differs than is looked into. */
static bool compare(const struct match *match, bool *stays_a, bool *stays_b)
{
    int **rounds = arena_array(match->arena, int *, LIMIT_DIFF_EDITS + 1);
    for (int d = 0; d <= LIMIT_DIFF_EDITS; d++) {
        rounds[d] = arena_array(match->arena, int, 2 * (size_t)d + 1);
        if (advance(match, d, d > 0 ? rounds[d - 1] : NULL, rounds[d])) {
            mark(match, rounds, d, stays_a, stays_b);
            return true;
        }
    }
    return false;
}

bool diff_align(struct str_list a, struct str_list b, bool *stays_a, bool *stays_b)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    size_t n_head = 0;
    size_t n_tail = 0;
    while (n_head < a.n && n_head < b.n && str_eq(a.items[n_head], b.items[n_head])) {
        stays_a[n_head] = stays_b[n_head] = true;
        n_head++;
    }
    while (n_tail < a.n - n_head && n_tail < b.n - n_head &&
           str_eq(a.items[a.n - 1 - n_tail], b.items[b.n - 1 - n_tail])) {
        n_tail++;
        stays_a[a.n - n_tail] = stays_b[b.n - n_tail] = true;
    }
    struct match match = {
        .arena = &scratch,
        .a = a.items + n_head,
        .b = b.items + n_head,
        .n_a = (int)(a.n - n_head - n_tail),
        .n_b = (int)(b.n - n_head - n_tail),
    };
    return compare(&match, stays_a + n_head, stays_b + n_head);
}

/* What stays between two changes and is a single short word with its spaces. */
static bool is_splinter(const struct str *tokens, size_t n)
{
    size_t n_words = 0;
    size_t n_characters = 0;
    for (size_t i = 0; i < n && n_words <= SPLINTER_WORDS; i++) {
        if (char_is_space(tokens[i].ptr[0]))
            continue;
        n_words++;
        n_characters += utf8_count(tokens[i]);
    }
    return n_words <= SPLINTER_WORDS && n_characters <= SPLINTER_CHARACTERS;
}

/* Words that stay one by one between changes are read as one change. */
static void join_changes(struct str_list a, struct str_list b, bool *stays_a, bool *stays_b)
{
    size_t x = 0;
    size_t y = 0;
    bool is_after_change = false;
    while (x < a.n || y < b.n) {
        bool is_change = (x < a.n && !stays_a[x]) || (y < b.n && !stays_b[y]);
        for (; x < a.n && !stays_a[x]; x++)
            ;
        for (; y < b.n && !stays_b[y]; y++)
            ;
        is_after_change = is_after_change || is_change;
        size_t n = 0;
        while (x + n < a.n && y + n < b.n && stays_a[x + n] && stays_b[y + n])
            n++;
        bool is_between = is_after_change && (x + n < a.n || y + n < b.n);
        if (is_between && is_splinter(a.items + x, n)) {
            memset(stays_a + x, false, n);
            memset(stays_b + y, false, n);
        }
        x += n;
        y += n;
    }
}

struct parts {
    struct diff_part *items;
    size_t n;
};

/* Lengthens the last part when the text follows it in the same text, else adds one. */
static void add(struct parts *parts, enum diff_kind kind, struct str text)
{
    if (text.len == 0)
        return;
    if (parts->n > 0 && parts->items[parts->n - 1].kind == kind) {
        parts->items[parts->n - 1].text.len += text.len;
        return;
    }
    parts->items[parts->n++] = (struct diff_part){kind, text};
}

static void collect(struct str_list a,
                    struct str_list b,
                    const bool *stays_a,
                    const bool *stays_b,
                    struct parts *parts)
{
    size_t x = 0;
    size_t y = 0;
    while (x < a.n || y < b.n) {
        for (; x < a.n && !stays_a[x]; x++)
            add(parts, DIFF_REMOVED, a.items[x]);
        for (; y < b.n && !stays_b[y]; y++)
            add(parts, DIFF_ADDED, b.items[y]);
        for (; x < a.n && stays_a[x] && y < b.n && stays_b[y]; x++, y++)
            add(parts, DIFF_SAME, b.items[y]);
    }
}

/* The tokens of both texts, and what they are compared by. */
struct token_pair {
    struct str_list a;
    struct str_list b;
    struct str_list keys_a;
    struct str_list keys_b;
};

static struct diff
compare_tokens(struct arena *arena, struct arena *scratch, struct token_pair pair)
{
    bool *stays_a = arena_array(scratch, bool, pair.a.n + 1);
    bool *stays_b = arena_array(scratch, bool, pair.b.n + 1);
    bool is_coarse = !diff_align(pair.keys_a, pair.keys_b, stays_a, stays_b);
    join_changes(pair.a, pair.b, stays_a, stays_b);
    struct parts parts = {arena_array(scratch, struct diff_part, pair.a.n + pair.b.n + 1), 0};
    collect(pair.a, pair.b, stays_a, stays_b, &parts);
    struct diff_part *items = arena_array(arena, struct diff_part, parts.n);
    memcpy(items, parts.items, parts.n * sizeof(items[0]));
    return (struct diff){items, parts.n, is_coarse};
}

struct diff diff_words(struct arena *arena, struct str before, struct str after)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct str_list a = diff_tokens(&scratch, before);
    struct str_list b = diff_tokens(&scratch, after);
    return compare_tokens(arena, &scratch, (struct token_pair){a, b, a, b});
}

static struct str_list folds_of(struct arena *arena, struct str_list tokens)
{
    struct str *folds = arena_array(arena, struct str, tokens.n + 1);
    for (size_t i = 0; i < tokens.n; i++) {
        bool is_space = char_is_space(tokens.items[i].ptr[0]);
        folds[i] = is_space ? STR(" ") : change_fold(arena, tokens.items[i]);
    }
    return (struct str_list){folds, tokens.n};
}

struct diff diff_meaning(struct arena *arena, struct str before, struct str after)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct str_list a = diff_tokens(&scratch, before);
    struct str_list b = diff_tokens(&scratch, after);
    const struct token_pair pair = {a, b, folds_of(&scratch, a), folds_of(&scratch, b)};
    return compare_tokens(arena, &scratch, pair);
}
