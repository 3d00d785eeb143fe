#ifndef VIEWS_VIEW_H
#define VIEWS_VIEW_H

/* What every view may show beside its own struct: the site, the page's address
 * and, through {{viewer...}}, the reader. Filled once a request by web/. */

#include "views/messages.h"
#include "views/viewer.h"

struct view_context {
    enum language language;
    struct str lang; /* its tag, for <html lang> */
    struct str dir;  /* "ltr" or "rtl" */
    struct str site_name;
    struct str path; /* of this page, with its query: to come back to */
    const struct view_viewer *viewer;
    struct view_holes *holes; /* not NULL: for nobody yet; the viewer is not asked */
};

#endif
