#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/* Memory that goes all at once: one arena a request, a job or a command.
 *
 * An `struct arena *` as first parameter means that the result lives there.
 * Allocation never fails: when malloc itself has nothing left the program
 * aborts. An arena that has given more than its limit stays usable but says so
 * (arena_is_over): buffers then refuse to grow and the dispatcher answers
 * TOO_LARGE, so handlers need no branch of their own. */

#include <stdbool.h>
#include <stddef.h>

struct arena {
    struct arena_block *last;
    char *next; /* first free byte of the last block */
    char *end;
    size_t given_bytes; /* all that was asked for so far */
    size_t limit_bytes;
};

/* Takes no memory yet. Pair with arena_done. */
void arena_init(struct arena *arena, size_t limit_bytes);

/* Gives everything back; the arena may be used again. Accepts NULL. */
void arena_done(struct arena *arena);

/* n_bytes of zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t n_bytes);

/* The same, not zeroed: for bytes that are written at once. */
void *arena_alloc_raw(struct arena *arena, size_t n_bytes);

/* Room for n items of item_bytes, zeroed; aborts when the product overflows. */
void *arena_alloc_items(struct arena *arena, size_t n, size_t item_bytes);

/* Lengthens the newest allocation in place, from old_bytes to new_bytes.
 * False when `ptr` is not the newest or its block has no room: then nothing changed. */
bool arena_extend(struct arena *arena, void *ptr, size_t old_bytes, size_t new_bytes);

/* True once more than limit_bytes were asked for. */
bool arena_is_over(const struct arena *arena);

#define arena_new(arena, type)      ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc_items((arena), (n), sizeof(type)))

/* `SCRATCH_ARENA(name, limit)` declares an arena that goes with its scope. */
#define SCRATCH_ARENA(name, limit_bytes_)                                                          \
    __attribute__((cleanup(arena_done))) struct arena name = {.limit_bytes = (limit_bytes_)}

#endif
