#ifndef CAPTURE_HTTP_HINTS_H
#define CAPTURE_HTTP_HINTS_H

/* How soon a publisher wants to be asked again, out of a response's head. */

#include "base/str.h"

/* Seconds of "Cache-Control: public, max-age=300" (RFC 9111, 5.2.2.1); 0: not said. */
int64_t http_hints_max_age(struct arena *arena, struct str head);

/* Seconds from now of Retry-After, a number or a date (RFC 9110, 10.2.3); 0: not said. */
int64_t http_hints_retry_after(struct str head);

#endif
