#include "community/search_lists.h"

#include "base/limits.h"
#include "community/search_words.h"

/* One list of a group in one segment. */
struct found_list {
    struct found_list *next;
    struct str list;
    unsigned percent;
};

struct finding {
    struct arena *arena;
    struct db *db;
    const struct plan *plan;
    int64_t *n_documents; /* of each group, in all segments */
    int64_t n_all;
    size_t n_bytes;
};

static void add_list(struct finding *finding,
                     struct found_list **lists,
                     const struct plan_term *term,
                     struct str list)
{
    struct found_list *found = arena_new(finding->arena, struct found_list);
    *found = (struct found_list){.list = list, .percent = term->percent};
    while (*lists != NULL)
        lists = &(*lists)->next;
    *lists = found;
    finding->n_bytes += list.len;
}

static enum outcome find_beginning(struct finding *finding,
                                   int64_t segment,
                                   const struct plan_term *term,
                                   struct found_list **lists,
                                   int64_t *n_documents)
{
    struct segment_walk walk;
    enum outcome found = segment_walk_begin(finding->db, segment, term->word, &walk);
    while (found == OK && str_starts_with(walk.block.word, term->word)) {
        add_list(finding, lists, term, str_copy(finding->arena, walk.block.list));
        *n_documents += walk.block.n_documents;
        found = segment_walk_next(&walk);
    }
    segment_walk_done(&walk);
    return found == NOT_FOUND ? OK : found;
}

static enum outcome find_lists(struct finding *finding,
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
            done = find_beginning(finding, segment, term, lists, n_documents);
            continue;
        }
        done = segment_find(finding->arena, finding->db, segment, term->word, &n, &list);
        if (done == OK)
            add_list(finding, lists, term, list);
        *n_documents += n;
        done = done == NOT_FOUND ? OK : done;
    }
    return done;
}

/* The lists of one segment; no more of them once a required group has none. */
static enum outcome
look_into(struct finding *finding, const struct segment *segment, struct segment_lists *found)
{
    const struct plan *plan = finding->plan;
    found->segment = segment;
    found->groups = arena_array(finding->arena, struct found_list *, plan->n_groups);
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < plan->n_groups && !found->is_out; i++) {
        const struct plan_group *group = &plan->groups[i];
        done = find_lists(finding, segment->id, group, &found->groups[i], &finding->n_documents[i]);
        found->is_out = !group->is_excluded && found->groups[i] == NULL;
    }
    finding->n_all += (int64_t)segment->n_documents;
    return done;
}

static enum outcome look_into_all(struct finding *finding, struct lists *lists)
{
    struct segment *segments = NULL;
    size_t n = 0;
    enum outcome done =
        segment_list(finding->arena, finding->db, finding->plan->kind, &segments, &n);
    if (done != OK)
        return done;
    lists->segments = arena_array(finding->arena, struct segment_lists, n);
    for (size_t i = 0; done == OK && i < n; i++) {
        if (finding->n_bytes >= LIMIT_SEARCH_LIST_BYTES) {
            lists->is_whole = false;
            break;
        }
        done = look_into(finding, &segments[i], &lists->segments[lists->n_segments++]);
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

enum outcome
lists_find(struct arena *arena, struct db *db, const struct plan *plan, struct lists *ret_lists)
{
    struct finding finding = {
        .arena = arena,
        .db = db,
        .plan = plan,
        .n_documents = arena_array(arena, int64_t, plan->n_groups),
    };
    struct lists lists = {
        .plan = plan,
        .rarity = arena_array(arena, uint32_t, plan->n_groups),
        .is_whole = true,
    };
    enum outcome done = look_into_all(&finding, &lists);
    for (size_t i = 0; i < plan->n_groups; i++) {
        lists.n_required += !plan->groups[i].is_excluded;
        lists.n_sought += plan_is_sought(&plan->groups[i]);
        lists.rarity[i] =
            plan->groups[i].is_filter ? 0 : rarity_of(finding.n_all, finding.n_documents[i]);
    }
    *ret_lists = lists;
    return done;
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
    unsigned title_weight;    /* the least that is looked at for that */
    unsigned n_before;        /* groups that were read, */
    unsigned n_sought_before; /* and without filters */
};

/* Without a branch for each document: which ones have the groups before is anybody's guess.
 * Titles have few of the words. */
static void
read_list(struct reading *reading, struct str list, const uint32_t shares[SEARCH_WEIGHTS])
{
    struct postings postings = postings_of(list);
    struct posting posting;
    uint32_t *states = reading->states;
    uint8_t *n_in_title = reading->n_in_title;
    unsigned n_before = reading->n_before;
    uint32_t added[SEARCH_WEIGHTS];
    for (size_t i = 0; i < SEARCH_WEIGHTS; i++)
        added[i] = (UINT32_C(1) << STATE_SHIFT) + shares[i];
    while (postings_next(&postings, &posting) && posting.document < reading->n) {
        uint32_t state = states[posting.document];
        uint32_t with = state + added[posting.weight];
        states[posting.document] = state >> STATE_SHIFT == n_before ? with : state;
        if (posting.weight >= reading->title_weight &&
            n_in_title[posting.document] == reading->n_sought_before)
            n_in_title[posting.document]++;
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
        states[posting.document] = STATE_DEAD;
}

void lists_read(const struct lists *lists,
                const struct segment_lists *segment,
                bool is_ranked,
                uint32_t *states)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    const struct plan *plan = lists->plan;
    size_t n = segment->segment->n_documents;
    struct reading reading = {
        .states = states,
        .n_in_title = arena_array(&scratch, uint8_t, n),
        .n = n,
        .title_weight = is_ranked ? SEARCH_WEIGHT_TITLE : SEARCH_WEIGHTS,
    };
    uint32_t shares[SEARCH_WEIGHTS];
    for (size_t i = 0; i < plan->n_groups; i++) {
        const struct plan_group *group = &plan->groups[i];
        for (const struct found_list *list = segment->groups[i]; list != NULL; list = list->next) {
            shares_of(lists->rarity[i], list->percent, shares);
            if (group->is_excluded)
                strike_out(list->list, states, n);
            else
                read_list(&reading, list->list, shares);
        }
        reading.n_before += !group->is_excluded;
        reading.n_sought_before += plan_is_sought(group);
    }
    if (is_ranked)
        mark_in_title(&reading);
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

uint32_t lists_state_of(const struct lists *lists, struct str packed)
{
    const struct plan *plan = lists->plan;
    struct search_words words = {packed};
    struct search_word word;
    uint64_t seen = 0;
    uint64_t in_title = 0;
    uint32_t shares[SEARCH_WEIGHTS];
    uint32_t state = 0;
    while (search_words_next(&words, &word)) {
        for (size_t i = 0; i < plan->n_groups; i++) {
            unsigned percent = 0;
            if (!has_term(&plan->groups[i], word.word, &percent))
                continue;
            if (plan->groups[i].is_excluded)
                return STATE_DEAD;
            in_title |= (uint64_t)(word.weight >= SEARCH_WEIGHT_TITLE) << i;
            if (seen >> i & 1)
                continue;
            shares_of(lists->rarity[i], percent, shares);
            state += (UINT32_C(1) << STATE_SHIFT) + shares[word.weight & (SEARCH_WEIGHTS - 1)];
            seen |= (uint64_t)1 << i;
        }
    }
    bool is_in_title = (unsigned)__builtin_popcountll(in_title) == lists->n_sought;
    return state | (is_in_title ? SCORE_IN_TITLE : 0);
}
