#include "web/pages/picture.h"

#include "community/picture.h"
#include "db/objects.h"
#include "web/app.h"
#include "web/site.h"

static struct str type_of(struct str kind)
{
    if (str_eq(kind, STR("webp")))
        return STR("image/webp");
    return str_eq(kind, STR("png")) ? STR("image/png") : STR("image/jpeg");
}

/* "HASH.webp". NOT_FOUND for every other name. */
static enum outcome
read_name(struct request *rq, struct str *ret_hash, struct picture_served *ret_served)
{
    struct str kind = rq->parts[0];
    struct str hash = STR("");
    if (!str_cut(&kind, '.', &hash) || !object_hash_is_valid(hash))
        return NOT_FOUND;
    const struct picture_asked asked = {hash, rq->viewer, &rq->site->settings.policy};
    *ret_hash = hash;
    enum outcome found = picture_serve(rq->arena, rq->db, &asked, ret_served);
    return found == OK && !str_eq(kind, ret_served->kind) ? NOT_FOUND : found;
}

enum outcome page_picture(struct request *rq, struct response *rs)
{
    struct str hash;
    struct picture_served served;
    int fd = -1;
    int64_t n_bytes = 0;
    enum outcome outcome = read_name(rq, &hash, &served);
    if (outcome != OK)
        return outcome;
    struct str tag = str_print(rq->arena, "\"%.*s\"", STR_ARG(hash));
    bool is_known = request_has_tag(rq, tag);
    if (!is_known)
        outcome = objects_open_file(rq->app->objects, hash, &fd, &n_bytes);
    if (outcome != OK)
        return outcome;
    if (is_known)
        response_not_modified(rs);
    else
        response_file(rs, type_of(served.kind), fd, (size_t)n_bytes);
    response_add_header(rs, STR("ETag"), tag);
    rs->cache = served.is_for_all ? CACHE_IMMUTABLE : CACHE_PRIVATE;
    return OK;
}
