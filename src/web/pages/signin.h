#ifndef WEB_PAGES_SIGNIN_H
#define WEB_PAGES_SIGNIN_H

/* Signing in and out. An unknown name and a wrong password get the same answer
 * after the same time. */

#include "views/account.h"
#include "web/kept.h"
#include "web/route.h"

page_handler page_signin, page_signin_send, page_signout;

/* The form, also for error pages: `then` is where to go afterwards, `kept` what
 * was typed before and travels on. */
struct signin_form
signin_form_make(struct request *rq, struct str name, struct str then, const struct kept *kept);

/* May a stranger register by himself? */
bool signin_may_register(const struct request *rq);

#endif
