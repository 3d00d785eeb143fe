#ifndef WEB_PAGES_FEED_FORM_H
#define WEB_PAGES_FEED_FORM_H

/* What the pages of a blog's feeds have in common: whose they are, the rules as
 * fields, a feed as a row. */

#include "community/blog.h"
#include "community/subscription.h"
#include "views/feeds.h"
#include "web/pages/fields.h"
#include "web/request.h"

/* The blog of the address; DENIED to all but its owner. NOT_FOUND. */
MUST_CHECK enum outcome feed_load_blog(struct request *rq, struct blog *ret_blog);

/* The same with the feed of the second part of the address, which is this blog's. */
MUST_CHECK enum outcome
feed_load(struct request *rq, struct blog *ret_blog, struct subscription *ret_subscription);

/* Rules as they stand in a form. */
struct feed_values {
    struct str mode;
    struct str wanted;
    struct str unwanted;
    struct str a_day;
    struct str folder;
};
struct feed_values feed_values_sent(const struct request *rq);
struct feed_values feed_values_of(struct arena *arena, const struct subscription_rules *rules);

/* INVALID with the problem. */
MUST_CHECK enum outcome feed_values_read(const struct feed_values *values,
                                         struct subscription_rules *ret_rules,
                                         struct problem *ret_problem);

struct feed_rules feed_rules_fields(struct request *rq, const struct feed_values *values);

/* What is wrong with them, or with the field `url` of a form (NULL: it has none). */
struct form_errors feed_rules_tell(struct request *rq,
                                   const struct problem *problem,
                                   struct feed_rules *rules,
                                   struct form_field *url);

struct feeds_head feed_head(const struct blog *blog);
struct feed_row feed_row(struct request *rq, const struct subscription *subscription);

/* "/b/good-articles/feeds" and what follows it. */
struct str feed_path(struct arena *arena, const struct blog *blog, const char *rest);

#endif
