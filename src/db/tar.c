#include "db/tar.h"

#include "base/cleanup.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 << 10 };

static void entry_free(struct archive_entry **entry)
{
    archive_entry_free(*entry);
}

/* --- writing ------------------------------------------------------------------- */

struct tar_writer {
    struct arena arena;
    struct archive *archive;
    bool is_open;
    struct str why;
};

static enum outcome fail(struct tar_writer *tar)
{
    int error = archive_errno(tar->archive);
    const char *why = archive_error_string(tar->archive);
    tar->why = str_copy(&tar->arena, str_from_c(why ? why : "unknown error"));
    return error == ENOSPC || error == EDQUOT ? UNAVAILABLE : FAULT;
}

struct tar_writer *tar_writer_new(int fd)
{
    struct arena arena = {.limit_bytes = SIZE_MAX};
    struct tar_writer *tar = arena_new(&arena, struct tar_writer);
    tar->arena = arena;
    tar->archive = archive_write_new();
    CHECK(tar->archive != NULL);
    tar->is_open = archive_write_set_format_pax_restricted(tar->archive) == ARCHIVE_OK &&
                   archive_write_open_fd(tar->archive, fd) == ARCHIVE_OK;
    return tar;
}

void tar_writer_free(struct tar_writer *tar)
{
    if (tar == NULL)
        return;
    (void)archive_write_free(tar->archive);
    struct arena arena = tar->arena;
    arena_done(&arena);
}

void tar_writer_free_at(struct tar_writer **tar)
{
    tar_writer_free(*tar);
    *tar = NULL;
}

static enum outcome begin_entry(struct tar_writer *tar, struct str name, int64_t n_bytes)
{
    SCRATCH_ARENA(scratch, 64 << 10);
    CLEANUP(entry_free) struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, str_copy(&scratch, name).ptr);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_size(entry, n_bytes);
    archive_entry_set_mtime(entry, 0, 0);
    if (tar->is_open && archive_write_header(tar->archive, entry) == ARCHIVE_OK)
        return OK;
    return fail(tar);
}

static enum outcome add_bytes(struct tar_writer *tar, const char *bytes, size_t n)
{
    return archive_write_data(tar->archive, bytes, n) == (la_ssize_t)n ? OK : fail(tar);
}

enum outcome tar_add(struct tar_writer *tar, struct str name, struct str bytes)
{
    enum outcome done = begin_entry(tar, name, (int64_t)bytes.len);
    return done == OK && bytes.len > 0 ? add_bytes(tar, bytes.ptr, bytes.len) : done;
}

enum outcome tar_add_file(struct tar_writer *tar, struct str name, int from, int64_t n_bytes)
{
    SCRATCH_ARENA(scratch, 2 * (size_t)CHUNK_BYTES);
    char *chunk = arena_alloc_raw(&scratch, CHUNK_BYTES);
    enum outcome done = begin_entry(tar, name, n_bytes);
    while (done == OK && n_bytes > 0) {
        ssize_t n = read(from, chunk, n_bytes < CHUNK_BYTES ? (size_t)n_bytes : CHUNK_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            tar->why = STR("a file of the site cannot be read to its end");
            return FAULT;
        }
        done = add_bytes(tar, chunk, (size_t)n);
        n_bytes -= n;
    }
    return done;
}

enum outcome tar_finish(struct tar_writer *tar)
{
    return archive_write_close(tar->archive) == ARCHIVE_OK ? OK : fail(tar);
}

struct str tar_why(const struct tar_writer *tar)
{
    return tar->why;
}

/* --- reading ------------------------------------------------------------------- */

struct tar_reader {
    struct arena arena;
    struct archive *archive;
    int64_t left_bytes; /* of the entry */
};

struct tar_reader *tar_reader_open(const char *path)
{
    struct arena arena = {.limit_bytes = SIZE_MAX};
    struct tar_reader *tar = arena_new(&arena, struct tar_reader);
    tar->arena = arena;
    tar->archive = archive_read_new();
    CHECK(tar->archive != NULL);
    if (archive_read_support_format_tar(tar->archive) == ARCHIVE_OK &&
        archive_read_open_filename(tar->archive, path, CHUNK_BYTES) == ARCHIVE_OK)
        return tar;
    tar_reader_close(tar);
    return NULL;
}

void tar_reader_close(struct tar_reader *tar)
{
    if (tar == NULL)
        return;
    (void)archive_read_free(tar->archive);
    struct arena arena = tar->arena;
    arena_done(&arena);
}

void tar_reader_close_at(struct tar_reader **tar)
{
    tar_reader_close(*tar);
    *tar = NULL;
}

enum outcome
tar_next(struct arena *arena, struct tar_reader *tar, struct str *ret_name, int64_t *ret_n_bytes)
{
    struct archive_entry *entry = NULL;
    int rc = ARCHIVE_OK;
    do {
        rc = archive_read_next_header(tar->archive, &entry);
        if (rc == ARCHIVE_EOF)
            return NOT_FOUND;
        if (rc != ARCHIVE_OK)
            return INVALID;
    } while (archive_entry_filetype(entry) != AE_IFREG);
    *ret_name = str_copy(arena, str_from_c(archive_entry_pathname(entry)));
    *ret_n_bytes = tar->left_bytes = archive_entry_size(entry);
    return OK;
}

enum outcome
tar_read(struct arena *arena, struct tar_reader *tar, size_t max_bytes, struct str *ret_bytes)
{
    if (tar->left_bytes < 0 || (uint64_t)tar->left_bytes > max_bytes)
        return TOO_LARGE;
    size_t n = (size_t)tar->left_bytes;
    char *bytes = arena_alloc_raw(arena, n + 1);
    if (archive_read_data(tar->archive, bytes, n) != (la_ssize_t)n)
        return INVALID;
    *ret_bytes = (struct str){bytes, n};
    return OK;
}
