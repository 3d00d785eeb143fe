#include "community/search_text.h"

#include "community/body.h"
#include "text/passage.h"
#include "text/word_reader.h"

enum { BODY_FIELD = 5, N_FIELDS, MAX_SOUGHT = 64 };

/* What search_analyse reads, field by field: no phrase goes over from one to the next. */
static enum outcome
read_article(struct arena *arena, struct db *db, int64_t id, struct str ret_texts[N_FIELDS])
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select a.title, a.byline, s.name, a.dateline, a.standfirst, " BODY_COLUMNS
                     " from article a left join source s on s.id = a.source"
                     " left join article_body h on h.article = a.id where a.id = $1");
    db_bind_int(stmt, 1, id);
    enum outcome found = db_step(stmt);
    struct safe_html body = {0};
    for (int i = 0; found == OK && i < BODY_FIELD; i++)
        ret_texts[i] = db_text(arena, stmt, i);
    if (found == OK)
        found = body_read(arena, db, stmt, BODY_FIELD, &body);
    if (found == OK)
        ret_texts[BODY_FIELD] = html_plain(arena, body);
    return found;
}

static enum outcome
read_comment(struct arena *arena, struct db *db, int64_t id, struct str ret_texts[N_FIELDS])
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select html from comment where id = $1");
    db_bind_int(stmt, 1, id);
    enum outcome found = db_step(stmt);
    if (found == OK)
        ret_texts[0] = html_plain(arena, html_from_store(db_text(arena, stmt, 0)));
    return found;
}

static bool has_phrase(const struct str texts[N_FIELDS], const struct query_part *phrase)
{
    for (size_t i = 0; i < N_FIELDS; i++) {
        if (passage_has_phrase(texts[i], phrase->words, phrase->n_words))
            return true;
    }
    return false;
}

enum outcome search_text_has_phrases(
    struct arena *arena, struct db *db, const struct plan *plan, int64_t id, bool *ret_has)
{
    struct str texts[N_FIELDS] = {{0}};
    enum outcome found = plan->kind == SEARCH_ARTICLES ? read_article(arena, db, id, texts)
                                                       : read_comment(arena, db, id, texts);
    bool has = true;
    for (size_t i = 0; found == OK && has && i < plan->n_phrases; i++)
        has = has_phrase(texts, plan->phrases[i]) != plan->phrases[i]->is_excluded;
    *ret_has = has;
    return found;
}

/* What the word is worth to the group, at most 100; 0: it has nothing to do with it. */
static unsigned percent_of(const struct plan_group *group, struct str word)
{
    for (size_t i = 0; i < group->n_terms; i++) {
        const struct plan_term *term = &group->terms[i];
        if (term->is_beginning ? str_starts_with(word, term->word) : str_eq(word, term->word))
            return term->percent;
    }
    return 0;
}

/* The groups that say what is sought, in the order in which they were typed. */
static size_t list_sought(const struct plan *plan, const struct plan_group *ret_groups[MAX_SOUGHT])
{
    size_t n = 0;
    for (size_t i = 0; i < plan->n_groups && n < MAX_SOUGHT; i++) {
        if (plan_is_sought(&plan->groups[i]))
            ret_groups[n++] = &plan->groups[i];
    }
    return n;
}

unsigned search_title_share(struct str title, const struct plan *plan)
{
    const struct plan_group *sought[MAX_SOUGHT];
    size_t n_sought = list_sought(plan, sought);
    struct word_reader reader;
    struct read_word word;
    unsigned percents[MAX_SOUGHT] = {0}; /* of each group the best form */
    size_t n_own = 0;
    size_t n_own_sought = 0;
    size_t n_in_order = 0; /* words that stand behind each other as they were typed */
    size_t n_most_in_order = 0;
    size_t next = 0; /* the group that would go on with them */
    word_reader_init(&reader, title);
    while (word_reader_next(&reader, &word)) {
        size_t which = n_sought;
        for (size_t i = 0; i < n_sought; i++) {
            unsigned percent = percent_of(sought[i], word.word);
            percents[i] = percent > percents[i] ? percent : percents[i];
            if ((which == n_sought || i == next) && percent > 0)
                which = i;
        }
        bool is_sought = which < n_sought;
        n_in_order = !is_sought ? 0 : which == next ? n_in_order + 1 : 1;
        n_most_in_order = n_in_order > n_most_in_order ? n_in_order : n_most_in_order;
        next = which + 1;
        n_own_sought += is_sought;
        n_own++;
    }
    word_reader_done(&reader);
    if (n_sought == 0 || n_own == 0)
        return 0;
    size_t n_percents = 0;
    for (size_t i = 0; i < n_sought; i++)
        n_percents += percents[i];
    return (unsigned)(5 * n_percents / n_sought + 250 * n_own_sought / n_own +
                      250 * n_most_in_order / n_sought);
}
