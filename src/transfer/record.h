#ifndef TRANSFER_RECORD_H
#define TRANSFER_RECORD_H

/* One article as a file of another site tells it: texts as they were found, nothing
 * checked. Each format has its reader; all give these. */

#include "base/str.h"

struct record_comment {
    struct str id;     /* in its file; empty: nothing answers it */
    struct str parent; /* the id of what it answers; empty: it begins a thread */
    struct str author; /* a name */
    struct str html;
    struct str created;
    bool is_by_member; /* of the old site, not by a guest */
};

struct record {
    struct str id;   /* what the record is known by; may be empty */
    struct str page; /* where it stood on its old site; may be empty */
    struct str title;
    struct str byline;
    struct str source;
    struct str url;
    struct str dateline;
    struct str standfirst;
    struct str excerpt;
    struct str credit;
    struct str published; /* a date, or empty */
    struct str shared;    /* the same */
    struct str lang;
    struct str_list tags;
    struct str text; /* plain, when `html` is empty */
    struct str html;
    const struct record_comment *comments; /* in the file's order */
    size_t n_comments;
    struct str left_out; /* why it is no article to be taken, in words; mostly empty */
};

struct records {
    const struct record *items;
    size_t n;
};

/* `piece` is one line of JSON Lines. INVALID and the reason in words. All three borrow
 * from the piece and live in the arena. */
MUST_CHECK enum outcome record_read_json(struct arena *arena,
                                         struct str piece,
                                         struct records *ret_records,
                                         struct str *ret_why);

/* `piece` is an item of a WordPress export, `head` what stood before the first. */
MUST_CHECK enum outcome record_read_wordpress(struct arena *arena,
                                              struct str head,
                                              struct str piece,
                                              struct records *ret_records,
                                              struct str *ret_why);

/* The same for RSS and Atom; or a whole feed, when `head` is empty. */
MUST_CHECK enum outcome record_read_feed(struct arena *arena,
                                         struct str head,
                                         struct str piece,
                                         struct records *ret_records,
                                         struct str *ret_why);

#endif
