#include "web/pages/article.h"

#include "community/article_around.h"
#include "community/body.h"
#include "community/provenance.h"
#include "community/rights.h"
#include "community/topic.h"
#include "text/language.h"
#include "text/url.h"
#include "views/article.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/atom.h"
#include "web/pages/body.h"
#include "web/pages/discussion.h"
#include "web/pages/known.h"
#include "web/pages/layout.h"
#include "web/pages/like.h"
#include "web/pages/story.h"
#include "web/pages/takedown.h"
#include "web/site.h"

enum { HASH_END = 4 }; /* digits shown of each end */

static struct article_time show_time(const struct request *rq, int64_t utc, enum date_style style)
{
    return (struct article_time){
        .text = dates_print(rq->arena, rq->site->dates[rq->language], utc, style),
        .iso = dates_print_iso(rq->arena, utc),
    };
}

/* Midnight, here or in UTC, most often means that the source gave a day only. */
static struct article_time show_published(const struct request *rq, int64_t utc)
{
    const struct dates *dates = rq->site->dates[rq->language];
    bool is_day =
        utc % (24 * 60 * 60) == 0 || dates_day_start(dates, dates_day_of(dates, utc)) == utc;
    return show_time(rq, utc, is_day ? DATE_SHORT : DATE_FULL);
}

struct str article_credit(struct arena *arena, const struct article_fields *fields)
{
    static const struct str dashes[] = {STR_INIT("-"), STR_INIT("–"), STR_INIT("—")};
    struct str name = str_trim(fields->credit.len > 0 ? fields->credit : fields->source);
    for (size_t i = 0; i < N_OF(dashes); i++)
        while (str_starts_with(name, dashes[i]))
            name = str_trim(str_skip(name, dashes[i].len));
    return name.len > 0 ? str_join(arena, STR("— "), name) : name;
}

struct str
article_line(struct arena *arena, const struct article *article, const struct policy *policy)
{
    const struct article_fields *fields = &article->fields;
    struct str excerpt = fields->excerpt.len > 0 ? fields->excerpt : article->opening;
    return policy_line(arena, policy, fields->standfirst, excerpt);
}

static struct str mail_href(const struct request *rq, struct str title, struct str address)
{
    struct str subject = url_encode(rq->arena, title);
    struct str body = url_encode(rq->arena, address);
    return str_print(rq->arena, "mailto:?subject=%.*s&body=%.*s", STR_ARG(subject), STR_ARG(body));
}

static enum article_extent extent_of(enum policy_kind kind)
{
    switch (kind) {
    case POLICY_EXCERPT:
        return ARTICLE_EXCERPT;
    case POLICY_FULL:
        return ARTICLE_FULL;
    case POLICY_OWN:
        return ARTICLE_OWN;
    case POLICY_DEFAULT:
    case POLICY_LINK:
        break;
    }
    return ARTICLE_LINK;
}

static struct article_origin
show_origin(const struct request *rq, const struct article *article, const struct policy *policy)
{
    const struct article_fields *fields = &article->fields;
    struct article_origin origin = {
        .article = article->id.n,
        .sharer = article->sharer.n,
        .blog_owner = article->blog_owner.n,
        .source_slug = article->source_slug,
        .source_name = fields->source,
        .extent = extent_of(policy->kind),
        .words = policy->words,
        .licence = policy->licence,
        .shared = show_time(rq, article->shared, DATE_FULL),
    };
    struct url url;
    if (fields->url.len > 0 && url_parse(rq->arena, fields->url, &url) == OK)
        origin.site = url_site(&url);
    if (fields->has_published)
        origin.published = show_published(rq, fields->published);
    if (article->edited != 0)
        origin.edited = show_time(rq, article->edited, DATE_FULL);
    return origin;
}

static struct article_tags show_tags(const struct request *rq, const struct article *article)
{
    struct article_tag *tags = arena_array(rq->arena, struct article_tag, article->n_tags);
    for (size_t i = 0; i < article->n_tags; i++)
        tags[i] = (struct article_tag){article->tags[i].slug, article->tags[i].name};
    return (struct article_tags){tags, article->n_tags};
}

static struct article_neighbour show_neighbour(const struct request *rq,
                                               const struct article_link *link)
{
    if (link->id.n == 0)
        return (struct article_neighbour){0};
    return (struct article_neighbour){story_href(rq->arena, link->id, link->slug), link->title};
}

struct str article_direction(struct str lang)
{
    if (lang.len == 0)
        return STR("auto");
    return language_is_rtl(lang) ? STR("rtl") : STR("ltr");
}

/* A whole copy of others' work leaves the search engines to the original. */
static struct page frame(const struct request *rq,
                         const struct article *article,
                         const struct policy *policy,
                         bool is_cut,
                         struct str address)
{
    const struct article_fields *fields = &article->fields;
    bool is_copy = !is_cut && policy->kind != POLICY_OWN;
    struct page page = layout_page(rq, fields->title);
    page.description = article_line(rq->arena, article, policy);
    page.canonical = address;
    page.original = is_copy ? fields->url : STR("");
    page.feed = atom_blog_path(rq->arena, article->blog_slug);
    page.og_type = STR("article");
    page.published = dates_print_iso(rq->arena, article->shared);
    page.is_unlisted = article->state != ARTICLE_PUBLISHED || is_copy;
    return page;
}

/* Where the rest of an article stands: its source by name, else its address's host. */
static struct str name_whole(const struct article_origin *origin)
{
    return origin->source_name.len > 0 ? origin->source_name : origin->site;
}

/* What needs no further query. */
static struct article_shown
show_fields(const struct request *rq, const struct article *article, struct policy_shown *ret_shown)
{
    const struct article_fields *fields = &article->fields;
    struct str href = story_href(rq->arena, article->id, article->slug);
    struct str address = layout_address(rq, href);
    struct policy policy = policy_of(&article->policy, &rq->site->settings.policy);
    struct policy_shown shown = policy_show(rq->arena, &policy, fields->standfirst, fields->body);
    struct article_origin origin = show_origin(rq, article, &policy);
    *ret_shown = shown;
    return (struct article_shown){
        .page = frame(rq, article, &policy, shown.is_cut, address),
        .id = article->id.n,
        .href = href,
        .address = address,
        .mail = mail_href(rq, fields->title, address),
        .title = fields->title,
        .lang = fields->lang,
        .dir = article_direction(fields->lang),
        .blog_slug = article->blog_slug,
        .blog_title = article->blog_title,
        .sharer = article->sharer.n,
        .blog_owner = article->blog_owner.n,
        .sharer_name = article->sharer_name,
        .sharer_handle = article->sharer_handle,
        .sharer_initials = layout_initials(rq->arena, article->sharer_name),
        .standfirst = shown.standfirst,
        .byline = fields->byline,
        .has_byline_page = !str_contains(fields->byline, STR("/")),
        .dateline = fields->dateline,
        .credit = article_credit(rq->arena, fields),
        .url = fields->url,
        .whole = shown.is_cut ? name_whole(&origin) : STR(""),
        .reading_minutes = article->reading_minutes,
        .origin = origin,
        .tags = show_tags(rq, article),
        .notice = article->state == ARTICLE_DRAFT       ? ARTICLE_IS_DRAFT
                  : article->state == ARTICLE_SCHEDULED ? ARTICLE_IS_SCHEDULED
                                                        : ARTICLE_NO_NOTICE,
    };
}

static struct article_proof show_proof(const struct request *rq,
                                       const struct article *article,
                                       const struct provenance *provenance)
{
    struct str hash = provenance->hash;
    struct article_proof proof = {
        .captured = show_time(rq, provenance->captured, DATE_FULL),
        .hash = hash,
        .short_hash = str_print(rq->arena, "%.*s…%.*s", STR_ARG(str_first(hash, HASH_END)),
                                STR_ARG(str_skip(hash, hash.len - HASH_END))),
        .page = str_print(rq->arena, "/a/%lld/source/changes", (long long)article->id.n),
        .article = article->id.n,
        .sharer = article->sharer.n,
        .blog_owner = article->blog_owner.n,
        .is_watched = provenance->is_watched,
    };
    if (provenance->n_revisions > 1)
        proof.changed = show_time(rq, provenance->changed, DATE_FULL);
    if (provenance->gone != 0)
        proof.gone = show_time(rq, provenance->gone, DATE_FULL);
    if (provenance->checked != 0)
        proof.checked = show_time(rq, provenance->checked, DATE_FULL);
    return proof;
}

/* What was captured, what became of it, and who shared it before. */
static enum outcome load_origin(struct request *rq,
                                const struct article *article,
                                struct article_origin *origin,
                                int64_t *ret_n_revisions)
{
    struct provenance provenance;
    enum outcome outcome = provenance_load(rq->arena, rq->db, article->id, &provenance);
    if (outcome == OK)
        outcome = known_first(rq, article->id, &origin->first);
    if (outcome != OK)
        return outcome;
    if (provenance.captured != 0)
        origin->proof = show_proof(rq, article, &provenance);
    *ret_n_revisions = provenance.n_revisions;
    return OK;
}

/* What stands around the text: the discussion, likes, neighbours. */
static enum outcome load_surroundings(struct request *rq,
                                      const struct article *article,
                                      const struct policy_shown *shown,
                                      struct article_shown *v)
{
    const struct article_id nobody = {0}; /* an excerpt has no pictures */
    struct article_link older = {0};
    struct article_link newer = {0};
    enum outcome outcome =
        body_load(rq, shown->is_cut ? nobody : article->id, shown->body, &v->body);
    int64_t n_revisions = 0;
    if (outcome == OK)
        outcome = load_origin(rq, article, &v->origin, &n_revisions);
    if (outcome == OK)
        outcome = article_like_load(rq, article->id, article->n_likes, &v->like);
    /* With a first share the page shows a part of another blog. */
    if (outcome == OK && v->origin.first.href.len == 0) {
        request_shows(rq, topic_article(article->id));
        request_shows(rq, topic_blog(article->blog));
    }
    if (outcome == OK && article->state == ARTICLE_PUBLISHED)
        outcome = article_neighbours(rq->arena, rq->db, article, &older, &newer);
    if (outcome == OK && article->state == ARTICLE_PUBLISHED)
        outcome = discussion_load(rq, article, v->href, n_revisions, &v->discussion);
    if (outcome != OK)
        return outcome;
    v->older = show_neighbour(rq, &older);
    v->newer = show_neighbour(rq, &newer);
    v->follow =
        (struct follow_button){article->blog.n, article->blog_slug, article->blog_n_followers};
    return OK;
}

static enum outcome show(struct request *rq,
                         struct response *rs,
                         const struct article *article,
                         int status,
                         const struct comment_form *form)
{
    struct policy_shown shown;
    struct article_shown v = show_fields(rq, article, &shown);
    enum outcome outcome = load_surroundings(rq, article, &shown, &v);
    if (outcome != OK)
        return outcome;
    if (form != NULL)
        v.discussion.form = *form;
    struct view_context cx = context_make(rq, rs);
    view_article_page(response_page(rs, status), &cx, &v);
    return OK;
}

enum outcome article_page_show(struct request *rq,
                               struct response *rs,
                               struct article_id id,
                               int status,
                               const struct comment_form *form)
{
    struct article article;
    enum outcome outcome = article_find(rq->arena, rq->db, id, &article);
    return outcome == OK ? show(rq, rs, &article, status, form) : outcome;
}

static bool may_see(const struct request *rq, const struct article *article)
{
    return article->state == ARTICLE_PUBLISHED ||
           rights_may_edit_article(rq->viewer, article->sharer, article->blog_owner);
}

enum outcome page_article(struct request *rq, struct response *rs)
{
    struct article_id id;
    struct article article;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = article_find(rq->arena, rq->db, id, &article);
    if (outcome == OK)
        outcome = takedown_refuse_hidden(rq, rs, &article);
    if (outcome != OK)
        return outcome;
    if (!may_see(rq, &article))
        return NOT_FOUND;
    if (!str_eq(rq->parts[1], article.slug)) {
        response_redirect(rs, story_href(rq->arena, article.id, article.slug));
        rs->status = 301;
        return OK;
    }
    return show(rq, rs, &article, 200, NULL);
}
