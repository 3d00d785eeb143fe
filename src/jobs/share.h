#ifndef JOBS_SHARE_H
#define JOBS_SHARE_H

/* From what was captured to an article: the step that web, command line and
 * worker have in common. */

#include "capture/capture.h"
#include "community/article.h"

/* The capture's fields as an article's, checked and ready for article_make in a
 * write. What a page gave too much of is cut or left out: a captured title that is
 * too long is no reason to fail. INVALID with the problem; the one that remains
 * possible is a capture without title or text. */
MUST_CHECK enum outcome share_check(struct arena *arena,
                                    const struct capture *capture,
                                    struct article_checked *ret_checked,
                                    struct problem *ret_problem);

#endif
