#ifndef CAPTURE_LEAD_H
#define CAPTURE_LEAD_H

/* The lead: the paragraph in larger type between headline and article, which
 * many pages keep outside of the box that holds the rest. */

#include "capture/tree.h"

/* The block of the lead: in front of the body, else the first in it; or NULL. */
struct node *lead_find(struct node *root, struct node *body);

#endif
