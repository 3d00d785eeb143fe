#include "web/pages/register.h"

#include "base/clock.h"
#include "community/invite.h"
#include "db/writer.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/arrival.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/refusal.h"
#include "web/site.h"
#include "web/throttle.h"

/* Whether this visitor may register, and by which right. */
static enum outcome decide_state(struct request *rq, struct str invite, struct register_page *page)
{
    enum role role;
    enum outcome found = invite.len > 0 ? invite_find(rq->db, invite, rq->now, &role) : NOT_FOUND;
    if (found != OK && found != NOT_FOUND)
        return found;
    page->is_link_over = invite.len > 0 && found != OK;
    if (found == OK) {
        page->state = REGISTER_INVITED;
        page->invite = invite;
        return OK;
    }
    switch (rq->site->settings.registration) {
    case REGISTRATION_OPEN:
        page->state = REGISTER_OPEN;
        break;
    case REGISTRATION_INVITATION:
        page->state = REGISTER_NEEDS_INVITATION;
        break;
    case REGISTRATION_CLOSED:
        page->state = REGISTER_CLOSED;
        break;
    }
    return OK;
}

static enum outcome load(struct request *rq, struct str invite, struct register_page *page)
{
    enum language language = rq->language;
    *page = (struct register_page){
        .page = layout_form_page(rq, tr(language, "Register")),
        .name = field_line("name", tr(language, "Name"), form_text(rq, "name")),
        .password = field_new_password(language, "password", tr(language, "Password")),
    };
    page->name.autocomplete = STR("username");
    page->name.hint = tr(language, "As it stands beside what you share and write.");
    return decide_state(rq, invite, page);
}

static void
show(struct request *rq, struct response *rs, int status, const struct register_page *page)
{
    struct view_context cx = context_with_form(rq, rs);
    view_register_page(response_page(rs, status), &cx, page);
}

static bool may_register(const struct register_page *page)
{
    return page->state == REGISTER_OPEN || page->state == REGISTER_INVITED;
}

enum outcome page_register(struct request *rq, struct response *rs)
{
    struct register_page page;
    if (request_is_signed_in(rq)) {
        response_redirect(rs, STR("/"));
        return OK;
    }
    enum outcome outcome = load(rq, request_query(rq, "invite"), &page);
    if (outcome == OK)
        show(rq, rs, may_register(&page) ? 200 : 403, &page);
    return outcome;
}

struct newcomer {
    struct arena *arena;
    const struct arrival *arrival;
    struct account_new account;
    struct str invite; /* empty: registration is open */
    struct member_id id;
    struct problem problem;
};

static enum outcome write_newcomer(struct db *db, void *context)
{
    struct newcomer *n = context;
    enum outcome outcome =
        n->invite.len > 0 ? invite_accept(n->arena, db, n->invite, &n->account, &n->id, &n->problem)
                          : account_make(n->arena, db, &n->account, &n->id, &n->problem);
    return outcome == OK ? arrival_write(db, n->arrival, n->id) : outcome;
}

/* The name and the password as typed; the password's hash, which takes its
 * time, only when both will do. */
static enum outcome
check_newcomer(struct request *rq, struct account_new *account, struct problem *problem)
{
    struct str handle;
    struct str password = form_text(rq, "password");
    account->name = form_text(rq, "name");
    account->now = rq->now;
    account->role = ROLE_MEMBER;
    enum outcome outcome = account_check_name(rq->arena, rq->db, account->name, &handle, problem);
    if (outcome == OK)
        outcome = account_check_password(password, problem);
    if (outcome == OK)
        outcome = account_hash_password(rq->arena, password, &account->password_hash);
    return outcome;
}

static bool is_problem(enum outcome outcome)
{
    return outcome == INVALID || outcome == CONFLICT;
}

static int status_of_problem(enum outcome outcome)
{
    return outcome == CONFLICT ? 409 : 422;
}

static void show_problem(struct request *rq,
                         struct response *rs,
                         enum outcome outcome,
                         struct register_page *page,
                         const struct problem *problem)
{
    const struct field_place places[] = {
        {FIELD_NAME, "name", &page->name.error},
        {FIELD_PASSWORD, "password", &page->password.error},
    };
    page->errors = fields_tell(rq, problem, places, N_OF(places));
    show(rq, rs, status_of_problem(outcome), page);
}

/* The new member as the store has it, for the pages that follow. */
static enum outcome
welcome(struct request *rq, struct response *rs, struct member_id id, const struct arrival *arrival)
{
    struct member member;
    enum outcome outcome = account_find(rq->arena, rq->db, id, &member);
    if (outcome == OK)
        arrival_answer(rq, rs, arrival, &member, STR("/"));
    return outcome;
}

enum outcome page_register_send(struct request *rq, struct response *rs)
{
    struct register_page page;
    int64_t wait_seconds = 0;
    enum outcome outcome = load(rq, form_text(rq, "invite"), &page);
    if (outcome != OK)
        return outcome;
    if (!may_register(&page)) {
        show(rq, rs, 403, &page);
        return DENIED;
    }
    if (!throttle_take(rq->app->throttle, THROTTLE_REGISTER, request_address(rq),
                       clock_monotonic_ms(), &wait_seconds))
        return refuse_too_many(rq, rs, wait_seconds);

    struct arrival arrival = arrival_new(rq);
    struct newcomer newcomer = {.arena = rq->arena, .arrival = &arrival, .invite = page.invite};
    outcome = check_newcomer(rq, &newcomer.account, &newcomer.problem);
    if (outcome == OK)
        outcome = db_writer_run(rq->app->writer, write_newcomer, &newcomer);
    if (is_problem(outcome))
        show_problem(rq, rs, outcome, &page, &newcomer.problem);
    return outcome == OK ? welcome(rq, rs, newcomer.id, &arrival) : outcome;
}

static struct setup_page make_setup(struct request *rq)
{
    enum language language = rq->language;
    struct str site_name = form_text(rq, "site_name");
    struct str zone = form_text(rq, "zone");
    enum registration registration = REGISTRATION_OPEN;
    ignore_outcome(read_registration(rq, &registration)); /* not sent yet: open */
    struct setup_page page = {
        .page = layout_form_page(rq, tr(language, "Set up this site")),
        .token = rq->parts[0],
        .name = field_line("name", tr(language, "Your name"), form_text(rq, "name")),
        .password = field_new_password(language, "password", tr(language, "Password")),
        .site_name = field_line("site_name", tr(language, "Name of the site"),
                                site_name.len > 0 ? site_name : rq->site->settings.name),
        .zone = field_line("zone", tr(language, "Time zone"),
                           zone.len > 0 ? zone : rq->site->settings.zone),
        .registration = select_registration(rq, registration),
    };
    page.name.autocomplete = STR("username");
    page.name.hint = tr(language, "As it stands beside what you share and write.");
    page.zone.list = STR("zones");
    page.zone.hint = tr(language, "Dates and days are shown in it, as in Asia/Kuala_Lumpur.");
    return page;
}

static void
show_setup(struct request *rq, struct response *rs, int status, const struct setup_page *page)
{
    struct view_context cx = context_with_form(rq, rs);
    view_setup_page(response_page(rs, status), &cx, page);
}

/* A link that was used is gone for good: 410 says so. */
static enum outcome check_setup_link(struct request *rq, struct response *rs)
{
    enum role role = ROLE_STRANGER;
    enum outcome outcome = invite_find(rq->db, rq->parts[0], rq->now, &role);
    if (outcome == NOT_FOUND || (outcome == OK && role != ROLE_OWNER))
        return refuse_gone(rq, rs);
    return outcome;
}

enum outcome page_setup(struct request *rq, struct response *rs)
{
    enum outcome outcome = check_setup_link(rq, rs);
    if (outcome != OK)
        return outcome;
    struct setup_page page = make_setup(rq);
    show_setup(rq, rs, 200, &page);
    return OK;
}

struct founding {
    struct newcomer owner;
    struct site_settings settings;
};

static enum outcome write_founding(struct db *db, void *context)
{
    struct founding *founding = context;
    enum outcome outcome = write_newcomer(db, &founding->owner);
    if (outcome != OK)
        return outcome;
    return setting_save(db, &founding->settings, &founding->owner.problem);
}

static enum outcome check_founding(struct request *rq, struct founding *founding)
{
    struct problem *problem = &founding->owner.problem;
    founding->settings = rq->site->settings;
    founding->settings.name = form_text(rq, "site_name");
    founding->settings.zone = str_trim(form_text(rq, "zone"));
    if (!dates_zone_is_known(founding->settings.zone)) {
        *problem = (struct problem){FIELD_ZONE, WRONG_FORM, 0};
        return INVALID;
    }
    if (read_registration(rq, &founding->settings.registration) != OK) {
        *problem = (struct problem){FIELD_REGISTRATION, WRONG_MISSING, 0};
        return INVALID;
    }
    return check_newcomer(rq, &founding->owner.account, problem);
}

static void show_setup_problem(struct request *rq,
                               struct response *rs,
                               enum outcome outcome,
                               const struct problem *problem)
{
    struct setup_page page = make_setup(rq);
    const struct field_place places[] = {
        {FIELD_NAME, "name", &page.name.error},
        {FIELD_PASSWORD, "password", &page.password.error},
        {FIELD_SITE_NAME, "site_name", &page.site_name.error},
        {FIELD_ZONE, "zone", &page.zone.error},
        {FIELD_REGISTRATION, "registration", &page.registration.error},
    };
    page.errors = fields_tell(rq, problem, places, N_OF(places));
    show_setup(rq, rs, status_of_problem(outcome), &page);
}

enum outcome page_setup_send(struct request *rq, struct response *rs)
{
    enum outcome outcome = check_setup_link(rq, rs);
    if (outcome != OK)
        return outcome;
    struct arrival arrival = arrival_new(rq);
    struct founding founding = {
        .owner = {.arena = rq->arena, .arrival = &arrival, .invite = rq->parts[0]},
    };
    outcome = check_founding(rq, &founding);
    if (outcome == OK)
        outcome = db_writer_run(rq->app->writer, write_founding, &founding);
    if (is_problem(outcome))
        show_setup_problem(rq, rs, outcome, &founding.owner.problem);
    return outcome == OK ? welcome(rq, rs, founding.owner.id, &arrival) : outcome;
}
