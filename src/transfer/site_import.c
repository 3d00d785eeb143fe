#include "transfer/site_import.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "community/article_address.h"
#include "community/body.h"
#include "community/dump.h"
#include "community/opening.h"
#include "community/search_row.h"
#include "db/tar.h"

enum {
    ENTRY_BYTES = 64 << 20, /* a part of rows is some 4 MB, an object LIMIT_OBJECT_BYTES */
    ENTRY_ARENA_BYTES = 2 * ENTRY_BYTES,
    LINE_ARENA_BYTES = 512 << 20,
    TRAINING_BYTES = 4 * BODY_SAMPLES * BODY_SAMPLE_BYTES,
};

struct import {
    struct arena *arena;
    const struct site_import *request;
    struct tar_reader *tar;
    bool is_known; /* about.json was read, and it is ours */
    struct str why;
};

static enum outcome fail(struct import *import, enum outcome outcome, const char *why)
{
    import->why = str_from_c(why);
    return outcome;
}

static enum outcome check_about(struct import *import, struct str bytes)
{
    if (str_contains(bytes, STR("\"passalong member\"")))
        return fail(import, INVALID, "this is what one member took along, not a site");
    import->is_known = str_contains(bytes, STR("\"passalong site\",\"version\":1"));
    return import->is_known ? OK
                            : fail(import, INVALID, "this is no export that this version knows");
}

/* Kept only under the name that the bytes themselves have. */
static enum outcome take_object(struct import *import, struct str name, struct str bytes)
{
    SCRATCH_ARENA(scratch, ENTRY_ARENA_BYTES);
    struct str hash = str_skip(name, STR("objects/00/").len);
    struct str kept;
    if (bytes.len > LIMIT_OBJECT_BYTES || !str_eq(object_hash(&scratch, bytes), hash))
        return fail(import, INVALID, "a picture or snapshot has other bytes than its name says");
    enum outcome done = objects_put(&scratch, import->request->objects, bytes, &kept);
    return done == OK ? OK : fail(import, done, "a picture or snapshot cannot be written");
}

static enum outcome take_line(struct import *import,
                              const struct dump_table *table,
                              struct str name,
                              int64_t number,
                              struct str line)
{
    SCRATCH_ARENA(scratch, LINE_ARENA_BYTES);
    struct str why = STR("it is not UTF-8");
    enum outcome done = INVALID;
    if (utf8_is_valid(line))
        done = dump_read(&scratch, import->request->db, table, line, &why);
    if (done == INVALID)
        import->why = str_print(import->arena, "%.*s:%lld: %.*s", STR_ARG(name), (long long)number,
                                STR_ARG(why));
    else if (done != OK)
        import->why = STR("the disk is full or the store is damaged");
    return done;
}

/* "rows/article-000001.jsonl" is of the table "article". */
static const struct dump_table *table_of(struct str name)
{
    static const struct str end = STR_INIT("-000000.jsonl");
    struct str inner = str_skip(name, STR("rows/").len);
    return inner.len > end.len ? dump_named(str_first(inner, inner.len - end.len)) : NULL;
}

static enum outcome take_rows(struct import *import, struct str name, struct str bytes)
{
    const struct dump_table *table = table_of(name);
    struct str line;
    int64_t number = 0;
    if (table == NULL)
        return fail(import, INVALID, "it has rows of a kind that this version does not know");
    while (str_cut(&bytes, '\n', &line)) {
        enum outcome done = take_line(import, table, name, ++number, line);
        if (done != OK)
            return done;
    }
    return OK;
}

static enum outcome take_entry(struct import *import, struct str name, struct str bytes)
{
    if (str_eq(name, STR("about.json")))
        return check_about(import, bytes);
    if (!import->is_known)
        return fail(import, INVALID, "this is no export of a site");
    if (str_starts_with(name, STR("objects/")))
        return take_object(import, name, bytes);
    if (str_starts_with(name, STR("rows/")))
        return take_rows(import, name, bytes);
    return fail(import, INVALID, "it has files that have no place in an export");
}

static enum outcome take_entries(struct import *import)
{
    for (;;) {
        SCRATCH_ARENA(scratch, ENTRY_ARENA_BYTES);
        struct str name;
        struct str bytes;
        int64_t n_bytes = 0;
        enum outcome read = tar_next(&scratch, import->tar, &name, &n_bytes);
        if (read == NOT_FOUND)
            return import->is_known ? OK : fail(import, INVALID, "this is no export of a site");
        if (read == OK)
            read = tar_read(&scratch, import->tar, ENTRY_BYTES, &bytes);
        if (read != OK)
            return fail(import, INVALID, "the archive is damaged, or ends too early");
        read = take_entry(import, name, bytes);
        if (read != OK)
            return read;
    }
}

/* Bodies are packed when there is enough to train with. */
static enum outcome pack(struct db *db)
{
    SCRATCH_ARENA(scratch, TRAINING_BYTES);
    struct str bytes;
    struct article_id last = {0};
    enum outcome done = body_dictionary_train(&scratch, db, &bytes);
    if (done == OK)
        done = body_dictionary_add(db, bytes);
    while (done == OK) {
        done = body_catch_up(db, last, &last);
        if (last.n == 0)
            break;
    }
    return done == NOT_FOUND ? OK : done;
}

static enum outcome complete(struct import *import)
{
    struct db *db = import->request->db;
    bool has_more = true;
    enum outcome done = dump_complete(db, import->request->now);
    if (done == OK)
        done = pack(db);
    while (done == OK && has_more)
        done = article_address_catch_up(db, &has_more);
    for (has_more = true; done == OK && has_more;)
        done = opening_catch_up(db, &has_more);
    for (has_more = true; done == OK && has_more;)
        done = search_row_catch_up(db, &has_more);
    return done == OK ? OK : fail(import, done, "the disk is full or the store is damaged");
}

static enum outcome check_empty(struct import *import)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(import->request->db, "select 1 from member limit 1");
    enum outcome found = db_step(stmt);
    if (found == OK)
        return fail(import, CONFLICT,
                    "the site has members already; a site comes into an empty "
                    "folder only");
    return found == NOT_FOUND ? OK : found;
}

static enum outcome read_all(struct import *import)
{
    enum outcome done = check_empty(import);
    if (done == OK)
        done = take_entries(import);
    return done == OK ? complete(import) : done;
}

enum outcome
site_import_read(struct arena *arena, const struct site_import *request, struct str *ret_why)
{
    CLEANUP(tar_reader_close_at) struct tar_reader *tar = tar_reader_open(request->path);
    struct import import = {.arena = arena, .request = request, .tar = tar};
    if (tar == NULL) {
        *ret_why = STR("it cannot be read");
        return INVALID;
    }
    enum outcome done = db_begin(request->db);
    if (done != OK) {
        *ret_why = STR("another program holds the store");
        return done;
    }
    done = read_all(&import);
    if (done == OK)
        done = db_commit(request->db);
    else
        db_rollback(request->db);
    if (done != OK)
        *ret_why = import.why.len > 0 ? import.why : STR("the disk is full");
    return done;
}
