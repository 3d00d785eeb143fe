#include "community/search.h"

#include "base/buf.h"
#include "base/limits.h"
#include "community/search_lists.h"
#include "community/search_spelling.h"
#include "community/search_text.h"
#include "text/word_reader.h"

#include <stdlib.h>

/* Where a page of results begins. */
struct place {
    struct match_after after; /* of the newest */
    size_t n_before;          /* of the best */
};

static struct str
place_print(struct arena *arena, enum search_order order, const struct place *place)
{
    return order == SEARCH_BEST ? str_print(arena, "b%zu", place->n_before)
                                : str_print(arena, "n%lld.%lld", (long long)place->after.time,
                                            (long long)place->after.number);
}

static enum outcome take_time(struct str *text, int64_t *ret_time)
{
    bool is_negative = str_starts_with(*text, STR("-"));
    *text = str_skip(*text, is_negative);
    enum outcome done = str_take_number(text, INT64_MAX, ret_time);
    if (done == OK && is_negative)
        *ret_time = -*ret_time;
    return done;
}

static enum outcome place_read(struct str text, enum search_order order, struct place *ret_place)
{
    struct place place = {.n_before = 0};
    int64_t n_before = 0;
    struct str rest = str_skip(text, 1);
    *ret_place = place;
    if (text.len == 0)
        return OK;
    if (order == SEARCH_BEST && text.ptr[0] == 'b' &&
        str_to_number(rest, LIMIT_SEARCH_RANKED, &n_before) == OK) {
        ret_place->n_before = (size_t)n_before;
        return OK;
    }
    place.after.is_set = true;
    if (order != SEARCH_NEWEST || text.ptr[0] != 'n' || take_time(&rest, &place.after.time) != OK ||
        !str_starts_with(rest, STR(".")) ||
        str_to_number(str_skip(rest, 1), INT64_MAX, &place.after.number) != OK)
        return NOT_FOUND;
    *ret_place = place;
    return OK;
}

struct searching {
    struct arena *arena;
    struct db *db;
    const struct search_request *request;
    struct place place;
    struct search_query query;
    struct plan plan;
    struct matches matches;
};

static enum outcome plan_and_match(struct searching *searching, enum plan_forgiving forgiving)
{
    const struct search_request *request = searching->request;
    struct plan *plan = &searching->plan;
    enum outcome done = search_plan(searching->arena, searching->db, &searching->query,
                                    request->blog, forgiving, plan);
    bool is_hopeless = forgiving != PLAN_LITERAL && !plan->is_forgiving;
    if (done != OK || plan->is_empty || plan->unknown != NULL || is_hopeless)
        return done;
    size_t n_most = request->order == SEARCH_BEST ? LIMIT_SEARCH_RANKED
                    : plan->n_phrases > 0         ? LIMIT_SEARCH_TEXTS
                                                  : LIMIT_LIST_ITEMS + 1;
    return search_match(searching->arena, searching->db, plan, request->order,
                        searching->place.after, n_most, &searching->matches);
}

/* Words that nobody wrote are forgiven first, then any. */
static enum outcome match_forgiving(struct searching *searching)
{
    enum outcome done = plan_and_match(searching, PLAN_LITERAL);
    bool is_final = searching->request->is_literal || searching->plan.is_empty ||
                    searching->plan.unknown != NULL;
    for (int i = PLAN_FORGIVE_UNKNOWN;
         done == OK && !is_final && searching->matches.count == 0 && i <= PLAN_FORGIVE_ALL; i++)
        done = plan_and_match(searching, (enum plan_forgiving)i);
    return done;
}

/* The title of an article, and when it was shared; when a comment was written. */
static enum outcome
read_row(struct searching *searching, int64_t id, struct str *ret_title, int64_t *ret_time)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        searching->plan.kind == SEARCH_ARTICLES
            ? db_query(searching->db, "select title, shared from article where id = $1")
            : db_query(searching->db, "select '', created from comment where id = $1");
    db_bind_int(stmt, 1, id);
    enum outcome found = db_step(stmt);
    *ret_title = found == OK ? db_text(searching->arena, stmt, 0) : STR("");
    *ret_time = found == OK ? db_int(stmt, 1) : 0;
    return found == NOT_FOUND ? OK : found;
}

static int by_score(const void *a, const void *b)
{
    const struct match *left = a;
    const struct match *right = b;
    if (left->score != right->score)
        return left->score < right->score ? 1 : -1;
    if (left->time != right->time)
        return left->time < right->time ? 1 : -1;
    return left->number < right->number ? 1 : -1;
}

/* The best few hundred in order, by what the index does not know too: how much of the title
 * was sought. */
static enum outcome rank(struct searching *searching)
{
    struct matches *matches = &searching->matches;
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < matches->n; i++) {
        struct match *match = &matches->items[i];
        struct str title;
        done = read_row(searching, match->id, &title, &match->time);
        if (done == OK)
            match->score += (match->score & (SCORE_IN_TITLE - 1)) / 1000 *
                            search_title_share(title, &searching->plan);
    }
    if (matches->n > 0)
        qsort(matches->items, matches->n, sizeof(matches->items[0]), by_score);
    return done;
}

/* Of the first texts those with the phrases. `*ret_n_read` of the matches were looked at. */
static enum outcome keep_phrases(struct searching *searching, size_t n_wanted, size_t *ret_n_read)
{
    struct matches *matches = &searching->matches;
    size_t n = 0;
    size_t i = 0;
    enum outcome done = OK;
    for (; done == OK && i < matches->n && i < LIMIT_SEARCH_TEXTS && n < n_wanted; i++) {
        SCRATCH_ARENA(scratch, SIZE_MAX);
        bool has = false;
        done = search_text_has_phrases(&scratch, searching->db, &searching->plan,
                                       matches->items[i].id, &has);
        if (done == NOT_FOUND)
            done = OK;
        if (has)
            matches->items[n++] = matches->items[i];
    }
    *ret_n_read = i;
    matches->n = n;
    return done;
}

/* One page of the matches. */
static enum outcome fill_page(struct searching *searching, struct search_result *result)
{
    struct matches *matches = &searching->matches;
    bool is_best = searching->request->order == SEARCH_BEST;
    size_t first = is_best ? searching->place.n_before : 0;
    size_t n_read = 0;
    size_t n_matched = matches->n;
    struct match last_read = {0};
    result->count = matches->count;
    result->is_exact = matches->is_exact;
    if (searching->plan.n_phrases > 0) {
        struct match *all = arena_array(searching->arena, struct match, matches->n);
        if (matches->n > 0)
            memcpy(all, matches->items, matches->n * sizeof(*all));
        enum outcome done = keep_phrases(searching, first + LIMIT_LIST_ITEMS + 1, &n_read);
        if (done != OK)
            return done;
        bool is_whole = n_read == n_matched && (int64_t)n_matched == matches->count;
        result->count = (int64_t)matches->n;
        result->is_exact = matches->is_exact && is_whole;
        if (!is_best && n_read > 0 && !is_whole)
            last_read = all[n_read - 1];
    }
    int64_t *ids = arena_array(searching->arena, int64_t, LIMIT_LIST_ITEMS);
    for (size_t i = first; i < matches->n && result->n < LIMIT_LIST_ITEMS; i++)
        ids[result->n++] = matches->items[i].id;
    result->ids = ids;
    bool has_more = first + result->n < matches->n;
    if (has_more && result->n > 0)
        last_read = matches->items[first + result->n - 1];
    struct place next = {.after = {true, last_read.time, last_read.number},
                         .n_before = first + result->n};
    if (has_more || last_read.id != 0)
        result->next = place_print(searching->arena, searching->request->order, &next);
    return OK;
}

/* The line with other words in place of some of its own; empty when nothing changes. */
static struct str replace_words(struct arena *arena,
                                struct str line,
                                const struct known_word *others,
                                const struct plan *plan)
{
    struct word_reader reader;
    struct read_word word;
    struct buf out;
    size_t at = 0;
    buf_init(&out, arena, line.len + LIMIT_SEARCH_QUERY_WORDS * LIMIT_SEARCH_WORD_BYTES);
    word_reader_init(&reader, line);
    while (word_reader_next(&reader, &word)) {
        for (size_t i = 0; i < plan->n_groups; i++) {
            if (others[i].word.len == 0 || !str_eq(plan->groups[i].word, word.word) ||
                word.start < at)
                continue;
            buf_add(&out, str_first(str_skip(line, at), word.start - at));
            buf_add(&out, others[i].word);
            at = word.end;
        }
    }
    word_reader_done(&reader);
    buf_add(&out, str_skip(line, at));
    return at == 0 ? STR("") : buf_text(&out);
}

static bool title_has(struct str title, struct str word)
{
    return passage_has_phrase(title, &word, 1);
}

/* What was sought instead of misspelt words: those of the first article's title, else
 * the most frequent. */
static enum outcome tell_corrected(struct searching *searching, struct search_result *result)
{
    const struct plan *plan = &searching->plan;
    struct known_word *others = arena_array(searching->arena, struct known_word, plan->n_groups);
    struct str title = {0};
    int64_t time = 0;
    enum outcome done = OK;
    if (result->n > 0)
        done = read_row(searching, result->ids[0], &title, &time);
    for (size_t i = 0; done == OK && i < plan->n_groups; i++) {
        const struct plan_group *group = &plan->groups[i];
        const struct plan_term *similar = &group->terms[group->n_terms - group->n_similar];
        int64_t n_own = 0;
        if (group->n_similar == 0 || title_has(title, group->word))
            continue;
        done = spelling_count(searching->db, group->word, &n_own);
        if (n_own == 0)
            others[i].word = similar[0].word;
        for (size_t j = 0; j < group->n_similar; j++) {
            if (title_has(title, similar[j].word))
                others[i].word = similar[j].word;
        }
    }
    result->corrected = replace_words(searching->arena, searching->query.text, others, plan);
    return done;
}

/* A rare word that is nearly a frequent one may have been meant for that. */
static enum outcome suggest(struct searching *searching, struct search_result *result)
{
    enum { FEW_RESULTS = 5, TIMES_AS_FREQUENT = 20 };
    const struct plan *plan = &searching->plan;
    struct known_word *others = arena_array(searching->arena, struct known_word, plan->n_groups);
    enum outcome done = OK;
    if (result->count >= FEW_RESULTS)
        return OK;
    for (size_t i = 0; done == OK && i < plan->n_groups; i++) {
        const struct plan_group *group = &plan->groups[i];
        struct known_word *similar = NULL;
        size_t n = 0;
        int64_t n_own = 0;
        if (!plan_is_sought(group))
            continue;
        done = spelling_count(searching->db, group->word, &n_own);
        if (done == OK)
            done = spelling_similar(searching->arena, searching->db, group->word, &similar, &n);
        if (done == OK && n > 0 && similar[0].n >= TIMES_AS_FREQUENT * (n_own + 1))
            others[i] = similar[0];
    }
    result->suggestion = replace_words(searching->arena, searching->query.text, others, plan);
    return done;
}

static void tell_words(struct searching *searching, struct search_result *result)
{
    const struct plan *plan = &searching->plan;
    size_t n = 0;
    for (size_t i = 0; i < plan->n_groups; i++)
        n += plan->groups[i].n_terms;
    struct passage_word *words = arena_array(searching->arena, struct passage_word, n);
    for (size_t i = 0; i < plan->n_groups; i++) {
        const struct plan_group *group = &plan->groups[i];
        for (size_t j = 0; plan_is_sought(group) && j < group->n_terms; j++)
            words[result->n_words++] =
                (struct passage_word){group->terms[j].word, group->terms[j].is_beginning};
    }
    result->words = words;
}

enum outcome search(struct arena *arena,
                    struct db *db,
                    const struct search_request *request,
                    struct search_result *ret_result)
{
    struct searching searching = {.arena = arena, .db = db, .request = request};
    enum outcome done = place_read(request->from, request->order, &searching.place);
    if (done != OK)
        return done;
    searching.query = search_query_read(arena, request->dates, request->line);
    struct search_result result = {.query = searching.query, .is_exact = true};
    done = match_forgiving(&searching);
    if (done == OK && request->order == SEARCH_BEST)
        done = rank(&searching);
    if (done == OK)
        done = fill_page(&searching, &result);
    if (done == OK && searching.plan.is_forgiving)
        done = tell_corrected(&searching, &result);
    else if (done == OK && !request->is_literal)
        done = suggest(&searching, &result);
    if (done != OK)
        return done;
    result.is_empty = searching.plan.is_empty;
    result.unknown = searching.plan.unknown;
    tell_words(&searching, &result);
    *ret_result = result;
    return OK;
}
