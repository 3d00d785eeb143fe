#include "web/pages/search_hits.h"

#include "community/article_list.h"
#include "community/body.h"
#include "community/comment.h"
#include "web/pages/commenting.h"
#include "web/pages/story.h"
#include "web/site.h"

enum { PASSAGE_BYTES = 240 };

static struct search_pieces show_passage(struct arena *arena, const struct passage *passage)
{
    struct search_piece *pieces = arena_array(arena, struct search_piece, passage->n);
    for (size_t i = 0; i < passage->n; i++)
        pieces[i] = (struct search_piece){passage->pieces[i].text, passage->pieces[i].is_marked};
    return (struct search_pieces){pieces, passage->n};
}

static struct search_pieces
mark(const struct request *rq, const struct search_result *found, struct str text, size_t n_bytes)
{
    struct passage passage = passage_find(rq->arena, text, found->words, found->n_words, n_bytes);
    return show_passage(rq->arena, &passage);
}

/* Of what readers get to see of the article; where no sought word stands in that, the
 * line that lists show. */
static enum outcome load_passage(const struct request *rq,
                                 const struct search_result *found,
                                 const struct article_row *row,
                                 struct search_pieces *ret_pieces)
{
    struct safe_html body = {0};
    enum outcome outcome = body_get(rq->arena, rq->db, row->id, &body);
    if (outcome != OK)
        return outcome == NOT_FOUND ? OK : outcome;
    struct policy policy = policy_of(&row->policy, &rq->site->settings.policy);
    struct policy_shown shown = policy_show(rq->arena, &policy, row->standfirst, body);
    struct str text = str_join(rq->arena, str_join(rq->arena, shown.standfirst, STR(" ")),
                               html_plain(rq->arena, shown.body));
    struct passage passage =
        passage_find(rq->arena, text, found->words, found->n_words, PASSAGE_BYTES);
    struct str line = policy_line(rq->arena, &policy, row->standfirst, row->excerpt);
    *ret_pieces =
        passage.is_found ? show_passage(rq->arena, &passage) : mark(rq, found, line, PASSAGE_BYTES);
    return OK;
}

static enum outcome show_article(const struct request *rq,
                                 const struct search_result *found,
                                 const struct article_row *row,
                                 struct search_hit *ret_hit)
{
    const struct dates *dates = rq->site->dates[rq->language];
    *ret_hit = (struct search_hit){
        .href = story_href(rq->arena, row->id, row->slug),
        .title = mark(rq, found, row->title, row->title.len + PASSAGE_BYTES),
        .lang = row->lang,
        .source_slug = row->source_slug,
        .source_name = row->source_name,
        .blog_slug = row->blog_slug,
        .blog_title = row->blog_title,
        .time = dates_print(rq->arena, dates, row->shared, DATE_SHORT),
        .iso = dates_print_iso(rq->arena, row->shared),
    };
    return load_passage(rq, found, row, &ret_hit->passage);
}

static enum outcome load_articles(const struct request *rq,
                                  const struct search_result *found,
                                  struct search_hits *ret_hits)
{
    struct article_page articles;
    enum outcome outcome = article_list_named(rq->arena, rq->db, found->ids, found->n, &articles);
    if (outcome != OK)
        return outcome;
    struct search_hit *hits = arena_array(rq->arena, struct search_hit, articles.n);
    for (size_t i = 0; outcome == OK && i < articles.n; i++)
        outcome = show_article(rq, found, &articles.rows[i], &hits[i]);
    *ret_hits = (struct search_hits){hits, articles.n};
    return outcome;
}

static enum outcome show_comment(const struct request *rq,
                                 const struct search_result *found,
                                 const struct comment *comment,
                                 struct search_hit *ret_hit)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct article_page articles;
    enum outcome outcome = article_list_named(rq->arena, rq->db, &comment->article.n, 1, &articles);
    if (outcome != OK || articles.n == 0)
        return outcome == OK ? NOT_FOUND : outcome;
    const struct article_row *row = &articles.rows[0];
    struct passage title = passage_find(rq->arena, row->title, NULL, 0, row->title.len + 1);
    *ret_hit = (struct search_hit){
        .href = comment_href(rq->arena, comment->id),
        .title = show_passage(rq->arena, &title),
        .passage = mark(rq, found, html_plain(rq->arena, comment->html), PASSAGE_BYTES),
        .blog_slug = row->blog_slug,
        .blog_title = row->blog_title,
        .author_name = comment->member_name,
        .author_handle = comment->member_handle,
        .time = dates_print(rq->arena, dates, comment->created, DATE_SHORT),
        .iso = dates_print_iso(rq->arena, comment->created),
    };
    return OK;
}

static enum outcome load_comments(const struct request *rq,
                                  const struct search_result *found,
                                  struct search_hits *ret_hits)
{
    struct search_hit *hits = arena_array(rq->arena, struct search_hit, found->n);
    size_t n = 0;
    enum outcome outcome = OK;
    for (size_t i = 0; outcome == OK && i < found->n; i++) {
        struct comment comment;
        outcome = comment_find(rq->arena, rq->db, (struct comment_id){found->ids[i]}, &comment);
        if (outcome == OK)
            outcome = show_comment(rq, found, &comment, &hits[n]);
        n += outcome == OK;
        outcome = outcome == NOT_FOUND ? OK : outcome;
    }
    *ret_hits = (struct search_hits){hits, n};
    return outcome;
}

enum outcome search_hits_load(const struct request *rq,
                              const struct search_result *found,
                              bool is_one_blog,
                              struct search_hits *ret_hits)
{
    struct search_hits hits = {0};
    enum outcome outcome = found->query.in_comments ? load_comments(rq, found, &hits)
                                                    : load_articles(rq, found, &hits);
    if (outcome != OK)
        return outcome;
    struct search_hit *shown = arena_array(rq->arena, struct search_hit, hits.n);
    for (size_t i = 0; i < hits.n; i++) {
        shown[i] = hits.items[i];
        shown[i].blog_title = is_one_blog ? STR("") : shown[i].blog_title;
    }
    *ret_hits = (struct search_hits){shown, hits.n};
    return OK;
}
