/* Each changed row is told before it changes, when both of its states can be
 * seen; commits of all processes are counted in the index of the log. */
#include "db/sqlite_watch.h"

#include "db/changes.h"

#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

/* The row that is being changed, as the hook may look at it. */
struct changed_row {
    sqlite3 *handle;
    int action;
};

static sqlite3_value *value_of(const struct changed_row *row, int column, bool is_after)
{
    sqlite3_value *value = NULL;
    if (is_after && row->action != SQLITE_DELETE)
        CHECK(sqlite3_preupdate_new(row->handle, column, &value) == SQLITE_OK);
    else if (!is_after && row->action != SQLITE_INSERT)
        CHECK(sqlite3_preupdate_old(row->handle, column, &value) == SQLITE_OK);
    return value;
}

static int64_t row_value(void *row, int column, bool is_after)
{
    sqlite3_value *value = value_of(row, column, is_after);
    return value != NULL ? sqlite3_value_int64(value) : 0;
}

static bool is_column_changed(void *row, int column)
{
    sqlite3_value *before = value_of(row, column, false);
    sqlite3_value *after = value_of(row, column, true);
    if (sqlite3_value_type(before) != sqlite3_value_type(after))
        return true;
    struct str old = {sqlite3_value_blob(before), (size_t)sqlite3_value_bytes(before)};
    struct str new = {sqlite3_value_blob(after), (size_t)sqlite3_value_bytes(after)};
    return !str_eq(old, new);
}

static void on_row(void *context,
                   sqlite3 *handle,
                   int action,
                   const char *database,
                   const char *table,
                   sqlite3_int64 old_id,
                   sqlite3_int64 new_id)
{
    (void)database;
    (void)old_id;
    (void)new_id;
    struct changed_row row = {handle, action};
    const struct db_row_change change = {
        .table = table,
        .value = row_value,
        .is_changed = is_column_changed,
        .n_columns = sqlite3_preupdate_count(handle),
        .is_update = action == SQLITE_UPDATE,
        .row = &row,
    };
    db_changes_note(context, &change);
}

/* The head of the index, as its format is laid down at sqlite.org/walformat.html:
 * at byte 8 stands a counter that every transaction raises. Reading it needs no
 * lock and no call of the system. */
int sqlite_watch(sqlite3 *handle, struct db_changes *changes, const uint32_t **ret_commits)
{
    enum { INDEX_REGION_BYTES = 32768, COUNTER_AT = 2 };
    sqlite3_file *file = NULL;
    void volatile *region = NULL;
    int rc = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (rc == SQLITE_OK && file->pMethods->iVersion >= 2)
        rc = file->pMethods->xShmMap(file, 0, INDEX_REGION_BYTES, 1, &region);
    if (rc == SQLITE_OK && region == NULL)
        rc = SQLITE_CANTOPEN;
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_preupdate_hook(handle, on_row, changes);
    *ret_commits = (const uint32_t *)(uintptr_t)region + COUNTER_AT;
    return SQLITE_OK;
}
