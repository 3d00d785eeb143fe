#ifndef DB_TAR_H
#define DB_TAR_H

/* An archive (POSIX.1-2001, pax) that any other program opens too, written and read entry by
 * entry. The same entries make the same bytes: nothing tells when or by whom it was made. */

#include "base/str.h"

struct tar_writer;

/* Writes to `fd`, which stays the caller's. Lives until tar_writer_free, which accepts NULL
 * and leaves behind what is no archive unless tar_finish was OK. */
struct tar_writer *tar_writer_new(int fd);
void tar_writer_free(struct tar_writer *tar);

/* For CLEANUP. */
void tar_writer_free_at(struct tar_writer **tar);

/* UNAVAILABLE: the disk is full; FAULT. tar_why says more. */
MUST_CHECK enum outcome tar_add(struct tar_writer *tar, struct str name, struct str bytes);

/* As many bytes as `from` has left of n_bytes. */
MUST_CHECK enum outcome
tar_add_file(struct tar_writer *tar, struct str name, int from, int64_t n_bytes);
MUST_CHECK enum outcome tar_finish(struct tar_writer *tar);
struct str tar_why(const struct tar_writer *tar);

struct tar_reader;

/* NULL when it cannot be read. */
struct tar_reader *tar_reader_open(const char *path);
void tar_reader_close(struct tar_reader *tar);

/* For CLEANUP. */
void tar_reader_close_at(struct tar_reader **tar);

/* The next entry that is a file: its name, in the arena, and its size. NOT_FOUND at the end.
 * INVALID: this is no such archive, or it is damaged or cut. */
MUST_CHECK enum outcome
tar_next(struct arena *arena, struct tar_reader *tar, struct str *ret_name, int64_t *ret_n_bytes);

/* All of the entry, at most max_bytes. TOO_LARGE; INVALID. */
MUST_CHECK enum outcome
tar_read(struct arena *arena, struct tar_reader *tar, size_t max_bytes, struct str *ret_bytes);

#endif
