#include "community/token.h"

#include "base/random.h"

#include <sodium.h>

enum { TOKEN_BYTES = 32 };

struct str token_new(struct arena *arena)
{
    return random_token(arena, TOKEN_BYTES);
}

struct str token_hash(struct arena *arena, struct str token)
{
    unsigned char hash[crypto_generichash_BYTES];
    CHECK(crypto_generichash(hash, sizeof(hash), (const unsigned char *)token.ptr, token.len, NULL,
                             0) == 0);
    char *hex = arena_alloc_raw(arena, 2 * sizeof(hash) + 1);
    sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash));
    return (struct str){hex, 2 * sizeof(hash)};
}
