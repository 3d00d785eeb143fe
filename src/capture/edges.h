#ifndef CAPTURE_EDGES_H
#define CAPTURE_EDGES_H

/* Dateline, byline, date and credit at the edges of an article's tree: each is
 * read into the finding and cut from the text. */

#include "capture/finding.h"
#include "capture/tree.h"

struct dates;

void edges_read(struct arena *arena,
                struct node *body,
                const struct dates *dates,
                struct finding *finding);

#endif
