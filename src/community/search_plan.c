#include "community/search_plan.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "community/account.h"
#include "community/blog.h"
#include "community/search_spelling.h"
#include "community/search_term.h"
#include "community/source.h"
#include "community/tag.h"
#include "text/slug.h"
#include "text/word_forms.h"
#include "text/word_reader.h"

/* A word in the longest title is worth more than another form of it in the shortest. */
enum { WHOLE_PERCENT = 100, FORM_PERCENT = 62, SIMILAR_PERCENT = 60 };

struct planning {
    struct arena *arena;
    struct db *db;
    enum plan_forgiving forgiving;
    struct plan plan;
};

static struct plan_group *new_group(struct planning *planning, bool is_excluded, bool is_filter)
{
    struct plan_group *group = &planning->plan.groups[planning->plan.n_groups++];
    *group = (struct plan_group){.is_excluded = is_excluded, .is_filter = is_filter};
    return group;
}

/* The word's forms; those that no segment has are looked for in the newest only. */
static enum outcome add_forms(struct planning *planning, struct plan_group *group)
{
    struct str forms[WORD_FORMS];
    size_t n = word_forms(planning->arena, group->word, forms);
    struct plan_term *terms = arena_array(planning->arena, struct plan_term, n);
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < n; i++) {
        int64_t n_known = 1;
        if (i > 0 && planning->plan.kind == SEARCH_ARTICLES)
            done = spelling_count(planning->db, forms[i], &n_known);
        terms[i] = (struct plan_term){
            .word = forms[i],
            .is_recent_only = n_known == 0,
            .percent = i == 0 ? WHOLE_PERCENT : FORM_PERCENT,
        };
    }
    group->terms = terms;
    group->n_terms = n;
    return done;
}

/* The word and those that it may have been meant for. */
static enum outcome add_similar(struct planning *planning, struct plan_group *group)
{
    struct known_word *similar = NULL;
    size_t n = 0;
    int64_t n_own = 0;
    enum outcome done = spelling_count(planning->db, group->word, &n_own);
    bool is_asked = planning->forgiving == PLAN_FORGIVE_ALL ||
                    (planning->forgiving == PLAN_FORGIVE_UNKNOWN && n_own == 0);
    if (done == OK && is_asked)
        done = spelling_similar(planning->arena, planning->db, group->word, &similar, &n);
    if (done != OK || n == 0)
        return done;
    struct plan_term *terms = arena_array(planning->arena, struct plan_term, group->n_terms + n);
    memcpy(terms, group->terms, group->n_terms * sizeof(*terms));
    for (size_t i = 0; i < n; i++)
        terms[group->n_terms + i] =
            (struct plan_term){.word = similar[i].word, .percent = SIMILAR_PERCENT};
    group->terms = terms;
    group->n_similar = n;
    group->n_terms += n;
    planning->plan.is_forgiving = true;
    return OK;
}

static enum outcome
add_word(struct planning *planning, struct str word, bool is_excluded, bool is_exact)
{
    struct plan_group *group = new_group(planning, is_excluded, false);
    bool is_spelt = word_is_spelt(word);
    group->word = word;
    if (is_exact || !is_spelt) {
        struct plan_term *term = arena_new(planning->arena, struct plan_term);
        *term = (struct plan_term){
            .word = word,
            .is_beginning = !is_spelt && utf8_count(word) == 1,
            .percent = WHOLE_PERCENT,
        };
        group->terms = term;
        group->n_terms = 1;
        return OK;
    }
    enum outcome done = add_forms(planning, group);
    return done == OK && !is_excluded ? add_similar(planning, group) : done;
}

/* A phrase is its words, and then found in the text; one that is excluded is that alone. */
static enum outcome add_words(struct planning *planning, const struct query_part *part)
{
    enum outcome done = OK;
    if (part->is_phrase)
        planning->plan.phrases[planning->plan.n_phrases++] = part;
    if (part->is_phrase && part->is_excluded)
        return OK;
    for (size_t i = 0; done == OK && i < part->n_words; i++)
        done = add_word(planning, part->words[i], part->is_excluded, part->is_phrase);
    return done;
}

static void
add_filter(struct planning *planning, bool is_excluded, const struct search_term *terms, size_t n)
{
    struct plan_group *group = new_group(planning, is_excluded, true);
    struct plan_term *kept = arena_array(planning->arena, struct plan_term, n);
    for (size_t i = 0; i < n; i++)
        kept[i].word = str_copy(planning->arena, search_term_word(&terms[i]));
    group->terms = kept;
    group->n_terms = n;
}

static enum outcome find_source(struct planning *planning, struct str text, int64_t *ret_id)
{
    struct source source;
    enum outcome found = source_find_named(planning->arena, planning->db, text, &source);
    if (found == NOT_FOUND)
        found = source_find(planning->arena, planning->db, slug_from_name(planning->arena, text),
                            &source);
    if (found == OK)
        *ret_id = source.id.n;
    return found;
}

static enum outcome find_blog(struct planning *planning, struct str text, int64_t *ret_id)
{
    struct blog blog;
    enum outcome found =
        blog_find(planning->arena, planning->db, slug_from_title(planning->arena, text), &blog);
    if (found == OK)
        *ret_id = blog.id.n;
    return found;
}

static enum outcome find_tag(struct planning *planning, struct str text, int64_t *ret_id)
{
    struct tag tag;
    enum outcome found =
        tag_find(planning->arena, planning->db, slug_from_title(planning->arena, text), &tag);
    if (found == OK)
        *ret_id = tag.id.n;
    return found;
}

/* A member, or whoever bylines name so. */
static enum outcome add_author(struct planning *planning, const struct query_part *part)
{
    struct member member;
    struct search_term terms[2] = {search_term_byline(part->text)};
    enum outcome found = account_find_named(planning->arena, planning->db, part->text, &member);
    if (found == OK)
        terms[1] = search_term(TERM_MEMBER, member.id.n);
    if (found == OK || found == NOT_FOUND)
        add_filter(planning, part->is_excluded, terms, found == OK ? 2 : 1);
    return found == NOT_FOUND ? OK : found;
}

static enum outcome add_part(struct planning *planning, const struct query_part *part)
{
    enum outcome found = OK;
    int64_t id = 0;
    enum search_term_kind kind = TERM_SOURCE;
    switch (part->field) {
    case QUERY_WORDS:
        return add_words(planning, part);
    case QUERY_BY:
        return add_author(planning, part);
    case QUERY_SOURCE:
        found = find_source(planning, part->text, &id);
        break;
    case QUERY_BLOG:
        found = find_blog(planning, part->text, &id);
        kind = TERM_BLOG;
        break;
    case QUERY_TAG:
        found = find_tag(planning, part->text, &id);
        kind = TERM_TAG;
        break;
    }
    if (found == NOT_FOUND) {
        planning->plan.unknown = part->is_excluded ? planning->plan.unknown : part;
        return OK;
    }
    if (found != OK)
        return found;
    struct search_term term = search_term(kind, id);
    add_filter(planning, part->is_excluded, &term, 1);
    return OK;
}

enum outcome search_plan(struct arena *arena,
                         struct db *db,
                         const struct search_query *query,
                         struct blog_id blog,
                         enum plan_forgiving forgiving,
                         struct plan *ret_plan)
{
    enum { OF_SITE = 1 };
    size_t n_most = query->n_parts + LIMIT_SEARCH_QUERY_WORDS + OF_SITE;
    struct planning planning = {
        .arena = arena,
        .db = db,
        .forgiving = forgiving,
        .plan = {.kind = query->in_comments ? SEARCH_COMMENTS : SEARCH_ARTICLES,
                 .groups = arena_array(arena, struct plan_group, n_most),
                 .phrases = arena_array(arena, const struct query_part *, n_most),
                 .has_after = query->has_after,
                 .has_before = query->has_before,
                 .after = query->after,
                 .before = query->before},
    };
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < query->n_parts; i++)
        done = add_part(&planning, &query->parts[i]);
    if (done != OK)
        return done;
    planning.plan.is_empty = query->n_parts == 0 && !query->has_after && !query->has_before;
    if (blog.n != 0) {
        struct search_term term = search_term(TERM_BLOG, blog.n);
        add_filter(&planning, false, &term, 1);
    }
    *ret_plan = planning.plan;
    return OK;
}
