#ifndef JOBS_SHARE_H
#define JOBS_SHARE_H

/* From what was captured to an article: the step that web, command line and
 * worker have in common. */

#include "capture/capture.h"
#include "community/article.h"

/* The capture's fields as an article's, cut to the limits where a page gave
 * too much: a captured title that is too long is no reason to fail. Borrows
 * from the capture where it can. */
struct article_fields share_fields(struct arena *arena, const struct capture *capture);

struct share_order {
    struct blog_id blog;
    struct member_id sharer;
    int64_t now;
};

/* Makes a draft of it. Inside a write. Outcomes as article_make; the one
 * problem that remains possible is a capture without title or text. */
MUST_CHECK enum outcome share_capture_to_draft(struct arena *arena,
                                               struct db *db,
                                               const struct share_order *order,
                                               const struct capture *capture,
                                               struct article_id *ret_id,
                                               struct problem *ret_problem);

#endif
