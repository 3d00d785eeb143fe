#include "web/pages/arrival.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/cookie.h"
#include "web/pages/kept_form.h"
#include "web/pages/layout.h"

struct sign {
    struct str in_header; /* what the browser says of itself */
    struct str name;
};

/* The first that fits wins: most browsers also name those that they are like. */
static const struct sign browsers[] = {
    {STR_INIT("Edg/"), STR_INIT("Edge")},
    {STR_INIT("OPR/"), STR_INIT("Opera")},
    {STR_INIT("SamsungBrowser/"), STR_INIT("Samsung Internet")},
    {STR_INIT("Firefox/"), STR_INIT("Firefox")},
    {STR_INIT("FxiOS/"), STR_INIT("Firefox")},
    {STR_INIT("CriOS/"), STR_INIT("Chrome")},
    {STR_INIT("Chrome/"), STR_INIT("Chrome")},
    {STR_INIT("Safari/"), STR_INIT("Safari")},
};
static const struct sign systems[] = {
    {STR_INIT("Android"), STR_INIT("Android")}, {STR_INIT("iPhone"), STR_INIT("iPhone")},
    {STR_INIT("iPad"), STR_INIT("iPad")},       {STR_INIT("Windows"), STR_INIT("Windows")},
    {STR_INIT("Mac OS X"), STR_INIT("macOS")},  {STR_INIT("CrOS"), STR_INIT("ChromeOS")},
    {STR_INIT("Linux"), STR_INIT("Linux")},
};
enum {
    N_BROWSERS = N_OF(browsers),
    N_SYSTEMS = N_OF(systems),
    LABEL_BYTES = 60,
};

static struct str find_sign(struct str header, const struct sign *signs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_contains(header, signs[i].in_header))
            return signs[i].name;
    }
    return STR("");
}

/* "Firefox, Linux", or the first words of a header that names no known browser. */
static struct str browser_label(struct request *rq)
{
    struct str header = rq->headers.user_agent;
    struct str browser = find_sign(header, browsers, N_BROWSERS);
    struct str system = find_sign(header, systems, N_SYSTEMS);
    if (browser.len == 0) {
        struct str first = STR("");
        str_cut(&header, ' ', &first);
        return utf8_repair(rq->arena, str_first(first, LABEL_BYTES));
    }
    if (system.len == 0)
        return browser;
    return str_print(rq->arena, "%.*s, %.*s", STR_ARG(browser), STR_ARG(system));
}

struct arrival arrival_new(struct request *rq)
{
    return (struct arrival){
        .token = session_token_new(rq->arena),
        .label = browser_label(rq),
        .left = rq->session,
        .left_by = rq->viewer.member,
        .now = rq->now,
    };
}

enum outcome arrival_write(struct db *db, const struct arrival *arrival, struct member_id member)
{
    struct session_id id;
    if (arrival->left.n != 0) {
        enum outcome outcome = session_end(db, arrival->left_by, arrival->left);
        if (outcome != OK && outcome != NOT_FOUND)
            return outcome;
    }
    return session_make(db, member, arrival->token, arrival->label, arrival->now, &id);
}

static void show_resume(struct request *rq,
                        struct response *rs,
                        const struct arrival *arrival,
                        const struct member *member,
                        const struct kept *kept)
{
    rq->member = *member;
    rq->viewer = (struct viewer){member->id, member->role};
    rq->begun = arrival->token;
    struct view_context cx = context_make(rq, rs);
    struct resume_page page = {
        .page = layout_form_page(rq, tr(rq->language, "You are signed in")),
        .form = kept_form_make(rq->arena, kept),
        .name = member->name,
    };
    view_resume_page(response_page(rs, 200), &cx, &page);
}

void arrival_answer(struct request *rq,
                    struct response *rs,
                    const struct arrival *arrival,
                    const struct member *member,
                    struct str then)
{
    struct kept kept = kept_from_resumed(rq);
    if (kept.action.len > 0)
        show_resume(rq, rs, arrival, member, &kept);
    else
        response_redirect(rs, then.len > 0 ? then : STR("/"));
    cookie_set(rq, rs, COOKIE_SESSION, arrival->token, LIMIT_SESSION_DAYS * 86400LL);
}
