#ifndef CAPTURE_STANDFIRST_H
#define CAPTURE_STANDFIRST_H

/* The sentence or two between a headline and its story: standfirst, dek, chapeau,
 * Vorspann, ingress. */

#include "base/str.h"

struct html_node;

/* The element's text when its class, id or itemprop says that it is the standfirst
 * and it reads like one; else empty. `kinds` are its
 * class_kinds, `heading` is as for page_is_aside. */
struct str standfirst_of(struct arena *arena,
                         const struct html_node *node,
                         unsigned kinds,
                         const struct html_node *heading);

#endif
