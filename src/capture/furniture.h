#ifndef CAPTURE_FURNITURE_H
#define CAPTURE_FURNITURE_H

/* What of a page is not its article: menus, share bars, comments, notices. Told
 * by elements, roles, words in class and id, and words in the text; the rules
 * are general, none is for one site. */

#include "capture/tree.h"

/* Cuts what structure gives away, before the article is looked for. */
void furniture_cut(struct arena *arena, struct node *root, struct str title);

#endif
