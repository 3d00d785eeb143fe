#ifndef VIEWS_REFUSAL_H
#define VIEWS_REFUSAL_H

/* The page that says what went wrong, how to mend it, and where to go on. */

#include "views/account.h"

struct refusal_page {
    struct page page;
    int64_t status;
    struct str title;
    struct str mend;   /* what to do about it */
    struct str detail; /* one sentence more; may be empty */
    bool asks_sign_in;
    bool may_register;
    struct signin_form signin;  /* when asks_sign_in; carries what was typed */
    struct kept_form kept;      /* to send again; its action is empty when nothing was typed */
    struct kept_text_list copy; /* typed text that can only be copied from here */
};

#endif
