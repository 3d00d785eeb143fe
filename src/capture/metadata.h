#ifndef CAPTURE_METADATA_H
#define CAPTURE_METADATA_H

/* What a page says about its article beside the text: JSON-LD, OpenGraph and
 * other meta elements, title, headings, byline and time elements. */

#include "capture/finding.h"

struct dates;
struct html_document;

struct metadata {
    struct finding finding; /* no html, no dateline, no credit */
    struct str description; /* for search engines and cards; the excerpt when it is one */
    struct str heading;     /* the page's h1, when it has exactly one */
};

/* Everything lives in the arena; fields that are not told stay empty. */
void metadata_read(struct arena *arena,
                   const struct html_document *document,
                   const struct dates *dates,
                   struct metadata *ret_metadata);

#endif
