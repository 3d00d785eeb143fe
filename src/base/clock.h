#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* The two clocks: the wall's, in UTC seconds since 1970, which may jump, and
 * one that only goes forward, for measuring and waiting. */

#include <stdint.h>

int64_t clock_now(void);
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);

#endif
