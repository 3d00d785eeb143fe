#ifndef VIEWS_ASSETS_H
#define VIEWS_ASSETS_H

/* The files of assets/, embedded by tools/embed.py. An address holds the hash of
 * its content, so what it gives never changes and may be cached for ever. */

#include "base/str.h"

struct asset {
    struct str name; /* "style.css", "icons/like.svg" */
    struct str url;  /* "/assets/style-1a2b3c4d5e6f.css" */
    struct str type; /* of its content, with the charset of texts */
    struct str etag; /* strong, with its quotes */
    struct str bytes;
    struct str gzip; /* the same compressed; empty where that saves nothing */
    struct str gzip_etag;
};

/* By address. NOT_FOUND for any other path, also one with an old hash. */
MUST_CHECK enum outcome asset_find(struct str path, const struct asset **ret_asset);

/* By name, for what is served under a fixed address (robots.txt). NOT_FOUND otherwise. */
MUST_CHECK enum outcome asset_named(struct str name, const struct asset **ret_asset);

extern const struct asset assets[];
extern const size_t n_assets;

/* For compiled views: `id` is an enumerator of assets.gen.h. */
static inline struct str asset_url(size_t id)
{
    return assets[id].url;
}

#endif
