#include "web/pages/admin.h"

#include "community/invite.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/site.h"

static enum invitation_state state_of(const struct invite *invite, int64_t now)
{
    if (invite->used != 0)
        return INVITATION_USED;
    return invite->expires <= now ? INVITATION_OVER : INVITATION_OPEN;
}

static enum outcome load_rows(struct request *rq, struct invitation_rows *ret_rows)
{
    const struct dates *dates = rq->site->dates[rq->language];
    const struct invite *invites;
    size_t n;
    enum outcome outcome = invite_list(rq->arena, rq->db, rq->viewer.member, &invites, &n);
    if (outcome != OK)
        return outcome;
    struct invitation_row *rows = arena_array(rq->arena, struct invitation_row, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct invitation_row){
            .id = invites[i].id,
            .role = role_words(rq->language, invites[i].role),
            .created = dates_print(rq->arena, dates, invites[i].created, DATE_FULL),
            .expires = dates_print(rq->arena, dates, invites[i].expires, DATE_SHORT),
            .used_by = invites[i].used_by,
            .state = state_of(&invites[i], rq->now),
        };
    *ret_rows = (struct invitation_rows){rows, n};
    return OK;
}

/* Moderators bring in members, the owner whom he likes. */
static enum role highest_role(const struct request *rq)
{
    return rights_may_run_site(rq->viewer) ? ROLE_MODERATOR : ROLE_MEMBER;
}

static enum outcome show(struct request *rq, struct response *rs, int status, struct str link)
{
    struct invitations_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Invitations")),
        .tab = {FORM_TAB_INVITATIONS},
        .link = link,
        .role = select_role(rq, highest_role(rq), ROLE_MEMBER),
    };
    enum outcome outcome = load_rows(rq, &page.rows);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_invitations_page(response_page(rs, status), &cx, &page);
    }
    return outcome;
}

enum outcome page_invitations(struct request *rq, struct response *rs)
{
    return show(rq, rs, 200, STR(""));
}

/* Answers with the page itself: only now is the link known. */
enum outcome page_invitation_make(struct request *rq, struct response *rs)
{
    enum role role = ROLE_MEMBER;
    enum outcome outcome = read_role(rq, &role);
    if (outcome != OK)
        return outcome;
    if (role > highest_role(rq))
        return DENIED;
    struct str token = invite_token_new(rq->arena);
    outcome = invite_make(rq->db, token, role, rq->viewer.member, rq->now);
    if (outcome != OK)
        return outcome;
    struct str path = str_join(rq->arena, STR("/register?invite="), token);
    return show(rq, rs, 201, layout_address(rq, path));
}

enum outcome page_invitation_withdraw(struct request *rq, struct response *rs)
{
    int64_t id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id);
    if (outcome == OK)
        outcome = invite_withdraw(rq->db, rq->viewer.member, id);
    if (outcome == OK)
        response_redirect(rs, STR("/admin/invitations"));
    return outcome;
}
