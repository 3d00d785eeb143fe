/* The order in a bundle is store, then objects: whatever a row of the store
 * names was put before that row, so it is there to be packed. */

#include "db/bundle.h"

#include "base/cleanup.h"
#include "base/file.h"
#include "base/limits.h"
#include "db/objects.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char store_name[] = "passalong.db";
static const char objects_prefix[] = "objects/";

enum { CHUNK_BYTES = 256 * 1024, OBJECT_ARENA_BYTES = 2 * LIMIT_OBJECT_BYTES + (1 << 20) };

static void entry_free(struct archive_entry **entry)
{
    archive_entry_free(*entry);
}

static void writer_free(struct archive **archive)
{
    (void)archive_write_free(*archive);
}

static void reader_free(struct archive **archive)
{
    (void)archive_read_free(*archive);
}

static enum outcome outcome_of_errno(int error)
{
    return error == ENOSPC || error == EDQUOT ? UNAVAILABLE : FAULT;
}

/* A bundle on its way in or out. */
struct bundle {
    const struct bundle_request *request;
    struct arena *arena;
    struct archive *archive;
    const struct objects *objects;
    int64_t all_bytes;
    int64_t done_bytes;
    struct str why; /* of the last step that failed */
};

/* Why the library gave up, and what that means. */
static enum outcome give_up(struct bundle *bundle)
{
    const char *text = archive_error_string(bundle->archive);
    bundle->why =
        str_print(bundle->arena, "%s: %s", bundle->request->path, text ? text : "unknown error");
    return outcome_of_errno(archive_errno(bundle->archive));
}

static void show(const struct bundle *bundle)
{
    if (bundle->request->on_progress && bundle->all_bytes > 0)
        bundle->request->on_progress((int)(bundle->done_bytes * 1000 / bundle->all_bytes));
}

/* What `fd` holds, no more than the header promised. */
static enum outcome pack_bytes(struct bundle *bundle, int fd, int64_t left_bytes)
{
    SCRATCH_ARENA(scratch, 2 * CHUNK_BYTES);
    char *chunk = arena_alloc_raw(&scratch, CHUNK_BYTES);
    while (left_bytes > 0) {
        ssize_t n = read(fd, chunk, left_bytes < CHUNK_BYTES ? (size_t)left_bytes : CHUNK_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            bundle->why = STR("a file of the site cannot be read to its end");
            return FAULT;
        }
        if (archive_write_data(bundle->archive, chunk, (size_t)n) != n)
            return give_up(bundle);
        left_bytes -= n;
        bundle->done_bytes += n;
        show(bundle);
    }
    return OK;
}

static enum outcome pack_file(struct bundle *bundle, const char *name, const char *path)
{
    struct stat about;
    CLEANUP(entry_free) struct archive_entry *entry = archive_entry_new();
    CLEANUP(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0) {
        bundle->why = str_print(bundle->arena, "%s cannot be read", path);
        return FAULT;
    }
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_size(entry, about.st_size);
    archive_entry_set_mtime(entry, about.st_mtime, 0);
    if (archive_write_header(bundle->archive, entry) != ARCHIVE_OK)
        return give_up(bundle);
    return pack_bytes(bundle, fd, about.st_size);
}

static enum outcome pack_object(void *data, struct str hash, const char *path)
{
    struct bundle *bundle = data;
    SCRATCH_ARENA(scratch, 64 * 1024);
    struct str prefix = str_first(hash, 2);
    struct str name =
        str_print(&scratch, "%s%.*s/%.*s", objects_prefix, STR_ARG(prefix), STR_ARG(hash));
    return pack_file(bundle, name.ptr, path);
}

static enum outcome add_size(void *data, struct str hash, const char *path)
{
    struct stat about;
    (void)hash;
    if (stat(path, &about) == 0)
        *(int64_t *)data += about.st_size;
    return OK;
}

static int64_t size_of_site(const struct bundle *bundle)
{
    int64_t n_bytes = 0;
    const struct objects_visit visit = {add_size, &n_bytes};
    ignore_outcome(add_size(&n_bytes, STR(""), bundle->request->store));
    ignore_outcome(objects_walk(bundle->objects, &visit));
    return n_bytes;
}

static enum outcome pack_all(struct bundle *bundle)
{
    const struct objects_visit visit = {pack_object, bundle};
    enum outcome outcome = pack_file(bundle, store_name, bundle->request->store);
    if (outcome == OK)
        outcome = objects_walk(bundle->objects, &visit);
    if (outcome == OK && archive_write_close(bundle->archive) != ARCHIVE_OK)
        outcome = give_up(bundle);
    return outcome;
}

/* The site's objects, whose folder both directions need. */
static enum outcome open_objects(struct bundle *bundle)
{
    const char *why = "unknown error";
    enum outcome outcome =
        objects_open(bundle->arena, bundle->request->folder, &bundle->objects, &why);
    if (outcome == OK)
        return OK;
    bundle->why = str_print(bundle->arena, "%s: %s", bundle->request->folder, why);
    return FAULT;
}

static enum outcome write_all(struct bundle *bundle)
{
    const char *path = bundle->request->path;
    CLEANUP(file_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        bundle->why = str_print(bundle->arena, "%s cannot be made", path);
        return FAULT;
    }
    if (archive_write_set_format_pax_restricted(bundle->archive) != ARCHIVE_OK ||
        archive_write_open_fd(bundle->archive, fd) != ARCHIVE_OK)
        return give_up(bundle);
    bundle->all_bytes = size_of_site(bundle);
    enum outcome outcome = pack_all(bundle);
    if (outcome == OK && fsync(fd) != 0) {
        bundle->why = str_print(bundle->arena, "the disk did not take %s", path);
        outcome = outcome_of_errno(errno);
    }
    return outcome;
}

enum outcome
bundle_write(struct arena *arena, const struct bundle_request *request, struct str *ret_why)
{
    CLEANUP(writer_free) struct archive *archive = archive_write_new();
    struct bundle bundle = {.request = request, .arena = arena, .archive = archive};
    enum outcome outcome = open_objects(&bundle);
    if (outcome == OK)
        outcome = write_all(&bundle);
    if (outcome != OK) {
        file_remove(request->path);
        *ret_why = bundle.why;
    }
    return outcome;
}

static enum outcome unpack_store(struct bundle *bundle)
{
    const char *path = bundle->request->store;
    CLEANUP(file_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        bundle->why = str_print(bundle->arena, "%s cannot be made", path);
        return FAULT;
    }
    if (archive_read_data_into_fd(bundle->archive, fd) != ARCHIVE_OK)
        return give_up(bundle);
    return fsync(fd) == 0 ? OK : outcome_of_errno(errno);
}

/* The entry's bytes are kept only under the name that they themselves have. */
static enum outcome unpack_object(struct bundle *bundle, int64_t size_bytes, struct str name)
{
    SCRATCH_ARENA(scratch, OBJECT_ARENA_BYTES);
    char *bytes = arena_alloc_raw(&scratch, (size_t)size_bytes + 1);
    struct str kept;
    if (archive_read_data(bundle->archive, bytes, (size_t)size_bytes) != size_bytes)
        return give_up(bundle);
    struct str text = {bytes, (size_t)size_bytes};
    if (!str_eq(object_hash(&scratch, text), name)) {
        bundle->why = str_print(bundle->arena, "the object %.*s has other bytes than its name says",
                                STR_ARG(name));
        return INVALID;
    }
    bundle->why = STR("an object cannot be written");
    return objects_put(&scratch, bundle->objects, text, &kept);
}

static enum outcome unpack_entry(struct bundle *bundle, struct archive_entry *entry)
{
    struct str name = str_from_c(archive_entry_pathname(entry));
    int64_t size_bytes = archive_entry_size(entry);
    if (size_bytes > 0 && str_eq(name, str_from_c(store_name)))
        return unpack_store(bundle);
    struct str hash =
        name.len > OBJECT_HASH_BYTES ? str_skip(name, name.len - OBJECT_HASH_BYTES) : STR("");
    bool is_object = str_starts_with(name, str_from_c(objects_prefix)) &&
                     object_hash_is_valid(hash) && size_bytes >= 0 &&
                     size_bytes <= LIMIT_OBJECT_BYTES;
    if (is_object)
        return unpack_object(bundle, size_bytes, hash);
    bundle->why = str_print(bundle->arena, "%.*s has no place in a site", STR_ARG(name));
    return INVALID;
}

/* Every entry; a bundle without its store is none. */
static enum outcome unpack_all(struct bundle *bundle)
{
    struct archive_entry *entry = NULL;
    int rc = ARCHIVE_OK;
    while ((rc = archive_read_next_header(bundle->archive, &entry)) == ARCHIVE_OK) {
        enum outcome outcome = unpack_entry(bundle, entry);
        if (outcome != OK)
            return outcome;
        bundle->done_bytes = archive_filter_bytes(bundle->archive, -1);
        show(bundle);
    }
    if (rc != ARCHIVE_EOF) {
        ignore_outcome(give_up(bundle));
        return INVALID;
    }
    bundle->why = STR("there is no store in it");
    return file_exists(bundle->request->store) ? OK : INVALID;
}

static enum outcome read_all(struct bundle *bundle)
{
    struct stat about;
    if (stat(bundle->request->path, &about) == 0)
        bundle->all_bytes = about.st_size;
    if (archive_read_support_format_tar(bundle->archive) == ARCHIVE_OK &&
        archive_read_open_filename(bundle->archive, bundle->request->path, CHUNK_BYTES) ==
            ARCHIVE_OK)
        return unpack_all(bundle);
    ignore_outcome(give_up(bundle));
    return INVALID;
}

enum outcome
bundle_read(struct arena *arena, const struct bundle_request *request, struct str *ret_why)
{
    CLEANUP(reader_free) struct archive *archive = archive_read_new();
    struct bundle bundle = {.request = request, .arena = arena, .archive = archive};
    enum outcome outcome = open_objects(&bundle);
    if (outcome == OK)
        outcome = read_all(&bundle);
    if (outcome != OK)
        *ret_why = bundle.why;
    return outcome;
}
