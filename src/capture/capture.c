/* The parent's side: takes nothing that the child says on trust. */

#include "capture/capture.h"

#include "capture/ask.h"
#include "capture/message.h"
#include "capture/tidy.h"
#include "capture/understand.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "text/language.h"
#include "text/name.h"

static void take_dates(const struct finding *finding, struct capture *capture)
{
    if (finding->has_published && tidy_date(finding->published)) {
        capture->published = finding->published;
        capture->has_published = true;
        capture->has_time = finding->has_time;
    }
    if (finding->has_modified && tidy_date(finding->modified)) {
        capture->modified = finding->modified;
        capture->has_modified = true;
        capture->has_modified_time = finding->has_modified_time;
    }
}

/* A validator goes back byte by byte or not at all. */
static struct str validator(struct arena *arena, struct str told)
{
    bool is_fine = name_is_acceptable(told, LIMIT_TERM_CHARACTERS);
    return is_fine ? str_copy(arena, told) : (struct str){0};
}

/* What was fetched and under which terms. The exchange is bytes for a proof, never for a page. */
static void take_record(struct arena *arena, const struct finding *finding, struct capture *capture)
{
    capture->encoding = name_tidy(arena, finding->encoding, LIMIT_TERM_CHARACTERS);
    capture->robots = name_tidy(arena, finding->robots, LIMIT_TERM_CHARACTERS);
    capture->etag = validator(arena, finding->etag);
    capture->last_modified = validator(arena, finding->last_modified);
    capture->tdm_policy = tidy_address(arena, finding->tdm_policy);
    capture->is_tdm_reserved = finding->is_tdm_reserved;
    capture->is_cut = finding->is_cut;
    capture->crawl_delay_seconds = finding->crawl_delay_seconds;
    capture->exchange = finding->exchange;
    capture->exchange.url = tidy_address(arena, finding->exchange.url);
    capture->exchange.address = name_tidy(arena, finding->exchange.address, LIMIT_TERM_CHARACTERS);
    capture->exchange.protocol =
        name_tidy(arena, finding->exchange.protocol, LIMIT_TERM_CHARACTERS);
}

/* What another process calls clean is cleaned again; only this one's cleaner makes safe HTML. */
static enum outcome
take_body(struct arena *arena, const struct finding *finding, struct capture *capture)
{
    const struct html_rules rules = {HTML_ARTICLE, capture->url};
    if (finding->clean.text.len > 0) {
        capture->body = finding->clean;
        capture->text = finding->text;
        return OK;
    }
    enum outcome cleaned = html_clean(arena, finding->html, &rules, &capture->body);
    return cleaned == OK ? html_to_text(arena, capture->body.text, &capture->text) : cleaned;
}

/* Every field is brought within its limit. */
static enum capture_trouble
take_finding(struct arena *arena, const struct finding *finding, struct capture *ret_capture)
{
    struct capture capture = {
        .title = name_tidy(arena, finding->title, LIMIT_TITLE_CHARACTERS),
        .byline = name_tidy(arena, finding->byline, LIMIT_BYLINE_CHARACTERS),
        .byline_printed = name_tidy(arena, finding->byline_printed, LIMIT_BYLINE_CHARACTERS),
        .source = name_tidy(arena, finding->source, LIMIT_SOURCE_CHARACTERS),
        .dateline = name_tidy(arena, finding->dateline, LIMIT_DATELINE_CHARACTERS),
        .standfirst = name_tidy(arena, finding->standfirst, LIMIT_STANDFIRST_CHARACTERS),
        .credit = name_tidy(arena, finding->credit, LIMIT_SOURCE_CHARACTERS),
        .opening = name_tidy(arena, finding->opening, LIMIT_STANDFIRST_CHARACTERS),
        .closing = name_tidy(arena, finding->closing, LIMIT_SOURCE_CHARACTERS),
        .excerpt = name_tidy(arena, finding->excerpt, LIMIT_EXCERPT_CHARACTERS),
        .url = tidy_address(arena, finding->url),
        .canonical = tidy_address(arena, finding->canonical),
        .image = tidy_address(arena, finding->image),
        .tags = tidy_tags(arena, finding->tags),
    };
    if (language_is_valid(finding->lang))
        capture.lang = str_copy(arena, finding->lang);
    take_dates(finding, &capture);
    take_record(arena, finding, &capture);
    if (take_body(arena, finding, &capture) != OK)
        return CAPTURE_TOO_LARGE;
    if (str_trim(capture.text).len == 0)
        return CAPTURE_NO_ARTICLE;
    *ret_capture = capture;
    return CAPTURE_NO_TROUBLE;
}

enum outcome capture_outcome(enum capture_trouble trouble)
{
    switch (trouble) {
    case CAPTURE_NO_TROUBLE:
        return OK;
    case CAPTURE_NAME_UNKNOWN:
    case CAPTURE_UNREACHABLE:
    case CAPTURE_TOO_SLOW:
    case CAPTURE_BUSY:
    case CAPTURE_SERVER_TROUBLE:
    case CAPTURE_BROKEN_ANSWER:
        return UNAVAILABLE;
    case CAPTURE_CRASHED:
        return FAULT;
    case CAPTURE_NOT_MODIFIED:
        return NOT_FOUND;
    case CAPTURE_EMPTY:
    case CAPTURE_NO_ARTICLE:
    case CAPTURE_BINARY:
    case CAPTURE_INPUT_TOO_LARGE:
    case CAPTURE_BAD_ADDRESS:
    case CAPTURE_BAD_PORT:
    case CAPTURE_PRIVATE_ADDRESS:
    case CAPTURE_TLS:
    case CAPTURE_TOO_LARGE:
    case CAPTURE_TOO_MANY_REDIRECTS:
    case CAPTURE_NOT_A_PAGE:
    case CAPTURE_MISSING:
    case CAPTURE_GONE:
    case CAPTURE_FORBIDDEN:
    case CAPTURE_TOO_COMPLEX:
    case CAPTURE_ROBOTS:
    case CAPTURE_BOT_WALL:
    case CAPTURE_PAYWALL:
    case CAPTURE_SIGN_IN_PAGE:
    case CAPTURE_CONSENT_WALL:
    case CAPTURE_SCRIPT_ONLY:
    case CAPTURE_PDF:
    case CAPTURE_NOT_A_FEED:
    case CAPTURE_NOT_A_PICTURE:
    case CAPTURE_PICTURE_TOO_LARGE:
    case CAPTURE_BROKEN_PICTURE:
        break;
    }
    return INVALID;
}

/* What was not fetched is no page: the same troubles need other words. */
static enum capture_trouble word_for(enum capture_kind kind, enum capture_trouble trouble)
{
    if (kind == CAPTURE_LINK)
        return trouble;
    if (trouble == CAPTURE_TOO_LARGE)
        return CAPTURE_INPUT_TOO_LARGE;
    return trouble == CAPTURE_NO_ARTICLE ? CAPTURE_EMPTY : trouble;
}

/* What several children of one capture share. */
struct run {
    struct arena *arena;
    const struct capture_watch *watch;
    int64_t deadline_ms;
};

/* One child from its start to its end. */
static struct capture_reason
run_child(const struct run *run, const struct capture_request *request, struct finding *ret_finding)
{
    struct str bytes = {0};
    struct capture_reason why = {
        .trouble = ask_child(run->arena, request, run->watch, run->deadline_ms, &bytes)};
    if (why.trouble != CAPTURE_NO_TROUBLE)
        return why;
    if (message_read_answer(run->arena, bytes, ret_finding, &why) != OK) {
        log_error("capture: the child's answer cannot be read");
        return (struct capture_reason){.trouble = CAPTURE_CRASHED};
    }
    why.detail = name_tidy(run->arena, why.detail, 300);
    return why;
}

/* A page that sends its readers elsewhere is a redirect like any other, but only
 * a child that can no longer connect has read it: the next one follows. */
static struct capture_reason run_children(const struct run *run,
                                          const struct capture_request *request,
                                          struct finding *ret_finding)
{
    struct capture_request next = *request;
    struct capture_reason why = run_child(run, &next, ret_finding);
    while (why.trouble == CAPTURE_NO_TROUBLE && ret_finding->refresh.len > 0) {
        if (ret_finding->n_redirects >= LIMIT_FETCH_REDIRECTS)
            return (struct capture_reason){.trouble = CAPTURE_TOO_MANY_REDIRECTS};
        next.url = ret_finding->refresh;
        next.n_redirects = ret_finding->n_redirects + 1;
        next.etag = (struct str){0};
        next.last_modified = (struct str){0};
        why = run_child(run, &next, ret_finding);
    }
    return why;
}

static enum outcome conclude(const struct capture_request *request,
                             struct capture_reason why,
                             struct capture_reason *ret_why)
{
    why.trouble = word_for(request->kind, why.trouble);
    if (why.trouble != CAPTURE_NO_TROUBLE)
        *ret_why = why;
    return capture_outcome(why.trouble);
}

enum outcome capture_run(struct arena *arena,
                         const struct capture_request *request,
                         const struct capture_watch *watch,
                         struct capture *ret_capture,
                         struct capture_reason *ret_why)
{
    struct finding finding = {0};
    const struct run run = {.arena = arena,
                            .watch = watch,
                            .deadline_ms = clock_monotonic_ms() + LIMIT_CAPTURE_SECONDS * 1000};
    struct capture_reason why = run_children(&run, request, &finding);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        why.trouble = take_finding(arena, &finding, ret_capture);
    return conclude(request, why, ret_why);
}

enum outcome capture_read(struct arena *arena,
                          const struct capture_request *request,
                          struct capture *ret_capture,
                          struct capture_reason *ret_why)
{
    struct finding finding;
    const struct material material = {
        .kind = request->kind, .bytes = request->bytes, .url = request->url, .zone = request->zone};
    struct capture_reason why = {.trouble = understand(arena, &material, &finding)};
    if (why.trouble == CAPTURE_NO_TROUBLE)
        why.trouble = take_finding(arena, &finding, ret_capture);
    return conclude(request, why, ret_why);
}
