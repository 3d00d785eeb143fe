#ifndef CAPTURE_METADATA_H
#define CAPTURE_METADATA_H

/* What a page says about its article beside the text. One walk over the page hands
 * each element to the readers (meta.h, jsonld.h, microdata.h, title.h, byline.h,
 * page_date.h, standfirst.h, lead_image.h); then each field is chosen: what is
 * told for machines first, then what readers see. */

#include "capture/finding.h"

struct dates;
struct html_document;

struct metadata_input {
    const struct html_document *document;
    struct str url;            /* where the page came from; may be empty */
    const struct dates *dates; /* the zone of dates without one; may be NULL */
};

struct metadata {
    struct finding finding; /* no html, no dateline, no credit */
    struct str description; /* for search engines and cards; the excerpt when it is one */
    struct str heading;     /* the one above the article, when it can be told from others */
    struct str base;        /* of <base href>, as written */
};

/* Everything lives in the arena; fields that are not told stay empty. */
void metadata_read(struct arena *arena,
                   const struct metadata_input *input,
                   struct metadata *ret_metadata);

#endif
