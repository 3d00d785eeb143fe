#ifndef CAPTURE_META_H
#define CAPTURE_META_H

/* What meta elements tell: OpenGraph, article:*, Twitter cards, Dublin Core,
 * parsely, sailthru, citation_* and the old names. */

#include "base/limits.h"
#include "base/str.h"

struct html_node;

enum meta_want {
    META_TITLE,
    META_BYLINE,
    META_SOURCE,
    META_PUBLISHED,
    META_MODIFIED,
    META_DESCRIPTION,
    META_IMAGE,
    META_LANG,
    N_META_WANTS,
};

enum { MAX_META_BYLINES = 4, MAX_SITE_NAMES = 4 };

struct meta {
    struct str best[N_META_WANTS];        /* as written, white space folded */
    size_t rank[N_META_WANTS];            /* the row of the table that it came from */
    struct str bylines[MAX_META_BYLINES]; /* told under several names, the best first */
    size_t byline_ranks[MAX_META_BYLINES];
    size_t n_bylines;
    struct str site_names[MAX_SITE_NAMES]; /* what the site calls itself */
    size_t n_site_names;
    struct str *tags; /* room for LIMIT_TAGS */
    size_t n_tags;
    struct str keywords;
    struct str rights; /* whose copyright it is */
};

/* Reads one meta element. `meta` begins zeroed, with room for tags. */
void meta_read(struct arena *arena, const struct html_node *node, struct meta *meta);

/* Adds a tag unless it is there, empty or too long. */
void meta_add_tag(struct meta *meta, struct str tag);

#endif
