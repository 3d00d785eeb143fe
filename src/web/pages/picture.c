#include "web/pages/picture.h"

#include "community/picture.h"
#include "db/objects.h"
#include "web/app.h"

static struct str type_of(struct str kind)
{
    if (str_eq(kind, STR("webp")))
        return STR("image/webp");
    return str_eq(kind, STR("png")) ? STR("image/png") : STR("image/jpeg");
}

/* "HASH.webp". NOT_FOUND for every other name. */
static enum outcome read_name(struct request *rq, struct str *ret_hash, struct str *ret_kind)
{
    struct str kind = rq->parts[0];
    struct str hash = STR("");
    if (!str_cut(&kind, '.', &hash) || !object_hash_is_valid(hash))
        return NOT_FOUND;
    *ret_hash = hash;
    return picture_served(rq->arena, rq->db, hash, ret_kind) == OK && str_eq(kind, *ret_kind)
               ? OK
               : NOT_FOUND;
}

enum outcome page_picture(struct request *rq, struct response *rs)
{
    struct str hash;
    struct str kind;
    int fd = -1;
    int64_t n_bytes = 0;
    enum outcome outcome = read_name(rq, &hash, &kind);
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
        response_file(rs, type_of(kind), fd, (size_t)n_bytes);
    response_add_header(rs, STR("ETag"), tag);
    rs->cache = CACHE_IMMUTABLE;
    return OK;
}
