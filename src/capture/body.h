#ifndef CAPTURE_BODY_H
#define CAPTURE_BODY_H

/* Where on a page the article stands: the part in which long text with few
 * links outweighs everything else. */

#include "capture/tree.h"

/* The element that holds the article; the body when nothing stands out, NULL
 * when the page has no text at all. */
struct node *body_find(struct node *root);

/* Makes paragraphs of text that stands bare in boxes or is parted by line breaks. */
void body_make_paragraphs(struct arena *arena, struct node *body);

#endif
