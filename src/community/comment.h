#ifndef COMMUNITY_COMMENT_H
#define COMMUNITY_COMMENT_H

/* One comment: writing, correcting, deleting. The page of a thread is read in thread.h. */

#include "base/ids.h"
#include "community/problem.h"
#include "db/db.h"
#include "text/html.h"

struct comment {
    struct comment_id id;
    struct article_id article;
    struct comment_id parent; /* 0: begins a thread */
    struct member_id member;
    struct str member_name;
    struct str member_handle;
    struct str markdown; /* empty when deleted */
    struct safe_html html;
    int64_t created;
    int64_t edited; /* 0: never */
    bool is_deleted;
    int64_t depth; /* 0: begins a thread */
    int64_t n_likes;
    int64_t version;
};

struct comment_new {
    struct article_id article;
    struct comment_id parent; /* 0: none */
    struct member_id member;
    struct str markdown;
    struct safe_html html; /* of the same Markdown, by text/markdown */
    int64_t now;
};

/* Empty or too long, after trimming `*markdown` in place; before it is rendered. */
MUST_CHECK enum outcome comment_check(struct str *markdown, struct problem *ret_problem);

/* INVALID with the problem. NOT_FOUND: the article is not there or not
 * published, or the parent is not one of its comments. */
MUST_CHECK enum outcome comment_add(struct arena *arena,
                                    struct db *db,
                                    const struct comment_new *comment,
                                    struct comment_id *ret_id,
                                    struct problem *ret_problem);

/* CONFLICT: it has changed since `version` was read. NOT_FOUND, also when deleted. */
MUST_CHECK enum outcome comment_edit(struct db *db,
                                     struct comment_id id,
                                     int64_t version,
                                     struct str markdown,
                                     struct safe_html html,
                                     int64_t now,
                                     struct problem *ret_problem);

/* The text goes, the place in the thread stays. NOT_FOUND, also when deleted before. */
MUST_CHECK enum outcome comment_delete(struct db *db, struct comment_id id);

/* NOT_FOUND. */
MUST_CHECK enum outcome
comment_find(struct arena *arena, struct db *db, struct comment_id id, struct comment *ret_comment);

#endif
