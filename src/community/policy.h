#ifndef COMMUNITY_POLICY_H
#define COMMUNITY_POLICY_H

/* How much of others' work readers may see. This is the one place that decides it:
 * for pages, lists, descriptions, feeds, search snippets and exports alike. Nothing cut
 * is stored: an excerpt is made from the beginning of the text each time it is shown,
 * so a changed policy holds at once for every article, however many there are. */

#include "db/db.h"
#include "text/html.h"

enum policy_kind {
    POLICY_DEFAULT, /* of a source: the next that has a say decides */
    POLICY_LINK,
    POLICY_EXCERPT,
    POLICY_FULL,
    POLICY_OWN, /* never stored: a member's own writing, without source and address */
};

static inline enum policy_kind policy_kind_from_store(int64_t stored)
{
    return (enum policy_kind)stored;
}

struct policy {
    enum policy_kind kind;
    int64_t words;      /* of an excerpt; 0 with a source: as many as the site says */
    struct str licence; /* under what a full copy stands here; may be empty */
};

/* What the store says of one article. */
struct policy_found {
    bool is_own;
    struct policy source; /* of the publisher that it names */
    struct policy domain; /* of the source that is named like its address's domain */
};

/* Columns and join of a query on `article a` left joined with `source s`, and the
 * reader of these columns from `first` on; texts live in the arena. */
#define POLICY_COLUMNS                                                                             \
    "a.source is null and a.domain = '', s.policy, s.excerpt_words, s.licence, d.policy,"          \
    " d.excerpt_words, d.licence"
#define POLICY_JOIN " left join source d on d.name_key = nullif(a.domain, '')"
struct policy_found policy_read(struct arena *arena, struct db_stmt *stmt, int first);

/* What holds for the article: the source's own policy, else its domain's, else the
 * site's; for own writing POLICY_OWN. The result is never POLICY_DEFAULT. */
struct policy policy_of(const struct policy_found *found, const struct policy *site);

/* What readers get of an article. The words of the standfirst count. */
struct policy_shown {
    struct str standfirst;
    struct safe_html body;
    bool is_cut; /* something is left out */
};
struct policy_shown policy_show(struct arena *arena,
                                const struct policy *policy,
                                struct str standfirst,
                                struct safe_html body);

/* The one line that lists, descriptions and snippets show: the standfirst, else the
 * excerpt, as far as the policy lets. Lives in the arena or borrows. */
struct str policy_line(struct arena *arena,
                       const struct policy *policy,
                       struct str standfirst,
                       struct str excerpt);

/* "default", "link", "excerpt", "full": as settings, forms and commands write it. */
struct str policy_name(enum policy_kind kind);

/* One of these. INVALID. */
MUST_CHECK enum outcome policy_named(struct str name, enum policy_kind *ret_kind);

#endif
