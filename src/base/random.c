#include "base/random.h"

#include <sys/random.h>

void random_bytes(void *ret_bytes, size_t n)
{
    char *at = ret_bytes;
    while (n > 0) {
        ssize_t got = getrandom(at, n, 0);
        CHECK(got > 0); /* getrandom fails only for bad arguments or a kernel older than 3.17 */
        at += got;
        n -= (size_t)got;
    }
}

struct str random_token(struct arena *arena, size_t n_bytes)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char *bytes = arena_alloc_raw(arena, n_bytes);
    random_bytes(bytes, n_bytes);
    char *text = arena_alloc_raw(arena, n_bytes * 2);
    for (size_t i = 0; i < n_bytes; i++) {
        text[i * 2] = hex[bytes[i] >> 4];
        text[i * 2 + 1] = hex[bytes[i] & 15];
    }
    return (struct str){text, n_bytes * 2};
}
