/* The embedded store: SQLite in WAL mode, a commit is on disk when it returns.
 * Statements are prepared once per connection and found again by the address
 * of their literal. Result codes of the engine go no further than this file. */
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "db/changes.h"
#include "db/db.h"
#include "db/engine.h"
#include "db/migrate.h"
#include "db/sqlite_copy.h"
#include "db/sqlite_watch.h"

#include <pthread.h>
#include <sqlite3.h>

enum {
    CACHE_SLOTS = 1024, /* a power of two, well above the number of statements */
    MAX_PARAMETERS = 40,
    BUSY_WAIT_MS = 10000, /* for a command that writes beside the server */
    MAX_KEPT = 4,
};

struct db_stmt {
    struct db *db;
    sqlite3_stmt *handle;
    const char *sql;
    struct db_stmt *next_spare; /* in the list of structs of finished temporaries */
    bool is_used;
    bool is_temporary; /* a second use of a literal whose first is still open */
    bool needs_window; /* writes a protected table */
    unsigned char index_of[MAX_PARAMETERS + 1]; /* of $1, $2, ... for the engine; 0 is none */
};

struct db {
    struct arena arena;
    sqlite3 *handle;
    int depth;                  /* of db_begin */
    struct db_changes *changes; /* is told what this connection does; NULL: nobody is */
    bool is_unprotected;
    bool touches_protected; /* set by the authorizer while a statement is prepared */
    struct db_stmt *spares;
    struct {
        void *kept;
        db_let_go *let_go;
    } kept[MAX_KEPT];
    struct db_stmt cache[CACHE_SLOTS];
};

static enum outcome classify(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
        return OK;
    case SQLITE_DONE:
        return NOT_FOUND;
    case SQLITE_CONSTRAINT:
        return rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
                       rc == SQLITE_CONSTRAINT_FOREIGNKEY || rc == SQLITE_CONSTRAINT_ROWID
                   ? CONFLICT
                   : FAULT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return UNAVAILABLE;
    default:
        return FAULT;
    }
}

static enum outcome outcome_of(struct db *db, int rc, const char *sql)
{
    enum outcome outcome = classify(rc);
    if (outcome == UNAVAILABLE || outcome == FAULT)
        log_error("store: %s (%d): %s", sqlite3_errmsg(db->handle), rc, sql);
    return outcome;
}

/* Members, sessions and settings: a write to them marks the statement. */
static int authorize(void *context,
                     int action,
                     const char *table,
                     const char *column,
                     const char *database,
                     const char *trigger)
{
    static const char *const protected_tables[] = {"member", "session", "invite", "setting"};
    struct db *db = context;
    (void)column;
    (void)database;
    (void)trigger;
    if (action != SQLITE_INSERT && action != SQLITE_UPDATE && action != SQLITE_DELETE)
        return SQLITE_OK;
    for (size_t i = 0; i < N_OF(protected_tables); i++) {
        if (strcmp(table, protected_tables[i]) == 0)
            db->touches_protected = true;
    }
    return SQLITE_OK;
}

/* Without the allocator's statistics threads do not meet on their lock. */
static void configure_engine(void)
{
    CHECK(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK);
}

/* Not logged: who opens the store tells the operator why it failed. */
static enum outcome pragma(struct db *db, const char *sql)
{
    return classify(sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

static enum outcome set_up(struct db *db, enum db_mode mode)
{
    /* 2 MB hold inner pages. No mmap: its pages count as ours, its faults cost what copies do. */
    static const char *const common[] = {
        "pragma journal_mode = wal", "pragma synchronous = full",  "pragma foreign_keys = on",
        "pragma cache_size = -2048", "pragma temp_store = memory",
    };
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, BUSY_WAIT_MS);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_set_authorizer(db->handle, authorize, db);
    for (size_t i = 0; i < N_OF(common); i++) {
        enum outcome outcome = pragma(db, common[i]);
        if (outcome != OK)
            return outcome;
    }
    if (mode == DB_READ)
        return pragma(db, "pragma query_only = on");
    /* Comments write the same pages again and again: with a log of 16 MB they go into
     * the file, and the file to disk, a quarter as often as with the usual 4. */
    return pragma(db, "pragma cache_size = -8192; pragma wal_autocheckpoint = 4096");
}

void db_expect_much(struct db *db)
{
    ignore_outcome(pragma(db, "pragma cache_size = -131072; pragma wal_autocheckpoint = 16384"));
}

static struct db *db_new(void)
{
    struct arena arena;
    arena_init(&arena, SIZE_MAX);
    struct db *db = arena_new(&arena, struct db);
    db->arena = arena;
    return db;
}

/* The index of the log needs some room, and the engine has no word for a disk without any. */
static const char *why_not_opened(sqlite3 *handle)
{
    return sqlite3_extended_errcode(handle) == SQLITE_IOERR_SHMSIZE ? "the disk is full"
                                                                    : sqlite3_errmsg(handle);
}

enum outcome db_open(struct arena *arena,
                     const char *folder,
                     enum db_mode mode,
                     struct db **ret_db,
                     struct str *ret_why)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    CHECK(pthread_once(&once, configure_engine) == 0);

    const char *why = NULL;
    if (mode == DB_WRITE && folder_make(folder, &why) != OK) {
        *ret_why = str_print(arena,
                             "the data folder %s cannot be written to: %s; choose another with "
                             "--data or change its owner",
                             folder, why);
        return DENIED;
    }
    struct str path = str_print(arena, "%s/passalong.db", folder);
    CLEANUP(db_close_at) struct db *db = db_new();
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (mode == DB_WRITE)
        flags |= SQLITE_OPEN_CREATE;
    enum outcome outcome = classify(sqlite3_open_v2(path.ptr, &db->handle, flags, NULL));
    if (outcome == OK)
        outcome = set_up(db, mode);
    if (outcome != OK) {
        *ret_why = str_print(arena, "%s: %s", path.ptr, why_not_opened(db->handle));
        return outcome;
    }
    if (mode == DB_WRITE) {
        outcome = migrate(arena, db, ret_why);
        if (outcome != OK)
            return outcome;
    }
    *ret_db = db;
    db = NULL;
    return OK;
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    for (size_t i = 0; i < CACHE_SLOTS; i++)
        sqlite3_finalize(db->cache[i].handle);
    for (size_t i = 0; i < MAX_KEPT && db->kept[i].let_go != NULL; i++)
        db->kept[i].let_go(db->kept[i].kept);
    CHECK(sqlite3_close(db->handle) == SQLITE_OK); /* a statement was not given back */
    struct arena arena = db->arena;
    arena_done(&arena);
}

void db_close_at(struct db **db)
{
    db_close(*db);
    *db = NULL;
}

/* Where $1, $2, ... stand among the engine's own numbers. */
static void number_parameters(struct db_stmt *stmt)
{
    int n = sqlite3_bind_parameter_count(stmt->handle);
    for (int i = 1; i <= n; i++) {
        struct str name = str_from_c(sqlite3_bind_parameter_name(stmt->handle, i));
        int64_t number = 0;
        CHECK(str_starts_with(name, STR("$")));
        CHECK(str_to_number(str_skip(name, 1), MAX_PARAMETERS, &number) == OK);
        stmt->index_of[number] = (unsigned char)i;
    }
}

static void prepare(struct db *db, const char *sql, struct db_stmt *stmt)
{
    *stmt = (struct db_stmt){.db = db, .sql = sql};
    db->touches_protected = false;
    int rc =
        sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->handle, NULL);
    if (rc != SQLITE_OK)
        log_error("store: %s: %s", sqlite3_errmsg(db->handle), sql);
    CHECK(rc == SQLITE_OK);
    stmt->needs_window = db->touches_protected;
    number_parameters(stmt);
}

/* The slot of this literal: its own, or the empty one where it belongs. */
static struct db_stmt *cache_slot(struct db *db, const char *sql)
{
    size_t at = ((uintptr_t)sql * 0x9E3779B97F4A7C15u) >> 32;
    for (size_t i = 0; i < CACHE_SLOTS; i++) {
        struct db_stmt *slot = &db->cache[(at + i) & (CACHE_SLOTS - 1)];
        if (slot->sql == sql || slot->sql == NULL)
            return slot;
    }
    check_failed("the statement cache has room for every literal", __FILE__, __LINE__);
}

static struct db_stmt *temporary(struct db *db)
{
    struct db_stmt *stmt = db->spares;
    if (stmt == NULL)
        return arena_new(&db->arena, struct db_stmt);
    db->spares = stmt->next_spare;
    return stmt;
}

struct db_stmt *db_query_literal(struct db *db, const char *sql)
{
    struct db_stmt *stmt = cache_slot(db, sql);
    if (stmt->is_used) {
        stmt = temporary(db);
        prepare(db, sql, stmt);
        stmt->is_temporary = true;
    } else if (stmt->sql == NULL) {
        prepare(db, sql, stmt);
    }
    CHECK(!stmt->needs_window || db->is_unprotected);
    stmt->is_used = true;
    return stmt;
}

void db_done(struct db_stmt **stmt)
{
    struct db_stmt *done = *stmt;
    if (done == NULL)
        return;
    *stmt = NULL;
    if (done->is_temporary) {
        sqlite3_finalize(done->handle);
        done->next_spare = done->db->spares;
        done->db->spares = done;
        return;
    }
    sqlite3_reset(done->handle); /* repeats the error of the last step, already told */
    sqlite3_clear_bindings(done->handle);
    done->is_used = false;
}

static int index_of(struct db_stmt *stmt, int at)
{
    CHECK(at > 0 && at <= MAX_PARAMETERS && stmt->index_of[at] != 0);
    return stmt->index_of[at];
}

void db_bind_int(struct db_stmt *stmt, int at, int64_t value)
{
    CHECK(sqlite3_bind_int64(stmt->handle, index_of(stmt, at), value) == SQLITE_OK);
}

void db_bind_text(struct db_stmt *stmt, int at, struct str value)
{
    const char *ptr = value.len ? value.ptr : "";
    CHECK(sqlite3_bind_text64(stmt->handle, index_of(stmt, at), ptr, value.len, SQLITE_STATIC,
                              SQLITE_UTF8) == SQLITE_OK);
}

void db_bind_blob(struct db_stmt *stmt, int at, struct str value)
{
    const char *ptr = value.len ? value.ptr : "";
    CHECK(sqlite3_bind_blob64(stmt->handle, index_of(stmt, at), ptr, value.len, SQLITE_STATIC) ==
          SQLITE_OK);
}

void db_bind_null(struct db_stmt *stmt, int at)
{
    CHECK(sqlite3_bind_null(stmt->handle, index_of(stmt, at)) == SQLITE_OK);
}

enum outcome db_step(struct db_stmt *stmt)
{
    return outcome_of(stmt->db, sqlite3_step(stmt->handle), stmt->sql);
}

enum outcome db_run(struct db_stmt *stmt)
{
    enum outcome outcome = OK;
    while (outcome == OK)
        outcome = db_step(stmt);
    db_done(&stmt);
    return outcome == NOT_FOUND ? OK : outcome;
}

int64_t db_int(struct db_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

bool db_is_null(struct db_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

struct str db_text_borrowed(struct db_stmt *stmt, int column)
{
    /* The blob getter does not convert, and text is stored as UTF-8. */
    const char *ptr = sqlite3_column_blob(stmt->handle, column);
    if (ptr == NULL)
        return STR("");
    return (struct str){ptr, (size_t)sqlite3_column_bytes(stmt->handle, column)};
}

struct str db_text(struct arena *arena, struct db_stmt *stmt, int column)
{
    struct str text = db_text_borrowed(stmt, column);
    return text.len > 0 ? str_copy(arena, text) : STR("");
}

int64_t db_changes(struct db *db)
{
    return sqlite3_changes64(db->handle);
}

enum outcome db_read_begin(struct db *db)
{
    return db_run(db_query(db, "begin"));
}

void db_read_end(struct db *db)
{
    ignore_outcome(db_run(db_query(db, "commit")));
}

enum outcome db_begin(struct db *db)
{
    enum outcome outcome = db->depth == 0 ? db_run(db_query(db, "begin immediate"))
                                          : db_run(db_query(db, "savepoint inner_write"));
    if (outcome == OK)
        db->depth++;
    return outcome;
}

bool db_transaction_is_lost(struct db *db)
{
    return db->depth > 0 && sqlite3_get_autocommit(db->handle);
}

static enum outcome commit(struct db *db)
{
    db_changes_before_commit(db->changes);
    enum outcome outcome = db_run(db_query(db, "commit"));
    db_changes_after_commit(db->changes, outcome == OK);
    return outcome;
}

enum outcome db_commit(struct db *db)
{
    CHECK(db->depth > 0);
    if (db_transaction_is_lost(db)) {
        db->depth--;
        return UNAVAILABLE;
    }
    enum outcome outcome =
        db->depth == 1 ? commit(db) : db_run(db_query(db, "release inner_write"));
    if (outcome != OK) {
        db_rollback(db);
        return outcome;
    }
    db->depth--;
    if (db->depth == 1)
        db_changes_keep(db->changes);
    return OK;
}

void db_rollback(struct db *db)
{
    CHECK(db->depth > 0);
    if (!db_transaction_is_lost(db)) {
        if (db->depth == 1) {
            ignore_outcome(db_run(db_query(db, "rollback")));
        } else {
            ignore_outcome(db_run(db_query(db, "rollback to inner_write")));
            ignore_outcome(db_run(db_query(db, "release inner_write")));
            db_changes_undo(db->changes);
        }
    }
    if (db->depth == 1)
        db_changes_after_commit(db->changes, false);
    db->depth--;
}

void db_unprotect(struct db *db)
{
    CHECK(!db->is_unprotected);
    db->is_unprotected = true;
}

void db_protect(struct db *db)
{
    CHECK(db->is_unprotected);
    db->is_unprotected = false;
}

void db_keep(struct db *db, void *kept, db_let_go *let_go)
{
    size_t i = 0;
    while (i < MAX_KEPT && db->kept[i].let_go != NULL)
        i++;
    CHECK(i < MAX_KEPT);
    db->kept[i].kept = kept;
    db->kept[i].let_go = let_go;
}

void *db_kept(struct db *db, db_let_go *let_go)
{
    for (size_t i = 0; i < MAX_KEPT; i++) {
        if (db->kept[i].let_go == let_go)
            return db->kept[i].kept;
    }
    return NULL;
}

enum outcome
db_backup(struct db *db, const char *path, void (*on_progress)(int permille), const char **ret_why)
{
    /* The open read keeps one snapshot, so that others' writes do not start the copy anew.
     * It is open once something was read. */
    enum outcome outcome = db_read_begin(db);
    if (outcome == OK)
        outcome = db_run(db_query(db, "select version from store"));
    if (outcome != OK) {
        *ret_why = "the store cannot be read";
        return outcome;
    }
    int rc = sqlite_copy(db->handle, path, on_progress);
    db_read_end(db);
    if (rc == SQLITE_OK)
        return OK;
    *ret_why = sqlite3_errstr(rc);
    return (rc & 0xFF) == SQLITE_FULL || (rc & 0xFF) == SQLITE_CANTOPEN ? UNAVAILABLE : FAULT;
}

enum outcome
engine_attach_changes(struct db *db, struct db_changes *changes, const uint32_t **ret_commits)
{
    int rc = sqlite_watch(db->handle, changes, ret_commits);
    if (rc != SQLITE_OK)
        return outcome_of(db, rc, "the index of the log");
    db->changes = changes;
    return OK;
}
