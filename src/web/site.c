#include "web/site.h"

#include "base/limits.h"
#include "base/log.h"
#include "community/topic.h"

#include <pthread.h>

/* One reading of the settings, in an arena of its own; freed when the last
 * borrower has given it back and a newer one has come. */
struct edition {
    struct site site; /* first: what is lent stands for the whole */
    struct arena arena;
    struct db_moment moment;
    size_t n_borrowers; /* the cache itself counts for one */
};

struct site_cache {
    struct db_changes *changes;
    pthread_mutex_t lock;
    struct edition *newest; /* NULL: none read yet */
};

const struct site site_unread = {
    .settings = {.name = STR_INIT("Passalong"), .zone = STR_INIT("UTC"), .locale = STR_INIT("en")},
    .language = LANGUAGE_EN,
};

struct site_cache *site_cache_new(struct arena *arena, struct db_changes *changes)
{
    struct site_cache *cache = arena_new(arena, struct site_cache);
    cache->changes = changes;
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

/* Under the lock. */
static void release(struct edition *edition)
{
    if (edition == NULL || --edition->n_borrowers > 0)
        return;
    /* The edition lies in its own arena. */
    struct arena arena = edition->arena;
    arena_done(&arena);
}

void site_cache_done(struct site_cache *cache)
{
    if (cache == NULL)
        return;
    release(cache->newest);
    pthread_mutex_destroy(&cache->lock);
}

static void open_dates(struct arena *arena, struct site *site)
{
    for (int i = 0; i < N_LANGUAGES; i++) {
        struct str tag = language_tag((enum language)i);
        if (dates_open(arena, tag, site->settings.zone, &site->dates[i]) == OK)
            continue;
        log_error("web: unknown time zone \"%.*s\", dates are in UTC",
                  STR_ARG(site->settings.zone));
        CHECK(dates_open(arena, tag, STR("UTC"), &site->dates[i]) == OK);
    }
}

static enum outcome read_edition(struct db *db, struct edition **ret_edition)
{
    struct arena arena;
    arena_init(&arena, LIMIT_REQUEST_ARENA_BYTES);
    struct edition *edition = arena_new(&arena, struct edition);
    struct site *site = &edition->site;
    enum outcome outcome = setting_load(&arena, db, &site->settings);
    if (outcome != OK) {
        arena_done(&arena);
        return outcome;
    }
    site->language = LANGUAGE_EN;
    ignore_outcome(language_find(site->settings.locale, &site->language));
    open_dates(&arena, site);
    edition->n_borrowers = 1;
    edition->arena = arena;
    *ret_edition = edition;
    return OK;
}

enum outcome site_find(struct site_cache *cache, struct site **ret_site)
{
    pthread_mutex_lock(&cache->lock);
    struct edition *edition = cache->newest;
    if (edition != NULL && db_changed_since(cache->changes, edition->moment, &topic_site, 1))
        edition = NULL;
    if (edition != NULL)
        edition->n_borrowers++;
    pthread_mutex_unlock(&cache->lock);
    if (edition == NULL)
        return NOT_FOUND;
    *ret_site = &edition->site;
    return OK;
}

static struct site *publish(struct site_cache *cache, struct edition *edition)
{
    pthread_mutex_lock(&cache->lock);
    release(cache->newest);
    cache->newest = edition;
    edition->n_borrowers++;
    pthread_mutex_unlock(&cache->lock);
    return &edition->site;
}

enum outcome
site_take(struct site_cache *cache, struct db *db, struct db_moment moment, struct site **ret_site)
{
    if (site_find(cache, ret_site) == OK)
        return OK;
    struct edition *edition = NULL;
    enum outcome outcome = read_edition(db, &edition);
    if (outcome != OK)
        return outcome;
    edition->moment = moment;
    *ret_site = publish(cache, edition);
    return OK;
}

void site_give(struct site_cache *cache, struct site *site)
{
    if (site == NULL)
        return;
    pthread_mutex_lock(&cache->lock);
    release((struct edition *)site);
    pthread_mutex_unlock(&cache->lock);
}
