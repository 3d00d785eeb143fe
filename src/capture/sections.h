#ifndef CAPTURE_SECTIONS_H
#define CAPTURE_SECTIONS_H

/* Sections behind an article that send the reader elsewhere: "More on this",
 * "About the author", "Contact", with the teasers below them. */

#include "capture/tree.h"

/* Whether the text begins as the heading of such a section does. */
bool sections_opens(struct str text);

/* Cuts each heading of such a section together with what is short or linked
 * below it. A heading with prose below it is the article's own. */
void sections_cut(struct arena *arena, struct node *body);

#endif
