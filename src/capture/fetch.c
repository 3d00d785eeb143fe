#include "capture/fetch.h"

#include "capture/fetch_hop.h"
#include "capture/http_head.h"
#include "capture/robots_txt.h"

#include "base/cleanup.h"
#include "base/clock.h"
#include "base/limits.h"

/* The robots.txt of a site, kept while the fetch lasts. */
struct rules {
    struct url origin;
    struct str text;
};

/* One fetch through all its redirects. */
struct fetch {
    struct fetch_hop hop;
    struct rules rules[LIMIT_FETCH_REDIRECTS + 1];
    size_t n_rules;
    int64_t crawl_delay_seconds;
    int64_t n_redirects;
    bool is_moved; /* all redirects so far were for good, and there was one */
};

static const struct capture_reason no_trouble = {CAPTURE_NO_TROUBLE, {NULL, 0}};

static void fetch_close(struct fetch **fetch)
{
    fetch_hop_close(&(*fetch)->hop);
}

/* RFC 9110, 15.4: 301 and 308 are for good. */
static void note_move(struct fetch *fetch)
{
    int64_t status = fetch_hop_status(&fetch->hop);
    bool is_first = fetch->n_redirects == fetch->hop.request->n_redirects;
    fetch->is_moved = (status == 301 || status == 308) && (is_first || fetch->is_moved);
}

static struct capture_reason follow(struct fetch *fetch,
                                    struct capture_reason (*check)(struct fetch *fetch))
{
    struct str next = fetch->hop.request->url;
    for (; fetch->n_redirects <= LIMIT_FETCH_REDIRECTS; fetch->n_redirects++) {
        struct capture_reason why = fetch_hop_aim(&fetch->hop, next);
        if (why.trouble == CAPTURE_NO_TROUBLE)
            why = check(fetch);
        if (why.trouble == CAPTURE_NO_TROUBLE)
            why = fetch_hop_run(&fetch->hop, &next);
        if (why.trouble != CAPTURE_NO_TROUBLE || next.len == 0)
            return why;
        note_move(fetch);
    }
    return (struct capture_reason){.trouble = CAPTURE_TOO_MANY_REDIRECTS};
}

static struct capture_reason may_go(struct fetch *fetch)
{
    (void)fetch;
    return no_trouble;
}

/* One of the files that stand at a fixed path of each site. What does not fit
 * max_bytes is cut off. */
static struct capture_reason
get_of_site(struct fetch *page, const char *path, size_t max_bytes, struct str *ret_text)
{
    struct url url = page->hop.url;
    url.path = str_from_c(path);
    url.has_query = false;
    const struct fetch_request request = {.url = url_print(page->hop.arena, &url),
                                          .accept = STR("*/*"),
                                          .max_bytes = max_bytes,
                                          .is_plain = true,
                                          .site_url = page->hop.request->site_url,
                                          .allow = page->hop.request->allow};
    struct fetch fetch = {.hop = page->hop};
    fetch.hop.request = &request;
    fetch.hop.is_reading = false;
    buf_init(&fetch.hop.body, page->hop.arena, max_bytes);
    struct capture_reason why = follow(&fetch, may_go);
    *ret_text = buf_text(&fetch.hop.body);
    return why.trouble == CAPTURE_TOO_LARGE ? no_trouble : why;
}

/* RFC 9309, 2.3.1: a site that says it has no rules has none; one that cannot
 * say is not fetched from now. */
static struct capture_reason get_rules(struct fetch *fetch, struct str *ret_text)
{
    for (size_t i = 0; i < fetch->n_rules; i++) {
        if (url_same_origin(&fetch->rules[i].origin, &fetch->hop.url)) {
            *ret_text = fetch->rules[i].text;
            return no_trouble;
        }
    }
    struct capture_reason why = get_of_site(fetch, "/robots.txt", LIMIT_ROBOTS_BYTES, ret_text);
    switch ((int)why.trouble) {
    case CAPTURE_NO_TROUBLE:
        break;
    case CAPTURE_MISSING:
    case CAPTURE_GONE:
    case CAPTURE_FORBIDDEN:
    case CAPTURE_TOO_MANY_REDIRECTS:
        *ret_text = (struct str){0};
        break;
    default:
        return why;
    }
    fetch->rules[fetch->n_rules++] = (struct rules){fetch->hop.url, *ret_text};
    return no_trouble;
}

static struct capture_reason obey_robots(struct fetch *fetch)
{
    struct str text = {0};
    struct str path = fetch->hop.url.path;
    struct capture_reason why = get_rules(fetch, &text);
    if (why.trouble != CAPTURE_NO_TROUBLE)
        return why;
    if (fetch->hop.url.has_query)
        path =
            str_print(fetch->hop.arena, "%.*s?%.*s", STR_ARG(path), STR_ARG(fetch->hop.url.query));
    struct robots_word word = robots_txt_ask(text, STR(FETCH_AGENT), path);
    fetch->crawl_delay_seconds = word.crawl_delay_seconds;
    return word.is_allowed ? no_trouble
                           : (struct capture_reason){CAPTURE_ROBOTS, fetch->hop.url.host};
}

struct capture_reason
fetch_get(struct arena *arena, const struct fetch_request *request, struct fetch_answer *ret_answer)
{
    struct fetch fetch = {
        .hop = {.arena = arena,
                .request = request,
                .deadline_ms = clock_monotonic_ms() + LIMIT_FETCH_SECONDS * 1000},
        .n_redirects = request->n_redirects,
    };
    CLEANUP(fetch_close) struct fetch *open_fetch = &fetch;
    buf_init(&fetch.hop.body, arena, request->max_bytes);
    *ret_answer = (struct fetch_answer){0};
    if (!fetch_hop_open(&open_fetch->hop))
        return (struct capture_reason){.trouble = CAPTURE_CRASHED};
    struct capture_reason why = follow(&fetch, request->is_automatic ? obey_robots : may_go);
    struct fetch_answer answer = {.exchange = fetch_hop_exchange(&fetch.hop),
                                  .n_redirects = fetch.n_redirects,
                                  .is_moved = fetch.is_moved,
                                  .crawl_delay_seconds = fetch.crawl_delay_seconds};
    answer.content_type = http_head_value(answer.exchange.response_head, STR("Content-Type"));
    answer.content_coding =
        http_head_values(arena, answer.exchange.response_head, STR("Content-Encoding"));
    if (why.trouble == CAPTURE_NO_TROUBLE && request->is_automatic &&
        get_of_site(&fetch, "/.well-known/tdmrep.json", LIMIT_TDMREP_BYTES, &answer.tdmrep)
                .trouble != CAPTURE_NO_TROUBLE)
        answer.tdmrep = (struct str){0};
    *ret_answer = answer;
    return why;
}
