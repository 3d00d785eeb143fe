#ifndef VIEWS_PAGE_H
#define VIEWS_PAGE_H

/* The frame around every page: what stands in <head>, and the header's state. */

#include "base/str.h"

/* Which link of the header leads to where one is. */
enum page_place { PAGE_ELSEWHERE, PAGE_FRONT, PAGE_FOLLOWING, PAGE_SEARCH, PAGE_SHARE };

struct page {
    struct str title;       /* empty: the site's name alone */
    struct str description; /* for search engines and link previews; may be empty */
    struct str canonical;   /* whole address; empty: the page has no lasting one */
    struct str original;    /* whole address of the work of which this is a full copy; empty */
    struct str feed;        /* path of the feed that tells of it and its like; may be empty */
    struct str og_type;     /* "website" or "article" */
    struct str published;   /* ISO 8601; of an article */
    enum page_place place;
    bool is_unlisted; /* keeps search engines away */
    bool is_wide;     /* a list with its dates in the margin */
    bool is_narrow;   /* one column of text or form, no margin note */
};

#endif
