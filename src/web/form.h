#ifndef WEB_FORM_H
#define WEB_FORM_H

/* What a form or a query string says: names and values, read from bytes of a
 * stranger within limits. Every name and value is valid UTF-8 without NUL and
 * with plain LF line ends; only a file's bytes are left as they came. */

#include "base/str.h"

struct form_entry {
    struct str name;
    struct str value;     /* a file's bytes when is_file */
    struct str file_name; /* as the browser gave it: show it, never open it */
    bool is_file;
};

enum form_wrong {
    FORM_FINE,
    FORM_BAD_ESCAPE, /* a % without two hexadecimal digits */
    FORM_HAS_NUL,
    FORM_NOT_UTF8,
    FORM_BROKEN,          /* not multipart/form-data, or cut off */
    FORM_TOO_MANY_FIELDS, /* those past LIMIT_REQUEST_FIELDS were dropped */
};

/* What is wrong is mended in the entries (the NUL left out, U+FFFD for bad
 * bytes), so that the text can be shown again, but no handler sees such a form:
 * it is refused. */
struct form {
    const struct form_entry *items;
    size_t n;
    enum form_wrong wrong;  /* the first thing found */
    struct str wrong_field; /* where; empty when in no field */
};

/* Reads application/x-www-form-urlencoded, or a query string. The bytes are
 * decoded where they stand: they must outlive the form, and are not the same
 * afterwards. */
struct form form_read_urlencoded(struct arena *arena, char *bytes, size_t len);

/* Reads multipart/form-data (RFC 7578) with this boundary; the same terms. */
struct form form_read_multipart(struct arena *arena, struct str boundary, char *bytes, size_t len);

/* The boundary named by a multipart/form-data content type. INVALID without one. */
MUST_CHECK enum outcome form_boundary(struct str content_type, struct str *ret_boundary);

/* The first entry of that name, files included. NULL: not sent. */
const struct form_entry *form_find(const struct form *form, struct str name);

/* Its value; empty when it was not sent or is a file. */
struct str form_value(const struct form *form, struct str name);

/* Decodes percent escapes ('+' too when `plus_is_space`) in place and returns
 * the new length. A % that starts no escape stays, and `*ret_is_bad` becomes true. */
size_t percent_decode(char *bytes, size_t len, bool plus_is_space, bool *ret_is_bad);

#endif
