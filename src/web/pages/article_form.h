#ifndef WEB_PAGES_ARTICLE_FORM_H
#define WEB_PAGES_ARTICLE_FORM_H

/* An article as a form: typed values, and the fields that they mean. */

#include "community/article.h"
#include "views/edit.h"
#include "web/request.h"

/* What stands in the form's fields, as typed or as the store has it. */
struct article_values {
    struct str title;
    struct str standfirst;
    struct str body; /* HTML, or text without any markup */
    struct str source;
    struct str byline;
    struct str url;
    struct str dateline;
    struct str published; /* "2024-10-21T17:44", in the site's zone */
    struct str credit;
    struct str lang;
    struct str excerpt;
    struct str tags;
    struct str time; /* when it is to appear; the same form as `published` */
};

struct article_values article_values_of(struct request *rq, const struct article_fields *fields);
struct article_values article_values_sent(const struct request *rq);

/* What the values mean; the body is cleaned. Slow. INVALID with the problem and
 * then, too, all that could be made out, for a preview. */
MUST_CHECK enum outcome article_values_read(struct request *rq,
                                            const struct article_values *values,
                                            struct article_fields *ret_fields,
                                            struct problem *ret_problem);

/* A date and time as the form has it. INVALID when it is none. */
MUST_CHECK enum outcome
article_time_read(const struct request *rq, struct str text, int64_t *ret_utc);
struct str article_time_print(struct request *rq, int64_t utc);

/* The page's fields, labelled. */
void article_form_fill(struct request *rq,
                       const struct article_values *values,
                       struct edit_page *page);

/* What is wrong, put beside its field. */
struct form_errors
article_form_tell(struct request *rq, const struct problem *problem, struct edit_page *page);

/* The fields as readers will see them. */
struct edit_preview
article_preview(struct request *rq, struct article_id article, const struct article_fields *fields);

#endif
