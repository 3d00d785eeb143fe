#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

/* Unpredictable bytes from the kernel: for tokens, salts and names. */

#include "base/str.h"

void random_bytes(void *ret_bytes, size_t n);

/* n_bytes of randomness in lower-case hexadecimal: twice as many characters. */
struct str random_token(struct arena *arena, size_t n_bytes);

#endif
