#include "jobs/feed_take.h"

#include "base/clock.h"
#include "base/limits.h"
#include "community/setting.h"
#include "text/dates.h"

#include <stdlib.h>

enum { BETWEEN_PAGES_SECONDS = 2 }; /* of one publisher */

/* What the store says to a plan. */
struct verdict {
    enum subscription_fate fate;
    bool is_known; /* a hub was quicker */
};

/* All that the write needs, ready before it begins. */
struct round {
    const struct feed_taking *taking;
    const struct subscription *subscription;
    const struct feed_item **fresh; /* never seen before, newest first */
    size_t n_fresh;
    struct str *stale; /* keys of those that were not seen for long */
    size_t n_stale;
    const struct feed_plan *plans; /* of the first of `fresh` */
    struct verdict *verdicts;      /* on each of the plans, by the write */
    size_t n_plans;
    int64_t now;
    int64_t day;
};

static int64_t time_of(const struct feed_item *item)
{
    return item->published.is_known ? item->published.utc : item->updated.utc;
}

static int newest_first(const void *a, const void *b)
{
    const struct feed_item *x = *(const struct feed_item *const *)a;
    const struct feed_item *y = *(const struct feed_item *const *)b;
    int64_t x_time = time_of(x);
    int64_t y_time = time_of(y);
    if (x_time != y_time)
        return x_time < y_time ? 1 : -1;
    return x < y ? -1 : x > y; /* as the feed has them */
}

/* Feeds have the newest first; where all dates are known they decide. */
static void sort_fresh(struct round *round)
{
    for (size_t i = 0; i < round->n_fresh; i++) {
        if (!round->fresh[i]->published.is_known && !round->fresh[i]->updated.is_known)
            return;
    }
    if (round->n_fresh > 1)
        qsort(round->fresh, round->n_fresh, sizeof *round->fresh, newest_first);
}

static enum outcome
sort_item(struct arena *arena, struct db *db, struct round *round, const struct feed_item *item)
{
    int64_t seen = 0;
    struct str key = feed_item_key(arena, item);
    enum outcome found = subscription_item_find(db, round->subscription->id, key, &seen);
    if (found == NOT_FOUND)
        round->fresh[round->n_fresh++] = item;
    else if (found == OK && round->now - seen > SUBSCRIPTION_SEEN_SECONDS)
        round->stale[round->n_stale++] = key;
    return found == NOT_FOUND ? OK : found;
}

static enum outcome sort_items(struct arena *arena, struct db *db, struct round *round)
{
    const struct feed *feed = round->taking->feed;
    round->fresh = arena_array(arena, const struct feed_item *, feed->n_items);
    round->stale = arena_array(arena, struct str, feed->n_items);
    for (size_t i = 0; i < feed->n_items; i++) {
        enum outcome sorted = sort_item(arena, db, round, &feed->items[i]);
        if (sorted != OK)
            return sorted;
    }
    sort_fresh(round);
    return OK;
}

static enum outcome find_day(struct arena *arena, struct db *db, struct round *round)
{
    struct site_settings settings;
    const struct dates *dates;
    enum outcome found = setting_load(arena, db, &settings);
    if (found != OK)
        return found;
    if (dates_open(arena, STR("en"), settings.zone, &dates) != OK &&
        dates_open(arena, STR("en"), STR("UTC"), &dates) != OK)
        return FAULT;
    round->day = day_number(dates_day_of(dates, round->now));
    return OK;
}

static enum outcome look(struct arena *arena, struct round *round)
{
    struct db_pool *pool = round->taking->job->config->pool;
    struct db *db = db_pool_take(pool);
    enum outcome found = sort_items(arena, db, round);
    if (found == OK)
        found = find_day(arena, db, round);
    db_pool_give(pool, db);
    return found;
}

static struct str address_of(const struct feed_plan *plan)
{
    return plan->fate == FATE_TAKEN ? plan->checked.fields.url : plan->job.url;
}

/* One feed may name one thing twice: the newest of them counts. */
static bool is_double(const struct round *round, const struct feed_plan *plan)
{
    for (size_t i = 0; i < round->n_plans; i++) {
        const struct feed_plan *other = &round->plans[i];
        struct str address = address_of(plan);
        if (str_eq(other->key, plan->key) ||
            (address.len > 0 && str_eq(address_of(other), address)))
            return true;
    }
    return false;
}

static void make_plans(struct arena *arena, struct round *round)
{
    size_t n = round->n_fresh < LIMIT_ITEMS_AT_ONCE ? round->n_fresh : LIMIT_ITEMS_AT_ONCE;
    struct feed_plan *plans = arena_array(arena, struct feed_plan, n);
    round->plans = plans;
    for (size_t i = 0; i < n && !arena_is_over(arena); i++) {
        plans[i] = feed_item_plan(arena, round->subscription, round->taking->feed, round->fresh[i]);
        if (is_double(round, &plans[i]))
            plans[i].fate = FATE_DOUBLE;
        round->n_plans++;
    }
    round->verdicts = arena_array(arena, struct verdict, n);
}

/* Its article, published when the rules say so. */
static enum outcome make_article(struct arena *arena,
                                 struct db *db,
                                 const struct round *round,
                                 const struct feed_plan *plan,
                                 struct article_id *ret_id)
{
    const struct article_new article = {
        .blog = round->subscription->blog,
        .sharer = round->subscription->member,
        .checked = &plan->checked,
        .now = round->now,
    };
    struct article_id id = {0};
    enum outcome done = article_make(arena, db, &article, &id);
    if (done == OK && round->subscription->rules.mode == SUBSCRIPTION_AT_ONCE)
        done = article_publish(db, id, round->now, round->day);
    if (done == OK)
        *ret_id = id;
    return done;
}

/* A double, or one too many for the day? */
static enum outcome judge(struct db *db,
                          const struct round *round,
                          const struct feed_plan *plan,
                          struct verdict *verdict)
{
    struct subscription_id id = round->subscription->id;
    int64_t seen = 0;
    bool has = false;
    *verdict = (struct verdict){.fate = plan->fate};
    enum outcome done = subscription_item_find(db, id, plan->key, &seen);
    verdict->is_known = done == OK;
    if (done != NOT_FOUND || (plan->fate != FATE_TAKEN && plan->fate != FATE_WAITING))
        return done == NOT_FOUND ? OK : done;
    done = subscription_has_address(db, round->subscription->blog, address_of(plan), &has);
    if (done == OK && !has)
        done = subscription_count(db, id, round->day);
    if (has)
        verdict->fate = FATE_DOUBLE;
    else if (done == CONFLICT)
        verdict->fate = FATE_OVER;
    return done == CONFLICT ? OK : done;
}

static enum outcome take_one(struct db *db, const struct round *round, size_t at)
{
    SCRATCH_ARENA(scratch, LIMIT_REQUEST_ARENA_BYTES);
    const struct feed_plan *plan = &round->plans[at];
    const struct subscription *subscription = round->subscription;
    struct verdict verdict = round->verdicts[at];
    struct article_id article = {0};
    enum outcome done = OK;
    if (verdict.is_known)
        return OK;
    if (verdict.fate == FATE_TAKEN)
        done = make_article(&scratch, db, round, plan, &article);
    else if (verdict.fate == FATE_WAITING)
        done = item_job_submit(&scratch, db, subscription->member, &plan->job,
                               round->now + (int64_t)at * BETWEEN_PAGES_SECONDS);
    if (done != OK)
        return done;
    return subscription_item_keep(db, subscription->id, plan->key, verdict.fate, article,
                                  round->now);
}

/* The day's number goes to the newest, which are judged first; they are made
 * last, so that they stand on top. */
static enum outcome take_all(struct db *db, const struct round *round)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < round->n_plans; i++)
        done = judge(db, round, &round->plans[i], &round->verdicts[i]);
    for (size_t i = round->n_plans; done == OK && i-- > 0;)
        done = take_one(db, round, i);
    return done;
}

static enum outcome keep_rest(struct db *db, const struct round *round)
{
    struct subscription_id id = round->subscription->id;
    SCRATCH_ARENA(scratch, LIMIT_FEED_ARENA_BYTES);
    for (size_t i = round->n_plans; i < round->n_fresh; i++) {
        struct str key = feed_item_key(&scratch, round->fresh[i]);
        enum outcome done =
            subscription_item_keep(db, id, key, FATE_OVER, (struct article_id){0}, round->now);
        if (done != OK)
            return done;
    }
    for (size_t i = 0; i < round->n_stale; i++) {
        enum outcome done = subscription_item_touch(db, id, round->stale[i], round->now);
        if (done != OK)
            return done;
    }
    return subscription_item_sweep(db, id, round->now);
}

static enum outcome write_round(struct db *db, void *context)
{
    const struct round *round = context;
    const struct feed_taking *taking = round->taking;
    enum outcome done = take_all(db, round);
    if (done == OK)
        done = keep_rest(db, round);
    if (done == OK && taking->checked != NULL)
        done = subscription_succeed(db, taking->checked, round->now);
    if (done == OK && taking->hub != NULL)
        done = subscription_set_hub(db, round->subscription->id, taking->hub);
    return done;
}

static bool has_pages(const struct round *round)
{
    for (size_t i = 0; i < round->n_plans; i++) {
        if (round->verdicts[i].fate == FATE_WAITING)
            return true;
    }
    return false;
}

enum outcome feed_take(struct arena *arena, const struct feed_taking *taking)
{
    struct round round = {
        .taking = taking,
        .subscription = taking->job->subscription,
        .now = clock_now(),
    };
    enum outcome done = look(arena, &round);
    if (done != OK)
        return done;
    make_plans(arena, &round);
    done = db_writer_run(taking->job->config->writer, write_round, &round);
    if (done == OK && has_pages(&round))
        jobs_wake_workers(taking->job->jobs);
    return done;
}
