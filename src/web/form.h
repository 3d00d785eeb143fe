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

struct form {
    const struct form_entry *items;
    size_t n;
};

/* Reads application/x-www-form-urlencoded, or a query string. The bytes are
 * decoded where they stand, so they must outlive the form and are not the
 * same afterwards. INVALID (bad escape, NUL, not UTF-8) or TOO_LARGE (too many
 * fields); `*ret_why` then says which field and what is wrong, in English. */
MUST_CHECK enum outcome form_read_urlencoded(
    struct arena *arena, char *bytes, size_t len, struct form *ret_form, struct str *ret_why);

/* Reads multipart/form-data (RFC 7578) with this boundary; the same terms. */
MUST_CHECK enum outcome form_read_multipart(struct arena *arena,
                                            struct str boundary,
                                            char *bytes,
                                            size_t len,
                                            struct form *ret_form,
                                            struct str *ret_why);

/* The boundary named by a multipart/form-data content type. INVALID without one. */
MUST_CHECK enum outcome form_boundary(struct str content_type, struct str *ret_boundary);

/* The first entry of that name, files included. NULL: not sent. */
const struct form_entry *form_find(const struct form *form, struct str name);

/* Its value; empty when it was not sent or is a file. */
struct str form_value(const struct form *form, struct str name);

/* Decodes percent escapes ('+' too when `plus_is_space`) in place; returns the
 * new length. INVALID for an escape that is none. */
MUST_CHECK enum outcome
percent_decode(char *bytes, size_t len, bool plus_is_space, size_t *ret_len);

#endif
