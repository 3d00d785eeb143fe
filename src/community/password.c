/* Passwords are slow on purpose, so they have a file that touches no store.
 *
 * Argon2id with 32 MiB and 3 passes: above the 19 MiB and 2 passes that OWASP's
 * password cheat sheet (2024) asks at least, and four sign-ins at once still
 * take only a quarter of a machine with 512 MB. */
#include "base/limits.h"
#include "base/utf8.h"
#include "community/account.h"

#include <sodium.h>

enum {
    PASSES = 3,
    MEMORY_BYTES = 32 << 20,
};

enum outcome account_check_password(struct str password, struct problem *ret_problem)
{
    if (password.len > LIMIT_PASSWORD_BYTES) {
        *ret_problem = (struct problem){FIELD_PASSWORD, WRONG_TOO_LONG, LIMIT_PASSWORD_BYTES};
        return INVALID;
    }
    if (utf8_count(password) < LIMIT_PASSWORD_MIN_CHARACTERS) {
        *ret_problem = (struct problem){
            FIELD_PASSWORD,
            str_is_empty(password) ? WRONG_MISSING : WRONG_TOO_SHORT,
            LIMIT_PASSWORD_MIN_CHARACTERS,
        };
        return INVALID;
    }
    return OK;
}

enum outcome account_hash_password(struct arena *arena, struct str password, struct str *ret_hash)
{
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
    if (crypto_pwhash_str_alg(hash, password.ptr, password.len, PASSES, MEMORY_BYTES,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return UNAVAILABLE;
    *ret_hash = str_from_c(hash);
    return OK;
}

/* For names that nobody has: the work of a real comparison, for nothing. */
static void verify_nothing(struct str password)
{
    unsigned char key[32];
    static const unsigned char salt[crypto_pwhash_SALTBYTES] = {0};
    if (crypto_pwhash(key, sizeof(key), password.ptr, password.len, salt, PASSES, MEMORY_BYTES,
                      crypto_pwhash_ALG_ARGON2ID13) == 0)
        sodium_memzero(key, sizeof(key));
}

enum outcome account_verify_password(struct str hash, struct str password)
{
    if (password.len > LIMIT_PASSWORD_BYTES)
        return DENIED;
    if (str_is_empty(hash)) {
        verify_nothing(password);
        return DENIED;
    }
    SCRATCH_ARENA(scratch, 4096);
    const char *hash_c = NULL;
    if (str_c(&scratch, hash, &hash_c) != OK)
        return DENIED;
    return crypto_pwhash_str_verify(hash_c, password.ptr, password.len) == 0 ? OK : DENIED;
}
