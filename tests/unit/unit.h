#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

/* What every unit test includes: cmocka and what its header wants first. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/* Compares text with a literal; prints both when they differ. */
#define assert_str(actual, expected)                                                               \
    assert_str_at((actual), str_from_c(expected), __FILE__, __LINE__)

static inline void assert_str_at(struct str actual, struct str expected, const char *file, int line)
{
    if (str_eq(actual, expected))
        return;
    print_error("got      '%.*s'\nexpected '%.*s'\n", STR_ARG(actual), STR_ARG(expected));
    _fail(file, line);
}

#endif
