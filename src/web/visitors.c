/* Sets of a few entries each; within a set the places are filled in turn. */
#include "web/visitors.h"

#include "base/limits.h"
#include "base/shared.h"
#include "community/topic.h"

#include <pthread.h>

enum {
    N_IN_SET = 4,
    N_SETS = LIMIT_KNOWN_VISITORS / N_IN_SET, /* a power of two */
};

/* One piece of shared memory, with the texts behind it. */
struct entry {
    struct str hash;
    struct db_moment moment;
    struct visitor visitor;
};

struct set {
    struct entry *entries[N_IN_SET]; /* NULL: free */
    unsigned next;
};

struct visitors {
    pthread_mutex_t lock;
    struct db_changes *changes;
    struct set sets[N_SETS];
};

struct visitors *visitors_new(struct arena *arena, struct db_changes *changes)
{
    struct visitors *visitors = arena_new(arena, struct visitors);
    visitors->changes = changes;
    CHECK(pthread_mutex_init(&visitors->lock, NULL) == 0);
    return visitors;
}

static void forget(struct entry **place)
{
    if (*place != NULL && shared_release(*place))
        shared_free(*place);
    *place = NULL;
}

void visitors_done(struct visitors *visitors)
{
    if (visitors == NULL)
        return;
    for (int set = 0; set < N_SETS; set++)
        for (int i = 0; i < N_IN_SET; i++)
            forget(&visitors->sets[set].entries[i]);
    pthread_mutex_destroy(&visitors->lock);
}

static struct str put(char **at, struct str text)
{
    char *to = *at;
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    to[text.len] = '\0';
    *at += text.len + 1;
    return (struct str){to, text.len};
}

static struct entry *
make_entry(struct str hash, struct db_moment moment, const struct visitor *visitor)
{
    const struct member *member = &visitor->member;
    size_t texts = hash.len + member->handle.len + member->name.len + member->lang.len + 4;
    struct entry *entry = shared_new(sizeof(*entry) + texts);
    char *at = (char *)(entry + 1);
    entry->hash = put(&at, hash);
    entry->moment = moment;
    entry->visitor = *visitor;
    entry->visitor.member.handle = put(&at, member->handle);
    entry->visitor.member.name = put(&at, member->name);
    entry->visitor.member.lang = put(&at, member->lang);
    return entry;
}

static struct set *set_of(struct visitors *visitors, struct str hash)
{
    return &visitors->sets[str_hash(hash) & (N_SETS - 1)];
}

/* Under the lock. NULL: none. */
static struct entry **find(struct set *set, struct str hash)
{
    for (int i = 0; i < N_IN_SET; i++)
        if (set->entries[i] != NULL && str_eq(set->entries[i]->hash, hash))
            return &set->entries[i];
    return NULL;
}

static bool is_over(const struct visitors *visitors, const struct entry *entry, int64_t now)
{
    struct db_topic topic = topic_member(entry->visitor.member.id);
    return now >= entry->visitor.touch_due ||
           db_changed_since(visitors->changes, entry->moment, &topic, 1);
}

enum outcome visitors_find(struct visitors *visitors,
                           struct arena *arena,
                           struct str hash,
                           int64_t now,
                           struct visitor *ret_visitor)
{
    struct entry *found = NULL;
    pthread_mutex_lock(&visitors->lock);
    struct entry **place = find(set_of(visitors, hash), hash);
    if (place != NULL && is_over(visitors, *place, now))
        forget(place);
    else if (place != NULL)
        found = shared_hold(*place);
    pthread_mutex_unlock(&visitors->lock);
    if (found == NULL)
        return NOT_FOUND;
    *ret_visitor = found->visitor;
    struct member *member = &ret_visitor->member;
    member->handle = str_copy(arena, member->handle);
    member->name = str_copy(arena, member->name);
    member->lang = str_copy(arena, member->lang);
    forget(&found);
    return OK;
}

void visitors_add(struct visitors *visitors,
                  struct str hash,
                  struct db_moment moment,
                  const struct visitor *visitor)
{
    struct entry *entry = make_entry(hash, moment, visitor);
    struct set *set = set_of(visitors, hash);
    pthread_mutex_lock(&visitors->lock);
    struct entry **place = find(set, hash);
    if (place == NULL)
        place = &set->entries[set->next++ % N_IN_SET];
    forget(place);
    *place = entry;
    pthread_mutex_unlock(&visitors->lock);
}
