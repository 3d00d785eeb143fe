#include "base/file.h"

#include "base/buf.h"
#include "base/cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024 };

void file_close(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

static const char *reason(int error)
{
    const char *text = strerrordesc_np(error);
    return text ? text : "unknown error";
}

enum outcome file_read_all(
    struct arena *arena, int fd, size_t max_bytes, struct str *ret_text, const char **ret_why)
{
    struct buf text;
    buf_init(&text, arena, max_bytes + READ_BYTES);
    for (;;) {
        if (!buf_reserve(&text, READ_BYTES)) {
            *ret_why = "too large";
            return TOO_LARGE;
        }
        ssize_t n = read(fd, text.ptr + text.len, READ_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            *ret_why = reason(errno);
            return FAULT;
        }
        if (n == 0)
            break;
        text.len += (size_t)n;
        if (text.len > max_bytes) {
            *ret_why = "too large";
            return TOO_LARGE;
        }
    }
    *ret_text = buf_text(&text);
    return OK;
}

enum outcome file_read(struct arena *arena,
                       const char *path,
                       size_t max_bytes,
                       struct str *ret_text,
                       const char **ret_why)
{
    if (strcmp(path, "-") == 0)
        return file_read_all(arena, STDIN_FILENO, max_bytes, ret_text, ret_why);
    CLEANUP(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        *ret_why = reason(errno);
        return errno == ENOENT ? NOT_FOUND : FAULT;
    }
    return file_read_all(arena, fd, max_bytes, ret_text, ret_why);
}

enum outcome file_write_all(int fd, struct str text, const char **ret_why)
{
    while (text.len > 0) {
        ssize_t n = write(fd, text.ptr, text.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            *ret_why = reason(errno);
            return FAULT;
        }
        text = str_skip(text, (size_t)n);
    }
    return OK;
}

/* A new name is durable only once its folder is. */
static int sync_folder_of(const char *path)
{
    SCRATCH_ARENA(arena, SIZE_MAX);
    struct str name = str_from_c(path);
    while (name.len > 0 && name.ptr[name.len - 1] != '/')
        name.len--;
    const char *folder = name.len > 0 ? str_copy(&arena, name).ptr : ".";
    CLEANUP(file_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 ? -1 : fsync(fd);
}

enum outcome folder_make(const char *path, const char **ret_why)
{
    bool is_new = mkdir(path, 0700) == 0;
    if ((!is_new && errno != EEXIST) || (is_new && sync_folder_of(path) != 0)) {
        *ret_why = reason(errno);
        return DENIED;
    }
    if (access(path, R_OK | W_OK | X_OK) != 0) {
        *ret_why = reason(errno);
        return DENIED;
    }
    return OK;
}

static enum outcome lock(const char *path, int how, int *ret_fd, const char **ret_why)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        *ret_why = reason(errno);
        return DENIED;
    }
    int rc = 0;
    do
        rc = flock(fd, how);
    while (rc != 0 && errno == EINTR);
    if (rc != 0) {
        *ret_why = reason(errno);
        (void)close(fd);
        return CONFLICT;
    }
    *ret_fd = fd;
    return OK;
}

enum outcome file_lock(const char *path, int *ret_fd, const char **ret_why)
{
    return lock(path, LOCK_EX | LOCK_NB, ret_fd, ret_why);
}

enum outcome file_lock_shared(const char *path, int *ret_fd, const char **ret_why)
{
    return lock(path, LOCK_SH, ret_fd, ret_why) == OK ? OK : DENIED;
}

enum outcome file_time(const char *path, int64_t *ret_utc)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return NOT_FOUND;
    *ret_utc = about.st_mtime;
    return OK;
}

enum outcome file_touch(const char *path)
{
    return utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) == 0 ? OK : NOT_FOUND;
}

bool file_exists(const char *path)
{
    struct stat unused;
    return lstat(path, &unused) == 0;
}

void file_remove(const char *path)
{
    if (unlink(path) != 0)
        errno = 0;
}

enum outcome file_replace(const char *from, const char *to, const char **ret_why)
{
    if (rename(from, to) == 0 && sync_folder_of(to) == 0)
        return OK;
    *ret_why = reason(errno);
    return FAULT;
}
