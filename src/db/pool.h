#ifndef DB_POOL_H
#define DB_POOL_H

/* Reading connections, lent one at a time to whichever thread needs one. */

#include "db/db.h"

struct db_pool;

/* Opens `n` reading connections on `folder`. Outcomes as db_open. */
MUST_CHECK enum outcome db_pool_open(struct arena *arena,
                                     const char *folder,
                                     size_t n,
                                     struct db_pool **ret_pool,
                                     struct str *ret_why);
void db_pool_close(struct db_pool *pool);

/* Lends a connection; waits when all are out, so `n` is at least the number of threads. */
struct db *db_pool_take(struct db_pool *pool);
void db_pool_give(struct db_pool *pool, struct db *db);

#endif
