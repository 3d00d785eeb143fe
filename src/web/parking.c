/* A few slots, each with an arena of its own; searched one after another. */
#include "web/parking.h"

#include "base/limits.h"
#include "base/random.h"

#include <pthread.h>

enum { KEY_BYTES = 16 };

struct slot {
    struct arena arena;
    struct str key; /* empty: the slot is free */
    struct parked page;
    size_t n_bytes;
    int64_t until_ms;
};

struct parking {
    pthread_mutex_t lock;
    struct slot slots[LIMIT_PARKED_PAGES];
    size_t n_bytes; /* in all slots */
};

struct parking *parking_new(struct arena *arena)
{
    struct parking *parking = arena_new(arena, struct parking);
    CHECK(pthread_mutex_init(&parking->lock, NULL) == 0);
    return parking;
}

static void empty(struct parking *parking, struct slot *slot)
{
    parking->n_bytes -= slot->n_bytes;
    arena_done(&slot->arena);
    *slot = (struct slot){0};
}

void parking_done(struct parking *parking)
{
    if (parking == NULL)
        return;
    for (size_t i = 0; i < LIMIT_PARKED_PAGES; i++)
        empty(parking, &parking->slots[i]);
    pthread_mutex_destroy(&parking->lock);
}

static bool is_free(const struct slot *slot)
{
    return slot->key.len == 0;
}

/* The one that is too old first; NULL when all are free. */
static struct slot *oldest(struct parking *parking)
{
    struct slot *found = NULL;
    for (size_t i = 0; i < LIMIT_PARKED_PAGES; i++) {
        struct slot *slot = &parking->slots[i];
        if (!is_free(slot) && (found == NULL || slot->until_ms < found->until_ms))
            found = slot;
    }
    return found;
}

/* A free slot, after the old and whoever stands in the way have gone. */
static struct slot *make_room(struct parking *parking, size_t n_bytes, int64_t now_ms)
{
    for (struct slot *slot = oldest(parking); slot && slot->until_ms <= now_ms;
         slot = oldest(parking))
        empty(parking, slot);
    while (parking->n_bytes + n_bytes > LIMIT_PARKED_BYTES)
        empty(parking, oldest(parking));
    for (size_t i = 0; i < LIMIT_PARKED_PAGES; i++) {
        if (is_free(&parking->slots[i]))
            return &parking->slots[i];
    }
    struct slot *slot = oldest(parking);
    empty(parking, slot);
    return slot;
}

static struct parked copy(struct arena *arena, const struct parked *page)
{
    return (struct parked){
        .url = str_copy(arena, page->url),
        .title = str_copy(arena, page->title),
        .html = str_copy(arena, page->html),
        .selection = str_copy(arena, page->selection),
    };
}

enum outcome parking_put(struct arena *arena,
                         struct parking *parking,
                         const struct parked *page,
                         int64_t now_ms,
                         struct str *ret_key)
{
    size_t n_bytes = page->url.len + page->title.len + page->html.len + page->selection.len;
    if (n_bytes > LIMIT_REQUEST_PARKED_BYTES)
        return TOO_LARGE;
    struct str key = random_token(arena, KEY_BYTES);
    pthread_mutex_lock(&parking->lock);
    struct slot *slot = make_room(parking, n_bytes, now_ms);
    arena_init(&slot->arena, LIMIT_PARKED_BYTES);
    slot->key = str_copy(&slot->arena, key);
    slot->page = copy(&slot->arena, page);
    slot->n_bytes = n_bytes;
    slot->until_ms = now_ms + LIMIT_PARKED_SECONDS * 1000LL;
    parking->n_bytes += n_bytes;
    pthread_mutex_unlock(&parking->lock);
    *ret_key = key;
    return OK;
}

static struct slot *find(struct parking *parking, struct str key)
{
    for (size_t i = 0; i < LIMIT_PARKED_PAGES && key.len > 0; i++) {
        if (str_eq(parking->slots[i].key, key))
            return &parking->slots[i];
    }
    return NULL;
}

enum outcome parking_find(struct arena *arena,
                          struct parking *parking,
                          struct str key,
                          int64_t now_ms,
                          struct parked *ret_page)
{
    pthread_mutex_lock(&parking->lock);
    const struct slot *slot = find(parking, key);
    bool is_here = slot != NULL && slot->until_ms > now_ms;
    if (is_here)
        *ret_page = copy(arena, &slot->page);
    pthread_mutex_unlock(&parking->lock);
    return is_here ? OK : NOT_FOUND;
}

void parking_remove(struct parking *parking, struct str key)
{
    pthread_mutex_lock(&parking->lock);
    struct slot *slot = find(parking, key);
    if (slot != NULL)
        empty(parking, slot);
    pthread_mutex_unlock(&parking->lock);
}
