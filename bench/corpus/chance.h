#ifndef CORPUS_CHANCE_H
#define CORPUS_CHANCE_H

/* Numbers that look random and are the same for the same seed on every machine. */

#include "base/arena.h"

#include <stdint.h>

struct chance {
    uint64_t state;
};

/* The numbers of one stream (an article, a vocabulary) of a seed. */
struct chance chance_from(uint64_t seed, uint64_t stream);

uint64_t chance_next(struct chance *chance);

/* 0 to n - 1; n at least 1. */
uint32_t chance_below(struct chance *chance, uint32_t n);

/* least to most, both included. */
uint32_t chance_between(struct chance *chance, uint32_t least, uint32_t most);

/* True in so many of a thousand cases. */
bool chance_is(struct chance *chance, uint32_t per_mille);

/* e to the power of a normally distributed number: lengths of texts are such. */
double chance_log_normal(struct chance *chance, double mean, double deviation);

/* Ranks 0 to n - 1 by the law of Zipf and Mandelbrot: rank r as often as
 * 1 / (r + shift)^exponent. A draw costs one look into a table. */
struct zipf {
    struct zipf_slot *slots;
    uint32_t n;
};

void zipf_init(struct zipf *zipf, struct arena *arena, uint32_t n, double exponent, double shift);
uint32_t zipf_draw(const struct zipf *zipf, struct chance *chance);

#endif
