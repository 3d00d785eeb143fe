/* A file is written under a name of its own, made durable, then given the name
 * of its hash: whatever stands under a hash is whole. */

#include "db/objects.h"

#include "base/cleanup.h"
#include "base/file.h"
#include "base/log.h"
#include "base/random.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders by the first two digits: no folder grows beyond what a listing bears. */
enum { PREFIX_BYTES = 2, PATH_ARENA_BYTES = 64 * 1024 };

static const char part_prefix[] = "part-";

struct objects {
    const char *folder; /* DATA/objects */
};

enum outcome objects_open(struct arena *arena,
                          const char *folder,
                          const struct objects **ret_objects,
                          const char **ret_why)
{
    struct objects *objects = arena_alloc(arena, sizeof(*objects));
    objects->folder = str_print(arena, "%s/objects", folder).ptr;
    enum outcome outcome = folder_make(objects->folder, ret_why);
    if (outcome == OK)
        *ret_objects = objects;
    return outcome;
}

struct str object_hash(struct arena *arena, struct str bytes)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_alloc_raw(arena, OBJECT_HASH_BYTES + 1);
    (void)crypto_hash_sha256(hash, (const unsigned char *)bytes.ptr, bytes.len);
    sodium_bin2hex(hex, OBJECT_HASH_BYTES + 1, hash, sizeof(hash));
    return (struct str){hex, OBJECT_HASH_BYTES};
}

bool object_hash_is_valid(struct str hash)
{
    if (hash.len != OBJECT_HASH_BYTES)
        return false;
    for (size_t i = 0; i < hash.len; i++) {
        bool is_digit = hash.ptr[i] >= '0' && hash.ptr[i] <= '9';
        bool is_letter = hash.ptr[i] >= 'a' && hash.ptr[i] <= 'f';
        if (!is_digit && !is_letter)
            return false;
    }
    return true;
}

enum outcome objects_open_unnamed(const struct objects *objects, int *ret_fd)
{
    int fd = open(objects->folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (fd < 0) {
        log_error("objects: no file can be made in %s: errno %d", objects->folder, errno);
        return UNAVAILABLE;
    }
    *ret_fd = fd;
    return OK;
}

static const char *folder_of(struct arena *arena, const struct objects *objects, struct str hash)
{
    struct str prefix = str_first(hash, PREFIX_BYTES);
    return str_print(arena, "%s/%.*s", objects->folder, STR_ARG(prefix)).ptr;
}

static const char *path_of(struct arena *arena, const struct objects *objects, struct str hash)
{
    return str_print(arena, "%s/%.*s", folder_of(arena, objects, hash), STR_ARG(hash)).ptr;
}

/* A new name for what is not, or no longer, an object. */
static const char *part_of(struct arena *arena, const struct objects *objects)
{
    struct str token = random_token(arena, 16);
    return str_print(arena, "%s/%s%.*s", objects->folder, part_prefix, STR_ARG(token)).ptr;
}

/* The bytes, durable, in a new file of that name. False with the reason. */
static bool write_file(const char *path, struct str bytes, const char **ret_why)
{
    CLEANUP(file_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        *ret_why = "the file cannot be made";
        return false;
    }
    if (file_write_all(fd, bytes, ret_why) != OK)
        return false;
    if (fsync(fd) == 0)
        return true;
    *ret_why = "the disk did not take it";
    return false;
}

enum outcome objects_put(struct arena *arena,
                         const struct objects *objects,
                         struct str bytes,
                         struct str *ret_hash)
{
    SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
    const char *why = NULL;
    struct str hash = object_hash(arena, bytes);
    const char *path = path_of(&scratch, objects, hash);
    const char *part = part_of(&scratch, objects);
    *ret_hash = hash;
    if (file_touch(path) == OK)
        return OK;
    if (folder_make(folder_of(&scratch, objects, hash), &why) == OK &&
        write_file(part, bytes, &why) && file_replace(part, path, &why) == OK)
        return OK;
    int error = errno;
    file_remove(part);
    log_error("objects: %.*s cannot be kept: %s", STR_ARG(hash), why);
    return error == ENOSPC || error == EDQUOT ? UNAVAILABLE : FAULT;
}

enum outcome objects_get(struct arena *arena,
                         const struct objects *objects,
                         struct str hash,
                         size_t max_bytes,
                         struct str *ret_bytes)
{
    const char *why = NULL;
    CHECK(object_hash_is_valid(hash));
    enum outcome outcome =
        file_read(arena, path_of(arena, objects, hash), max_bytes, ret_bytes, &why);
    if (outcome == FAULT)
        log_error("objects: %.*s cannot be read: %s", STR_ARG(hash), why);
    return outcome;
}

enum outcome objects_open_file(const struct objects *objects,
                               struct str hash,
                               int *ret_fd,
                               int64_t *ret_size_bytes)
{
    SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
    struct stat about;
    CHECK(object_hash_is_valid(hash));
    int fd = open(path_of(&scratch, objects, hash), O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return NOT_FOUND;
    if (fd < 0 || fstat(fd, &about) != 0) {
        log_error("objects: %.*s cannot be opened", STR_ARG(hash));
        file_close(&fd);
        return FAULT;
    }
    *ret_fd = fd;
    *ret_size_bytes = about.st_size;
    return OK;
}

static void folder_close(DIR **folder)
{
    if (*folder)
        (void)closedir(*folder);
}

static enum outcome walk_prefix(const char *path, const struct objects_visit *visit)
{
    CLEANUP(folder_close) DIR *folder = opendir(path);
    enum outcome outcome = folder ? OK : FAULT;
    struct dirent *entry = NULL;
    while (outcome == OK && (entry = readdir(folder)) != NULL) {
        SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
        struct str name = str_from_c(entry->d_name);
        if (object_hash_is_valid(name))
            outcome = visit->see(visit->data, name,
                                 str_print(&scratch, "%s/%s", path, entry->d_name).ptr);
    }
    return outcome;
}

enum outcome objects_walk(const struct objects *objects, const struct objects_visit *visit)
{
    CLEANUP(folder_close) DIR *folder = opendir(objects->folder);
    enum outcome outcome = folder ? OK : FAULT;
    struct dirent *entry = NULL;
    while (outcome == OK && (entry = readdir(folder)) != NULL) {
        SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
        struct str name = str_from_c(entry->d_name);
        if (name.len == PREFIX_BYTES && name.ptr[0] != '.')
            outcome = walk_prefix(str_print(&scratch, "%s/%s", objects->folder, entry->d_name).ptr,
                                  visit);
    }
    return outcome;
}

static enum outcome lock(const struct objects *objects,
                         enum outcome (*take)(const char *, int *, const char **),
                         int *ret_hold)
{
    SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
    const char *why = NULL;
    enum outcome outcome =
        take(str_print(&scratch, "%s/lock", objects->folder).ptr, ret_hold, &why);
    if (outcome == OK || outcome == CONFLICT)
        return outcome;
    log_error("objects: %s cannot be locked: %s", objects->folder, why);
    return FAULT;
}

enum outcome objects_hold(const struct objects *objects, int *ret_hold)
{
    return lock(objects, file_lock_shared, ret_hold);
}

enum outcome objects_hold_alone(const struct objects *objects, int *ret_hold)
{
    return lock(objects, file_lock, ret_hold);
}

/* Taken aside before its age counts: a put either made it young first, and then it goes
 * back, or finds nothing and writes it afresh. */
enum outcome objects_remove(const struct objects *objects, const char *path, int64_t before)
{
    SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
    const char *part = part_of(&scratch, objects);
    const char *why = NULL;
    int64_t put = 0;
    if (file_time(path, &put) != OK)
        return NOT_FOUND;
    if (put >= before)
        return CONFLICT;
    if (file_replace(path, part, &why) != OK || file_time(part, &put) != OK)
        return NOT_FOUND;
    if (put < before) {
        file_remove(part);
        return OK;
    }
    return file_replace(part, path, &why) == OK ? CONFLICT : NOT_FOUND;
}

enum outcome objects_remove_parts(const struct objects *objects, int64_t before)
{
    CLEANUP(folder_close) DIR *folder = opendir(objects->folder);
    struct dirent *entry = NULL;
    while (folder && (entry = readdir(folder)) != NULL) {
        SCRATCH_ARENA(scratch, PATH_ARENA_BYTES);
        const char *path = str_print(&scratch, "%s/%s", objects->folder, entry->d_name).ptr;
        int64_t written = 0;
        if (str_starts_with(str_from_c(entry->d_name), str_from_c(part_prefix)) &&
            file_time(path, &written) == OK && written < before)
            file_remove(path);
    }
    return folder ? OK : FAULT;
}
