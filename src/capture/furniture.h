#ifndef CAPTURE_FURNITURE_H
#define CAPTURE_FURNITURE_H

/* What of a page is not its article: menus, share bars, comments, notices. Told
 * by elements, roles, words in class and id, and words in the text; the rules
 * are general, none is for one site. */

#include "capture/tree.h"

enum furniture_cuts {
    FURNITURE_CUT_ALL,
    FURNITURE_CUT_SURE, /* what is small, or never an article */
    FURNITURE_CUT_NOTHING,
};

/* Cuts what structure gives away, before the article is looked for. */
void furniture_cut(struct node *root, enum furniture_cuts cuts);

/* Cuts what is left inside the article: link lists, counters, the title again,
 * byline and date lines above the text, empty boxes. */
void furniture_cut_inside(struct arena *arena, struct node *body, struct str title);

#endif
