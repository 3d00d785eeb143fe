#include "web/context.h"

#include "base/limits.h"
#include "base/random.h"
#include "community/follow.h"
#include "community/like.h"
#include "text/language.h"
#include "views/views.gen.h"
#include "web/csrf.h"
#include "web/pages/layout.h"
#include "web/pages/moderation.h"
#include "web/site.h"

enum { ONCE_BYTES = 12 };

/* The comments of a stretch of ids that the reader likes. */
struct liked {
    struct comment_id first; /* of the stretch; 0: none was asked for yet */
    struct comment_id last;
    struct comment_id comments[LIMIT_THREAD_ITEMS];
    size_t n;
};

/* Who is asked about the reader, and what was answered already. */
struct answers {
    struct request *rq;
    struct response *rs;
    bool has_form; /* strangers get a token too */
    struct str form_token;
    struct str once;
    struct liked liked;
};

/* Those of more likes than there is room for are asked for when their turn comes. */
static void load_liked(struct answers *answers, struct comment_id first, struct comment_id last)
{
    struct liked *liked = &answers->liked;
    liked->first = first;
    liked->last = last;
    liked->n = 0;
    ignore_outcome(like_of_comments(answers->rq->db, answers->rq->viewer.member, first, last,
                                    liked->comments, N_OF(liked->comments), &liked->n));
    if (liked->n == N_OF(liked->comments))
        liked->last = liked->comments[liked->n - 1];
}

static bool likes_comment(struct answers *answers, struct comment_id comment)
{
    struct liked *liked = &answers->liked;
    if (comment.n < liked->first.n || comment.n > liked->last.n || liked->first.n == 0)
        load_liked(answers, comment, comment);
    for (size_t i = 0; i < liked->n; i++)
        if (liked->comments[i].n == comment.n)
            return true;
    return false;
}

static bool likes_article(const struct request *rq, struct article_id article)
{
    bool is_true = false;
    ignore_outcome(like_of_article(rq->db, article, rq->viewer.member, &is_true));
    return is_true;
}

static bool follows(const struct request *rq, struct blog_id blog)
{
    bool is_true = false;
    ignore_outcome(follow_exists(rq->db, rq->viewer.member, blog, &is_true));
    return is_true;
}

/* Where the store cannot say, the button stands as for somebody new. */
static bool answer(void *context, enum viewer_fact fact, int64_t one, int64_t other)
{
    struct answers *answers = context;
    const struct request *rq = answers->rq;
    if (!request_is_signed_in(rq))
        return false;
    switch (fact) {
    case VIEWER_IS_SIGNED_IN:
        return true;
    case VIEWER_IS_MODERATOR:
        return rights_may_moderate(rq->viewer);
    case VIEWER_IS_OWNER:
        return rights_may_run_site(rq->viewer);
    case VIEWER_IS:
        return rq->viewer.member.n == one;
    case VIEWER_FOLLOWS:
        return follows(rq, (struct blog_id){one});
    case VIEWER_LIKES_ARTICLE:
        return likes_article(rq, (struct article_id){one});
    case VIEWER_LIKES_COMMENT:
        return likes_comment(answers, (struct comment_id){one});
    case VIEWER_MAY_EDIT_ARTICLE:
        return rights_may_edit_article(rq->viewer, (struct member_id){one},
                                       (struct member_id){other});
    case VIEWER_MAY_EDIT_COMMENT:
        return rights_may_edit_comment(rq->viewer, (struct member_id){one});
    case VIEWER_MAY_DELETE_COMMENT:
        return rights_may_delete_comment(rq->viewer, (struct member_id){one});
    }
    return false;
}

static struct str form_token(struct answers *answers)
{
    bool is_given = answers->has_form || request_is_signed_in(answers->rq);
    if (is_given && answers->form_token.len == 0)
        answers->form_token = csrf_token(answers->rq, answers->rs);
    return answers->form_token;
}

static struct str tell(void *context, enum viewer_text text)
{
    struct answers *answers = context;
    const struct request *rq = answers->rq;
    switch (text) {
    case VIEWER_NAME:
        return rq->member.name;
    case VIEWER_HANDLE:
        return rq->member.handle;
    case VIEWER_INITIALS:
        return layout_initials(rq->arena, rq->member.name);
    case VIEWER_FORM_TOKEN:
        return form_token(answers);
    case VIEWER_ONCE:
        if (answers->once.len == 0)
            answers->once = random_token(rq->arena, ONCE_BYTES);
        return answers->once;
    }
    return STR("");
}

static struct answers *answers_new(struct request *rq, struct response *rs)
{
    struct answers *answers = arena_new(rq->arena, struct answers);
    answers->rq = rq;
    answers->rs = rs;
    return answers;
}

static void show_block(void *context, struct buf *out, enum viewer_block block);

static struct view_context make(struct answers *answers)
{
    const struct request *rq = answers->rq;
    struct str tag = language_tag(rq->language);
    struct view_viewer *viewer = arena_new(rq->arena, struct view_viewer);
    *viewer = (struct view_viewer){answers, answer, tell, show_block};
    return (struct view_context){
        .language = rq->language,
        .lang = tag,
        .dir = language_is_rtl(tag) ? STR("rtl") : STR("ltr"),
        .site_name = rq->site->settings.name,
        .path = rq->target,
        .viewer = viewer,
        .holes = rq->holes,
    };
}

static void show_block(void *context, struct buf *out, enum viewer_block block)
{
    struct answers *answers = context;
    struct view_context cx = make(answers);
    struct moderation_told told;
    switch (block) {
    case VIEWER_TOLD:
        if (moderation_told_load(answers->rq, &told) == OK)
            view_moderation_told(out, &cx, &told);
        break;
    }
}

struct view_context context_make(struct request *rq, struct response *rs)
{
    return make(answers_new(rq, rs));
}

struct view_context context_with_form(struct request *rq, struct response *rs)
{
    struct answers *answers = answers_new(rq, rs);
    answers->has_form = true;
    return make(answers);
}

/* One question for all the comments that the page will ask about. */
static void expect_likes(struct answers *answers, const struct view_hole *holes, size_t n)
{
    struct comment_id first = {INT64_MAX};
    struct comment_id last = {0};
    for (size_t i = 0; i < n; i++) {
        if (holes[i].kind != VIEW_HOLE_IF || holes[i].asked != VIEWER_LIKES_COMMENT)
            continue;
        first.n = holes[i].one < first.n ? holes[i].one : first.n;
        last.n = holes[i].one > last.n ? holes[i].one : last.n;
    }
    if (last.n > 0)
        load_liked(answers, first, last);
}

void context_fill(struct request *rq,
                  struct response *rs,
                  struct buf *out,
                  struct str page,
                  const struct view_hole *holes,
                  size_t n_holes)
{
    struct answers *answers = answers_new(rq, rs);
    expect_likes(answers, holes, n_holes);
    view_fill(out, page, holes, n_holes, make(answers).viewer);
}
