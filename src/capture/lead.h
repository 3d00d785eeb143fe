#ifndef CAPTURE_LEAD_H
#define CAPTURE_LEAD_H

/* The opening of an article that its page sets apart: dek and lead between the
 * heading and the box that holds the text. */

#include "capture/finding.h"
#include "capture/tree.h"

/* What stands between the article's heading and `body`: the line under the title,
 * else a lead that is named so, becomes the finding's standfirst when it has none;
 * other paragraphs move to the front of `body`. `root` is measured and holds `body`. */
void lead_join(struct arena *arena, struct node *root, struct node *body, struct finding *finding);

/* Takes the block of `body` that says the standfirst once more out; a lead stays the finding's
 * opening, a line under the title is told by its field alone. */
void lead_cut_standfirst(struct arena *arena, struct node *body, struct finding *finding);

#endif
