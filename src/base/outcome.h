#ifndef BASE_OUTCOME_H
#define BASE_OUTCOME_H

/* What a fallible function answers, and what a programmer's error does.
 * Outputs come last, are named ret_x and are written only on OK. */

/* The first six are expected: they are never logged, they become pages.
 * UNAVAILABLE and FAULT are logged once, where they are detected. */
enum outcome {
    OK,
    NOT_FOUND,
    DENIED,
    INVALID,
    CONFLICT,
    TOO_LARGE,
    UNAVAILABLE, /* a passing trouble: a full disk, a full queue, a busy store */
    FAULT,       /* a broken invariant of ours or of a library */
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(format_at, first_at)                                                                \
    __attribute__((format(printf, format_at, first_at), nonnull(format_at)))

/* Makes the neglect of an outcome visible where it is meant. */
static inline void ignore_outcome(enum outcome outcome)
{
    (void)outcome;
}

/* How many elements an array (never a pointer) has. */
#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Holds in release builds too: aborts with file and line. Never for input. */
#define CHECK(condition) ((condition) ? (void)0 : check_failed(#condition, __FILE__, __LINE__))

_Noreturn void check_failed(const char *condition, const char *file, int line);

#endif
