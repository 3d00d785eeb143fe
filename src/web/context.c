#include "web/context.h"

#include "text/language.h"
#include "web/csrf.h"
#include "web/site.h"

struct view_context context_with_form(struct request *rq, struct response *rs)
{
    struct view_context context = context_make(rq, rs);
    context.form_token = csrf_token(rq, rs);
    return context;
}

struct view_context context_make(struct request *rq, struct response *rs)
{
    struct str tag = language_tag(rq->language);
    return (struct view_context){
        .language = rq->language,
        .lang = tag,
        .dir = language_is_rtl(tag) ? STR("rtl") : STR("ltr"),
        .site_name = rq->site->settings.name,
        .path = rq->target,
        .form_token = request_is_signed_in(rq) ? csrf_token(rq, rs) : STR(""),
        .viewer_name = rq->member.name,
        .viewer_handle = rq->member.handle,
        .is_moderator = rq->viewer.role >= ROLE_MODERATOR,
        .is_owner = rq->viewer.role >= ROLE_OWNER,
    };
}
