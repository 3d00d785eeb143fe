#ifndef VIEWS_BLOG_H
#define VIEWS_BLOG_H

/* A blog: its head and its articles. */

#include "views/follow.h"
#include "views/page.h"
#include "views/story.h"

struct blog_head {
    struct str slug;
    struct str title;
    struct str description;
    struct str lang; /* empty: the page's */
    struct str owner_name;
    struct str owner_handle;
    int64_t n_followers;
    int64_t n_articles;
    struct follow_button follow;
};

struct blog_page {
    struct page page;
    struct blog_head head;
    struct str calendar; /* address of the latest year; empty: nothing shared yet */
    struct stories stories;
    int64_t owner; /* may fill it */
};

#endif
