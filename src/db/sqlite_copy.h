#ifndef DB_SQLITE_COPY_H
#define DB_SQLITE_COPY_H

/* One store of the engine copied into another. For sqlite.c only. */

struct sqlite3;

/* `on_progress` hears permille; it may be NULL. The engine's own code. */
int sqlite_copy(struct sqlite3 *from, struct sqlite3 *to, void (*on_progress)(int permille));

#endif
