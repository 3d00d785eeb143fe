#ifndef COMMUNITY_THREAD_H
#define COMMUNITY_THREAD_H

/* A discussion as its page shows it: LIMIT_THREAD_ITEMS comments in order, each
 * reply below what it answers. A page costs the same wherever it stands: every
 * comment carries a path (its ancestors' ids) that sorts it within its root. */

#include "community/comment.h"

/* Orders the comments that begin a thread; replies stand oldest first. */
enum thread_order { THREAD_OLDEST, THREAD_NEWEST, THREAD_LIKED };

enum thread_direction {
    THREAD_FROM_START, /* the first page; the rest is not looked at */
    THREAD_AT,         /* begins with the comment */
    THREAD_AFTER,      /* begins after it */
    THREAD_BEFORE,     /* ends before it */
};

struct thread_from {
    enum thread_direction direction;
    struct comment_id comment;
    struct comment_id root;
    int64_t root_likes; /* when the page was made; THREAD_LIKED only */
};

struct thread_row {
    struct comment_id id;
    struct comment_id parent;
    struct comment_id root;
    struct member_id member;
    struct str member_name;
    struct str member_handle;
    struct member_id parent_member; /* who is replied to; 0 at depth 0 */
    struct str parent_name;
    struct safe_html html; /* empty when deleted */
    int64_t created;
    int64_t edited;
    int64_t depth;
    int64_t n_likes;
    int64_t root_likes;
    int64_t source_revision; /* of the article when it was written; 0: it had none */
    bool is_deleted;
};

struct thread_page {
    const struct thread_row *rows;
    size_t n;
    size_t n_shown; /* rows that are not deleted: "Showing n_shown of article.n_comments" */
    bool has_next;
    bool has_previous;
};

struct thread_request {
    struct article_id article;
    enum thread_order order;
    struct thread_from from;
};

MUST_CHECK enum outcome thread_load(struct arena *arena,
                                    struct db *db,
                                    const struct thread_request *request,
                                    struct thread_page *ret_page);

/* Where the pages beside this one begin and end. */
struct thread_from thread_page_next(const struct thread_page *page);
struct thread_from thread_page_previous(const struct thread_page *page);

/* "a12-3-45" for an address: direction, likes, root, comment. The start is empty. */
struct str thread_from_print(struct arena *arena, struct thread_from from);
MUST_CHECK enum outcome thread_from_parse(struct str text, struct thread_from *ret_from);

/* For a permalink: a page that shows the comment, beginning with its root when
 * both fit on one page, else with its parent, else with itself. NOT_FOUND when
 * the article has no such comment. */
MUST_CHECK enum outcome thread_from_comment(struct db *db,
                                            struct article_id article,
                                            struct comment_id comment,
                                            struct thread_from *ret_from);

/* A comment's row as a page shows it, for one that was just written. NOT_FOUND. */
MUST_CHECK enum outcome thread_find_row(struct arena *arena,
                                        struct db *db,
                                        struct comment_id id,
                                        struct thread_row *ret_row);

#endif
