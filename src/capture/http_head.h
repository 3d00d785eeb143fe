#ifndef CAPTURE_HTTP_HEAD_H
#define CAPTURE_HTTP_HEAD_H

/* The head of an HTTP message as text (RFC 9112): a first line, then fields. */

#include "base/str.h"

struct http_field {
    struct str name;
    struct str value; /* trimmed */
};

/* Takes the head's first line off; what stays are its fields. */
struct str http_head_first_line(struct str *head);

/* Takes the next field off the front of `*fields`; lines that are none are passed over. */
bool http_head_take(struct str *fields, struct http_field *ret_field);

/* The value of the last field of that name in a whole head, or empty. */
struct str http_head_value(struct str head, struct str name);

/* The values of all fields of that name, with ", " between. */
struct str http_head_values(struct arena *arena, struct str head, struct str name);

#endif
