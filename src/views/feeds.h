#ifndef VIEWS_FEEDS_H
#define VIEWS_FEEDS_H

/* The feeds of a blog: the list, one feed's rules, OPML, and the drafts that came. */

#include "views/form.h"
#include "views/page.h"

/* Where all of these pages stand. */
struct feeds_head {
    struct str blog_slug;
    struct str blog_title;
    bool is_drafts; /* the page of drafts is shown; else the list */
};

/* How a feed is used; the same fields for a new and a present one. */
struct feed_rules {
    struct form_select mode;
    struct form_field wanted;
    struct form_field unwanted;
    struct form_field a_day;
    struct form_field folder;
};

struct feed_row {
    int64_t id;
    struct str title; /* its address until it was read */
    struct str url;
    struct str mode;    /* in words */
    struct str trouble; /* why the last check failed; empty: it did not */
    struct str checked; /* time of the last check; empty: never yet */
    struct str checked_iso;
    struct str next; /* time of the next one; empty: none will be */
    struct str next_iso;
    int64_t n_taken;
    bool is_paused;
    bool is_ended;
    bool has_hub; /* its hub tells us of news */
};
struct feed_rows {
    const struct feed_row *items;
    size_t n;
};

struct feed_folder {
    struct str name; /* empty: what stands in none */
    struct feed_rows feeds;
};
struct feed_folders {
    const struct feed_folder *items;
    size_t n;
};

struct feeds_page {
    struct page page;
    struct feeds_head head;
    struct form_notice notice;
    struct form_errors errors;
    struct feed_folders folders;
    int64_t next; /* the last one's id; 0: there are no more */
    struct form_field url;
    struct feed_rules rules;
    struct str file_error;
};

struct feed_page {
    struct page page;
    struct feeds_head head;
    struct form_errors errors;
    struct feed_row feed;
    struct str site; /* the address of its pages; may be empty */
    struct feed_rules rules;
};

struct feeds_import_page {
    struct page page;
    struct feeds_head head;
    struct form_errors errors;
    int64_t n_new;
    int64_t n_known;         /* the blog has them already */
    int64_t n_broken;        /* without an address that can be fetched */
    struct form_field feeds; /* one address a line, below "# Folder" */
    struct feed_rules rules;
};

struct feed_draft {
    int64_t id;
    struct str title;
    struct str excerpt;
    struct str lang;
    struct str feed;
    struct str time;
    struct str iso;
};
struct feed_draft_list {
    const struct feed_draft *items;
    size_t n;
};

struct feed_drafts_page {
    struct page page;
    struct feeds_head head;
    struct form_notice notice;
    struct form_errors errors;
    struct feed_draft_list drafts;
    int64_t next; /* the last one's id; 0: there are no more */
};

#endif
