#include "web/pages/moved.h"

#include "community/article.h"
#include "community/old_address.h"
#include "web/pages/story.h"

/* With its query, else without: a link may have been tagged on its way. */
static enum outcome find_old(const struct request *rq, struct article_id *ret_id)
{
    struct str query = rq->target;
    struct str before;
    (void)str_cut(&query, '?', &before);
    enum outcome found =
        old_address_find(rq->db, old_address_path(rq->arena, rq->path, query), ret_id);
    if (found != NOT_FOUND || query.len == 0)
        return found;
    return old_address_find(rq->db, old_address_path(rq->arena, rq->path, STR("")), ret_id);
}

enum outcome page_moved(struct request *rq, struct response *rs)
{
    struct article_id id;
    struct article article;
    enum outcome found = find_old(rq, &id);
    if (found == OK)
        found = article_find(rq->arena, rq->db, id, &article);
    if (found != OK)
        return found;
    response_redirect(rs, story_href(rq->arena, id, article.slug));
    rs->status = 301;
    return OK;
}
