#ifndef TEXT_URL_PARAMETER_H
#define TEXT_URL_PARAMETER_H

/* For url_clean.c and url_key.c: one parameter of a query and the tables of names. */

#include "base/str.h"

/* The two halves of "name=value"; both borrow. */
struct str url_parameter_name(struct str parameter);
struct str url_parameter_value(struct str parameter);

/* Whatever the case of ASCII letters. A pattern "utm_*" is for all that begin so. */
bool url_parameter_is_among(const struct str *patterns, size_t n, struct str name);

#endif
