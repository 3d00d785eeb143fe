#include "web/pages/like.h"

#include "community/like.h"
#include "views/views.gen.h"
#include "web/context.h"

/* So many are named; the others are counted. */
enum { NAMED = 2 };

struct str like_words(const struct request *rq, struct str_list names, int64_t n)
{
    if (n <= 0)
        return STR("");
    if (names.n == 0) {
        struct str number = tr_number(rq->arena, rq->language, n);
        return tr_fill(rq->arena,
                       tr_n(rq->language, n, "Liked by {n} member", "Liked by {n} members"),
                       HOLES({STR("n"), number}));
    }
    if (n == 1 || names.n == 1)
        return tr_fill(rq->arena, tr(rq->language, "Liked by {a}"),
                       HOLES({STR("a"), names.items[0]}));
    if (n == NAMED)
        return tr_fill(rq->arena, tr(rq->language, "Liked by {a} and {b}"),
                       HOLES({STR("a"), names.items[0]}, {STR("b"), names.items[1]}));
    struct str others = tr_number(rq->arena, rq->language, n - NAMED);
    return tr_fill(
        rq->arena,
        tr_n(rq->language, n - NAMED, "Liked by {a}, {b} and {n} other",
             "Liked by {a}, {b} and {n} others"),
        HOLES({STR("a"), names.items[0]}, {STR("b"), names.items[1]}, {STR("n"), others}));
}

enum outcome article_like_load(const struct request *rq,
                               struct article_id article,
                               int64_t n_likes,
                               struct article_like *ret_like)
{
    struct str_list names = {0};
    if (n_likes > 0) {
        enum outcome outcome = like_names(rq->arena, rq->db, article, &names);
        if (outcome != OK)
            return outcome;
    }
    *ret_like = (struct article_like){article.n, like_words(rq, names, n_likes)};
    return OK;
}

static enum outcome
show_article(struct request *rq, struct response *rs, struct article_id article, int64_t n_likes)
{
    if (!request_wants_fragment(rq)) {
        response_redirect(rs, str_print(rq->arena, "/a/%lld", (long long)article.n));
        return OK;
    }
    struct article_like v;
    enum outcome outcome = article_like_load(rq, article, n_likes, &v);
    if (outcome != OK)
        return outcome;
    struct view_context cx = context_make(rq, rs);
    view_article_like(response_fragment(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_like_article(struct request *rq, struct response *rs)
{
    struct article_id article;
    int64_t n = 0;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &article.n);
    if (outcome == OK)
        outcome = like_article(rq->db, article, rq->viewer.member, rq->now, &n);
    return outcome == OK ? show_article(rq, rs, article, n) : outcome;
}

enum outcome page_unlike_article(struct request *rq, struct response *rs)
{
    struct article_id article;
    int64_t n = 0;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &article.n);
    if (outcome == OK)
        outcome = unlike_article(rq->db, article, rq->viewer.member, &n);
    return outcome == OK ? show_article(rq, rs, article, n) : outcome;
}

static enum outcome
show_comment(struct request *rq, struct response *rs, struct comment_id comment, int64_t n_likes)
{
    if (!request_wants_fragment(rq)) {
        response_redirect(rs, str_print(rq->arena, "/c/%lld", (long long)comment.n));
        return OK;
    }
    struct comment_like v = {comment.n, n_likes};
    struct view_context cx = context_make(rq, rs);
    view_comment_like(response_fragment(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_like_comment(struct request *rq, struct response *rs)
{
    struct comment_id comment;
    int64_t n = 0;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &comment.n);
    if (outcome == OK)
        outcome = like_comment(rq->db, comment, rq->viewer.member, rq->now, &n);
    return outcome == OK ? show_comment(rq, rs, comment, n) : outcome;
}

enum outcome page_unlike_comment(struct request *rq, struct response *rs)
{
    struct comment_id comment;
    int64_t n = 0;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &comment.n);
    if (outcome == OK)
        outcome = unlike_comment(rq->db, comment, rq->viewer.member, &n);
    return outcome == OK ? show_comment(rq, rs, comment, n) : outcome;
}
