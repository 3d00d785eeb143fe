/* Chained blocks, bumped; one free at the end. The tail of a block is poisoned
 * for the address sanitizer, and ARENA_EACH_BLOCK turns every allocation into
 * a block of its own, so that it sees each overrun. */
#include "base/arena.h"

#include "base/outcome.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif

#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(ptr, n)   ASAN_POISON_MEMORY_REGION((ptr), (n))
#define UNPOISON(ptr, n) ASAN_UNPOISON_MEMORY_REGION((ptr), (n))
#else
#define POISON(ptr, n)   ((void)(ptr), (void)(n))
#define UNPOISON(ptr, n) ((void)(ptr), (void)(n))
#endif

#ifdef ARENA_EACH_BLOCK
enum { MIN_BLOCK_BYTES = 0 };
#else
enum { MIN_BLOCK_BYTES = 32 * 1024 };
#endif

struct arena_block {
    struct arena_block *previous;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static size_t aligned(size_t n)
{
    size_t mask = alignof(max_align_t) - 1;
    CHECK(n <= SIZE_MAX - mask);
    return (n + mask) & ~mask;
}

static void add_block(struct arena *arena, size_t at_least)
{
    /* Blocks double, so that a large page costs few of them. */
    size_t size = arena->last ? arena->last->size * 2 : MIN_BLOCK_BYTES;
    if (size > 1024 * 1024)
        size = 1024 * 1024;
    if (size < at_least || MIN_BLOCK_BYTES == 0)
        size = at_least;
    CHECK(size <= SIZE_MAX - sizeof(struct arena_block));
    struct arena_block *block = malloc(sizeof(*block) + size);
    CHECK(block != NULL);
    block->previous = arena->last;
    block->size = size;
    arena->last = block;
    arena->next = block->bytes;
    arena->end = block->bytes + size;
    POISON(block->bytes, size);
}

void arena_init(struct arena *arena, size_t limit_bytes)
{
    *arena = (struct arena){.limit_bytes = limit_bytes};
}

void arena_done(struct arena *arena)
{
    if (arena == NULL)
        return;
    struct arena_block *block = arena->last;
    while (block != NULL) {
        struct arena_block *previous = block->previous;
        UNPOISON(block->bytes, block->size);
        free(block);
        block = previous;
    }
    arena_init(arena, arena->limit_bytes);
}

void *arena_alloc_raw(struct arena *arena, size_t n_bytes)
{
    size_t size = aligned(n_bytes ? n_bytes : 1);
    if (arena->last == NULL || size > (size_t)(arena->end - arena->next))
        add_block(arena, size);
    char *ptr = arena->next;
    arena->next += size;
    arena->given_bytes += size;
    UNPOISON(ptr, n_bytes);
    return ptr;
}

void *arena_alloc(struct arena *arena, size_t n_bytes)
{
    void *ptr = arena_alloc_raw(arena, n_bytes);
    return memset(ptr, 0, n_bytes);
}

void *arena_alloc_items(struct arena *arena, size_t n, size_t item_bytes)
{
    size_t n_bytes = 0;
    CHECK(!__builtin_mul_overflow(n, item_bytes, &n_bytes));
    return arena_alloc(arena, n_bytes);
}

bool arena_extend(struct arena *arena, void *ptr, size_t old_bytes, size_t new_bytes)
{
    CHECK(new_bytes >= old_bytes);
    size_t old_size = aligned(old_bytes ? old_bytes : 1);
    size_t more = aligned(new_bytes) - old_size;
    if ((char *)ptr + old_size != arena->next || more > (size_t)(arena->end - arena->next))
        return false;
    arena->next += more;
    arena->given_bytes += more;
    UNPOISON(ptr, new_bytes);
    return true;
}

bool arena_is_over(const struct arena *arena)
{
    return arena->given_bytes > arena->limit_bytes;
}
