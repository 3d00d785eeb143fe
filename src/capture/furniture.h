#ifndef CAPTURE_FURNITURE_H
#define CAPTURE_FURNITURE_H

/* What of a page is not its article: menus, share bars, comments, notices. Told
 * by elements, roles, words in class and id, and words in the text; the rules
 * are general, none is for one site. */

#include "capture/tree.h"

/* How much a page is trusted to name its parts as what they are. */
enum furniture_cuts {
    FURNITURE_CUT_ALL,
    FURNITURE_CUT_SURE, /* what is small, and what is named for standing around an article */
    FURNITURE_CUT_NOTHING,
};

/* Cuts what structure gives away, before the article is looked for. */
void furniture_cut(struct arena *arena,
                   struct node *root,
                   struct str title,
                   enum furniture_cuts cuts);

#endif
