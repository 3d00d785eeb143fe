#ifndef CAPTURE_FURNITURE_H
#define CAPTURE_FURNITURE_H

/* What of a page is not its article: menus, share bars, comments, notices. Told
 * by elements, roles, words in class and id, and words in the text; the rules
 * are general, none is for one site. */

#include "capture/tree.h"

/* Cuts what structure gives away, before the article is looked for. */
void furniture_cut(struct node *root);

/* Cuts what is left inside the article: link lists, counters, the title again,
 * byline and date lines above the text, empty boxes. */
void furniture_cut_inside(struct arena *arena, struct node *body, struct str title);

#endif
