#ifndef VIEWS_TOOLS_H
#define VIEWS_TOOLS_H

/* The page that offers the bookmarklet and the extension. */

#include "views/form.h"
#include "views/page.h"

struct tools_page {
    struct page page;
    struct form_tab tab;
    struct str address; /* of the site */
    struct str code;    /* the bookmarklet's script; empty: the site does not know its address */
};

#endif
