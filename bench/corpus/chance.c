#include "chance.h"

#include <math.h>

/* Sebastiano Vigna's SplitMix64: one multiplication chain over a counter. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
}

struct chance chance_from(uint64_t seed, uint64_t stream)
{
    return (struct chance){mix(mix(seed + 1) + stream)};
}

uint64_t chance_next(struct chance *chance)
{
    chance->state += 0x9e3779b97f4a7c15U;
    return mix(chance->state);
}

uint32_t chance_below(struct chance *chance, uint32_t n)
{
    return (uint32_t)(((chance_next(chance) >> 32) * n) >> 32);
}

uint32_t chance_between(struct chance *chance, uint32_t least, uint32_t most)
{
    return least + chance_below(chance, most - least + 1);
}

bool chance_is(struct chance *chance, uint32_t per_mille)
{
    return chance_below(chance, 1000) < per_mille;
}

static double unit(struct chance *chance)
{
    return ((double)(chance_next(chance) >> 11) + 0.5) / 9007199254740992.0;
}

double chance_log_normal(struct chance *chance, double mean, double deviation)
{
    double radius = sqrt(-2 * log(unit(chance)));
    double normal = radius * cos(2 * 3.14159265358979323846 * unit(chance));
    return exp(mean + deviation * normal);
}

/* Walker's alias method: a slot gives its own rank or, above the threshold, another. */
struct zipf_slot {
    uint32_t threshold;
    uint32_t other;
};

static double *shares(struct arena *arena, uint32_t n, double exponent, double shift)
{
    double *share = arena_array(arena, double, n);
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += share[i] = pow(i + shift, -exponent);
    for (uint32_t i = 0; i < n; i++)
        share[i] *= n / sum;
    return share;
}

void zipf_init(struct zipf *zipf, struct arena *arena, uint32_t n, double exponent, double shift)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    double *share = shares(&scratch, n, exponent, shift);
    uint32_t *poor = arena_array(&scratch, uint32_t, n);
    uint32_t *rich = arena_array(&scratch, uint32_t, n);
    uint32_t n_poor = 0;
    uint32_t n_rich = 0;

    *zipf = (struct zipf){arena_array(arena, struct zipf_slot, n), n};
    for (uint32_t i = 0; i < n; i++) {
        zipf->slots[i] = (struct zipf_slot){UINT32_MAX, i};
        if (share[i] < 1)
            poor[n_poor++] = i;
        else
            rich[n_rich++] = i;
    }
    while (n_poor > 0 && n_rich > 0) {
        uint32_t taker = poor[--n_poor];
        uint32_t giver = rich[n_rich - 1];
        zipf->slots[taker] = (struct zipf_slot){(uint32_t)(share[taker] * UINT32_MAX), giver};
        share[giver] -= 1 - share[taker];
        if (share[giver] < 1) {
            n_rich--;
            poor[n_poor++] = giver;
        }
    }
}

uint32_t zipf_draw(const struct zipf *zipf, struct chance *chance)
{
    uint64_t number = chance_next(chance);
    uint32_t i = (uint32_t)(((number >> 32) * zipf->n) >> 32);
    return (uint32_t)number <= zipf->slots[i].threshold ? i : zipf->slots[i].other;
}
