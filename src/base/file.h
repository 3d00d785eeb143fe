#ifndef BASE_FILE_H
#define BASE_FILE_H

/* The little that the program asks of the file system; errno ends here. Where
 * an operator must act, `*ret_why` gets the reason in words (static text). */

#include "base/str.h"

/* For CLEANUP: closes and forgets; -1 is nothing. */
void file_close(int *fd);

/* The whole file, or standard input for "-", at most max_bytes.
 * NOT_FOUND, TOO_LARGE, or FAULT for what could not be read. Lives in the arena. */
MUST_CHECK enum outcome file_read(struct arena *arena,
                                  const char *path,
                                  size_t max_bytes,
                                  struct str *ret_text,
                                  const char **ret_why);

/* Everything that comes from fd until its end. */
MUST_CHECK enum outcome file_read_all(
    struct arena *arena, int fd, size_t max_bytes, struct str *ret_text, const char **ret_why);

/* All of the text, through short writes and interruptions. FAULT otherwise. */
MUST_CHECK enum outcome file_write_all(int fd, struct str text, const char **ret_why);

/* Makes the folder, durably, unless it is there; readable by its owner alone.
 * DENIED when it cannot be made or written to. */
MUST_CHECK enum outcome folder_make(const char *path, const char **ret_why);

/* Holds `path` (made if need be) locked until ret_fd is closed.
 * CONFLICT when another process holds it; DENIED when it cannot be opened. */
MUST_CHECK enum outcome file_lock(const char *path, int *ret_fd, const char **ret_why);

/* The same beside others who share it: waits for whoever holds it alone. DENIED. */
MUST_CHECK enum outcome file_lock_shared(const char *path, int *ret_fd, const char **ret_why);

/* When its bytes, or its time by file_touch, were last set: UTC seconds. NOT_FOUND. */
MUST_CHECK enum outcome file_time(const char *path, int64_t *ret_utc);

/* Makes it as old as one written now. NOT_FOUND. */
MUST_CHECK enum outcome file_touch(const char *path);

bool file_exists(const char *path);

/* Gives `from` the name `to`, in place of what had it, and makes that durable. */
MUST_CHECK enum outcome file_replace(const char *from, const char *to, const char **ret_why);

/* Removes it; what is not there already is gone. */
void file_remove(const char *path);

#endif
