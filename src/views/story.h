#ifndef VIEWS_STORY_H
#define VIEWS_STORY_H

/* Lists of articles: a few lines each, under the day on which they were shared. */

#include "base/str.h"

struct story {
    struct str href;
    struct str title;
    struct str excerpt;
    struct str lang; /* of title and excerpt; empty: the page's */
    struct str source_slug;
    struct str source_name; /* empty: none */
    struct str blog_slug;
    struct str blog_title; /* empty: the whole list is of one blog */
    struct str time;       /* of day, or the date in a list without days */
    struct str iso;
    int64_t n_likes;
    int64_t n_comments;
};

struct story_list {
    const struct story *items;
    size_t n;
};

struct story_day {
    struct str heading; /* "Monday, 21 October 2024"; empty: a list without days */
    struct str href;    /* the day in the blog's archive; empty: none */
    struct story_list stories;
};

struct story_days {
    const struct story_day *items;
    size_t n;
};

/* Addresses of the pages beside; empty: there is none. */
struct pager {
    struct str newer;
    struct str older;
};

struct stories {
    struct story_days days;
    struct pager pager;
};

#endif
