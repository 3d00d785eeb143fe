#include "db/sqlite_copy.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

enum { PAGES = 512 }; /* between two words of progress */

static void tell(sqlite3_backup *backup, void (*on_progress)(int permille))
{
    int total = sqlite3_backup_pagecount(backup);
    if (on_progress != NULL && total > 0)
        on_progress((int)(1000 - (int64_t)sqlite3_backup_remaining(backup) * 1000 / total));
}

static int copy_pages(sqlite3 *to, sqlite3 *from, void (*on_progress)(int permille))
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return sqlite3_errcode(to);
    while (sqlite3_backup_step(backup, PAGES) == SQLITE_OK)
        tell(backup, on_progress);
    return sqlite3_backup_finish(backup);
}

int sqlite_copy(sqlite3 *from, const char *path, void (*on_progress)(int permille))
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(
        path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = copy_pages(to, from, on_progress);
    if (rc == SQLITE_OK) /* one file, without a -wal beside it */
        rc = sqlite3_exec(to, "pragma journal_mode = delete", NULL, NULL, NULL);
    sqlite3_close(to);
    return rc;
}
