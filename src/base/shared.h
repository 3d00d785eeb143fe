#ifndef BASE_SHARED_H
#define BASE_SHARED_H

/* Memory that several threads hold and nobody changes: it goes with the last
 * holder. For what outlives the request that made it. */

#include <stdbool.h>
#include <stddef.h>

/* n_bytes, not zeroed, aligned for any type, held once. */
void *shared_new(size_t n_bytes);

/* Held once more; the same pointer. */
void *shared_hold(void *memory);

/* Lets go; true: this was the last holder, and shared_free is due. Between the
 * two the memory is the caller's alone. */
bool shared_release(void *memory);
void shared_free(void *memory);

#endif
