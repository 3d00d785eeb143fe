#include "text/redline.h"

#include "text/change.h"

#include <stdlib.h>

enum {
    SCRATCH_BYTES = 64 << 20,
    MAX_PAIRED = 64,   /* paragraphs of a gap that are looked at for counterparts */
    MAX_MOVED = 2000,  /* paragraphs that are looked for elsewhere */
    LEAST_ALIKE = 350, /* of 1000: common words until a paragraph counts as rewritten */
};

struct side {
    struct str_list texts;
    struct str_list folds;
    bool *stays;
    bool *is_moved;
    uint64_t **words; /* hashes, sorted */
    size_t *n_words;
};

/* Both sides and what they become. */
struct work {
    struct arena *arena; /* of the result */
    struct arena *scratch;
    struct side a;
    struct side b;
    struct redline_paragraph *items;
    size_t n;
};

static int compare_hashes(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

static void take_words(struct arena *arena, struct str text, uint64_t **ret_words, size_t *ret_n)
{
    struct str_list tokens = diff_tokens(arena, text);
    uint64_t *hashes = arena_array(arena, uint64_t, tokens.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < tokens.n; i++) {
        struct str fold = change_fold(arena, tokens.items[i]);
        if (fold.len > 0)
            hashes[n++] = str_hash(fold);
    }
    qsort(hashes, n, sizeof(hashes[0]), compare_hashes);
    *ret_words = hashes;
    *ret_n = n;
}

static struct side read_side(struct arena *arena, struct str text)
{
    size_t max = 1;
    for (size_t i = 0; i < text.len; i++)
        max += text.ptr[i] == '\n';
    struct str *texts = arena_array(arena, struct str, max);
    struct str *folds = arena_array(arena, struct str, max);
    size_t n = 0;
    struct str line;
    while (str_cut(&text, '\n', &line)) {
        texts[n] = str_trim(line);
        folds[n] = change_fold(arena, texts[n]);
        n += texts[n].len > 0;
    }
    return (struct side){
        .texts = {texts, n},
        .folds = {folds, n},
        .stays = arena_array(arena, bool, n + 1),
        .is_moved = arena_array(arena, bool, n + 1),
        .words = arena_array(arena, uint64_t *, n + 1),
        .n_words = arena_array(arena, size_t, n + 1),
    };
}

/* A paragraph that left one place and stands in another. */
static void find_moved(struct side *a, struct side *b)
{
    if (a->texts.n > MAX_MOVED || b->texts.n > MAX_MOVED)
        return;
    for (size_t i = 0; i < a->texts.n; i++) {
        if (a->stays[i])
            continue;
        for (size_t j = 0; j < b->texts.n && !a->is_moved[i]; j++) {
            bool is_free = !b->stays[j] && !b->is_moved[j];
            if (is_free && str_eq(a->folds.items[i], b->folds.items[j]))
                a->is_moved[i] = b->is_moved[j] = true;
        }
    }
}

static void find_words(struct arena *arena, struct side *side)
{
    for (size_t i = 0; i < side->texts.n; i++) {
        if (!side->stays[i] && !side->is_moved[i])
            take_words(arena, side->texts.items[i], &side->words[i], &side->n_words[i]);
    }
}

/* Common words in thousandths of all. */
static int likeness(const struct work *w, size_t i, size_t j)
{
    const uint64_t *a = w->a.words[i];
    const uint64_t *b = w->b.words[j];
    size_t n_a = w->a.n_words[i];
    size_t n_b = w->b.n_words[j];
    size_t x = 0;
    size_t y = 0;
    size_t n_common = 0;
    while (x < n_a && y < n_b) {
        n_common += a[x] == b[y];
        bool is_left = a[x] <= b[y];
        y += a[x] >= b[y];
        x += is_left;
    }
    return n_a + n_b == 0 ? 0 : (int)(2000 * n_common / (n_a + n_b));
}

/* A stretch in which nothing stays: [a, a_end) became [b, b_end). */
struct gap {
    size_t a;
    size_t a_end;
    size_t b;
    size_t b_end;
};

static void add(struct work *w, enum redline_kind kind, struct str text)
{
    w->items[w->n++] = (struct redline_paragraph){.kind = kind, .text = text};
}

static void add_changed(struct work *w, size_t i, size_t j)
{
    struct str text = w->b.texts.items[j];
    add(w, REDLINE_CHANGED, text);
    w->items[w->n - 1].diff = diff_meaning(w->arena, w->a.texts.items[i], text);
}

static void add_removed(struct work *w, size_t i)
{
    if (!w->a.is_moved[i])
        add(w, REDLINE_REMOVED, w->a.texts.items[i]);
}

static void add_added(struct work *w, size_t j)
{
    add(w, w->b.is_moved[j] ? REDLINE_SAME : REDLINE_ADDED, w->b.texts.items[j]);
}

/* The best sums of likeness of all pairs from (i, j) on that do not cross. */
struct sums {
    int of[MAX_PAIRED + 1][MAX_PAIRED + 1];
};

static int pair_gain(const struct work *w, size_t i, size_t j)
{
    if (w->a.is_moved[i] || w->b.is_moved[j])
        return 0;
    int alike = likeness(w, i, j);
    return alike >= LEAST_ALIKE ? alike : 0;
}

static void add_up(const struct work *w, const struct gap *gap, struct sums *sums)
{
    for (size_t i = gap->a_end - gap->a; i-- > 0;) {
        for (size_t j = gap->b_end - gap->b; j-- > 0;) {
            int gain = pair_gain(w, gap->a + i, gap->b + j);
            int best = sums->of[i + 1][j + 1] + gain;
            if (sums->of[i + 1][j] > best)
                best = sums->of[i + 1][j];
            if (sums->of[i][j + 1] > best)
                best = sums->of[i][j + 1];
            sums->of[i][j] = best;
        }
    }
}

/* Too many paragraphs at once to look for pairs, or none to pair. */
static void add_unpaired(struct work *w, const struct gap *gap)
{
    for (size_t i = gap->a; i < gap->a_end; i++)
        add_removed(w, i);
    for (size_t j = gap->b; j < gap->b_end; j++)
        add_added(w, j);
}

static void add_gap(struct work *w, const struct gap *gap)
{
    size_t n_a = gap->a_end - gap->a;
    size_t n_b = gap->b_end - gap->b;
    if (n_a > MAX_PAIRED || n_b > MAX_PAIRED || n_a == 0 || n_b == 0) {
        add_unpaired(w, gap);
        return;
    }
    struct sums *sums = arena_new(w->scratch, struct sums);
    add_up(w, gap, sums);
    size_t i = 0;
    size_t j = 0;
    while (i < n_a && j < n_b) {
        int best = sums->of[i][j];
        if (best == sums->of[i + 1][j]) {
            add_removed(w, gap->a + i++);
        } else if (best == sums->of[i][j + 1]) {
            add_added(w, gap->b + j++);
        } else {
            add_changed(w, gap->a + i++, gap->b + j++);
        }
    }
    add_unpaired(w, &(struct gap){gap->a + i, gap->a_end, gap->b + j, gap->b_end});
}

static void walk(struct work *w)
{
    size_t i = 0;
    size_t j = 0;
    while (i < w->a.texts.n || j < w->b.texts.n) {
        struct gap gap = {i, i, j, j};
        while (gap.a_end < w->a.texts.n && !w->a.stays[gap.a_end])
            gap.a_end++;
        while (gap.b_end < w->b.texts.n && !w->b.stays[gap.b_end])
            gap.b_end++;
        add_gap(w, &gap);
        i = gap.a_end;
        j = gap.b_end;
        if (j < w->b.texts.n)
            add(w, REDLINE_SAME, w->b.texts.items[j]);
        i++;
        j++;
    }
}

struct redline redline_make(struct arena *arena, struct str before, struct str after)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct work w = {
        .arena = arena,
        .scratch = &scratch,
        .a = read_side(&scratch, before),
        .b = read_side(&scratch, after),
    };
    w.items = arena_array(arena, struct redline_paragraph, w.a.texts.n + w.b.texts.n + 1);
    (void)diff_align(w.a.folds, w.b.folds, w.a.stays, w.b.stays);
    find_moved(&w.a, &w.b);
    find_words(&scratch, &w.a);
    find_words(&scratch, &w.b);
    walk(&w);
    return (struct redline){w.items, w.n};
}
