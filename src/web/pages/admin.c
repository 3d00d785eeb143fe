#include "web/pages/admin.h"

#include "community/picture_left.h"
#include "text/url.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/site.h"

enum { MEMBERS_SHOWN = 50 };

static struct admin_page make_page(struct request *rq, const struct site_settings *settings)
{
    enum language language = rq->language;
    struct admin_page page = {
        .page = layout_form_page(rq, tr(language, "Site settings")),
        .tab = {FORM_TAB_SITE},
        .notice = fields_notice(rq, "saved", tr(language, "Your changes are saved.")),
        .name = field_line("name", tr(language, "Name of the site"), settings->name),
        .tagline = field_line("tagline", tr(language, "What it is about"), settings->tagline),
        .zone = field_line("zone", tr(language, "Time zone"), settings->zone),
        .recheck = field_line("recheck", tr(language, "Look at shared links again after"),
                              settings->recheck),
        .locale =
            select_language(rq, tr(language, "Language for visitors whose browser asks for none"),
                            STR(""), settings->locale),
        .registration = select_registration(rq, settings->registration),
        .policy = select_policy(rq, POLICY_LINK, settings->policy.kind),
        .words =
            field_number(rq, "words", tr(language, "Words of an excerpt"), settings->policy.words),
    };
    page.tagline.is_required = false;
    page.recheck.is_required = false;
    page.recheck.hint = tr(language, "Counted from sharing, in hours (h), days (d) or weeks (w). "
                                     "Empty: never.");
    page.zone.list = STR("zones");
    page.zone.hint = tr(language, "Dates and days are shown in it, as in Asia/Kuala_Lumpur.");
    return page;
}

static void show(struct request *rq, struct response *rs, int status, const struct admin_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_admin_page(response_page(rs, status), &cx, page);
}

enum outcome page_admin(struct request *rq, struct response *rs)
{
    struct admin_page page = make_page(rq, &rq->site->settings);
    show(rq, rs, 200, &page);
    return OK;
}

static enum outcome
read_settings(struct request *rq, struct site_settings *ret_settings, struct problem *ret_problem)
{
    *ret_settings = (struct site_settings){
        .name = form_text(rq, "name"),
        .tagline = form_text(rq, "tagline"),
        .zone = str_trim(form_text(rq, "zone")),
        .locale = form_text(rq, "lang"),
        .recheck = form_text(rq, "recheck"),
        .registration = rq->site->settings.registration,
        .policy = rq->site->settings.policy,
    };
    enum language language;
    if (language_find(ret_settings->locale, &language) != OK) {
        *ret_problem = (struct problem){FIELD_LOCALE, WRONG_FORM, 0};
        return INVALID;
    }
    if (!dates_zone_is_known(ret_settings->zone)) {
        *ret_problem = (struct problem){FIELD_ZONE, WRONG_FORM, 0};
        return INVALID;
    }
    if (read_registration(rq, &ret_settings->registration) != OK) {
        *ret_problem = (struct problem){FIELD_REGISTRATION, WRONG_FORM, 0};
        return INVALID;
    }
    return read_policy(rq, &ret_settings->policy, ret_problem);
}

enum outcome page_admin_send(struct request *rq, struct response *rs)
{
    struct site_settings settings;
    struct problem problem = {0};
    enum outcome outcome = read_settings(rq, &settings, &problem);
    if (outcome == OK)
        outcome = setting_save(rq->db, &settings, &problem);
    if (outcome == OK)
        outcome = picture_left_begin(rq->db, rq->now);
    if (outcome == OK)
        response_redirect(rs, STR("/admin?said=saved"));
    if (outcome == INVALID) {
        struct admin_page page = make_page(rq, &settings);
        page.words.value = form_text(rq, "words");
        const struct field_place places[] = {
            {FIELD_SITE_NAME, "name", &page.name.error},
            {FIELD_TAGLINE, "tagline", &page.tagline.error},
            {FIELD_ZONE, "zone", &page.zone.error},
            {FIELD_LOCALE, "lang", &page.locale.error},
            {FIELD_REGISTRATION, "registration", &page.registration.error},
            {FIELD_RECHECK, "recheck", &page.recheck.error},
            {FIELD_POLICY, "policy", &page.policy.error},
            {FIELD_WORDS, "words", &page.words.error},
        };
        page.errors = fields_tell(rq, &problem, places, N_OF(places));
        show(rq, rs, 422, &page);
    }
    return outcome;
}

static enum outcome load_members(struct request *rq, struct str after, struct members_page *page)
{
    const struct dates *dates = rq->site->dates[rq->language];
    const struct member *members;
    size_t n;
    /* One more than is shown tells whether there is a next page. */
    enum outcome outcome = account_list(rq->arena, rq->db, after, MEMBERS_SHOWN + 1, &members, &n);
    if (outcome != OK)
        return outcome;
    if (n > MEMBERS_SHOWN) {
        n = MEMBERS_SHOWN;
        page->next = members[n - 1].handle;
    }
    struct member_row *rows = arena_array(rq->arena, struct member_row, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct member_row){
            .handle = members[i].handle,
            .name = members[i].name,
            .since = dates_print(rq->arena, dates, members[i].created, DATE_SHORT),
            .role = select_role(rq, ROLE_OWNER, members[i].role),
            .is_ended = members[i].is_ended,
        };
    page->members = (struct member_rows){rows, n};
    page->after = after;
    return OK;
}

static enum outcome show_members(struct request *rq,
                                 struct response *rs,
                                 int status,
                                 struct str after,
                                 struct form_errors errors)
{
    struct members_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Members")),
        .tab = {FORM_TAB_MEMBERS},
        .notice = fields_notice(rq, "saved", tr(rq->language, "Your changes are saved.")),
        .errors = errors,
    };
    enum outcome outcome = load_members(rq, after, &page);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_members_page(response_page(rs, status), &cx, &page);
    }
    return outcome;
}

enum outcome page_members(struct request *rq, struct response *rs)
{
    return show_members(rq, rs, 200, request_query(rq, "after"), (struct form_errors){0});
}

static struct str members_address(struct request *rq, struct str after)
{
    struct str part = url_encode(rq->arena, after);
    return str_print(rq->arena, "/admin/members?after=%.*s&said=saved", STR_ARG(part));
}

enum outcome page_member_role_send(struct request *rq, struct response *rs)
{
    struct str after = form_text(rq, "after");
    struct member member;
    enum role role = ROLE_STRANGER;
    enum outcome outcome = account_find_named(rq->arena, rq->db, rq->parts[0], &member);
    if (outcome == OK)
        outcome = read_role(rq, &role);
    if (outcome != OK)
        return outcome;
    outcome = account_set_role(rq->db, member.id, role);
    if (outcome == OK)
        response_redirect(rs, members_address(rq, after));
    if (outcome == CONFLICT) {
        struct form_errors errors = fields_say(
            rq, "", NULL,
            tr(rq->language, "A site needs an owner. Make somebody else an owner first."));
        ignore_outcome(show_members(rq, rs, 409, after, errors)); /* else it is a plain 409 */
    }
    return outcome;
}
