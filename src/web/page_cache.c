/* A table of chains over a fixed array of entries, and the hand of a clock that
 * goes round them: an entry found since the hand came by last is passed over once.
 * Of what was asked for and is not kept there remains a hash. */
#include "web/page_cache.h"

#include "base/limits.h"
#include "base/shared.h"

#include <pthread.h>

enum {
    N_CHAINS = LIMIT_KEPT_PAGES, /* a power of two */
    SHARE_OF_ONE = 16,           /* a page of more than this part of all is not kept */
    NONE = -1,
};

struct entry {
    uint64_t hash;
    char *name; /* base/shared.h; NULL: the entry is free */
    size_t name_len;
    struct kept_page *page;
    struct kept_state state;
    size_t n_bytes;
    int next; /* of its chain, or of the free ones */
    bool was_found;
};

struct page_cache {
    pthread_mutex_t lock;
    struct db_changes *changes;
    int chains[N_CHAINS];
    int free_entries;
    int hand;
    size_t n_bytes;
    size_t n;
    uint64_t asked[N_CHAINS]; /* the last name asked for of each chain */
    struct entry entries[LIMIT_KEPT_PAGES];
};

struct page_cache *page_cache_new(struct arena *arena, struct db_changes *changes)
{
    struct page_cache *cache = arena_new(arena, struct page_cache);
    cache->changes = changes;
    for (int i = 0; i < N_CHAINS; i++)
        cache->chains[i] = NONE;
    for (int i = 0; i < LIMIT_KEPT_PAGES; i++)
        cache->entries[i].next = i + 1 < LIMIT_KEPT_PAGES ? i + 1 : NONE;
    CHECK(pthread_mutex_init(&cache->lock, NULL) == 0);
    return cache;
}

static char *copy(char **at, const void *bytes, size_t n)
{
    char *to = *at;
    if (n > 0)
        memcpy(to, bytes, n);
    *at += n;
    return to;
}

struct kept_page *kept_page_new(struct str bytes, struct str tag, const struct view_holes *holes)
{
    size_t holes_bytes = holes != NULL ? holes->n * sizeof(*holes->items) : 0;
    struct kept_page *page = shared_new(sizeof(*page) + holes_bytes + tag.len + 1 + bytes.len);
    *page = (struct kept_page){.n_holes = holes != NULL ? holes->n : 0};
    char *at = (char *)(page + 1);
    page->holes =
        (const struct view_hole *)(const void *)copy(&at, holes ? holes->items : NULL, holes_bytes);
    page->tag = (struct str){copy(&at, tag.ptr, tag.len), tag.len};
    *at++ = '\0';
    page->bytes = (struct str){copy(&at, bytes.ptr, bytes.len), bytes.len};
    return page;
}

void kept_page_drop(struct kept_page *page)
{
    if (page == NULL || !shared_release(page))
        return;
    void *prepared = atomic_load(&page->prepared);
    if (prepared != NULL)
        atomic_load (&page->forget)(prepared);
    shared_free(page);
}

/* Under the lock, as all that follow up to the exported ones. */
static int *link_to(struct page_cache *cache, int number)
{
    int *link = &cache->chains[cache->entries[number].hash & (N_CHAINS - 1)];
    while (*link != number)
        link = &cache->entries[*link].next;
    return link;
}

static void empty(struct page_cache *cache, int number)
{
    struct entry *entry = &cache->entries[number];
    *link_to(cache, number) = entry->next;
    kept_page_drop(entry->page);
    CHECK(shared_release(entry->name));
    shared_free(entry->name);
    cache->n_bytes -= entry->n_bytes;
    cache->n--;
    *entry = (struct entry){.next = cache->free_entries};
    cache->free_entries = number;
}

/* Empties the next entry that nobody asked for since the last round. */
static void make_room(struct page_cache *cache)
{
    for (;; cache->hand = (cache->hand + 1) % LIMIT_KEPT_PAGES) {
        struct entry *entry = &cache->entries[cache->hand];
        if (entry->name == NULL)
            continue;
        if (!entry->was_found)
            break;
        entry->was_found = false;
    }
    empty(cache, cache->hand);
}

static uint64_t hash_of(const struct kept_name *name)
{
    return (str_hash(name->target) ^ str_hash(name->host)) * 31 + (uint64_t)name->language * 8 +
           (uint64_t)name->form;
}

static size_t name_length(const struct kept_name *name)
{
    return 2 + name->host.len + 1 + name->target.len;
}

static void write_name(char *at, const struct kept_name *name)
{
    *at++ = (char)name->form;
    *at++ = (char)name->language;
    copy(&at, name->host.ptr, name->host.len);
    *at++ = '\n'; /* stands in no host and no address */
    copy(&at, name->target.ptr, name->target.len);
}

static bool has_name(const struct entry *entry, const struct kept_name *name)
{
    struct str rest = {entry->name, entry->name_len};
    if (rest.len != name_length(name) || rest.ptr[0] != (char)name->form ||
        rest.ptr[1] != (char)name->language)
        return false;
    rest = str_skip(rest, 2);
    return str_eq(str_first(rest, name->host.len), name->host) &&
           rest.ptr[name->host.len] == '\n' &&
           str_eq(str_skip(rest, name->host.len + 1), name->target);
}

static int find(const struct page_cache *cache, const struct kept_name *name, uint64_t hash)
{
    int number = cache->chains[hash & (N_CHAINS - 1)];
    while (number != NONE) {
        const struct entry *entry = &cache->entries[number];
        if (entry->hash == hash && has_name(entry, name))
            break;
        number = entry->next;
    }
    return number;
}

static void fill(struct page_cache *cache,
                 const struct kept_name *name,
                 uint64_t hash,
                 const struct kept_state *state,
                 struct kept_page *page)
{
    int number = cache->free_entries;
    struct entry *entry = &cache->entries[number];
    cache->free_entries = entry->next;
    int *chain = &cache->chains[hash & (N_CHAINS - 1)];
    *entry = (struct entry){
        .hash = hash,
        .name = shared_new(name_length(name)),
        .name_len = name_length(name),
        .page = shared_hold(page),
        .state = *state,
        .n_bytes = name_length(name) + page->bytes.len + page->n_holes * sizeof(*page->holes),
        .next = *chain,
    };
    write_name(entry->name, name);
    *chain = number;
    cache->n_bytes += entry->n_bytes;
    cache->n++;
}

enum outcome page_cache_find(struct page_cache *cache,
                             const struct kept_name *name,
                             int64_t now,
                             struct kept_page **ret_page,
                             struct kept_state *ret_state)
{
    uint64_t hash = hash_of(name);
    enum outcome outcome = NOT_FOUND;
    pthread_mutex_lock(&cache->lock);
    int number = find(cache, name, hash);
    struct entry *entry = number == NONE ? NULL : &cache->entries[number];
    if (entry != NULL && (now >= entry->state.until ||
                          db_changed_since(cache->changes, entry->state.moment, entry->state.topics,
                                           entry->state.n_topics))) {
        empty(cache, number);
    } else if (entry != NULL) {
        entry->was_found = true;
        *ret_page = shared_hold(entry->page);
        *ret_state = entry->state;
        outcome = OK;
    }
    pthread_mutex_unlock(&cache->lock);
    return outcome;
}

bool page_cache_wants(struct page_cache *cache, const struct kept_name *name, size_t n_bytes)
{
    uint64_t hash = hash_of(name);
    uint64_t *asked = &cache->asked[hash & (N_CHAINS - 1)];
    pthread_mutex_lock(&cache->lock);
    bool has_room = cache->free_entries != NONE && cache->n_bytes + n_bytes <= LIMIT_KEPT_BYTES;
    bool is_wanted = has_room || *asked == hash;
    *asked = hash;
    pthread_mutex_unlock(&cache->lock);
    return is_wanted;
}

void page_cache_add(struct page_cache *cache,
                    const struct kept_name *name,
                    const struct kept_state *state,
                    struct kept_page *page)
{
    size_t n_bytes = page->bytes.len + page->n_holes * sizeof(*page->holes);
    if (n_bytes > LIMIT_KEPT_BYTES / SHARE_OF_ONE)
        return;
    uint64_t hash = hash_of(name);
    pthread_mutex_lock(&cache->lock);
    int number = find(cache, name, hash);
    if (number != NONE)
        empty(cache, number);
    while (cache->n > 0 &&
           (cache->free_entries == NONE || cache->n_bytes + n_bytes > LIMIT_KEPT_BYTES))
        make_room(cache);
    fill(cache, name, hash, state, page);
    pthread_mutex_unlock(&cache->lock);
}

size_t page_cache_bytes(struct page_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    size_t n_bytes = cache->n_bytes;
    pthread_mutex_unlock(&cache->lock);
    return n_bytes;
}

size_t page_cache_count(struct page_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    size_t n = cache->n;
    pthread_mutex_unlock(&cache->lock);
    return n;
}

void page_cache_done(struct page_cache *cache)
{
    if (cache == NULL)
        return;
    for (int i = 0; i < LIMIT_KEPT_PAGES; i++)
        if (cache->entries[i].name != NULL)
            empty(cache, i);
    pthread_mutex_destroy(&cache->lock);
}
