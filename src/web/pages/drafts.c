#include "web/pages/drafts.h"

#include "jobs/jobs.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"
#include "web/pages/moderation.h"
#include "web/pages/story.h"
#include "web/pages/trouble.h"
#include "web/site.h"

/* A link that could not be fetched is shown for a week. */
enum { FAILED_SHOWN_SECONDS = 7 * 24 * 60 * 60 };

static enum outcome load_captures(struct request *rq, struct capture_rows *ret_rows)
{
    const struct job *jobs;
    size_t n;
    enum outcome outcome = job_list_of(rq->arena, rq->db, JOB_CAPTURE, rq->viewer.member,
                                       rq->now - FAILED_SHOWN_SECONDS, &jobs, &n);
    if (outcome != OK)
        return outcome;
    struct capture_row *rows = arena_array(rq->arena, struct capture_row, n);
    for (size_t i = 0; i < n; i++) {
        rows[i].id = jobs[i].id.n;
        rows[i].is_failed = jobs[i].state == JOB_DEAD;
        rows[i].trouble = trouble_words(rq->arena, rq->language, jobs_capture_reason(&jobs[i]));
        outcome = jobs_capture_url(rq->arena, &jobs[i], &rows[i].url);
        if (outcome != OK)
            return outcome;
    }
    *ret_rows = (struct capture_rows){rows, n};
    return OK;
}

static struct str page_address(struct request *rq, struct article_from from)
{
    return str_join(rq->arena, STR("/drafts?from="), article_from_print(rq->arena, from));
}

static enum outcome load_drafts(struct request *rq, struct drafts_page *page)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct article_from from;
    struct article_page list;
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = article_list_drafts(rq->arena, rq->db, rq->viewer.member, from, &list);
    if (outcome != OK)
        return outcome;
    struct draft_row *rows = arena_array(rq->arena, struct draft_row, list.n);
    for (size_t i = 0; i < list.n; i++)
        rows[i] = (struct draft_row){
            .id = list.rows[i].id.n,
            .title = list.rows[i].title,
            .lang = list.rows[i].lang,
            .blog_title = list.rows[i].blog_title,
            .time = dates_print(rq->arena, dates, list.rows[i].shared, DATE_FULL),
            .iso = dates_print_iso(rq->arena, list.rows[i].shared),
            .is_scheduled = list.rows[i].state == ARTICLE_SCHEDULED,
        };
    page->drafts = (struct draft_rows){rows, list.n};
    if (list.has_newer)
        page->newer = page_address(rq, article_page_newer(&list));
    if (list.has_older)
        page->older = page_address(rq, article_page_older(&list));
    return OK;
}

enum outcome page_drafts(struct request *rq, struct response *rs)
{
    struct drafts_page page = {.page = layout_form_page(rq, tr(rq->language, "Drafts"))};
    enum outcome outcome = moderation_told_load(rq, &page.told);
    if (outcome == OK)
        outcome = load_captures(rq, &page.captures);
    if (outcome == OK)
        outcome = load_drafts(rq, &page);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_drafts_page(response_page(rs, 200), &cx, &page);
    }
    return outcome;
}
