#ifndef VIEWS_VIEW_H
#define VIEWS_VIEW_H

/* What every view may show beside its own struct: the site, the page's address
 * and the reader. Filled once a request by web/. */

#include "views/messages.h"

struct view_context {
    enum language language;
    struct str lang; /* its tag, for <html lang> */
    struct str dir;  /* "ltr" or "rtl" */
    struct str site_name;
    struct str path;        /* of this page, with its query: to come back to */
    struct str form_token;  /* for the hidden field `token` of each form that posts */
    struct str viewer_name; /* empty for a stranger */
    struct str viewer_handle;
    bool is_moderator;
    bool is_owner;
};

#endif
