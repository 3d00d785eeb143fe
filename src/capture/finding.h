#ifndef CAPTURE_FINDING_H
#define CAPTURE_FINDING_H

/* What the child understood of the bytes, before the parent has checked it:
 * plain text fields and HTML that nobody may show yet. */

#include "capture/exchange.h"

struct finding {
    struct str title;
    struct str byline;
    struct str source;
    struct str url;
    struct str canonical;
    struct str dateline;
    struct str standfirst;
    struct str credit;
    struct str lang;
    struct str excerpt;
    struct str image;
    struct str html;
    struct str encoding;
    struct str robots;
    struct str tdm_policy;
    struct str etag;
    struct str last_modified;
    struct str refresh; /* where the page sends its readers instead; nothing else counts then */
    struct capture_exchange exchange;
    struct str_list tags;
    int64_t published;
    int64_t crawl_delay_seconds;
    int64_t n_redirects; /* followed so far */
    bool is_cut;
    bool is_tdm_reserved;
    bool has_published;
    bool has_time;
};

#endif
