#include "base/log.h"

#include "base/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MAX_LINE_BYTES = 2048 };

/* One write a line, so that threads do not mix theirs; longer lines are cut. */
static void PRINTF(2, 0) log_line(const char *level, const char *format, va_list args)
{
    char line[MAX_LINE_BYTES];
    time_t now = (time_t)clock_now();
    struct tm utc;
    gmtime_r(&now, &utc);
    size_t len = strftime(line, sizeof(line), "%Y-%m-%dT%H:%M:%SZ ", &utc);
    int n = snprintf(line + len, sizeof(line) - len, "%s ", level);
    len += n > 0 ? (size_t)n : 0;
    n = vsnprintf(line + len, sizeof(line) - len - 1, format, args);
    len += n > 0 ? (size_t)n : 0;
    if (len > sizeof(line) - 2)
        len = sizeof(line) - 2;
    line[len] = '\n';
    ssize_t written = write(STDERR_FILENO, line, len + 1);
    (void)written; /* nowhere left to complain */
}

void log_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    log_line("error", format, args);
    va_end(args);
}

void log_info(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    log_line("info", format, args);
    va_end(args);
}

void check_failed(const char *condition, const char *file, int line)
{
    log_error("%s:%d: this should always hold: %s", file, line, condition);
    abort();
}
