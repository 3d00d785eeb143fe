#ifndef DB_SQLITE_COPY_H
#define DB_SQLITE_COPY_H

/* A copy of the embedded store while others use it. For sqlite.c only. */

struct sqlite3;

/* Writes what the connection sees into the new file `path`; a read must be open, so that
 * others' writes do not start the copy anew. The engine's own code. */
int sqlite_copy(struct sqlite3 *from, const char *path, void (*on_progress)(int permille));

#endif
