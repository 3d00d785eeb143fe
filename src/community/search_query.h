#ifndef COMMUNITY_SEARCH_QUERY_H
#define COMMUNITY_SEARCH_QUERY_H

/* What somebody seeks, read from one line. Every line is a question: what is no sign of
 * ours is read as words, so nothing that is typed is wrong.
 *
 *     words "a phrase" -without source:afp blog:tan-kw by:"Tan KW" tag:trade
 *     after:2024 before:2024-10-21 in:comments
 */

#include "base/str.h"
#include "text/dates.h"

enum query_field {
    QUERY_WORDS,
    QUERY_SOURCE,
    QUERY_BLOG,
    QUERY_BY,
    QUERY_TAG,
};

struct query_part {
    enum query_field field;
    bool is_excluded;
    bool is_phrase;          /* its words stand one behind the other */
    struct str text;         /* as typed, without sign, field and quotes */
    struct str written;      /* the whole of it, in the line */
    const struct str *words; /* of QUERY_WORDS, folded; at least one */
    size_t n_words;
};

struct search_query {
    struct str text; /* the line, trimmed */
    const struct query_part *parts;
    size_t n_parts;
    bool in_comments;
    struct str comments_written; /* where the line says so, */
    struct str after_written;    /* and from when */
    struct str before_written;   /* to when; empty: nowhere */
    bool has_after;
    bool has_before;
    int64_t after;        /* the first second that is sought */
    int64_t before;       /* the first that is not */
    bool is_cut;          /* there was more than LIMIT_SEARCH_QUERY_WORDS or _BYTES */
    struct str wrong_day; /* behind after: or before:, and no day; empty: none */
};

/* `dates` says in which zone days begin. Words live in the arena; texts are borrowed. */
struct search_query
search_query_read(struct arena *arena, const struct dates *dates, struct str line);

/* The line without one of its parts. Lives in the arena. */
struct str
search_query_without(struct arena *arena, const struct search_query *query, struct str written);

#endif
