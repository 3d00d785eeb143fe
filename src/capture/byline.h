#ifndef CAPTURE_BYLINE_H
#define CAPTURE_BYLINE_H

/* Who wrote it, as the page shows it: elements named for it (class, id,
 * rel=author, microformats), lines such as "By X", links to an author's page.
 * What stands behind the article's heading is believed before what stands above
 * it, where the site speaks. */

#include "base/str.h"

struct dates;
struct html_node;

enum byline_rank {
    BYLINE_NAMED,      /* behind the heading: an element named for it */
    BYLINE_LABELLED,   /* a line that says "By" */
    BYLINE_LINKED,     /* a link to an author's page */
    BYLINE_EARLY,      /* above the heading: an element named for it, */
    BYLINE_EARLY_LINE, /* or a line */
    N_BYLINE_RANKS,
};

struct byline_found {
    struct str names;   /* alone: "Jane Doe" */
    struct str printed; /* as the page has it: "By Jane Doe, Staff Writer" */
};

struct byline {
    struct arena *arena;
    const struct dates *dates; /* for what stands beside names; may be NULL */
    struct byline_found found[N_BYLINE_RANKS];
};

/* Looks at one element; `kinds` are its class_kinds, `heading` is as for page_is_aside. */
void byline_read(struct byline *byline,
                 const struct html_node *node,
                 unsigned kinds,
                 const struct html_node *heading);

/* Looks at a text of its own: "By Jane Doe". */
void byline_read_text(struct byline *byline,
                      struct str line,
                      const struct html_node *parent,
                      const struct html_node *heading);

/* The name of a person or of people; not a company's, an address, "admin". */
bool byline_is_personal(struct str name);

#endif
