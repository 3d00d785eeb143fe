#ifndef DB_OBJECTS_H
#define DB_OBJECTS_H

/* Large bytes that never change, beside the store: snapshots and pictures, each
 * a file of the data folder under the SHA-256 (FIPS 180-4) of its bytes. What
 * has the same bytes is kept once. Rows name objects by their hash; an object
 * is put before the row that names it, so that no row ever names a missing one. */

#include "base/str.h"

struct objects;

/* 64 lower-case hexadecimal digits. */
enum { OBJECT_HASH_BYTES = 64 };

/* The objects of that data folder; their own folder is made when it is missing.
 * Lives in the arena, holds nothing open. DENIED with the reason when it cannot
 * be made or written to. */
MUST_CHECK enum outcome objects_open(struct arena *arena,
                                     const char *folder,
                                     const struct objects **ret_objects,
                                     const char **ret_why);

/* The name that these bytes have or would have. */
struct str object_hash(struct arena *arena, struct str bytes);

/* True for what may be a name, whoever wrote it. */
bool object_hash_is_valid(struct str hash);

/* Keeps the bytes; on OK they are on disk under `*ret_hash`. From any thread,
 * never inside a write. UNAVAILABLE: the disk is full; FAULT. Logged. */
MUST_CHECK enum outcome objects_put(struct arena *arena,
                                    const struct objects *objects,
                                    struct str bytes,
                                    struct str *ret_hash);

/* The bytes of a valid name, at most max_bytes. NOT_FOUND; TOO_LARGE; FAULT (logged). */
MUST_CHECK enum outcome objects_get(struct arena *arena,
                                    const struct objects *objects,
                                    struct str hash,
                                    size_t max_bytes,
                                    struct str *ret_bytes);

/* The same as an open file for the kernel to send; the caller closes it. */
MUST_CHECK enum outcome objects_open_file(const struct objects *objects,
                                          struct str hash,
                                          int *ret_fd,
                                          int64_t *ret_size_bytes);

/* A file without a name beside the objects, to be written and read: it goes with its
 * descriptor. UNAVAILABLE: it cannot be made. */
MUST_CHECK enum outcome objects_open_unnamed(const struct objects *objects, int *ret_fd);

/* While `*ret_hold` is open nothing is removed: for whoever copies rows and then the objects that
 * they name. Waits while somebody removes. FAULT (logged). file_close ends it. */
MUST_CHECK enum outcome objects_hold(const struct objects *objects, int *ret_hold);

/* The other side: CONFLICT while somebody holds them; FAULT. */
MUST_CHECK enum outcome objects_hold_alone(const struct objects *objects, int *ret_hold);

/* Removes one that was last put before that time: objects_put makes one young that is there
 * already, so what a capture is about to name stays, whatever the moment. Held alone. CONFLICT:
 * it is younger. NOT_FOUND. */
MUST_CHECK enum outcome
objects_remove(const struct objects *objects, const char *path, int64_t before);

/* Removes what writers that were killed left half-written before that time. FAULT. */
MUST_CHECK enum outcome objects_remove_parts(const struct objects *objects, int64_t before);

/* Every object's name and file, in no order, until `see` answers something
 * other than OK, which is then the answer. FAULT when a folder cannot be read. */
struct objects_visit {
    enum outcome (*see)(void *data, struct str hash, const char *path);
    void *data;
};
MUST_CHECK enum outcome objects_walk(const struct objects *objects,
                                     const struct objects_visit *visit);

#endif
