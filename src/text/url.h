#ifndef TEXT_URL_H
#define TEXT_URL_H

/* Addresses: parsed, resolved and printed as browsers do (url.spec.whatwg.org)
 * for http and https, more simply for other schemes. What is printed is ASCII,
 * without white space or quotes, and parses to the same address again. */

#include "base/str.h"

struct url {
    struct str scheme;   /* lower case, without the colon */
    struct str user;     /* "name" or "name:password", percent-encoded; mostly empty */
    struct str host;     /* lower case, IDNA and IPv4 forms resolved; IPv6 in brackets */
    int port;            /* -1 when it is the scheme's own */
    struct str path;     /* "/..." for web addresses; all that follows the colon for opaque ones */
    struct str query;    /* without the question mark */
    struct str fragment; /* without the hash */
    bool has_host;
    bool has_query;
    bool has_fragment;
};

/* An absolute address. INVALID for anything else, and past LIMIT_URL_BYTES. */
MUST_CHECK enum outcome url_parse(struct arena *arena, struct str text, struct url *ret_url);

/* What a reference on the page `base` points to; absolute ones pass. INVALID as url_parse. */
MUST_CHECK enum outcome
url_resolve(struct arena *arena, const struct url *base, struct str reference, struct url *ret_url);

/* What references on the page are resolved against: the `href` of its <base> when that is
 * usable, else its own address. Either may be empty. */
struct str url_base(struct arena *arena, struct str href, struct str page_url);

/* A reference as it may stand in our HTML without a base: percent-encoded where
 * needed, "//host" made https. INVALID for what a browser could take for a scheme. */
MUST_CHECK enum outcome
url_clean_relative(struct arena *arena, struct str reference, struct str *ret_reference);

struct str url_print(struct arena *arena, const struct url *url);

/* http or https with a host. */
bool url_is_web(const struct url *url);

/* The host without "www.", as shown to readers; borrows from `url`. */
struct str url_site(const struct url *url);

/* The port that a connection goes to: the given one or the scheme's. */
int url_port(const struct url *url);

/* Same scheme, host and port. */
bool url_same_origin(const struct url *a, const struct url *b);

/* Everything but letters, digits and -._~ as %XX: for one part of a path or query. */
struct str url_encode(struct arena *arena, struct str text);

/* The same for a whole path: its slashes stay. */
struct str url_encode_path(struct arena *arena, struct str path);

/* %XX resolved ('+' as space when it is a form's). INVALID for a NUL and for
 * what is not UTF-8 afterwards; a lone % stands for itself. */
MUST_CHECK enum outcome
url_decode(struct arena *arena, struct str text, bool is_form, struct str *ret_text);

#endif
