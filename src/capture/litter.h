#ifndef CAPTURE_LITTER_H
#define CAPTURE_LITTER_H

/* What furniture is left inside an article once it is found. */

#include "capture/tree.h"

/* Cuts link lists, announcements of other pages, boxes of "more", counters, the
 * title again and empty boxes. */
void litter_cut(struct arena *arena, struct node *body, struct str title);

#endif
