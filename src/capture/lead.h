#ifndef CAPTURE_LEAD_H
#define CAPTURE_LEAD_H

/* The opening of an article that its page sets apart: dek and lead between the
 * heading and the box that holds the text. */

#include "capture/finding.h"
#include "capture/tree.h"

/* Moves the lead paragraphs that stand between the article's heading and `body`
 * to the front of `body`; the line under the title becomes the finding's
 * standfirst when it has none. `root` is measured, `body` stands inside it. */
void lead_join(struct arena *arena, struct node *root, struct node *body, struct finding *finding);

#endif
