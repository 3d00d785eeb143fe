#ifndef VIEWS_COMMENT_H
#define VIEWS_COMMENT_H

/* A discussion: comments below what they answer, and the forms around them. */

#include "text/diff.h"
#include "text/html.h"
#include "views/like.h"
#include "views/page.h"

struct comment_shown_list {
    const struct comment_shown *items;
    size_t n;
};

struct comment_shown {
    int64_t id;
    int64_t author;
    struct str name;
    struct str handle;
    struct str time;
    struct str iso;
    struct safe_html html;
    /* Whom it answers, when the place does not say so: deep down, or first on a
     * page whose predecessor holds the comment answered. Empty: it does. */
    struct str answered_name;
    int64_t answered;
    struct comment_like like;
    struct comment_shown_list replies;
    int64_t answered_version; /* of the source, when it has changed since; 0 */
    int64_t article;          /* for the way there */
    bool is_flat;             /* its replies do not move further right */
    bool is_edited;
    bool is_deleted;
};

/* Where something is written: a comment, a reply, a correction. */
struct comment_form {
    struct str action;
    struct str id;    /* of the text area */
    struct str draft; /* name under which a browser keeps what is being written */
    struct str add;   /* element that gets the new comment, or */
    struct str swap;  /* element that the corrected one replaces */
    struct str body;
    struct str error; /* empty: nothing is wrong */
    int64_t version;  /* of the comment that is corrected, else 0 */
    int64_t max_length;
    struct str cancel; /* where leaving it leads; empty: nowhere */
};

enum discussion_order { DISCUSSION_OLDEST, DISCUSSION_NEWEST, DISCUSSION_LIKED };

struct discussion {
    struct str path; /* of the article */
    enum discussion_order order;
    int64_t n_shown;
    int64_t n_total;
    struct comment_shown_list comments;
    struct str previous; /* pages beside; empty: none */
    struct str next;
    struct comment_form form; /* for members */
};

/* A page of its own for one form; the comment that it is about stands above. */
struct comment_page {
    struct page page;
    struct str heading;
    struct str article_title;
    struct str article_lang;
    struct str back;              /* permalink of the comment answered or corrected */
    struct comment_shown comment; /* id 0: none is shown */
    struct comment_form form;
};

/* Two corrections at once: the second is shown what the first one did. */
struct comment_conflict_page {
    struct page page;
    struct str back;
    struct diff changes; /* from what stands there to what was typed */
    struct str theirs;
    struct comment_form form;
};

struct comment_delete_page {
    struct page page;
    struct comment_shown comment;
    struct str back;
};

#endif
