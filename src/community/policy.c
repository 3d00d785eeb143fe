#include "community/policy.h"

#include "text/words.h"

/* The store has the kinds by number. */
_Static_assert(POLICY_DEFAULT == 0 && POLICY_LINK == 1 && POLICY_EXCERPT == 2 && POLICY_FULL == 3,
               "kinds are stored");

static struct policy read_one(struct arena *arena, struct db_stmt *stmt, int first)
{
    return (struct policy){
        .kind = policy_kind_from_store(db_int(stmt, first)),
        .words = db_int(stmt, first + 1),
        .licence = db_text(arena, stmt, first + 2),
    };
}

struct policy_found policy_read(struct arena *arena, struct db_stmt *stmt, int first)
{
    return (struct policy_found){
        .is_own = db_int(stmt, first) != 0,
        .source = read_one(arena, stmt, first + 1),
        .domain = read_one(arena, stmt, first + 4),
    };
}

struct policy policy_of(const struct policy_found *found, const struct policy *site)
{
    if (found->is_own)
        return (struct policy){.kind = POLICY_OWN};
    struct policy policy = found->source.kind != POLICY_DEFAULT   ? found->source
                           : found->domain.kind != POLICY_DEFAULT ? found->domain
                                                                  : *site;
    if (policy.words == 0)
        policy.words = site->words;
    return policy;
}

static struct policy_shown
show_words(struct arena *arena, size_t n_words, struct str standfirst, struct safe_html body)
{
    struct policy_shown shown = {.standfirst = words_first(arena, standfirst, n_words)};
    size_t n_used = standfirst.len > 0 ? words_count(shown.standfirst) : 0;
    shown.body = html_first_words(arena, body, n_words - n_used, &shown.is_cut);
    return shown;
}

struct policy_shown policy_show(struct arena *arena,
                                const struct policy *policy,
                                struct str standfirst,
                                struct safe_html body)
{
    switch (policy->kind) {
    case POLICY_EXCERPT:
        return show_words(arena, (size_t)policy->words, standfirst, body);
    case POLICY_FULL:
    case POLICY_OWN:
        return (struct policy_shown){.standfirst = standfirst, .body = body};
    case POLICY_DEFAULT:
    case POLICY_LINK:
        break;
    }
    return (struct policy_shown){.is_cut = true};
}

struct str policy_line(struct arena *arena,
                       const struct policy *policy,
                       struct str standfirst,
                       struct str excerpt)
{
    struct str line = standfirst.len > 0 ? standfirst : excerpt;
    switch (policy->kind) {
    case POLICY_EXCERPT:
        return words_first(arena, line, (size_t)policy->words);
    case POLICY_FULL:
    case POLICY_OWN:
        return line;
    case POLICY_DEFAULT:
    case POLICY_LINK:
        break;
    }
    return STR("");
}

static const struct str names[] = {
    [POLICY_DEFAULT] = STR_INIT("default"),
    [POLICY_LINK] = STR_INIT("link"),
    [POLICY_EXCERPT] = STR_INIT("excerpt"),
    [POLICY_FULL] = STR_INIT("full"),
};
enum { N_NAMES = N_OF(names) };

struct str policy_name(enum policy_kind kind)
{
    return (int)kind < N_NAMES ? names[kind] : STR("");
}

enum outcome policy_named(struct str name, enum policy_kind *ret_kind)
{
    for (int i = 0; i < N_NAMES; i++) {
        if (str_eq(name, names[i])) {
            *ret_kind = (enum policy_kind)i;
            return OK;
        }
    }
    return INVALID;
}
