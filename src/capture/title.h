#ifndef CAPTURE_TITLE_H
#define CAPTURE_TITLE_H

/* An article's title out of all that a page calls itself. */

#include "base/str.h"

struct html_node;

enum { MAX_HEADINGS = 8, MAX_TOLD_TITLES = 8, MAX_TITLE_NAMES = 10 };

struct heading {
    struct str text;
    bool is_marked; /* its markup says that it is the article's */
};

struct titles {
    struct str page;                  /* the title element */
    struct str told[MAX_TOLD_TITLES]; /* for machines, the most trusted first */
    size_t n_told;
    struct str names[MAX_TITLE_NAMES]; /* what the site and its publisher are called */
    size_t n_names;
    struct heading headings[MAX_HEADINGS];
    size_t n_headings;
};

/* Reads an h1, or an h2 that is marked as a headline. True when it was one of the
 * two and says something. */
bool title_read_heading(struct arena *arena, const struct html_node *node, struct titles *titles);

/* True when the page's title bears out the heading read last: it is the article's. */
bool title_bears_out(struct arena *arena, const struct titles *titles);

/* The heading that stands above the article: the only one, or that which the
 * page's titles bear out; empty when none can be told from the others. */
struct str title_heading(struct arena *arena, const struct titles *titles);

/* The title, without the site's name but with whatever else belongs to it:
 * - what is told, if the page's own title or heading bears it out, else the
 *   heading, if the page's title does or it shares most of the words;
 * - the site's name is cut at a separator only where the heading or the site's
 *   name as told elsewhere says that the cut is right;
 * - without anything told, the page's title up to its last separator. */
struct str title_choose(struct arena *arena, const struct titles *titles);

/* Drops the site's name behind (or before) a separator of a page's title,
 * trusting the heading when it is part of it. Borrows from one of the two. */
struct str title_of_page(struct str page_title, struct str heading);

#endif
