#ifndef VIEWS_OWN_BLOGS_H
#define VIEWS_OWN_BLOGS_H

/* A member's own blogs: the list, and the form that makes or changes one. */

#include "views/form.h"
#include "views/page.h"

struct own_blog {
    struct str slug;
    struct str title;
    int64_t n_followers;
    int64_t n_articles;
};
struct own_blogs {
    const struct own_blog *items;
    size_t n;
};

struct own_blogs_page {
    struct page page;
    struct form_tab tab;
    struct own_blogs blogs;
};

struct blog_form_page {
    struct page page;
    struct str action;
    struct str then; /* where to go afterwards; empty: to the blog */
    struct str slug; /* of an existing blog, whose address stays; empty: a new one */
    int64_t version;
    struct form_errors errors;
    struct form_field title;
    struct form_field address; /* new blogs only */
    struct form_field description;
    struct form_select language;
};

#endif
