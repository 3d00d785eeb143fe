#include "web/pages/from_browser.h"

#include "base/clock.h"
#include "base/limits.h"
#include "text/name.h"
#include "text/url.h"
#include "web/app.h"
#include "web/parking.h"
#include "web/refusal.h"
#include "web/throttle.h"

static struct parked read_page(const struct request *rq)
{
    struct url url;
    struct parked page = {
        .title = name_tidy(rq->arena, form_text(rq, "title"), LIMIT_TITLE_CHARACTERS),
        .html = form_text(rq, "html"),
        .selection = form_text(rq, "selection"),
    };
    if (url_parse(rq->arena, form_text(rq, "url"), &url) == OK && url_is_web(&url))
        page.url = url_print(rq->arena, &url);
    return page;
}

enum outcome page_from_browser(struct request *rq, struct response *rs)
{
    int64_t now_ms = clock_monotonic_ms();
    int64_t wait_seconds = 0;
    if (!throttle_take(rq->app->throttle, THROTTLE_PARK, request_address(rq), now_ms,
                       &wait_seconds))
        return refuse_too_many(rq, rs, wait_seconds);
    struct parked page = read_page(rq);
    struct str key;
    if (page.html.len == 0)
        return INVALID;
    enum outcome outcome = parking_put(rq->arena, rq->app->parking, &page, now_ms, &key);
    if (outcome == OK)
        response_redirect(rs, str_join(rq->arena, STR("/share?parked="), key));
    return outcome;
}
