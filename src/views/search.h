#ifndef VIEWS_SEARCH_H
#define VIEWS_SEARCH_H

/* What was sought and what was found. */

#include "views/page.h"

/* A piece of a title or a passage. */
struct search_piece {
    struct str text;
    bool is_marked; /* a sought word */
};

struct search_pieces {
    const struct search_piece *items;
    size_t n;
};

struct search_hit {
    struct str href;
    struct search_pieces title;   /* of the article, also above a comment */
    struct search_pieces passage; /* may be empty */
    struct str lang;              /* of both; empty: the page's */
    struct str source_slug;
    struct str source_name; /* empty: none */
    struct str blog_slug;
    struct str blog_title;  /* empty: all are of one blog */
    struct str author_name; /* of a comment; empty: an article */
    struct str author_handle;
    struct str time;
    struct str iso;
};

struct search_hits {
    const struct search_hit *items;
    size_t n;
};

/* What narrows the search, said in words. */
struct search_filter {
    struct str text;
    struct str without; /* the address of the search without it */
};

struct search_filters {
    const struct search_filter *items;
    size_t n;
};

/* One of several ways to look at it. */
struct search_tab {
    struct str text;
    struct str href;
    bool is_chosen;
};

struct search_tabs {
    const struct search_tab *items;
    size_t n;
};

struct search_page {
    struct page page;
    struct str action; /* where the form goes */
    struct str q;
    struct str order;     /* that the form keeps; empty: the usual */
    struct str blog_slug; /* the search of one blog; empty: of the site */
    struct str blog_title;
    struct str site_href; /* the same search on the whole site */
    bool is_asked;        /* something is sought */
    struct search_tabs kinds;
    struct search_tabs orders;
    struct search_filters filters;
    struct str count; /* "12 articles"; empty: not told */
    struct str corrected;
    struct str literal_href; /* what was typed and nothing else */
    struct str suggestion;
    struct str suggestion_href;
    struct str_list notes; /* what could not be followed */
    struct search_hits hits;
    struct str newer; /* the first page; empty: this is it */
    struct str older; /* what comes next; empty: nothing */
};

/* Lines that could be meant, for the list below the field. */
struct search_suggestions {
    struct str_list lines;
};

#endif
