#include "web/pages/signin.h"

#include "base/clock.h"
#include "db/writer.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/cookie.h"
#include "web/pages/arrival.h"
#include "web/pages/fields.h"
#include "web/pages/kept_form.h"
#include "web/pages/layout.h"
#include "web/refusal.h"
#include "web/site.h"
#include "web/throttle.h"

bool signin_may_register(const struct request *rq)
{
    return rq->site->settings.registration == REGISTRATION_OPEN;
}

struct signin_form
signin_form_make(struct request *rq, struct str name, struct str then, const struct kept *kept)
{
    struct signin_form form = {
        .name = field_line("name", tr(rq->language, "Name"), name),
        .password =
            field_password("password", tr(rq->language, "Password"), STR("current-password")),
        .then = then,
        .kept = kept_hidden(rq->arena, kept),
        .has_kept = kept->action.len > 0,
    };
    form.name.autocomplete = STR("username");
    return form;
}

static struct signin_page make_page(struct request *rq, struct str then)
{
    struct kept kept = kept_from_resumed(rq);
    return (struct signin_page){
        .page = layout_form_page(rq, tr(rq->language, "Sign in")),
        .form = signin_form_make(rq, form_text(rq, "name"), then, &kept),
        .may_register = signin_may_register(rq),
    };
}

enum outcome page_signin(struct request *rq, struct response *rs)
{
    struct str then = request_query(rq, "then");
    if (request_is_signed_in(rq)) {
        response_redirect(rs, then.len > 0 ? then : STR("/"));
        return OK;
    }
    struct signin_page page = make_page(rq, then);
    struct view_context cx = context_with_form(rq, rs);
    view_signin_page(response_page(rs, 200), &cx, &page);
    return OK;
}

/* OK, DENIED (whatever the reason), UNAVAILABLE or FAULT. */
static enum outcome verify(struct request *rq, struct member *ret_member)
{
    struct str hash = STR("");
    struct member member = {0};
    enum outcome outcome =
        account_find_named(rq->arena, rq->db, str_trim(form_text(rq, "name")), &member);
    if (outcome == OK && !member.is_ended)
        outcome = account_password_hash(rq->arena, rq->db, member.id, &hash);
    if (outcome != OK && outcome != NOT_FOUND)
        return outcome;
    outcome = account_verify_password(hash, form_text(rq, "password"));
    if (outcome == OK)
        *ret_member = member;
    return outcome;
}

static bool may_try(struct request *rq, int64_t *ret_wait_seconds)
{
    struct throttle *throttle = rq->app->throttle;
    struct str name = str_lower(rq->arena, str_trim(form_text(rq, "name")));
    int64_t now_ms = clock_monotonic_ms();
    return throttle_take(throttle, THROTTLE_SIGN_IN_ADDRESS, request_address(rq), now_ms,
                         ret_wait_seconds) &&
           throttle_take(throttle, THROTTLE_SIGN_IN_NAME, name, now_ms, ret_wait_seconds);
}

static void give_tries_back(struct request *rq)
{
    struct str name = str_lower(rq->arena, str_trim(form_text(rq, "name")));
    throttle_give_back(rq->app->throttle, THROTTLE_SIGN_IN_NAME, name);
    throttle_give_back(rq->app->throttle, THROTTLE_SIGN_IN_ADDRESS, request_address(rq));
}

static void show_refused(struct request *rq, struct response *rs)
{
    struct signin_page page = make_page(rq, form_text(rq, "then"));
    page.errors =
        fields_say(rq, "password", &page.form.password.error,
                   tr(rq->language, "This name and password do not belong together. Check both and "
                                    "try again."));
    struct view_context cx = context_with_form(rq, rs);
    view_signin_page(response_page(rs, 401), &cx, &page);
}

struct begin {
    const struct arrival *arrival;
    struct member_id member;
};

static enum outcome write_session(struct db *db, void *context)
{
    const struct begin *begin = context;
    return arrival_write(db, begin->arrival, begin->member);
}

enum outcome page_signin_send(struct request *rq, struct response *rs)
{
    int64_t wait_seconds = 0;
    struct member member = {0};

    if (!may_try(rq, &wait_seconds))
        return refuse_too_many(rq, rs, wait_seconds);
    enum outcome outcome = verify(rq, &member);
    if (outcome == DENIED)
        show_refused(rq, rs);
    if (outcome != OK)
        return outcome;
    struct arrival arrival = arrival_new(rq);
    outcome = db_writer_run(rq->app->writer, write_session, &(struct begin){&arrival, member.id});
    if (outcome != OK)
        return outcome;
    give_tries_back(rq);
    arrival_answer(rq, rs, &arrival, &member, form_text(rq, "then"));
    return OK;
}

/* Twice does no harm: a session that has ended is as good as this one ended. */
enum outcome page_signout(struct request *rq, struct response *rs)
{
    enum outcome outcome = session_end(rq->db, rq->viewer.member, rq->session);
    if (outcome != OK && outcome != NOT_FOUND)
        return outcome;
    cookie_set(rq, rs, COOKIE_SESSION, STR(""), 0);
    response_redirect(rs, STR("/"));
    return OK;
}
