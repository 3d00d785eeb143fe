#ifndef CAPTURE_PICTURE_H
#define CAPTURE_PICTURE_H

/* A picture from a publisher, fetched by the same door as pages and made afresh
 * in a sandboxed child (drawing.h): several widths as WebP, and one of a kind
 * that every browser knows. What the child hands back is bounded and checked
 * here before anybody sees it. */

#include "capture/capture.h"

enum drawn_kind { DRAWN_WEBP, DRAWN_JPEG, DRAWN_PNG };

enum { DRAWN_FILES = 4 }; /* three widths and the other kind */

struct drawn_file {
    enum drawn_kind kind;
    int64_t width;
    int64_t height;
    struct str bytes;
};

struct drawn {
    struct drawn_file files[DRAWN_FILES];
    size_t n_files;
};

/* Fetches `request->url` (kind CAPTURE_PICTURE) and draws it, at most
 * LIMIT_CAPTURE_SECONDS. Outcomes and `*ret_why` as those of capture_run. */
MUST_CHECK enum outcome picture_draw(struct arena *arena,
                                     const struct capture_request *request,
                                     const struct capture_watch *watch,
                                     struct drawn *ret_drawn,
                                     struct capture_reason *ret_why);

#endif
