#include "community/search_match.h"

#include "base/limits.h"
#include "community/search_lists.h"
#include "community/search_shelf.h"

#include <stdlib.h>

/* First all that match are counted, then the first of them are chosen. The times of documents
 * are read where they decide something only: most chunks have none that is dead, lie wholly
 * within or without the time that is sought, and are newer or older than others as a whole. */

/* Documents that lie in one segment and in one chunk. */
struct piece {
    const struct documents_chunk *chunk;
    int64_t first;
    size_t n;
    size_t n_matches;
    uint32_t *states;
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
    struct lists lists;
    struct piece *pieces; /* the newest first */
    size_t n_pieces;
    struct match *recent; /* those that match and wait for a segment */
    size_t n_recent;
    int64_t count;
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

/* --- pieces -------------------------------------------------------------------- */

static int by_latest(const void *a, const void *b)
{
    const struct piece *left = a;
    const struct piece *right = b;
    if (left->chunk->latest != right->chunk->latest)
        return left->chunk->latest < right->chunk->latest ? 1 : -1;
    return left->first < right->first ? 1 : -1;
}

/* Those of one segment, whose documents' states these are. */
static void add_pieces(struct matching *matching,
                       const struct segment *segment,
                       const struct documents_chunk *chunks,
                       size_t n_chunks,
                       uint32_t *states)
{
    int64_t end = segment->first + (int64_t)segment->n_documents;
    for (size_t i = 0; i < n_chunks; i++) {
        int64_t chunk_end = chunks[i].first + DOCUMENTS_CHUNK;
        int64_t first = chunks[i].first > segment->first ? chunks[i].first : segment->first;
        int64_t last = chunk_end < end ? chunk_end : end;
        if (first < last)
            matching->pieces[matching->n_pieces++] = (struct piece){
                .chunk = &chunks[i],
                .first = first,
                .n = (size_t)(last - first),
                .states = states + (first - segment->first),
            };
    }
}

static enum outcome read_states(struct matching *matching, bool is_ranked)
{
    const struct lists *lists = &matching->lists;
    struct documents_chunk *chunks = NULL;
    size_t n_chunks = 0;
    enum outcome done =
        documents_chunks(matching->arena, matching->db, matching->plan->kind, &chunks, &n_chunks);
    /* Each chunk and each segment begins a piece. */
    matching->pieces = arena_array(matching->arena, struct piece, n_chunks + lists->n_segments);
    for (size_t i = 0; done == OK && i < lists->n_segments; i++) {
        const struct segment_lists *found = &lists->segments[i];
        if (found->is_out)
            continue;
        uint32_t *states = arena_array(matching->arena, uint32_t, found->segment->n_documents);
        lists_read(lists, found, is_ranked, states);
        add_pieces(matching, found->segment, chunks, n_chunks, states);
    }
    if (matching->n_pieces > 0)
        qsort(matching->pieces, matching->n_pieces, sizeof(*matching->pieces), by_latest);
    return done;
}

/* --- counting ------------------------------------------------------------------ */

static bool is_in_time(const struct plan *plan, int64_t time)
{
    return (!plan->has_after || time >= plan->after) && (!plan->has_before || time < plan->before);
}

/* Leaves the states of those that live and are of the time that is sought. */
static enum outcome strike_out(const struct matching *matching, const struct piece *piece)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct documents documents;
    enum outcome done = documents_load(&scratch, matching->db, matching->plan->kind, piece->first,
                                       piece->n, &documents);
    for (size_t i = 0; done == OK && i < piece->n; i++) {
        int64_t time = 0;
        if (!documents_time(&documents, i, &time) || !is_in_time(matching->plan, time))
            piece->states[i] = STATE_DEAD;
    }
    return done;
}

static enum outcome count_piece(struct matching *matching, struct piece *piece)
{
    const struct plan *plan = matching->plan;
    const struct documents_chunk *chunk = piece->chunk;
    unsigned n_required = matching->lists.n_required;
    bool is_out = (plan->has_after && chunk->latest < plan->after) ||
                  (plan->has_before && chunk->earliest >= plan->before);
    bool is_in = is_in_time(plan, chunk->earliest) && is_in_time(plan, chunk->latest);
    enum outcome done = OK;
    if (is_out)
        return OK;
    if (!is_in || chunk->has_dead)
        done = strike_out(matching, piece);
    for (size_t i = 0; i < piece->n; i++)
        piece->n_matches += piece->states[i] >> STATE_SHIFT == n_required;
    matching->count += (int64_t)piece->n_matches;
    return done;
}

/* Those that wait for a segment. */
static enum outcome count_recent(struct matching *matching)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(matching->db, "select number, time, words from search_recent where kind = $1");
    db_bind_int(stmt, 1, matching->plan->kind);
    matching->recent = arena_array(matching->arena, struct match, LIMIT_SEARCH_RECENT);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK && matching->n_recent < LIMIT_SEARCH_RECENT) {
        struct match match = {.number = db_int(stmt, 0), .time = db_int(stmt, 1)};
        if (!is_in_time(matching->plan, match.time))
            continue;
        uint32_t state = lists_state_of(&matching->lists, db_text_borrowed(stmt, 2));
        match.score = state & STATE_SCORE;
        if (state >> STATE_SHIFT == matching->lists.n_required)
            matching->recent[matching->n_recent++] = match;
    }
    matching->count += (int64_t)matching->n_recent;
    return found == NOT_FOUND ? OK : found;
}

static enum outcome count_all(struct matching *matching)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < matching->n_pieces; i++)
        done = count_piece(matching, &matching->pieces[i]);
    return done == OK ? count_recent(matching) : done;
}

/* --- choosing ------------------------------------------------------------------ */

/* Of which scores. */
struct scores {
    uint32_t least;
    uint32_t most;
};

static bool is_among(struct scores scores, uint32_t score)
{
    return score >= scores.least && score <= scores.most;
}

static void choose(const struct matching *matching, const struct match *match, struct heap *heap)
{
    const struct match after = {.time = matching->after.time, .number = matching->after.number};
    if (!matching->after.is_set || compare_new(match, &after) > 0)
        heap_add(heap, match);
}

static enum outcome choose_of_piece(const struct matching *matching,
                                    const struct piece *piece,
                                    struct scores scores,
                                    struct heap *heap)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct documents documents = {0};
    uint32_t base = (uint32_t)matching->lists.n_required << STATE_SHIFT;
    enum outcome done = OK;
    for (size_t i = piece->n; done == OK && i-- > 0;) {
        struct match match = {.number = piece->first + (int64_t)i};
        if (piece->states[i] - base < scores.least || piece->states[i] - base > scores.most)
            continue;
        if (documents.n == 0)
            done = documents_load(&scratch, matching->db, matching->plan->kind, piece->first,
                                  piece->n, &documents);
        match.score = piece->states[i] - base;
        if (done == OK && documents_time(&documents, i, &match.time))
            choose(matching, &match, heap);
    }
    return done;
}

/* Into a heap of the newest. */
static enum outcome
choose_newest(const struct matching *matching, struct scores scores, struct heap *heap)
{
    enum outcome done = OK;
    for (size_t i = 0; i < matching->n_recent; i++) {
        if (is_among(scores, matching->recent[i].score))
            choose(matching, &matching->recent[i], heap);
    }
    for (size_t i = 0; done == OK && i < matching->n_pieces && heap->n_most > 0; i++) {
        const struct piece *piece = &matching->pieces[i];
        bool is_behind = !matching->after.is_set || piece->chunk->earliest <= matching->after.time;
        if (heap->n == heap->n_most && piece->chunk->latest < heap->items[0].time)
            break;
        if (is_behind && piece->n_matches > 0)
            done = choose_of_piece(matching, piece, scores, heap);
    }
    return done;
}

/* Into a heap of the best, whatever their times. */
static void choose_scores(const struct matching *matching, struct heap *heap)
{
    uint32_t base = (uint32_t)matching->lists.n_required << STATE_SHIFT;
    for (size_t i = 0; i < matching->n_recent; i++)
        heap_add(heap, &matching->recent[i]);
    for (size_t i = 0; i < matching->n_pieces; i++) {
        const struct piece *piece = &matching->pieces[i];
        for (size_t j = 0; piece->n_matches > 0 && j < piece->n; j++) {
            uint32_t score = piece->states[j] - base;
            if (score > STATE_SCORE || (heap->n == heap->n_most && score <= heap->items[0].score))
                continue;
            struct match match = {.number = piece->first + (int64_t)j, .score = score};
            heap_add(heap, &match);
        }
    }
}

/* The best; of those with the least score that is among them the newest. */
static enum outcome choose_best(const struct matching *matching, struct heap *heap)
{
    choose_scores(matching, heap);
    if (heap->n == 0)
        return OK;
    heap_sort(heap);
    uint32_t least = heap->items[heap->n - 1].score;
    size_t n_above = heap->n;
    while (n_above > 0 && heap->items[n_above - 1].score == least)
        n_above--;
    struct heap others = {heap->items + n_above, 0, heap->n - n_above, SEARCH_NEWEST};
    enum outcome done = choose_newest(matching, (struct scores){least, least}, &others);
    heap->n = n_above + others.n;
    return done;
}

static enum outcome find_ids(const struct matching *matching, struct heap *heap)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < heap->n; i++) {
        struct match *match = &heap->items[i];
        done = shelf_id(matching->db, matching->plan->kind, match->number, &match->id);
    }
    return done == NOT_FOUND ? FAULT : done;
}

enum outcome search_match(struct arena *arena,
                          struct db *db,
                          const struct plan *plan,
                          enum search_order order,
                          struct match_after after,
                          size_t n_most,
                          struct matches *ret_matches)
{
    struct matching matching = {.arena = arena, .db = db, .plan = plan, .after = after};
    struct heap heap = {arena_array(arena, struct match, n_most), 0, n_most, order};
    enum outcome done = lists_find(arena, db, plan, &matching.lists);
    if (done == OK)
        done = read_states(&matching, order == SEARCH_BEST);
    if (done == OK)
        done = count_all(&matching);
    if (done == OK && order == SEARCH_BEST)
        done = choose_best(&matching, &heap);
    else if (done == OK)
        done = choose_newest(&matching, (struct scores){0, STATE_SCORE}, &heap);
    if (done != OK)
        return done;
    if (order == SEARCH_NEWEST)
        heap_sort(&heap);
    done = find_ids(&matching, &heap);
    if (done != OK)
        return done;
    *ret_matches = (struct matches){heap.items, heap.n, matching.count, matching.lists.is_whole};
    return OK;
}
