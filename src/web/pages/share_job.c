#include "web/pages/share_job.h"

#include "jobs/jobs.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"
#include "web/pages/share.h"
#include "web/pages/trouble.h"
#include "web/site.h"

enum { REFRESH_SECONDS = 2 };

static enum share_step step_of(struct str progress)
{
    if (str_eq(progress, STR("reading")))
        return SHARE_READING;
    return str_eq(progress, STR("understanding")) ? SHARE_UNDERSTANDING : SHARE_CONNECTING;
}

static enum share_state state_of(enum job_state state)
{
    switch (state) {
    case JOB_WAITING:
        break;
    case JOB_LEASED:
        return SHARE_WORKING;
    case JOB_DONE:
        return SHARE_DONE;
    case JOB_DEAD:
        return SHARE_FAILED;
    }
    return SHARE_WAITING;
}

static struct share_job describe(struct request *rq, const struct job *job, struct str url)
{
    struct share_job shown = {
        .id = job->id.n,
        .state = state_of(job->state),
        .step = step_of(job->progress),
        .url = url,
    };
    if (job->error.len > 0)
        shown.trouble = trouble_words(rq->arena, rq->language, jobs_capture_reason(job));
    if (shown.state == SHARE_WAITING && job->run_after > rq->now)
        shown.again =
            dates_print(rq->arena, rq->site->dates[rq->language], job->run_after, DATE_TIME);
    struct article_id draft;
    if (jobs_capture_draft(job, &draft) == OK)
        shown.go = str_print(rq->arena, "/a/%lld/edit", (long long)draft.n);
    if (shown.state == SHARE_FAILED)
        shown.go = str_print(rq->arena, "/share/jobs/%lld", (long long)job->id.n);
    return shown;
}

static void show(struct request *rq, struct response *rs, const struct share_job *job)
{
    struct share_job_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Fetching the article")),
        .job = *job,
    };
    struct view_context cx = context_make(rq, rs);
    page.page.place = PAGE_SHARE;
    view_share_job_page(response_page(rs, 200), &cx, &page);
    if (request_query(rq, "live").len == 0)
        response_add_header(rs, STR("Refresh"), str_print(rs->arena, "%d", REFRESH_SECONDS));
}

/* The job of the address, if it is this member's capture. */
static enum outcome load(struct request *rq, struct job *ret_job)
{
    struct job_id id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = job_find(rq->arena, rq->db, id, ret_job);
    if (outcome != OK)
        return outcome;
    bool is_own = ret_job->kind == JOB_CAPTURE && ret_job->member.n == rq->viewer.member.n;
    return is_own ? OK : NOT_FOUND;
}

enum outcome page_share_job(struct request *rq, struct response *rs)
{
    struct job job;
    enum outcome outcome = load(rq, &job);
    if (outcome != OK)
        return outcome;
    struct str url;
    outcome = jobs_capture_url(rq->arena, &job, &url);
    if (outcome != OK)
        return outcome;
    struct share_job shown = describe(rq, &job, url);
    if (request_wants_fragment(rq)) {
        struct view_context cx = context_make(rq, rs);
        view_share_job(response_fragment(rs, 200), &cx, &shown);
    } else if (shown.state == SHARE_DONE) {
        response_redirect(rs, shown.go);
    } else if (shown.state == SHARE_FAILED) {
        return share_show_failed(rq, rs, url, jobs_capture_reason(&job));
    } else {
        show(rq, rs, &shown);
    }
    return OK;
}
