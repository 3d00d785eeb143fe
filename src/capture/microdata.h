#ifndef CAPTURE_MICRODATA_H
#define CAPTURE_MICRODATA_H

/* What elements tell by itemprop (HTML's microdata) or property (RDFa) in the
 * vocabulary of schema.org. What belongs to another thing than the article
 * (a comment, a crumb of the path, an image) is passed over. */

#include "base/str.h"

struct html_node;

struct microdata {
    struct str title;
    struct str standfirst;
    struct str byline; /* names parted by ", " */
    struct str source;
    struct str published; /* as written */
    struct str modified;
    struct str description;
    struct str image;
    struct str lang;
};

/* Reads one element into the fields that are still empty; `microdata` begins zeroed,
 * `heading` is as for page_is_aside. */
void microdata_read(struct arena *arena,
                    const struct html_node *node,
                    const struct html_node *heading,
                    struct microdata *microdata);

#endif
