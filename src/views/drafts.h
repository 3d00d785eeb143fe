#ifndef VIEWS_DRAFTS_H
#define VIEWS_DRAFTS_H

/* What a member has begun: captures under way, drafts, what is scheduled. */

#include "views/moderation.h"
#include "views/page.h"
#include "views/share.h"

struct draft_row {
    int64_t id;
    struct str title;
    struct str lang;
    struct str blog_title;
    struct str time; /* made; scheduled: when it appears */
    struct str iso;
    bool is_scheduled;
};
struct draft_rows {
    const struct draft_row *items;
    size_t n;
};

struct capture_row {
    int64_t id;
    struct str url;
    struct str trouble; /* empty: under way */
    bool is_failed;
};
struct capture_rows {
    const struct capture_row *items;
    size_t n;
};

struct drafts_page {
    struct page page;
    struct moderation_told told;
    struct capture_rows captures;
    struct draft_rows drafts;
    struct str newer; /* addresses of the pages beside; empty: none */
    struct str older;
};

#endif
