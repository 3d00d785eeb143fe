#include "jobs/item_job.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "community/setting.h"
#include "community/subscription_check.h"
#include "jobs/keep.h"
#include "jobs/share.h"
#include "text/dates.h"

#include <jansson.h>

static json_t *print_tags(struct str_list tags)
{
    json_t *array = json_array();
    for (size_t i = 0; i < tags.n; i++)
        (void)json_array_append_new(array, json_stringn(tags.items[i].ptr, tags.items[i].len));
    return array;
}

enum outcome item_job_submit(struct arena *arena,
                             struct db *db,
                             struct member_id member,
                             const struct item_job *item,
                             int64_t after)
{
    struct job_id id;
    json_t *json =
        json_pack("{s:I, s:s%, s:s%, s:s%, s:s%, s:s%, s:I, s:b, s:o}", "subscription",
                  (json_int_t)item->subscription.n, "key", item->key.ptr, item->key.len, "url",
                  item->url.ptr, item->url.len, "title", item->title.ptr, item->title.len, "byline",
                  item->byline.ptr, item->byline.len, "source", item->source.ptr, item->source.len,
                  "published", (json_int_t)item->published, "has_published", item->has_published,
                  "tags", print_tags(item->tags));
    if (json == NULL)
        return INVALID;
    size_t n_bytes = json_dumpb(json, NULL, 0, JSON_COMPACT);
    char *text = arena_alloc_raw(arena, n_bytes + 1);
    (void)json_dumpb(json, text, n_bytes, JSON_COMPACT);
    json_decref(json);
    return job_submit(db, JOB_FEED_ITEM, member, (struct str){text, n_bytes}, after, &id);
}

static struct str text_of(struct arena *arena, json_t *json, const char *name)
{
    json_t *text = json_object_get(json, name);
    return str_copy(arena, (struct str){json_string_value(text), json_string_length(text)});
}

static struct str_list tags_of(struct arena *arena, json_t *json)
{
    json_t *array = json_object_get(json, "tags");
    size_t n = json_array_size(array);
    struct str *tags = arena_array(arena, struct str, n);
    for (size_t i = 0; i < n; i++) {
        json_t *tag = json_array_get(array, i);
        tags[i] = str_copy(arena, (struct str){json_string_value(tag), json_string_length(tag)});
    }
    return (struct str_list){tags, n};
}

static enum outcome read_payload(struct arena *arena, struct str payload, struct item_job *ret_item)
{
    json_error_t error;
    json_t *json = json_loadb(payload.ptr, payload.len, 0, &error);
    struct item_job item = {
        .subscription = {json_integer_value(json_object_get(json, "subscription"))},
        .key = text_of(arena, json, "key"),
        .url = text_of(arena, json, "url"),
        .title = text_of(arena, json, "title"),
        .byline = text_of(arena, json, "byline"),
        .source = text_of(arena, json, "source"),
        .published = json_integer_value(json_object_get(json, "published")),
        .has_published = json_is_true(json_object_get(json, "has_published")),
        .tags = tags_of(arena, json),
    };
    json_decref(json);
    *ret_item = item;
    return item.subscription.n > 0 && item.key.len > 0 ? OK : FAULT;
}

/* What the page says is newer and nearer; the feed knows what the page leaves out. */
static void fill_gaps(struct capture *capture, const struct item_job *item)
{
    if (item->title.len > 0)
        capture->title = item->title;
    if (capture->byline.len == 0)
        capture->byline = item->byline;
    if (capture->source.len == 0)
        capture->source = item->source;
    if (capture->tags.n == 0)
        capture->tags = item->tags;
    if (!capture->has_published) {
        capture->published = item->published;
        capture->has_published = item->has_published;
    }
}

/* What the writer's thread needs. */
struct ending {
    const struct job *leased;
    const struct item_job *item;
    const struct article_checked *checked;   /* NULL: it failed */
    const struct article_captured *captured; /* NULL: nothing to keep */
    struct str error;
    bool is_final;
    int64_t now;
    int64_t day;
};

/* The address that its page gave may be one that the blog has. */
static enum outcome make_article(struct arena *arena,
                                 struct db *db,
                                 const struct subscription *subscription,
                                 const struct ending *ending,
                                 struct article_id *ret_id)
{
    const struct article_new article = {
        .blog = subscription->blog,
        .sharer = subscription->member,
        .checked = ending->checked,
        .now = ending->now,
        .captured = ending->captured,
    };
    struct article_id id = {0};
    enum outcome done = article_make(arena, db, &article, &id);
    if (done == OK && subscription->rules.mode == SUBSCRIPTION_AT_ONCE)
        done = article_publish(db, id, ending->now, ending->day);
    if (done == OK)
        *ret_id = id;
    return done;
}

static enum outcome write_article(struct db *db, void *context)
{
    const struct ending *ending = context;
    SCRATCH_ARENA(scratch, LIMIT_REQUEST_ARENA_BYTES);
    struct subscription subscription;
    struct article_id id = {0};
    bool has = false;
    enum outcome done = subscription_find(&scratch, db, ending->item->subscription, &subscription);
    if (done == NOT_FOUND) /* removed meanwhile */
        return job_finish(db, ending->leased, STR(""), ending->now);
    if (done == OK)
        done = subscription_has_address(db, subscription.blog, ending->checked->fields.url, &has);
    if (done == OK && !has)
        done = make_article(&scratch, db, &subscription, ending, &id);
    if (done == OK)
        done = subscription_item_keep(db, subscription.id, ending->item->key,
                                      has ? FATE_DOUBLE : FATE_TAKEN, id, ending->now);
    if (done != OK)
        return done;
    struct str result = str_print(&scratch, "%lld", (long long)id.n);
    return job_finish(db, ending->leased, result, ending->now);
}

static enum outcome write_failure(struct db *db, void *context)
{
    const struct ending *ending = context;
    bool is_final = ending->is_final || ending->leased->tries >= LIMIT_JOB_TRIES;
    enum outcome done = job_fail(db, ending->leased, ending->error, is_final, ending->now);
    if (done != OK || !is_final)
        return done;
    return subscription_item_fail(db, ending->item->subscription, ending->item->key);
}

static enum outcome write_release(struct db *db, void *context)
{
    const struct ending *ending = context;
    return job_release(db, ending->leased);
}

static enum outcome end(const struct capture_job *job, db_write *write, struct ending *ending)
{
    ending->now = clock_now();
    enum outcome done = db_writer_run(job->config->writer, write, ending);
    if (done == CONFLICT)
        log_info("job %lld was taken over", (long long)job->leased->id.n);
    return done == CONFLICT ? OK : done;
}

static enum outcome fail(struct arena *arena,
                         const struct capture_job *job,
                         const struct item_job *item,
                         struct capture_reason why,
                         bool is_final)
{
    struct ending ending = {.leased = job->leased, .item = item, .is_final = is_final};
    ending.error = capture_job_print_reason(arena, why);
    return end(job, write_failure, &ending);
}

static enum outcome store(struct arena *arena,
                          const struct capture_job *job,
                          const struct item_job *item,
                          struct capture *capture)
{
    const struct dates *dates;
    struct article_checked checked;
    struct problem problem;
    fill_gaps(capture, item);
    if (share_check(arena, capture, &checked, &problem) != OK)
        return fail(arena, job, item, (struct capture_reason){.trouble = CAPTURE_NO_ARTICLE}, true);
    struct ending ending = {.leased = job->leased, .item = item, .checked = &checked};
    if (dates_open(arena, STR("en"), job->zone, &dates) != OK &&
        dates_open(arena, STR("en"), STR("UTC"), &dates) != OK)
        return FAULT;
    struct article_captured captured;
    enum outcome kept = keep_capture(arena, job->config->objects, item->url, capture, &captured);
    if (kept != OK && kept != NOT_FOUND)
        return kept;
    ending.captured = kept == OK ? &captured : NULL;
    ending.day = day_number(dates_day_of(dates, clock_now()));
    return end(job, write_article, &ending);
}

enum outcome item_job_run(struct arena *arena, const struct capture_job *job)
{
    struct item_job item;
    struct capture capture;
    struct capture_reason why = {0};
    if (read_payload(arena, job->leased->payload, &item) != OK) {
        log_error("job %lld: its payload cannot be read", (long long)job->leased->id.n);
        return fail(arena, job, &item, (struct capture_reason){.trouble = CAPTURE_CRASHED}, true);
    }
    const struct capture_request request = {
        .kind = CAPTURE_LINK,
        .url = item.url,
        .zone = job->zone,
        .site_url = job->config->site_url,
        .allow = job->config->allow,
        .is_automatic = true,
    };
    const struct capture_watch watch = {.stop_fd = &job->stop_fd};
    enum outcome captured = capture_run(arena, &request, &watch, &capture, &why);
    if (captured == OK)
        return store(arena, job, &item, &capture);
    if (capture_job_is_stopping(job)) {
        struct ending ending = {.leased = job->leased};
        return end(job, write_release, &ending);
    }
    return fail(arena, job, &item, why, captured == INVALID);
}
