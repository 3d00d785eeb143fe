#ifndef VIEWS_BODY_H
#define VIEWS_BODY_H

/* An article's text as readers get it: its own HTML, and between the pieces of
 * it the pictures that are kept here. One that is not is never loaded from its
 * publisher, who would see who reads: it is a link. */

#include "text/html.h"

/* A version of a picture: /o/OBJECT.KIND. */
struct body_file {
    struct str object; /* empty: there is none */
    struct str kind;
    int64_t width;
    int64_t height;
};

enum body_show {
    BODY_TEXT,    /* nothing behind it: the last piece */
    BODY_PICTURE, /* kept */
    BODY_LINK,    /* not kept */
    BODY_WORDS,   /* not kept, and inside a link of the text */
    BODY_BLANK,   /* not kept, in the editor: its place and its words */
};

struct body_piece {
    struct safe_html before;
    enum body_show show;
    struct body_file small; /* as WebP; at least this one */
    struct body_file middle;
    struct body_file large;
    struct body_file plain; /* for browsers without WebP */
    struct str alt;
    struct str address; /* at the publisher */
    bool is_first;      /* of the article: it is waited for */
    bool is_edited;     /* in the editor: it says where it is from, for the cleaner */
};

struct body {
    const struct body_piece *items;
    size_t n;
    bool has_lead;
    struct body_piece lead; /* stands above the text, where that has no picture */
};

#endif
