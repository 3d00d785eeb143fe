#include "db/pool.h"

#include <pthread.h>

struct db_pool {
    struct arena arena;
    pthread_mutex_t lock;
    pthread_cond_t given;
    struct db **free_dbs; /* a stack: the one given last is the warmest */
    size_t n_free;
    size_t n;
};

enum outcome db_pool_open(struct arena *arena,
                          const char *folder,
                          size_t n,
                          struct db_pool **ret_pool,
                          struct str *ret_why)
{
    struct arena own;
    arena_init(&own, SIZE_MAX);
    struct db_pool *pool = arena_new(&own, struct db_pool);
    pool->free_dbs = arena_array(&own, struct db *, n);
    pool->arena = own;
    CHECK(pthread_mutex_init(&pool->lock, NULL) == 0);
    CHECK(pthread_cond_init(&pool->given, NULL) == 0);
    for (size_t i = 0; i < n; i++) {
        enum outcome outcome = db_open(arena, folder, DB_READ, &pool->free_dbs[i], ret_why);
        if (outcome != OK) {
            db_pool_close(pool);
            return outcome;
        }
        pool->n = pool->n_free = i + 1;
    }
    *ret_pool = pool;
    return OK;
}

void db_pool_close(struct db_pool *pool)
{
    if (pool == NULL)
        return;
    CHECK(pool->n_free == pool->n); /* nobody holds one any more */
    for (size_t i = 0; i < pool->n; i++)
        db_close(pool->free_dbs[i]);
    pthread_cond_destroy(&pool->given);
    pthread_mutex_destroy(&pool->lock);
    struct arena arena = pool->arena;
    arena_done(&arena);
}

struct db *db_pool_take(struct db_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->n_free == 0)
        pthread_cond_wait(&pool->given, &pool->lock);
    struct db *db = pool->free_dbs[--pool->n_free];
    pthread_mutex_unlock(&pool->lock);
    return db;
}

void db_pool_give(struct db_pool *pool, struct db *db)
{
    pthread_mutex_lock(&pool->lock);
    pool->free_dbs[pool->n_free++] = db;
    pthread_cond_signal(&pool->given);
    pthread_mutex_unlock(&pool->lock);
}
