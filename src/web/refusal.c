#include "web/refusal.h"

#include "views/escape.h"
#include "web/context.h"
#include "web/kept.h"
#include "web/route.h"

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
    CHECK(!"an outcome that is no refusal");
    return REFUSAL_FAULT;
}

static void add_headers(const struct request *rq, struct response *rs, enum refusal refusal)
{
    if (refusal == REFUSAL_METHOD)
        response_add_header(rs, STR("Allow"),
                            rq->route->method == ROUTE_POST ? STR("POST") : STR("GET, HEAD"));
    if (refusal == REFUSAL_UNAVAILABLE)
        response_add_header(rs, STR("Retry-After"), str_print(rs->arena, "%d", RETRY_SECONDS));
}

/* What the form's fields held, to be copied from here or sent again. */
static void add_kept(struct buf *out, const struct kept *kept)
{
    for (size_t i = 0; i < kept->n_fields; i++) {
        BUF_ADD(out, "<p><label>");
        view_add_text(out, kept->fields[i].name);
        BUF_ADD(out, "<br><textarea rows=6 cols=60 readonly>\n");
        view_add_text(out, kept->fields[i].value);
        BUF_ADD(out, "</textarea></label></p>\n");
    }
}

void refusal_show(struct request *rq, struct response *rs, enum refusal refusal, struct str detail)
{
    const struct words *said = &words[refusal];
    response_init(rs, rq->arena);
    add_headers(rq, rs, refusal);
    struct str title = tr_str(rq->language, said->title);
    struct str advice = tr_str(rq->language, said->advice);
    struct buf *out = response_page(rs, said->status);
    struct kept kept = kept_from_refused(rq);
    BUF_ADD(out, "<!doctype html>\n<title>");
    view_add_text(out, title);
    BUF_ADD(out, "</title>\n<h1>");
    view_add_text(out, title);
    BUF_ADD(out, "</h1>\n<p>");
    view_add_text(out, advice);
    BUF_ADD(out, "</p>\n<p>");
    view_add_text(out, detail);
    BUF_ADD(out, "</p>\n");
    add_kept(out, &kept);
}

enum outcome refuse_gone(struct request *rq, struct response *rs)
{
    refusal_show(rq, rs, REFUSAL_GONE, STR(""));
    return NOT_FOUND;
}

enum outcome refuse_too_many(struct request *rq, struct response *rs, int64_t wait_seconds)
{
    refusal_show(rq, rs, REFUSAL_TOO_MANY, STR(""));
    response_add_header(rs, STR("Retry-After"),
                        str_print(rs->arena, "%lld", (long long)wait_seconds));
    return DENIED;
}
