#ifndef CAPTURE_EXTRACT_H
#define CAPTURE_EXTRACT_H

/* The article in an HTML page or in a fragment of one. */

#include "capture/capture.h"
#include "capture/finding.h"

struct dates;
struct page_signs;

/* What is read, and where it came from. */
struct extract_input {
    struct str html; /* UTF-8 */
    struct str url;  /* for relative addresses; may be empty */
    const struct dates *dates;
    struct page_signs *signs; /* of a page: filled once it could be parsed; NULL: not wanted */
};

/* A whole page: metadata, body, edges. Answers why not: CAPTURE_NO_TROUBLE,
 * CAPTURE_NO_ARTICLE, CAPTURE_TOO_LARGE, CAPTURE_TOO_COMPLEX. */
enum capture_trouble
extract_page(struct arena *arena, const struct extract_input *input, struct finding *ret_finding);

/* A clipboard's fragment: all of it is the article, its first heading or short
 * line the title. The same answers. */
enum capture_trouble extract_fragment(struct arena *arena,
                                      const struct extract_input *input,
                                      struct finding *ret_finding);

#endif
