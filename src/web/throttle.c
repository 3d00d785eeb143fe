/* A bucket a key, in sets: a key's hash names its set, and in a full set the
 * bucket unused for longest makes room. So memory is bounded, and whoever sends
 * many keys to push one out must know the hash's secret. */
#include "web/throttle.h"

#include "base/limits.h"
#include "base/random.h"

#include <pthread.h>
#include <sodium.h>

enum { BUCKETS_IN_SET = 8, N_SETS = LIMIT_THROTTLE_BUCKETS / BUCKETS_IN_SET };

struct bucket {
    uint64_t key;    /* 0: free */
    int64_t full_ms; /* when it will be full again, counted from now on */
};

struct throttle {
    pthread_mutex_t lock;
    unsigned char secret[crypto_shorthash_KEYBYTES];
    struct bucket buckets[N_SETS][BUCKETS_IN_SET];
};

struct rule {
    int64_t n;      /* at once */
    int64_t per_ms; /* in which an empty bucket fills */
};

static const struct rule rules[] = {
    [THROTTLE_SIGN_IN_NAME] = {LIMIT_SIGN_IN_TRIES, 15 * 60 * 1000},
    [THROTTLE_SIGN_IN_ADDRESS] = {LIMIT_SIGN_IN_TRIES_ADDRESS, 15 * 60 * 1000},
    [THROTTLE_REGISTER] = {LIMIT_REGISTRATIONS_HOUR, 60 * 60 * 1000},
    [THROTTLE_COMMENT] = {LIMIT_COMMENTS_MINUTE, 60 * 1000},
    [THROTTLE_SHARE] = {LIMIT_SHARES_MINUTE, 60 * 1000},
    [THROTTLE_PARK] = {LIMIT_PARKED_MINUTE, 60 * 1000},
    [THROTTLE_HUB] = {LIMIT_HUB_CALLS_MINUTE, 60 * 1000},
};

struct throttle *throttle_new(struct arena *arena)
{
    struct throttle *throttle = arena_new(arena, struct throttle);
    pthread_mutex_init(&throttle->lock, NULL);
    random_bytes(throttle->secret, sizeof(throttle->secret));
    return throttle;
}

void throttle_done(struct throttle *throttle)
{
    if (throttle != NULL)
        pthread_mutex_destroy(&throttle->lock);
}

static uint64_t key_of(const struct throttle *throttle, enum throttled what, struct str who)
{
    unsigned char bytes[crypto_shorthash_BYTES];
    uint64_t key = 0;
    crypto_shorthash(bytes, (const unsigned char *)who.ptr, who.len, throttle->secret);
    memcpy(&key, bytes, sizeof(key));
    key += (uint64_t)what;
    return key != 0 ? key : 1;
}

/* The key's bucket, or the one in its set that will be, or was, full first. */
static struct bucket *bucket_of(struct throttle *throttle, uint64_t key)
{
    struct bucket *set = throttle->buckets[key / 16 % N_SETS];
    struct bucket *oldest = &set[0];
    for (size_t i = 0; i < BUCKETS_IN_SET; i++) {
        if (set[i].key == key)
            return &set[i];
        if (set[i].full_ms < oldest->full_ms)
            oldest = &set[i];
    }
    *oldest = (struct bucket){.key = key};
    return oldest;
}

/* A bucket is told by the time at which it will be full: each take moves that
 * on by the time that one takes to come back. */
bool throttle_take(struct throttle *throttle,
                   enum throttled what,
                   struct str who,
                   int64_t now_ms,
                   int64_t *ret_wait_seconds)
{
    const struct rule *rule = &rules[what];
    int64_t one_ms = rule->per_ms / rule->n;
    uint64_t key = key_of(throttle, what, who);

    pthread_mutex_lock(&throttle->lock);
    struct bucket *bucket = bucket_of(throttle, key);
    int64_t full_ms = (bucket->full_ms > now_ms ? bucket->full_ms : now_ms) + one_ms;
    int64_t over_ms = full_ms - now_ms - rule->n * one_ms;
    if (over_ms <= 0)
        bucket->full_ms = full_ms;
    pthread_mutex_unlock(&throttle->lock);

    if (over_ms > 0)
        *ret_wait_seconds = (over_ms + 999) / 1000;
    return over_ms <= 0;
}

void throttle_give_back(struct throttle *throttle, enum throttled what, struct str who)
{
    const struct rule *rule = &rules[what];
    pthread_mutex_lock(&throttle->lock);
    bucket_of(throttle, key_of(throttle, what, who))->full_ms -= rule->per_ms / rule->n;
    pthread_mutex_unlock(&throttle->lock);
}
