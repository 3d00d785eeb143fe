#include "web/pages/source.h"

#include "base/clock.h"
#include "base/limits.h"
#include "community/article.h"
#include "community/source_revision.h"
#include "community/source_watch.h"
#include "db/writer.h"
#include "jobs/jobs.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/article.h"
#include "web/pages/layout.h"
#include "web/pages/passages.h"
#include "web/pages/story.h"
#include "web/refusal.h"
#include "web/site.h"
#include "web/throttle.h"

static bool may_edit(const struct request *rq, const struct article *article)
{
    return rights_may_edit_article(rq->viewer, article->sharer, article->blog_owner);
}

/* The article of the address, if this reader may see it. */
static enum outcome
load_article(struct request *rq, struct response *rs, struct article *ret_article)
{
    struct article_id id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = article_find(rq->arena, rq->db, id, ret_article);
    if (outcome != OK)
        return outcome;
    if (ret_article->state == ARTICLE_DELETED)
        return refuse_gone(rq, rs);
    return ret_article->state == ARTICLE_PUBLISHED || may_edit(rq, ret_article) ? OK : NOT_FOUND;
}

/* The same, for those who may have what is kept and have it looked at again. */
static enum outcome load_own(struct request *rq, struct response *rs, struct article *ret_article)
{
    enum outcome outcome = load_article(rq, rs, ret_article);
    return outcome == OK && !may_edit(rq, ret_article) ? DENIED : outcome;
}

/* Which two versions are compared: those asked for, else the first and the last. */
static enum outcome read_pair(const struct request *rq, size_t n, struct source_page *page)
{
    struct str from = request_query(rq, "from");
    struct str to = request_query(rq, "to");
    page->from = 1;
    page->to = (int64_t)n;
    if (from.len > 0 && str_to_number(from, (int64_t)n, &page->from) != OK)
        return NOT_FOUND;
    if (to.len > 0 && str_to_number(to, (int64_t)n, &page->to) != OK)
        return NOT_FOUND;
    return page->from >= 1 && page->to >= 1 ? OK : NOT_FOUND;
}

static enum outcome show_version(struct request *rq,
                                 const struct article *article,
                                 const struct source_revision *revision,
                                 struct source_version *ret_version)
{
    struct snapshot snapshot;
    enum outcome found =
        snapshot_find(rq->arena, rq->db, article->id, revision->snapshot, &snapshot);
    if (found != OK)
        return found;
    *ret_version = (struct source_version){
        .number = revision->number,
        .time = dates_print(rq->arena, rq->site->dates[rq->language], revision->seen, DATE_FULL),
        .iso = dates_print_iso(rq->arena, revision->seen),
        .hash = snapshot.hash,
        .server = snapshot.server,
        .status = snapshot.status,
        .n_bytes = snapshot.n_bytes,
        .url = snapshot.url,
    };
    if (may_edit(rq, article))
        ret_version->download = str_print(rq->arena, "/a/%lld/source/%lld.warc",
                                          (long long)article->id.n, (long long)revision->number);
    return OK;
}

static enum outcome
load_versions(struct request *rq, const struct article *article, struct source_page *page)
{
    const struct source_revision *revisions;
    size_t n;
    enum outcome outcome = source_revision_list(rq->arena, rq->db, article->id, &revisions, &n);
    if (outcome == OK && n == 0)
        outcome = NOT_FOUND; /* not captured from a link */
    if (outcome == OK)
        outcome = read_pair(rq, n, page);
    struct source_version *versions = arena_array(rq->arena, struct source_version, n);
    for (size_t i = 0; outcome == OK && i < n; i++) {
        outcome = show_version(rq, article, &revisions[i], &versions[i]);
        versions[i].is_from = versions[i].number == page->from;
        versions[i].is_to = versions[i].number == page->to;
    }
    page->versions = (struct source_versions){versions, n};
    page->has_changes = n > 1;
    return outcome;
}

static enum outcome
load_gone(struct request *rq, const struct article *article, struct source_page *page)
{
    struct source_watch watch;
    enum outcome found = source_watch_find(rq->arena, rq->db, article->id, &watch);
    if (found == OK && watch.gone != 0)
        page->gone = dates_print(rq->arena, rq->site->dates[rq->language], watch.gone, DATE_FULL);
    return found == NOT_FOUND ? OK : found;
}

/* What a source allows to be shown decides here who sees whole paragraphs; the
 * others see what changed, with little around it. */
static bool may_see_whole(const struct request *rq, const struct article *article)
{
    struct policy policy = policy_of(&article->policy, &rq->site->settings.policy);
    return policy.kind == POLICY_FULL || policy.kind == POLICY_OWN ||
           rights_may_edit_article(rq->viewer, article->sharer, article->blog_owner);
}

static enum outcome
load_changes(struct request *rq, const struct article *article, struct source_page *page)
{
    struct source_revision from;
    struct source_revision to;
    if (!page->has_changes)
        return OK;
    enum outcome outcome = source_revision_find(rq->arena, rq->db, article->id, page->from, &from);
    if (outcome == OK)
        outcome = source_revision_find(rq->arena, rq->db, article->id, page->to, &to);
    if (outcome != OK)
        return outcome;
    page->is_excerpt = !may_see_whole(rq, article);
    page->passages = passages_make(rq->arena, from.text, to.text, page->is_excerpt);
    if (!str_eq(from.title, to.title))
        page->title_diff = diff_meaning(rq->arena, from.title, to.title);
    return OK;
}

enum outcome page_source_changes(struct request *rq, struct response *rs)
{
    struct article article;
    struct source_page page = {.id = 0};
    enum outcome outcome = load_article(rq, rs, &article);
    if (outcome == OK)
        outcome = load_versions(rq, &article, &page);
    if (outcome == OK)
        outcome = load_changes(rq, &article, &page);
    if (outcome == OK)
        outcome = load_gone(rq, &article, &page);
    if (outcome != OK)
        return outcome;
    page.page = layout_page(rq, tr(rq->language, "The source since it was shared"));
    page.page.is_unlisted = true;
    page.id = article.id.n;
    page.title = article.fields.title;
    page.href = story_href(rq->arena, article.id, article.slug);
    page.lang = article.fields.lang;
    page.dir = article_direction(article.fields.lang);
    struct view_context cx = context_make(rq, rs);
    view_source_page(response_page(rs, 200), &cx, &page);
    return OK;
}

/* "3.warc" of the address. */
static enum outcome read_version(const struct request *rq, int64_t *ret_number)
{
    struct str part = rq->parts[1];
    if (!str_ends_with(part, STR(".warc")))
        return NOT_FOUND;
    return str_to_number(str_first(part, part.len - 5), LIMIT_SOURCE_REVISIONS, ret_number) == OK
               ? OK
               : NOT_FOUND;
}

enum outcome page_source_archive(struct request *rq, struct response *rs)
{
    struct article article;
    struct source_revision revision;
    struct snapshot snapshot;
    struct str warc;
    int64_t number = 0;
    enum outcome outcome = load_own(rq, rs, &article);
    if (outcome == OK)
        outcome = read_version(rq, &number);
    if (outcome == OK)
        outcome = source_revision_find(rq->arena, rq->db, article.id, number, &revision);
    if (outcome == OK)
        outcome = snapshot_find(rq->arena, rq->db, article.id, revision.snapshot, &snapshot);
    if (outcome == OK)
        outcome = snapshot_read(rq->arena, rq->app->objects, &snapshot, &warc);
    if (outcome != OK)
        return outcome;
    response_bytes(rs, STR("application/warc"), warc);
    response_add_header(rs, STR("Content-Disposition"),
                        str_print(rs->arena, "attachment; filename=\"article-%lld-%lld.warc\"",
                                  (long long)article.id.n, (long long)number));
    return OK;
}

struct hurry {
    struct article_id article;
    int64_t now;
};

static enum outcome write_hurry(struct db *db, void *context)
{
    const struct hurry *hurry = context;
    return source_watch_hurry(db, hurry->article, hurry->now);
}

enum outcome page_source_check(struct request *rq, struct response *rs)
{
    struct article article;
    int64_t wait_seconds = 0;
    enum outcome outcome = load_own(rq, rs, &article);
    if (outcome != OK)
        return outcome;
    if (!throttle_take(rq->app->throttle, THROTTLE_SHARE, rq->member.handle, clock_monotonic_ms(),
                       &wait_seconds))
        return refuse_too_many(rq, rs, wait_seconds);
    struct hurry hurry = {article.id, rq->now};
    outcome = db_writer_run(rq->app->writer, write_hurry, &hurry);
    if (outcome != OK)
        return outcome;
    jobs_wake(rq->app->jobs);
    response_redirect(rs, story_href(rq->arena, article.id, article.slug));
    return OK;
}
