#ifndef VIEWS_SOURCE_H
#define VIEWS_SOURCE_H

/* What was captured of an article's source, and what became of it there. */

#include "text/redline.h"
#include "views/page.h"

/* A run of paragraphs that did not change, or one that did. */
struct source_passage {
    enum redline_kind kind;
    struct str_list same; /* REDLINE_SAME: the paragraphs, folded away; else empty */
    int64_t n_same;
    struct str text;  /* REDLINE_REMOVED, REDLINE_ADDED */
    struct diff diff; /* REDLINE_CHANGED */
};

struct source_passages {
    const struct source_passage *items;
    size_t n;
};

struct source_version {
    int64_t number;
    struct str time;
    struct str iso;
    struct str hash;
    struct str server;
    int64_t status;
    int64_t n_bytes;
    struct str url;
    struct str download; /* for those who may; empty */
    bool is_from;
    bool is_to;
};

struct source_versions {
    const struct source_version *items;
    size_t n;
};

struct source_page {
    struct page page;
    int64_t id;
    struct str title;
    struct str href; /* of the article */
    struct str lang;
    struct str dir;
    struct str gone; /* since when; empty: it is there */
    struct source_versions versions;
    int64_t from;
    int64_t to;
    bool has_changes;       /* there are two to compare */
    struct diff title_diff; /* n 0: the same */
    struct source_passages passages;
    bool is_excerpt; /* only the changes, with little around them */
};

#endif
