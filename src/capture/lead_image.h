#ifndef CAPTURE_LEAD_IMAGE_H
#define CAPTURE_LEAD_IMAGE_H

/* Which of a page's images stands for its article. */

#include "base/str.h"

struct html_node;

/* An address that is no article's image by its name: a logo, an icon, a
 * placeholder, a counting pixel, a data: URL. */
bool lead_image_is_furniture(struct str address);

/* The address of an img element that is large enough, by what its attributes say;
 * empty when it is not.  `heading` as for page_is_aside. */
struct str lead_image_of(const struct html_node *node, const struct html_node *heading);

#endif
