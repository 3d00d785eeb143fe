#include "web/pages/known.h"

#include "web/pages/story.h"
#include "web/site.h"

struct share_known known_show(const struct request *rq, const struct article_share *share)
{
    return (struct share_known){
        .href = story_href(rq->arena, share->id, share->slug),
        .title = share->title,
        .sharer_name = share->sharer_name,
        .sharer_handle = share->sharer_handle,
        .blog_slug = share->blog_slug,
        .blog_title = share->blog_title,
        .time = dates_print(rq->arena, rq->site->dates[rq->language], share->shared, DATE_FULL),
        .iso = dates_print_iso(rq->arena, share->shared),
    };
}

enum outcome
known_first(const struct request *rq, struct article_id article, struct share_known *ret_known)
{
    struct article_share share;
    enum outcome found = article_address_first(rq->arena, rq->db, article, &share);
    *ret_known = found == OK ? known_show(rq, &share) : (struct share_known){0};
    return found == NOT_FOUND ? OK : found;
}
