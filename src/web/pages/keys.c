#include "web/pages/keys.h"

#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"

enum outcome page_keys(struct request *rq, struct response *rs)
{
    struct view_context cx = context_make(rq, rs);
    if (request_wants_fragment(rq)) {
        view_keys(response_fragment(rs, 200), &cx);
        return OK;
    }
    struct keys_page page = {.page = layout_form_page(rq, tr(rq->language, "Keys"))};
    view_keys_page(response_page(rs, 200), &cx, &page);
    return OK;
}
