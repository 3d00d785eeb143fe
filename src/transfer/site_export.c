#include "transfer/site_export.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "community/dump.h"
#include "db/tar.h"

enum {
    PART_BYTES = 4 << 20,
    PART_MAX_BYTES = 2 * PART_BYTES + 4 * LIMIT_ARTICLE_BYTES, /* with the line that filled it */
};

/* One table on its way out. */
struct part {
    struct tar_writer *tar;
    const struct dump_table *table;
    struct arena arena;
    struct buf text;
    int number;
};

static void begin_part(struct part *part)
{
    arena_done(&part->arena);
    part->arena.limit_bytes = SIZE_MAX;
    buf_init(&part->text, &part->arena, PART_MAX_BYTES);
}

static enum outcome write_part(struct part *part)
{
    SCRATCH_ARENA(scratch, 4096);
    if (part->text.len == 0)
        return OK;
    struct str name = str_print(&scratch, "rows/%.*s-%06d.jsonl", STR_ARG(dump_name(part->table)),
                                ++part->number);
    enum outcome done = tar_add(part->tar, name, buf_text(&part->text));
    begin_part(part);
    return done;
}

static enum outcome take_line(void *context, struct str line)
{
    struct part *part = context;
    buf_add(&part->text, line);
    return part->text.len >= PART_BYTES ? write_part(part) : OK;
}

static enum outcome write_table(struct tar_writer *tar,
                                const struct site_export *request,
                                const struct dump_table *table)
{
    struct part part = {.tar = tar, .table = table};
    begin_part(&part);
    enum outcome done = dump_rows(request->db, table, request->own, take_line, &part);
    if (done == OK)
        done = write_part(&part);
    arena_done(&part.arena);
    return done;
}

static enum outcome
write_object(struct tar_writer *tar, const struct objects *objects, struct str hash)
{
    SCRATCH_ARENA(scratch, 4096);
    CLEANUP(file_close) int fd = -1;
    int64_t n_bytes = 0;
    if (!object_hash_is_valid(hash) || objects_open_file(objects, hash, &fd, &n_bytes) != OK)
        return OK; /* `check` tells of it */
    struct str name = str_print(&scratch, "objects/%.*s/%.*s", 2, hash.ptr, STR_ARG(hash));
    return tar_add_file(tar, name, fd, n_bytes);
}

static enum outcome write_objects(struct tar_writer *tar, const struct site_export *request)
{
    if (request->own.n != 0)
        return OK;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(request->db, "select object from snapshot union select object from picture_version"
                              " order by 1");
    enum outcome done = OK;
    while (done == OK && (done = db_step(stmt)) == OK) {
        SCRATCH_ARENA(scratch, 4096);
        done = write_object(tar, request->objects, db_text(&scratch, stmt, 0));
    }
    return done == NOT_FOUND ? OK : done;
}

static enum outcome write_all(struct tar_writer *tar, const struct site_export *request)
{
    struct str about = request->own.n == 0
                           ? STR("{\"format\":\"passalong site\",\"version\":1}\n")
                           : STR("{\"format\":\"passalong member\",\"version\":1}\n");
    enum outcome done = tar_add(tar, STR("about.json"), about);
    if (done == OK)
        done = write_objects(tar, request);
    for (size_t i = 0; done == OK && i < n_dump_tables; i++) {
        if (request->on_progress != NULL)
            request->on_progress((int)(1000 * i / n_dump_tables));
        if (request->own.n == 0 || dump_is_personal(dump_tables[i]))
            done = write_table(tar, request, dump_tables[i]);
    }
    return done == OK ? tar_finish(tar) : done;
}

enum outcome
site_export_write(struct arena *arena, const struct site_export *request, struct str *ret_why)
{
    CLEANUP(tar_writer_free_at) struct tar_writer *tar = tar_writer_new(request->fd);
    enum outcome done = db_read_begin(request->db);
    if (done == OK) {
        done = write_all(tar, request);
        db_read_end(request->db);
    }
    if (done == OK)
        return OK;
    struct str why = tar_why(tar);
    *ret_why = why.len > 0 ? str_copy(arena, why) : STR("the store cannot be read");
    return done == UNAVAILABLE ? UNAVAILABLE : FAULT;
}
