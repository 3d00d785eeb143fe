#ifndef WEB_PAGES_ATOM_H
#define WEB_PAGES_ATOM_H

/* Feeds of ours (Atom, RFC 4287): the newest articles of the site and of one blog. */

#include "web/route.h"

page_handler page_atom_site, page_atom_blog;

/* Where a blog's feed stands. */
struct str atom_blog_path(struct arena *arena, struct str blog_slug);

#endif
