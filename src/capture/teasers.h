#ifndef CAPTURE_TEASERS_H
#define CAPTURE_TEASERS_H

/* What announces other pages, known by its structure. The nodes are measured. */

#include "capture/tree.h"

/* A list or a box made of links: more of the same site, tags, tools. */
bool teasers_is_link_box(struct node *node);

/* Announcements of other pages: a list of them, one that is a link around blocks, one that is
 * named so. */
bool teasers_are(struct arena *arena, struct node *node);

#endif
