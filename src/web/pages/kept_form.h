#ifndef WEB_PAGES_KEPT_FORM_H
#define WEB_PAGES_KEPT_FORM_H

/* Kept text (web/kept.h) as pages carry it on and offer it again. */

#include "views/account.h"
#include "web/kept.h"

/* Hidden inputs that carry it through a form that is not its own. */
struct form_hidden_list kept_hidden(struct arena *arena, const struct kept *kept);

/* Its own form again. Text of several lines or more than a line's length is
 * shown to be read and changed; what is short travels unseen. */
struct kept_form kept_form_make(struct arena *arena, const struct kept *kept);

#endif
