#ifndef VIEWS_SHARE_H
#define VIEWS_SHARE_H

/* Sharing: one page with four ways in, and the progress of a link's capture. */

#include "views/form.h"
#include "views/page.h"

/* What a browser has sent from elsewhere; it waits under its key. */
struct share_parked {
    struct str key; /* empty: nothing has */
    struct str title;
    struct str url; /* may be empty */
    bool has_selection;
};

/* The article is here already: where it was shared first. */
struct share_known {
    struct str href; /* empty: it is not */
    struct str title;
    struct str sharer_name;
    struct str sharer_handle;
    struct str blog_slug;
    struct str blog_title;
    struct str time;
    struct str iso;
};

struct share_page {
    struct page page;
    struct form_errors errors;
    bool has_blog;            /* else one is made first */
    struct share_known known; /* by the link that was typed */
    struct str way;           /* that was taken: "link", ... */
    struct str again;         /* path of this page with what it was opened with */
    struct share_parked parked;
    struct str parked_error;
    struct form_select blog;
    struct form_field link;
    struct str file_error;
    struct form_field rich;
    struct form_field plain;
    struct str once;
};

enum share_state { SHARE_WAITING, SHARE_WORKING, SHARE_DONE, SHARE_FAILED };

enum share_step { SHARE_CONNECTING, SHARE_READING, SHARE_UNDERSTANDING };

/* What app.js asks for again until `go` is there. */
struct share_job {
    int64_t id;
    enum share_state state;
    enum share_step step;
    struct str url;
    struct str go;      /* where the draft waits, when done */
    struct str trouble; /* why it failed or is tried again */
    struct str again;   /* when it is tried again; empty: now */
};

struct share_job_page {
    struct page page;
    struct share_job job;
};

#endif
