#include "web/pages/settings.h"

#include "community/session.h"
#include "db/writer.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/cookie.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/site.h"

static struct settings_page make_page(struct request *rq)
{
    enum language language = rq->language;
    struct settings_page page = {
        .page = layout_form_page(rq, tr(language, "Settings")),
        .tab = {FORM_TAB_ACCOUNT},
        .name = rq->member.name,
        .handle = rq->member.handle,
        .language = select_language(rq, tr(language, "Language of the interface"),
                                    tr(language, "As my browser asks"), rq->member.lang),
        .old_password = field_password("old_password", tr(language, "Present password"),
                                       STR("current-password")),
        .new_password = field_new_password(language, "new_password", tr(language, "New password")),
    };
    page.notice = fields_notice(rq, "saved", tr(language, "Your changes are saved."));
    if (page.notice.text.len == 0)
        page.notice =
            fields_notice(rq, "password",
                          tr(language, "Your password is changed. All other sessions have ended."));
    return page;
}

static void
show(struct request *rq, struct response *rs, int status, const struct settings_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_settings_page(response_page(rs, status), &cx, page);
}

enum outcome page_settings(struct request *rq, struct response *rs)
{
    struct settings_page page = make_page(rq);
    show(rq, rs, 200, &page);
    return OK;
}

enum outcome page_settings_send(struct request *rq, struct response *rs)
{
    struct problem problem;
    enum outcome outcome =
        account_set_lang(rq->db, rq->viewer.member, form_text(rq, "lang"), &problem);
    if (outcome == OK) {
        response_redirect(rs, STR("/settings?said=saved"));
    } else if (outcome == INVALID) {
        struct settings_page page = make_page(rq);
        const struct field_place places[] = {{FIELD_LANG, "lang", &page.language.error}};
        page.errors = fields_tell(rq, &problem, places, 1);
        show(rq, rs, 422, &page);
    }
    return outcome;
}

struct new_password {
    struct member_id member;
    struct session_id kept;
    struct str hash;
};

static enum outcome write_password(struct db *db, void *context)
{
    const struct new_password *new = context;
    enum outcome outcome = account_set_password(db, new->member, new->hash);
    return outcome == OK ? session_end_others(db, new->member, new->kept) : outcome;
}

static void show_wrong_password(struct request *rq, struct response *rs)
{
    struct settings_page page = make_page(rq);
    page.errors = fields_say(rq, "old_password", &page.old_password.error,
                             tr(rq->language, "This is not your present password."));
    show(rq, rs, 422, &page);
}

static void
show_unfit_password(struct request *rq, struct response *rs, const struct problem *problem)
{
    struct settings_page page = make_page(rq);
    const struct field_place places[] = {
        {FIELD_PASSWORD, "new_password", &page.new_password.error},
    };
    page.errors = fields_tell(rq, problem, places, 1);
    show(rq, rs, 422, &page);
}

/* DENIED: the present password is not right. */
static enum outcome verify_present(struct request *rq)
{
    struct str hash;
    enum outcome outcome = account_password_hash(rq->arena, rq->db, rq->viewer.member, &hash);
    if (outcome != OK)
        return outcome;
    return account_verify_password(hash, form_text(rq, "old_password"));
}

enum outcome page_password_send(struct request *rq, struct response *rs)
{
    struct new_password new = {.member = rq->viewer.member, .kept = rq->session};
    struct str password = form_text(rq, "new_password");
    struct problem problem;

    enum outcome outcome = account_check_password(password, &problem);
    if (outcome == INVALID)
        show_unfit_password(rq, rs, &problem);
    if (outcome != OK)
        return outcome;
    outcome = verify_present(rq);
    if (outcome == DENIED)
        show_wrong_password(rq, rs);
    if (outcome != OK)
        return outcome;
    outcome = account_hash_password(rq->arena, password, &new.hash);
    if (outcome == OK)
        outcome = db_writer_run(rq->app->writer, write_password, &new);
    if (outcome == OK)
        response_redirect(rs, STR("/settings?said=password"));
    return outcome;
}

static enum outcome load_sessions(struct request *rq, struct session_rows *ret_rows)
{
    const struct dates *dates = rq->site->dates[rq->language];
    const struct session *sessions;
    size_t n;
    enum outcome outcome =
        session_list(rq->arena, rq->db, rq->viewer.member, rq->now, &sessions, &n);
    if (outcome != OK)
        return outcome;
    struct session_row *rows = arena_array(rq->arena, struct session_row, n);
    for (size_t i = 0; i < n; i++) {
        const struct session *s = &sessions[i];
        rows[i] = (struct session_row){
            .id = s->id.n,
            .label = s->label,
            .seen = dates_print(rq->arena, dates, s->seen, DATE_FULL),
            .seen_iso = dates_print_iso(rq->arena, s->seen),
            .created = dates_print(rq->arena, dates, s->created, DATE_SHORT),
            .is_this = s->id.n == rq->session.n,
        };
    }
    *ret_rows = (struct session_rows){rows, n};
    return OK;
}

enum outcome page_sessions(struct request *rq, struct response *rs)
{
    struct sessions_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Where you are signed in")),
        .tab = {FORM_TAB_SESSIONS},
        .notice = fields_notice(rq, "ended", tr(rq->language, "Signed out there.")),
    };
    enum outcome outcome = load_sessions(rq, &page.sessions);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_sessions_page(response_page(rs, 200), &cx, &page);
    }
    return outcome;
}

enum outcome page_session_end(struct request *rq, struct response *rs)
{
    struct session_id id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = session_end(rq->db, rq->viewer.member, id);
    if (outcome != OK)
        return outcome;
    if (id.n == rq->session.n)
        cookie_set(rq, rs, COOKIE_SESSION, STR(""), 0);
    response_redirect(rs, id.n == rq->session.n ? STR("/") : STR("/settings/sessions?said=ended"));
    return OK;
}

enum outcome page_sessions_end_others(struct request *rq, struct response *rs)
{
    enum outcome outcome = session_end_others(rq->db, rq->viewer.member, rq->session);
    if (outcome == OK)
        response_redirect(rs, STR("/settings/sessions?said=ended"));
    return outcome;
}
