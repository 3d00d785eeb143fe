#include "base/shared.h"

#include "base/outcome.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

struct head {
    alignas(max_align_t) atomic_size_t n_holders;
};

static struct head *head_of(void *memory)
{
    return (struct head *)memory - 1;
}

void *shared_new(size_t n_bytes)
{
    CHECK(n_bytes <= SIZE_MAX - sizeof(struct head));
    struct head *head = malloc(sizeof(*head) + n_bytes);
    CHECK(head != NULL);
    atomic_init(&head->n_holders, 1);
    return head + 1;
}

void *shared_hold(void *memory)
{
    atomic_fetch_add_explicit(&head_of(memory)->n_holders, 1, memory_order_relaxed);
    return memory;
}

bool shared_release(void *memory)
{
    return atomic_fetch_sub_explicit(&head_of(memory)->n_holders, 1, memory_order_acq_rel) == 1;
}

void shared_free(void *memory)
{
    free(head_of(memory));
}
