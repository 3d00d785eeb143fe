#ifndef WEB_PAGES_FOLLOW_H
#define WEB_PAGES_FOLLOW_H

/* Following a blog: the button, and what it does. */

#include "community/blog.h"
#include "views/follow.h"
#include "web/route.h"

page_handler page_follow, page_unfollow;

/* The button as this viewer gets it; `is_followed` is not looked at for strangers. */
struct follow_button follow_button_show(const struct request *rq,
                                        struct str slug,
                                        int64_t n_followers,
                                        bool is_followed);

/* The same for a whole blog: asks whether the viewer follows it. */
MUST_CHECK enum outcome follow_button_load(const struct request *rq,
                                           const struct blog *blog,
                                           struct follow_button *ret_button);

#endif
