#include "web/pages/hub.h"

#include "base/clock.h"
#include "base/limits.h"
#include "community/subscription_check.h"
#include "jobs/jobs.h"
#include "text/signature.h"
#include "web/app.h"
#include "web/refusal.h"
#include "web/throttle.h"

enum {
    ASKED_SECONDS = 24 * 60 * 60, /* a hub answers a request within that */
    LEASE_SECONDS = 10 * 24 * 60 * 60,
    LEASE_SECONDS_MAX = 60 * 24 * 60 * 60,
};

static enum outcome load(struct request *rq, struct subscription *ret_subscription)
{
    return subscription_find_callback(rq->arena, rq->db, rq->parts[0], ret_subscription);
}

static int64_t lease_seconds(const struct request *rq)
{
    int64_t seconds = 0;
    struct str sent = request_query(rq, "hub.lease_seconds");
    if (str_to_number(sent, INT64_MAX, &seconds) != OK || seconds == 0)
        return LEASE_SECONDS;
    return seconds < LEASE_SECONDS_MAX ? seconds : LEASE_SECONDS_MAX;
}

/* Only what we asked for not long ago, by the same name (WebSub, 5.3.1). */
static bool is_ours(const struct request *rq, const struct subscription *subscription)
{
    return subscription->state == SUBSCRIPTION_ACTIVE && subscription->hub.asked > 0 &&
           rq->now - subscription->hub.asked <= ASKED_SECONDS &&
           str_eq(request_query(rq, "hub.topic"), subscription->hub.topic);
}

static enum outcome
agree(struct request *rq, struct response *rs, struct subscription *subscription)
{
    struct str challenge = request_query(rq, "hub.challenge");
    if (!is_ours(rq, subscription) || challenge.len == 0)
        return NOT_FOUND;
    subscription->hub.lease_ends = rq->now + lease_seconds(rq);
    enum outcome outcome = subscription_set_hub(rq->db, subscription->id, &subscription->hub);
    if (outcome == OK)
        response_text(rs, 200, challenge);
    return outcome;
}

/* The hub will not: the feed is looked at as if there were none. */
static enum outcome
give_up(struct request *rq, struct response *rs, struct subscription *subscription)
{
    if (!str_eq(request_query(rq, "hub.topic"), subscription->hub.topic))
        return NOT_FOUND;
    subscription->hub.lease_ends = 0;
    enum outcome outcome = subscription_set_hub(rq->db, subscription->id, &subscription->hub);
    if (outcome == OK)
        response_text(rs, 200, STR(""));
    return outcome;
}

enum outcome page_hub(struct request *rq, struct response *rs)
{
    struct subscription subscription;
    struct str mode = request_query(rq, "hub.mode");
    enum outcome outcome = load(rq, &subscription);
    if (outcome != OK)
        return outcome;
    if (str_eq(mode, STR("subscribe")))
        return agree(rq, rs, &subscription);
    return str_eq(mode, STR("denied")) ? give_up(rq, rs, &subscription) : NOT_FOUND;
}

/* A wrong signature gets the same answer as a right one (WebSub, 7.1): whoever
 * tries secrets learns nothing. */
enum outcome page_hub_call(struct request *rq, struct response *rs)
{
    struct subscription subscription;
    int64_t wait_seconds = 0;
    enum outcome outcome = load(rq, &subscription);
    if (outcome != OK)
        return outcome;
    if (!throttle_take(rq->app->throttle, THROTTLE_HUB, rq->parts[0], clock_monotonic_ms(),
                       &wait_seconds))
        return refuse_too_many(rq, rs, wait_seconds);
    if (subscription.state == SUBSCRIPTION_ACTIVE &&
        signature_is_right(rq->headers.hub_signature, subscription.hub.secret, rq->body))
        outcome = jobs_take_push(rq->arena, rq->app->jobs, &subscription, rq->body,
                                 rq->headers.content_type);
    if (outcome == OK)
        response_text(rs, 202, STR(""));
    return outcome;
}
