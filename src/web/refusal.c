#include "web/refusal.h"

#include "base/utf8.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/csrf.h"
#include "web/kept.h"
#include "web/pages/kept_form.h"
#include "web/pages/layout.h"
#include "web/pages/signin.h"
#include "web/route.h"

enum { MAX_FIELD_CHARACTERS = 60 };

struct words {
    int status;
    struct str title;
    struct str advice;
};

static const struct words words[] = {
    [REFUSAL_BAD_REQUEST] = {400, MESSAGE("This request cannot be read"),
                             MESSAGE("Part of the address or of the form is not valid text. "
                                     "Remove what looks strange and try again.")},
    [REFUSAL_SIGN_IN] = {401, MESSAGE("Please sign in"),
                         MESSAGE("This page is for members. After signing in you continue here.")},
    [REFUSAL_SESSION_ENDED] = {401, MESSAGE("Your session has ended"),
                               MESSAGE("Nothing is lost: sign in again and what you wrote "
                                       "will be shown, ready to be sent.")},
    [REFUSAL_DENIED] = {403, MESSAGE("You may not do this"),
                        MESSAGE("Your account does not have the right to. A moderator or the "
                                "owner of the site can help.")},
    [REFUSAL_FOREIGN_FORM] = {403, MESSAGE("This form could not be verified"),
                              MESSAGE("It was open for too long, or it was sent from another site. "
                                      "Go back, reload the page and send it again.")},
    [REFUSAL_NOT_FOUND] = {404, MESSAGE("There is no such page"),
                           MESSAGE("Check the address, or start from the front page.")},
    [REFUSAL_METHOD] = {405, MESSAGE("This address does not work that way"),
                        MESSAGE("Open it from the page that leads to it.")},
    [REFUSAL_CONFLICT] = {409, MESSAGE("Somebody was quicker"),
                          MESSAGE("This was changed or taken meanwhile. Reload the page and look "
                                  "at it before you try again.")},
    [REFUSAL_GONE] = {410, MESSAGE("This was deleted"),
                      MESSAGE("What stood here was taken down and will not come back.")},
    [REFUSAL_LENGTH_REQUIRED] = {411, MESSAGE("The length of the form is missing"),
                                 MESSAGE("The program that sent it must say how long it is.")},
    [REFUSAL_TOO_LARGE] = {413, MESSAGE("This is too large"),
                           MESSAGE("Go back, shorten what you entered and send it again.")},
    [REFUSAL_LONG_ADDRESS] = {414, MESSAGE("This address is too long"),
                              MESSAGE("Check the address, or start from the front page.")},
    [REFUSAL_MEDIA_TYPE] = {415, MESSAGE("Forms are not sent in this format"),
                            MESSAGE("Send it as application/x-www-form-urlencoded or "
                                    "multipart/form-data.")},
    [REFUSAL_INVALID] = {422, MESSAGE("Something in the form is not right"),
                         MESSAGE("Go back and check what you entered.")},
    [REFUSAL_TOO_MANY] = {429, MESSAGE("That was too often"),
                          MESSAGE("Wait a little and send it again; what you wrote is kept here.")},
    [REFUSAL_LONG_HEADERS] = {431, MESSAGE("Your browser sent too much beside the request"),
                              MESSAGE("Remove the cookies of this site and try again.")},
    [REFUSAL_FAULT] = {500, MESSAGE("Something broke on our side"),
                       MESSAGE("It was noted. Try again; if it happens again, tell the owner of "
                               "the site.")},
    [REFUSAL_UNKNOWN_METHOD] = {501, MESSAGE("This method is not known here"),
                                MESSAGE("Use GET or POST.")},
    [REFUSAL_UNAVAILABLE] = {503, MESSAGE("The site is too busy or cannot save anything"),
                             MESSAGE("Nothing was changed. Try again in a moment.")},
};

enum { RETRY_SECONDS = 5 };

enum refusal refusal_of(const struct request *rq, enum outcome outcome)
{
    switch (outcome) {
    case OK:
        break;
    case NOT_FOUND:
        return REFUSAL_NOT_FOUND;
    case DENIED:
        if (request_is_signed_in(rq))
            return REFUSAL_DENIED;
        return rq->is_session_stale ? REFUSAL_SESSION_ENDED : REFUSAL_SIGN_IN;
    case INVALID:
        return REFUSAL_INVALID;
    case CONFLICT:
        return REFUSAL_CONFLICT;
    case TOO_LARGE:
        return REFUSAL_TOO_LARGE;
    case UNAVAILABLE:
        return REFUSAL_UNAVAILABLE;
    case FAULT:
        return REFUSAL_FAULT;
    }
    CHECK(false); /* OK is no refusal */
    return REFUSAL_FAULT;
}

static void add_headers(const struct request *rq, struct response *rs, enum refusal refusal)
{
    if (refusal == REFUSAL_METHOD)
        response_add_header(rs, STR("Allow"),
                            rq->route->method == ROUTE_GET ? STR("GET, HEAD") : STR("POST"));
    if (refusal == REFUSAL_UNAVAILABLE)
        response_add_header(rs, STR("Retry-After"), str_print(rs->arena, "%d", RETRY_SECONDS));
}

static bool asks_sign_in(enum refusal refusal)
{
    return refusal == REFUSAL_SIGN_IN || refusal == REFUSAL_SESSION_ENDED;
}

/* True where the same form may do better when it is sent once more. */
static bool may_send_again(const struct request *rq, enum refusal refusal)
{
    switch (refusal) {
    case REFUSAL_FOREIGN_FORM:
        /* Another site's text gets no button that sends it. */
        return !csrf_is_cross_site(rq);
    case REFUSAL_CONFLICT:
    case REFUSAL_FAULT:
    case REFUSAL_TOO_MANY:
    case REFUSAL_UNAVAILABLE:
        return true;
    case REFUSAL_BAD_REQUEST:
    case REFUSAL_SIGN_IN:
    case REFUSAL_SESSION_ENDED:
    case REFUSAL_DENIED:
    case REFUSAL_NOT_FOUND:
    case REFUSAL_METHOD:
    case REFUSAL_GONE:
    case REFUSAL_LENGTH_REQUIRED:
    case REFUSAL_TOO_LARGE:
    case REFUSAL_LONG_ADDRESS:
    case REFUSAL_MEDIA_TYPE:
    case REFUSAL_INVALID:
    case REFUSAL_LONG_HEADERS:
    case REFUSAL_UNKNOWN_METHOD:
        break;
    }
    return false;
}

/* What was typed: into this form, or before it and carried on by it. */
static struct kept find_kept(const struct request *rq)
{
    struct kept kept = kept_from_resumed(rq);
    return kept.action.len > 0 ? kept : kept_from_refused(rq);
}

static void
add_forms(struct request *rq, struct refusal_page *page, enum refusal refusal, struct kept kept)
{
    struct kept_form form = kept_form_make(rq->arena, &kept);
    bool carries_on = form_is_set(rq, "resume_action");
    page->asks_sign_in = asks_sign_in(refusal) || (carries_on && may_send_again(rq, refusal));
    if (page->asks_sign_in) {
        struct str then = rq->method == METHOD_POST ? STR("") : rq->target;
        page->signin = signin_form_make(rq, STR(""), then, &kept);
        page->may_register = signin_may_register(rq);
    } else if (may_send_again(rq, refusal)) {
        page->kept = form;
    } else {
        page->copy = form.texts;
    }
}

/* What the form's reader found, and in which field; empty for all other refusals. */
static struct str fault_of_form(const struct request *rq)
{
    static const struct str sentences[] = {
        [FORM_FINE] = STR_INIT(""),
        [FORM_BAD_ESCAPE] = MESSAGE("The field “{field}” is not encoded as forms are."),
        [FORM_HAS_NUL] = MESSAGE("The field “{field}” holds a character that no text has (NUL)."),
        [FORM_NOT_UTF8] = MESSAGE("The field “{field}” holds bytes that are no text (not UTF-8)."),
        [FORM_BROKEN] = MESSAGE("The form arrived cut off. Send it again."),
        [FORM_TOO_MANY_FIELDS] = STR_INIT(""),
    };
    struct str sentence = sentences[rq->form.wrong];
    if (str_is_empty(sentence))
        return sentence;
    struct str field = utf8_first(rq->form.wrong_field, MAX_FIELD_CHARACTERS);
    return tr_fill(rq->arena, tr_str(rq->language, sentence), HOLES({STR("field"), field}));
}

void refusal_show(struct request *rq, struct response *rs, enum refusal refusal)
{
    const struct words *said = &words[refusal];
    response_init(rs, rq->arena);
    add_headers(rq, rs, refusal);
    struct refusal_page page = {
        .page = layout_form_page(rq, tr_str(rq->language, said->title)),
        .status = said->status,
        .title = tr_str(rq->language, said->title),
        .mend = tr_str(rq->language, said->advice),
        .detail = fault_of_form(rq),
    };
    add_forms(rq, &page, refusal, find_kept(rq));
    bool has_form = page.asks_sign_in || page.kept.action.len > 0;
    struct view_context context = has_form ? context_with_form(rq, rs) : context_make(rq, rs);
    view_refusal_page(response_page(rs, said->status), &context, &page);
}

enum outcome refuse_gone(struct request *rq, struct response *rs)
{
    refusal_show(rq, rs, REFUSAL_GONE);
    return NOT_FOUND;
}

enum outcome refuse_too_many(struct request *rq, struct response *rs, int64_t wait_seconds)
{
    refusal_show(rq, rs, REFUSAL_TOO_MANY);
    response_add_header(rs, STR("Retry-After"),
                        str_print(rs->arena, "%lld", (long long)wait_seconds));
    return DENIED;
}
