#ifndef JOBS_KEEP_H
#define JOBS_KEEP_H

/* From what was captured of a link to what an article keeps as proof of it. */

#include "capture/capture.h"
#include "community/article.h"
#include "db/objects.h"

/* Writes the exchange as an archive file, keeps it among the objects and fills
 * the row that is to name it. `asked` is the address that was given; the result
 * borrows from it and from the capture. Never inside a write. NOT_FOUND: nothing was
 * fetched, so there is nothing to keep. Else outcomes as objects_put. */
MUST_CHECK enum outcome keep_capture(struct arena *arena,
                                     const struct objects *objects,
                                     struct str asked,
                                     const struct capture *capture,
                                     struct article_captured *ret_captured);

#endif
