#ifndef WEB_PAGES_BODY_H
#define WEB_PAGES_BODY_H

/* An article's text made ready to show, with the pictures of it that are kept. */

#include "base/ids.h"
#include "views/body.h"
#include "web/request.h"

/* As readers get it. Lives in the request's arena, as the next. */
MUST_CHECK enum outcome body_load(struct request *rq,
                                  struct article_id article,
                                  struct safe_html html,
                                  struct body *ret_body);

/* For the editor: its pictures keep their publisher's addresses, so that they
 * come back when it is sent. Article 0, or a store in trouble: as if none were kept. */
struct body body_edited(struct request *rq, struct article_id article, struct safe_html html);

#endif
