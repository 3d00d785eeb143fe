#include "web/pages/language.h"

#include "community/account.h"
#include "views/language.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/cookie.h"
#include "web/pages/layout.h"

enum { YEAR_SECONDS = 365 * 24 * 60 * 60 };

enum outcome page_language(struct request *rq, struct response *rs)
{
    struct language_choice choices[N_LANGUAGES];
    for (int i = 0; i < N_LANGUAGES; i++) {
        enum language language = (enum language)i;
        choices[i] = (struct language_choice){
            .tag = language_tag(language),
            .name = language_name(language),
            .is_current = language == rq->language,
        };
    }
    struct language_page v = {
        .page = layout_form_page(rq, tr(rq->language, "Language")),
        .then = request_query(rq, "then"),
        .choices = {choices, N_LANGUAGES},
    };
    v.page.is_narrow = true;
    struct view_context cx = context_with_form(rq, rs);
    view_language_page(response_page(rs, 200), &cx, &v);
    return OK;
}

/* Inside a write: a member's choice is kept with the account. */
enum outcome page_language_send(struct request *rq, struct response *rs)
{
    enum language language;
    struct problem problem;
    if (language_find(form_text(rq, "lang"), &language) != OK)
        return INVALID;
    struct str tag = language_tag(language);
    if (request_is_signed_in(rq)) {
        enum outcome outcome = account_set_lang(rq->db, rq->viewer.member, tag, &problem);
        if (outcome != OK)
            return outcome;
    }
    cookie_set(rq, rs, COOKIE_LANGUAGE, tag, YEAR_SECONDS);
    response_redirect(rs, form_text(rq, "then"));
    return OK;
}
