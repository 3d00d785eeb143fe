#include "web/pages/body.h"

#include "community/picture.h"
#include "text/html_pictures.h"

struct kept {
    const struct picture *items;
    size_t n;
};

static const struct picture *find(const struct kept *kept, struct str address)
{
    for (size_t i = 0; i < kept->n; i++) {
        if (str_eq(kept->items[i].address, address))
            return &kept->items[i];
    }
    return NULL;
}

static struct body_file show_file(const struct picture_version *version)
{
    return (struct body_file){version->object, version->kind, version->width, version->height};
}

/* The WebP ones come by width, the smallest first. */
static void show_versions(const struct picture *picture, struct body_piece *piece)
{
    struct body_file *const places[] = {&piece->small, &piece->middle, &piece->large};
    size_t n = 0;
    for (size_t i = 0; i < picture->n_versions; i++) {
        const struct picture_version *version = &picture->versions[i];
        if (!str_eq(version->kind, STR("webp")))
            piece->plain = show_file(version);
        else if (n < N_OF(places))
            *places[n++] = show_file(version);
    }
    if (piece->small.object.len > 0 && piece->plain.object.len > 0)
        piece->show = BODY_PICTURE;
}

/* A text being shown. */
struct showing {
    struct request *rq;
    struct safe_html html;
    size_t n_pictures;
    struct kept kept;
    bool is_edited;
};

static enum body_show show_without(const struct showing *showing,
                                   const struct html_picture *picture)
{
    if (showing->is_edited)
        return BODY_BLANK;
    return picture->is_linked ? BODY_WORDS : BODY_LINK;
}

static struct body_piece show_picture(const struct showing *showing,
                                      const struct html_picture *picture)
{
    struct body_piece piece = {
        .show = show_without(showing, picture),
        .alt = picture->alt,
        .address = picture->address,
        .is_edited = showing->is_edited,
    };
    const struct picture *found = find(&showing->kept, picture->address);
    if (found != NULL)
        show_versions(found, &piece);
    return piece;
}

static size_t count_pictures(struct arena *arena, struct safe_html html)
{
    struct html_walk walk = {.rest = html};
    struct html_picture picture;
    struct safe_html before;
    size_t n = 0;
    while (html_next_picture(arena, &walk, &before, &picture))
        n++;
    return n;
}

static void show_pieces(const struct showing *showing, struct body *ret_body)
{
    struct arena *arena = showing->rq->arena;
    size_t n = showing->n_pictures;
    struct body_piece *pieces = arena_array(arena, struct body_piece, n + 1);
    struct html_walk walk = {.rest = showing->html};
    struct html_picture picture;
    struct safe_html before;
    bool is_first = true;
    for (size_t i = 0; i < n && html_next_picture(arena, &walk, &before, &picture); i++) {
        pieces[i] = show_picture(showing, &picture);
        pieces[i].before = before;
        pieces[i].is_first = is_first && pieces[i].show == BODY_PICTURE;
        is_first = is_first && !pieces[i].is_first;
    }
    pieces[n] = (struct body_piece){.before = walk.rest};
    *ret_body = (struct body){.items = pieces, .n = n + 1};
}

static void show_lead(const struct kept *kept, struct body *body)
{
    for (size_t i = 0; i < kept->n; i++) {
        if (!kept->items[i].is_lead)
            continue;
        show_versions(&kept->items[i], &body->lead);
        body->lead.is_first = true;
        body->has_lead = body->lead.show == BODY_PICTURE;
    }
}

static enum outcome load(struct showing *showing, struct article_id article, struct body *ret_body)
{
    struct request *rq = showing->rq;
    struct body body = {0};
    showing->n_pictures = count_pictures(rq->arena, showing->html);
    enum outcome outcome = picture_list(rq->arena, rq->db, article, PICTURE_KEPT,
                                        &showing->kept.items, &showing->kept.n);
    if (outcome != OK)
        return outcome;
    show_pieces(showing, &body);
    if (showing->n_pictures == 0 && !showing->is_edited)
        show_lead(&showing->kept, &body);
    *ret_body = body;
    return OK;
}

enum outcome body_load(struct request *rq,
                       struct article_id article,
                       struct safe_html html,
                       struct body *ret_body)
{
    return load(&(struct showing){.rq = rq, .html = html}, article, ret_body);
}

struct body body_edited(struct request *rq, struct article_id article, struct safe_html html)
{
    struct showing showing = {.rq = rq, .html = html, .is_edited = true};
    struct body body;
    if (load(&showing, article, &body) == OK)
        return body;
    show_pieces(&showing, &body);
    return body;
}
