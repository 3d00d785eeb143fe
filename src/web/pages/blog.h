#ifndef WEB_PAGES_BLOG_H
#define WEB_PAGES_BLOG_H

/* A blog's own page, and the head that its archive shares with it. */

#include "community/blog.h"
#include "views/blog.h"
#include "web/route.h"

page_handler page_blog;

/* The blog named by the address, and its head for this viewer. NOT_FOUND. */
MUST_CHECK enum outcome
blog_head_load(const struct request *rq, struct blog *ret_blog, struct blog_head *ret_head);

#endif
