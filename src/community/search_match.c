#include "community/search_match.h"

#include "base/limits.h"
#include "community/search_segment.h"
#include "community/search_shelf.h"
#include "community/search_words.h"

/* A document's state while the lists are read: in the highest byte of how many groups it
 * has a word so far, below that its score. */
enum { COUNT_SHIFT = 24, DEAD = 255 };

/* One list of a group in one segment. */
struct found_list {
    struct found_list *next;
    struct str list;
    unsigned percent;
};

struct found_segment {
    const struct segment *segment;
    struct found_list **lists; /* of each group */
    bool is_out;               /* a required group has no list */
};

/* The best so far; the worst of them at the root. */
struct heap {
    struct match *items;
    size_t n;
    size_t n_most;
    enum search_order order;
};

struct matching {
    struct arena *arena;
    struct db *db;
    const struct plan *plan;
    struct match_after after;
    unsigned n_required;
    unsigned n_sought;    /* of them without filters */
    int64_t *n_documents; /* of each group, in all segments */
    int64_t n_all;
    uint32_t *rarity; /* of each group, what a match of it is worth */
    struct found_segment *segments;
    size_t n_segments;
    size_t n_bytes;
    struct heap heap;
    int64_t count;
    bool is_exact;
};

static int compare_new(const struct match *a, const struct match *b)
{
    if (a->time != b->time)
        return a->time < b->time ? 1 : -1;
    return a->number < b->number ? 1 : a->number > b->number ? -1 : 0;
}

/* Negative when a comes first. */
static int compare(enum search_order order, const struct match *a, const struct match *b)
{
    if (order == SEARCH_BEST && a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return compare_new(a, b);
}

static void sift_down(struct heap *heap, size_t at)
{
    for (;;) {
        size_t worst = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < heap->n; child++) {
            if (compare(heap->order, &heap->items[child], &heap->items[worst]) > 0)
                worst = child;
        }
        if (worst == at)
            return;
        struct match match = heap->items[at];
        heap->items[at] = heap->items[worst];
        heap->items[worst] = match;
        at = worst;
    }
}

static void heap_add(struct heap *heap, const struct match *match)
{
    if (heap->n < heap->n_most) {
        heap->items[heap->n++] = *match;
        for (size_t at = heap->n / 2; heap->n == heap->n_most && at-- > 0;)
            sift_down(heap, at);
        return;
    }
    if (heap->n_most == 0 || compare(heap->order, match, &heap->items[0]) >= 0)
        return;
    heap->items[0] = *match;
    sift_down(heap, 0);
}

static void heap_sort(struct heap *heap)
{
    size_t n = heap->n;
    for (size_t at = n / 2; at-- > 0;)
        sift_down(heap, at);
    while (heap->n > 1) {
        struct match worst = heap->items[0];
        heap->items[0] = heap->items[--heap->n];
        heap->items[heap->n] = worst;
        sift_down(heap, 0);
    }
    heap->n = n;
}

static void add_list(struct matching *matching,
                     struct found_list **lists,
                     const struct plan_term *term,
                     struct str list)
{
    struct found_list *found = arena_new(matching->arena, struct found_list);
    *found = (struct found_list){.list = list, .percent = term->percent};
    while (*lists != NULL)
        lists = &(*lists)->next;
    *lists = found;
    matching->n_bytes += list.len;
}

static enum outcome find_beginning(struct matching *matching,
                                   int64_t segment,
                                   const struct plan_term *term,
                                   struct found_list **lists,
                                   int64_t *n_documents)
{
    struct segment_walk walk;
    enum outcome found = segment_walk_begin(matching->db, segment, term->word, &walk);
    while (found == OK && str_starts_with(walk.block.word, term->word)) {
        add_list(matching, lists, term, str_copy(matching->arena, walk.block.list));
        *n_documents += walk.block.n_documents;
        found = segment_walk_next(&walk);
    }
    segment_walk_done(&walk);
    return found == NOT_FOUND ? OK : found;
}

static enum outcome find_lists(struct matching *matching,
                               int64_t segment,
                               const struct plan_group *group,
                               struct found_list **lists,
                               int64_t *n_documents)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < group->n_terms; i++) {
        const struct plan_term *term = &group->terms[i];
        struct str list = {0};
        uint32_t n = 0;
        if (term->is_recent_only)
            continue;
        if (term->is_beginning) {
            done = find_beginning(matching, segment, term, lists, n_documents);
            continue;
        }
        done = segment_find(matching->arena, matching->db, segment, term->word, &n, &list);
        if (done == OK)
            add_list(matching, lists, term, list);
        *n_documents += n;
        done = done == NOT_FOUND ? OK : done;
    }
    return done;
}

/* The lists of one segment; no more of them once a required group has none. */
static enum outcome look_into(struct matching *matching, const struct segment *segment)
{
    const struct plan *plan = matching->plan;
    struct found_segment *found = &matching->segments[matching->n_segments++];
    found->segment = segment;
    found->lists = arena_array(matching->arena, struct found_list *, plan->n_groups);
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < plan->n_groups && !found->is_out; i++) {
        const struct plan_group *group = &plan->groups[i];
        done =
            find_lists(matching, segment->id, group, &found->lists[i], &matching->n_documents[i]);
        found->is_out = !group->is_excluded && found->lists[i] == NULL;
    }
    matching->n_all += (int64_t)segment->n_documents;
    return done;
}

static enum outcome look_into_all(struct matching *matching)
{
    struct segment *segments = NULL;
    size_t n = 0;
    enum outcome done =
        segment_list(matching->arena, matching->db, matching->plan->kind, &segments, &n);
    if (done != OK)
        return done;
    matching->segments = arena_array(matching->arena, struct found_segment, n);
    for (size_t i = 0; done == OK && i < n; i++) {
        if (matching->n_bytes >= LIMIT_SEARCH_LIST_BYTES) {
            matching->is_exact = false;
            break;
        }
        done = look_into(matching, &segments[i]);
    }
    return done;
}

/* Sixteenths of the binary logarithm of how few documents have one of the group's words. */
static uint32_t rarity_of(int64_t n_all, int64_t n_documents)
{
    uint64_t quotient = 16 * (uint64_t)(n_all + 1) / (uint64_t)(n_documents + 1);
    uint32_t rarity = 0;
    for (; quotient >= 32; quotient >>= 1)
        rarity += 16;
    return rarity + (uint32_t)(quotient > 16 ? quotient - 16 : 0) + 1;
}

static void weigh_groups(struct matching *matching)
{
    for (size_t i = 0; i < matching->plan->n_groups; i++) {
        bool is_filter = matching->plan->groups[i].is_filter;
        matching->rarity[i] = is_filter ? 0 : rarity_of(matching->n_all, matching->n_documents[i]);
    }
}

/* What each weight adds to a score. */
static void shares_of(uint32_t rarity, unsigned percent, uint32_t ret_shares[SEARCH_WEIGHTS])
{
    static const uint32_t shares[SEARCH_WEIGHTS] = {35, 50, 68, 85, 140, 165, 190, 220};
    for (size_t i = 0; i < SEARCH_WEIGHTS; i++)
        ret_shares[i] = rarity * shares[i] * percent / 100;
}

/* The documents of a segment while its lists are read. */
struct reading {
    uint32_t *states;
    uint8_t *n_in_title; /* of how many groups without a gap the title has a word so far */
    size_t n;
    unsigned n_before;        /* groups that were read */
    unsigned n_sought_before; /* of them without filters */
};

static void
read_list(struct reading *reading, struct str list, const uint32_t shares[SEARCH_WEIGHTS])
{
    struct postings postings = postings_of(list);
    struct posting posting;
    while (postings_next(&postings, &posting)) {
        if (posting.document >= reading->n)
            break;
        uint32_t *state = &reading->states[posting.document];
        if (*state >> COUNT_SHIFT == reading->n_before)
            *state += (1u << COUNT_SHIFT) + shares[posting.weight];
        if (posting.weight >= SEARCH_WEIGHT_TITLE &&
            reading->n_in_title[posting.document] == reading->n_sought_before)
            reading->n_in_title[posting.document]++;
    }
}

/* Only now: another form than the one that was counted may stand in the title. */
static void mark_in_title(struct reading *reading)
{
    for (size_t i = 0; i < reading->n; i++)
        reading->states[i] |=
            reading->n_in_title[i] == reading->n_sought_before ? SCORE_IN_TITLE : 0;
}

static void strike_out(struct str list, uint32_t *states, size_t n_states)
{
    struct postings postings = postings_of(list);
    struct posting posting;
    while (postings_next(&postings, &posting) && posting.document < n_states)
        states[posting.document] = (uint32_t)DEAD << COUNT_SHIFT;
}

static void
read_lists(struct matching *matching, const struct found_segment *found, uint32_t *states)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    const struct plan *plan = matching->plan;
    size_t n = found->segment->n_documents;
    struct reading reading = {
        .states = states, .n_in_title = arena_array(&scratch, uint8_t, n), .n = n};
    uint32_t shares[SEARCH_WEIGHTS];
    for (size_t i = 0; i < plan->n_groups; i++) {
        const struct plan_group *group = &plan->groups[i];
        for (const struct found_list *list = found->lists[i]; list != NULL; list = list->next) {
            shares_of(matching->rarity[i], list->percent, shares);
            if (group->is_excluded)
                strike_out(list->list, states, n);
            else
                read_list(&reading, list->list, shares);
        }
        reading.n_before += !group->is_excluded;
        reading.n_sought_before += plan_is_sought(group);
    }
    mark_in_title(&reading);
}

static bool is_in_time(const struct plan *plan, int64_t time)
{
    return (!plan->has_after || time >= plan->after) && (!plan->has_before || time < plan->before);
}

static void count_match(struct matching *matching, const struct match *match)
{
    const struct match after = {.time = matching->after.time, .number = matching->after.number};
    if (!is_in_time(matching->plan, match->time))
        return;
    matching->count++;
    if (!matching->after.is_set || compare_new(match, &after) > 0)
        heap_add(&matching->heap, match);
}

static void count_document(struct matching *matching,
                           const struct documents *documents,
                           size_t i,
                           uint32_t state)
{
    struct match match = {.number = documents->first + (int64_t)i,
                          .score = state & ((1u << COUNT_SHIFT) - 1)};
    if (state >> COUNT_SHIFT == matching->n_required && documents_time(documents, i, &match.time))
        count_match(matching, &match);
}

/* The newest first, so that the heap changes seldom. */
static void count_documents(struct matching *matching,
                            const struct documents *documents,
                            const uint32_t *states)
{
    int64_t first = 0;
    int64_t last = 0;
    (void)documents_time(documents, 0, &first);
    (void)documents_time(documents, documents->n - 1, &last);
    for (size_t i = 0; i < documents->n; i++) {
        size_t at = first <= last ? documents->n - 1 - i : i;
        count_document(matching, documents, at, states[at]);
    }
}

static enum outcome match_segment(struct matching *matching, const struct found_segment *found)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    size_t n = found->segment->n_documents;
    struct documents documents;
    if (found->is_out || n == 0)
        return OK;
    uint32_t *states = arena_array(&scratch, uint32_t, n);
    read_lists(matching, found, states);
    enum outcome done = documents_load(&scratch, matching->db, matching->plan->kind,
                                       found->segment->first, n, &documents);
    if (done == OK)
        count_documents(matching, &documents, states);
    return done;
}

/* Has the group this word, and what is it worth there? */
static bool has_term(const struct plan_group *group, struct str word, unsigned *ret_percent)
{
    for (size_t i = 0; i < group->n_terms; i++) {
        const struct plan_term *term = &group->terms[i];
        if (term->is_beginning ? str_starts_with(word, term->word) : str_eq(word, term->word)) {
            *ret_percent = term->percent;
            return true;
        }
    }
    return false;
}

/* Reads the words of a document that waits for its segment. */
static bool match_words(const struct matching *matching, struct str packed, uint32_t *ret_score)
{
    const struct plan *plan = matching->plan;
    struct search_words words = {packed};
    struct search_word word;
    uint64_t seen = 0;
    uint64_t in_title = 0;
    uint32_t shares[SEARCH_WEIGHTS];
    uint32_t score = 0;
    while (search_words_next(&words, &word)) {
        for (size_t i = 0; i < plan->n_groups; i++) {
            unsigned percent = 0;
            if (!has_term(&plan->groups[i], word.word, &percent))
                continue;
            if (plan->groups[i].is_excluded)
                return false;
            shares_of(matching->rarity[i], percent, shares);
            score += seen >> i & 1 ? 0 : shares[word.weight & (SEARCH_WEIGHTS - 1)];
            seen |= (uint64_t)1 << i;
            in_title |= (uint64_t)(word.weight >= SEARCH_WEIGHT_TITLE) << i;
        }
    }
    bool is_in_title = (unsigned)__builtin_popcountll(in_title) == matching->n_sought;
    *ret_score = score | (is_in_title ? SCORE_IN_TITLE : 0);
    return (unsigned)__builtin_popcountll(seen) == matching->n_required;
}

static enum outcome match_recent(struct matching *matching)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(matching->db, "select number, time, words from search_recent where kind = $1");
    db_bind_int(stmt, 1, matching->plan->kind);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        struct match match = {.number = db_int(stmt, 0), .time = db_int(stmt, 1)};
        if (match_words(matching, db_text_borrowed(stmt, 2), &match.score))
            count_match(matching, &match);
    }
    return found == NOT_FOUND ? OK : found;
}

enum outcome search_match(struct arena *arena,
                          struct db *db,
                          const struct plan *plan,
                          enum search_order order,
                          struct match_after after,
                          size_t n_most,
                          struct matches *ret_matches)
{
    CHECK(plan->n_groups <= 64); /* a bit each, in match_words */
    struct matching matching = {
        .arena = arena,
        .db = db,
        .plan = plan,
        .after = after,
        .n_documents = arena_array(arena, int64_t, plan->n_groups),
        .rarity = arena_array(arena, uint32_t, plan->n_groups),
        .heap = {arena_array(arena, struct match, n_most), 0, n_most, order},
        .is_exact = true,
    };
    for (size_t i = 0; i < plan->n_groups; i++) {
        matching.n_required += !plan->groups[i].is_excluded;
        matching.n_sought += plan_is_sought(&plan->groups[i]);
    }
    enum outcome done = look_into_all(&matching);
    weigh_groups(&matching);
    if (done == OK)
        done = match_recent(&matching);
    for (size_t i = 0; done == OK && i < matching.n_segments; i++)
        done = match_segment(&matching, &matching.segments[i]);
    if (done != OK)
        return done;
    heap_sort(&matching.heap);
    for (size_t i = 0; done == OK && i < matching.heap.n; i++) {
        struct match *match = &matching.heap.items[i];
        done = shelf_id(db, plan->kind, match->number, &match->id);
    }
    if (done != OK)
        return done == NOT_FOUND ? FAULT : done;
    *ret_matches = (struct matches){
        .items = matching.heap.items,
        .n = matching.heap.n,
        .count = matching.count,
        .is_exact = matching.is_exact,
    };
    return OK;
}
