#include "db/sqlite_copy.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

enum { COPIED_PAGES = 512 }; /* at a time; then others get a turn */

static void tell(sqlite3_backup *backup, void (*on_progress)(int permille))
{
    int total = sqlite3_backup_pagecount(backup);
    if (on_progress != NULL && total > 0)
        on_progress((int)(1000 - (int64_t)sqlite3_backup_remaining(backup) * 1000 / total));
}

int sqlite_copy(sqlite3 *from, sqlite3 *to, void (*on_progress)(int permille))
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return sqlite3_errcode(to);
    while (sqlite3_backup_step(backup, COPIED_PAGES) == SQLITE_OK)
        tell(backup, on_progress);
    return sqlite3_backup_finish(backup);
}
