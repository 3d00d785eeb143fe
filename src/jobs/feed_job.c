#include "jobs/feed_job.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/random.h"
#include "capture/feed_capture.h"
#include "jobs/capture_job.h"
#include "jobs/feed_take.h"
#include "text/link_header.h"
#include "text/url.h"

#include <poll.h>

enum {
    MAX_TIMES = 1000,
    ASK_AGAIN_SECONDS = 6 * 60 * 60,   /* a hub that has not agreed */
    RENEW_SECONDS = 24 * 60 * 60,      /* before a lease ends */
    LEASE_SECONDS = 10 * 24 * 60 * 60, /* asked for */
    SECRET_BYTES = 32,
};

struct fetch_request feed_job_request(const struct feed_job *job)
{
    const struct subscription *subscription = job->subscription;
    return (struct fetch_request){
        .url = subscription->url,
        .site_url = job->config->site_url,
        .allow = job->config->allow,
        .etag = subscription->etag,
        .last_modified = subscription->last_modified,
    };
}

struct failure_write {
    const struct subscription *subscription;
    struct subscription_failure failure;
    int64_t now;
};

static enum outcome write_failure(struct db *db, void *context)
{
    const struct failure_write *w = context;
    return subscription_fail(db, w->subscription, &w->failure, w->now);
}

static bool is_stopping(const struct feed_job *job)
{
    struct pollfd stop = {.fd = job->stop_fd, .events = POLLIN};
    return poll(&stop, 1, 0) > 0;
}

/* What failed because all is to end has not failed. */
static enum outcome fail(struct arena *arena,
                         const struct feed_job *job,
                         struct capture_reason why,
                         int64_t retry_after)
{
    struct failure_write w = {
        .subscription = job->subscription,
        .failure = {.error = capture_job_print_reason(arena, why),
                    .retry_after = retry_after,
                    .is_over = why.trouble == CAPTURE_GONE},
        .now = clock_now(),
    };
    return is_stopping(job) ? OK : db_writer_run(job->config->writer, write_failure, &w);
}

/* What the answer says beside the feed. A publisher without conditions for us to
 * send back is known by the bytes themselves. */
static void take_headers(const struct fetched *page, struct subscription *checked)
{
    checked->etag = page->etag;
    checked->last_modified = page->last_modified;
}

static int64_t digest_of(struct str bytes)
{
    int64_t digest = (int64_t)(str_hash(bytes) >> 1);
    return digest != 0 ? digest : 1;
}

static void take_times(struct arena *arena, const struct feed *feed, struct subscription *checked)
{
    int64_t *times = arena_array(arena, int64_t, MAX_TIMES);
    int64_t now = clock_now();
    size_t n = 0;
    for (size_t i = 0; i < feed->n_items && n < MAX_TIMES; i++) {
        const struct feed_item *item = &feed->items[i];
        const struct feed_date *date = item->published.is_known ? &item->published : &item->updated;
        if (date->is_known && date->utc <= now)
            times[n++] = date->utc;
    }
    checked->rhythm = subscription_rhythm(times, n);
    checked->newest = n > 0 ? times[0] : 0;
}

/* An address on the page `base`, whole and http(s); else empty. */
static struct str resolve(struct arena *arena, struct str base, struct str reference)
{
    struct url whole;
    struct url url;
    if (reference.len == 0 || url_parse(arena, base, &whole) != OK ||
        url_resolve(arena, &whole, reference, &url) != OK || !url_is_web(&url))
        return STR("");
    return url_print(arena, &url);
}

/* What the headers say goes before what the feed says (W3C WebSub, 4). */
static struct str
find_link(struct arena *arena, const struct fetched *page, struct str relation, struct str told)
{
    struct str found = resolve(arena, page->url, link_header_find(page->links, relation));
    return found.len > 0 ? found : told;
}

/* The hub that is to tell of news, with a fresh secret when it is another one. */
static struct subscription_hub find_hub(struct arena *arena,
                                        const struct feed_job *job,
                                        const struct fetched *page,
                                        const struct feed *feed)
{
    struct subscription_hub hub = job->subscription->hub;
    struct str address = find_link(arena, page, STR("hub"), feed->hub);
    struct str topic = find_link(arena, page, STR("self"), feed->self);
    if (topic.len == 0)
        topic = page->url;
    if (str_eq(address, hub.hub) && str_eq(topic, hub.topic))
        return hub;
    return (struct subscription_hub){
        .hub = address, .topic = topic, .secret = random_token(arena, SECRET_BYTES)};
}

/* A hub can only call a site that knows its own address. */
static bool is_to_be_asked(const struct feed_job *job, const struct subscription_hub *hub)
{
    int64_t now = clock_now();
    return hub->hub.len > 0 && job->config->site_url.len > 0 &&
           hub->lease_ends - now < RENEW_SECONDS && now - hub->asked > ASK_AGAIN_SECONDS;
}

static int64_t hint_of(const struct fetched *page, const struct feed *feed)
{
    return page->max_age > feed->refresh_seconds ? page->max_age : feed->refresh_seconds;
}

/* One check that worked: all that is to be stored of it. */
struct check {
    const struct feed_job *job;
    const struct fetched *page;
    struct subscription checked;
    struct subscription_hub hub;
    struct feed feed; /* without items when nothing is new */
};

static bool is_other_hub(const struct subscription_hub *a, const struct subscription_hub *b)
{
    return !str_eq(a->hub, b->hub) || !str_eq(a->topic, b->topic);
}

static enum outcome store(struct arena *arena, struct check *check, bool *ret_asks_hub)
{
    bool asks_hub = is_to_be_asked(check->job, &check->hub);
    if (asks_hub)
        check->hub.asked = clock_now();
    check->checked.hub = check->hub;
    const struct feed_taking taking = {
        .job = check->job,
        .feed = &check->feed,
        .checked = &check->checked,
        .hub = asks_hub || is_other_hub(&check->hub, &check->job->subscription->hub) ? &check->hub
                                                                                     : NULL,
    };
    enum outcome done = feed_take(arena, &taking);
    *ret_asks_hub = done == OK && asks_hub;
    return done;
}

struct move_write {
    const struct subscription *subscription;
    struct str url;
    int64_t now;
};

static enum outcome write_move(struct db *db, void *context)
{
    const struct move_write *w = context;
    return subscription_move(db, w->subscription, w->url, w->now);
}

/* A page came that names its feed: that is looked at instead, at once. */
static enum outcome move(struct arena *arena, const struct feed_job *job, struct str found)
{
    struct move_write w = {job->subscription, found, clock_now()};
    enum outcome done = db_writer_run(job->config->writer, write_move, &w);
    if (done != CONFLICT)
        return done;
    return fail(arena, job, (struct capture_reason){CAPTURE_NOT_A_FEED, found}, 0);
}

static enum outcome read_feed(struct arena *arena, struct check *check, bool *ret_asks_hub)
{
    const struct feed_job *job = check->job;
    const struct fetched *page = check->page;
    const struct capture_request request = {
        .kind = CAPTURE_FEED,
        .bytes = page->bytes,
        .url = page->url,
        .content_type = page->content_type,
        .content_coding = page->content_coding,
    };
    struct feed_capture captured;
    struct capture_reason why = {0};
    if (feed_capture_run(arena, &request, &job->stop_fd, &captured, &why) != OK)
        return fail(arena, job, why, 0);
    if (captured.found.len > 0)
        return move(arena, job, captured.found);
    check->feed = captured.feed;
    check->hub = find_hub(arena, job, page, &check->feed);
    check->checked.digest = digest_of(page->bytes);
    check->checked.title = check->feed.title;
    check->checked.site = check->feed.link;
    check->checked.hint = hint_of(page, &check->feed);
    take_times(arena, &check->feed, &check->checked);
    return store(arena, check, ret_asks_hub);
}

enum outcome feed_job_finish(struct arena *arena,
                             const struct feed_job *job,
                             const struct fetcher_answer *answer,
                             bool *ret_asks_hub)
{
    const struct fetched *page = &answer->page;
    bool is_same = answer->why.trouble == CAPTURE_NOT_MODIFIED;
    struct check check = {
        .job = job, .page = page, .checked = *job->subscription, .hub = job->subscription->hub};
    *ret_asks_hub = false;
    if (answer->why.trouble != CAPTURE_NO_TROUBLE && !is_same)
        return fail(arena, job, answer->why, page->retry_after);
    if (page->moved.len > 0)
        check.checked.url = page->moved;
    if (!is_same) {
        take_headers(page, &check.checked);
        is_same = digest_of(page->bytes) == job->subscription->digest;
    }
    return is_same ? store(arena, &check, ret_asks_hub) : read_feed(arena, &check, ret_asks_hub);
}

struct fetch_request feed_job_hub_request(struct arena *arena, const struct feed_job *job)
{
    const struct subscription_hub *hub = &job->subscription->hub;
    struct str callback = str_print(arena, "%.*s/hub/%.*s", STR_ARG(job->config->site_url),
                                    STR_ARG(job->subscription->callback));
    struct str topic = url_encode(arena, hub->topic);
    callback = url_encode(arena, callback);
    struct str form =
        str_print(arena,
                  "hub.mode=subscribe&hub.callback=%.*s&hub.topic=%.*s&hub.secret=%.*s"
                  "&hub.lease_seconds=%d",
                  STR_ARG(callback), STR_ARG(topic), STR_ARG(hub->secret), LEASE_SECONDS);
    return (struct fetch_request){
        .url = hub->hub,
        .site_url = job->config->site_url,
        .allow = job->config->allow,
        .form = form,
    };
}

enum outcome feed_job_push(struct arena *arena,
                           const struct feed_job *job,
                           struct str bytes,
                           struct str content_type)
{
    const struct capture_request request = {
        .kind = CAPTURE_FEED,
        .bytes = bytes,
        .url = job->subscription->url,
        .content_type = content_type,
    };
    struct feed_capture captured;
    struct capture_reason why = {0};
    enum outcome read = feed_capture_run(arena, &request, &job->stop_fd, &captured, &why);
    if (read != OK) {
        log_info("feeds: what the hub of feed %lld sent cannot be read",
                 (long long)job->subscription->id.n);
        return read == UNAVAILABLE ? UNAVAILABLE : OK;
    }
    const struct feed_taking taking = {.job = job, .feed = &captured.feed};
    return feed_take(arena, &taking);
}
