/* Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), on words. The
 * furthest points of each round are kept, so work and memory grow with the square
 * of the number of edits, which is therefore bounded. */
#include "text/diff.h"

#include "base/limits.h"
#include "base/utf8.h"

enum { SCRATCH_BYTES = 64 << 20 };

struct tokens {
    struct str *items;
    size_t n;
};

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

static struct tokens split(struct arena *arena, struct str text)
{
    size_t n = 0;
    for (struct str rest = text; rest.len > 0; n++)
        rest = str_skip(rest, token_length(rest));
    struct tokens tokens = {arena_array(arena, struct str, n + 1), n};
    for (size_t i = 0; i < n; i++) {
        tokens.items[i] = str_first(text, token_length(text));
        text = str_skip(text, tokens.items[i].len);
    }
    return tokens;
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

static void
collect(const struct match *match, const bool *stays_a, const bool *stays_b, struct parts *parts)
{
    int x = 0;
    int y = 0;
    while (x < match->n_a || y < match->n_b) {
        for (; x < match->n_a && !stays_a[x]; x++)
            add(parts, DIFF_REMOVED, match->a[x]);
        for (; y < match->n_b && !stays_b[y]; y++)
            add(parts, DIFF_ADDED, match->b[y]);
        for (; x < match->n_a && stays_a[x] && y < match->n_b && stays_b[y]; x++, y++)
            add(parts, DIFF_SAME, match->a[x]);
    }
}

struct diff diff_words(struct arena *arena, struct str before, struct str after)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct tokens a = split(&scratch, before);
    struct tokens b = split(&scratch, after);
    size_t n_head = 0;
    while (n_head < a.n && n_head < b.n && str_eq(a.items[n_head], b.items[n_head]))
        n_head++;
    size_t n_tail = 0;
    while (n_tail < a.n - n_head && n_tail < b.n - n_head &&
           str_eq(a.items[a.n - 1 - n_tail], b.items[b.n - 1 - n_tail]))
        n_tail++;
    struct match match = {
        .arena = &scratch,
        .a = a.items + n_head,
        .b = b.items + n_head,
        .n_a = (int)(a.n - n_head - n_tail),
        .n_b = (int)(b.n - n_head - n_tail),
    };
    bool *stays_a = arena_array(&scratch, bool, a.n + 1);
    bool *stays_b = arena_array(&scratch, bool, b.n + 1);
    bool is_coarse = !compare(&match, stays_a, stays_b);
    struct parts parts = {arena_array(&scratch, struct diff_part, a.n + b.n + 1), 0};
    for (size_t i = 0; i < n_head; i++)
        add(&parts, DIFF_SAME, a.items[i]);
    collect(&match, stays_a, stays_b, &parts);
    for (size_t i = a.n - n_tail; i < a.n; i++)
        add(&parts, DIFF_SAME, a.items[i]);
    struct diff_part *items = arena_array(arena, struct diff_part, parts.n);
    memcpy(items, parts.items, parts.n * sizeof(items[0]));
    return (struct diff){items, parts.n, is_coarse};
}
