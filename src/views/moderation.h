#ifndef VIEWS_MODERATION_H
#define VIEWS_MODERATION_H

/* Articles taken down: the form, the page at the article's address, the public
 * log, and the notice to the sharer. */

#include "views/edit.h"
#include "views/form.h"
#include "views/page.h"

struct moderation_row {
    int64_t id;
    bool is_takedown; /* else it was shown again */
    struct str when;
    struct str iso;
    struct str moderator_name;
    struct str moderator_handle;
    int64_t article;
    struct str href;  /* of the article */
    struct str title; /* empty: it is not published, and not named */
    struct str lang;
    struct str blog_slug;
    struct str blog_title;
    struct str sharer_name;
    struct str claimant;
    struct str reason;
};
struct moderation_rows {
    const struct moderation_row *items;
    size_t n;
};

struct moderation_page {
    struct page page;
    struct moderation_rows rows;
    int64_t next; /* the next page's key; 0: this is the last */
};

/* At the address of what was taken down. */
struct withheld_page {
    struct page page;
    struct moderation_row row;
    bool may_see; /* the sharer and moderators: what was captured */
    bool may_restore;
};

struct takedown_page {
    struct page page;
    int64_t id;
    struct str title;
    struct str lang;
    struct str href;
    bool is_takedown;          /* else the form shows it again */
    struct moderation_row row; /* what was done before; to show it again */
    struct str note;           /* of that; may be empty */
    struct form_errors errors;
    struct form_field claimant;
    struct form_field reason;
    struct form_field private_note;
};

/* What the sharer is told. */
struct moderation_told {
    struct moderation_rows rows;
};

/* The capture whole, for those who may see it. */
struct whole_page {
    struct page page;
    struct str href; /* of the article's page */
    struct edit_preview preview;
};

#endif
