#ifndef WEB_PAGES_OWN_BLOGS_H
#define WEB_PAGES_OWN_BLOGS_H

/* A member's own blogs: the list, making one, changing one. */

#include "web/route.h"

page_handler page_own_blogs, page_blog_new, page_blog_new_send;
page_handler page_blog_edit, page_blog_edit_send;

#endif
