#ifndef CAPTURE_FINDING_H
#define CAPTURE_FINDING_H

/* What the child understood of the bytes, before the parent has checked it:
 * plain text fields and HTML that nobody may show yet. */

#include "capture/exchange.h"

#include "text/html.h"

struct finding {
    struct str title;
    struct str byline;
    struct str byline_printed; /* see capture.h */
    struct str source;
    struct str url;
    struct str canonical;
    struct str dateline;
    struct str standfirst;
    struct str credit;
    struct str opening; /* what fields say and the body does not, see capture.h */
    struct str closing;
    struct str lang;
    struct str excerpt;
    struct str image;
    struct str html;
    struct safe_html
        clean;       /* the same, when it was cleaned in this process; it crosses no border */
    struct str text; /* what `clean` says */
    struct str encoding;
    struct str robots;
    struct str tdm_policy;
    struct str etag;
    struct str last_modified;
    struct str refresh; /* where the page sends its readers instead; nothing else counts then */
    struct capture_exchange exchange;
    struct str_list tags;
    int64_t published;
    int64_t modified; /* at the source */
    bool has_modified;
    bool has_modified_time;
    int64_t crawl_delay_seconds;
    int64_t n_redirects; /* followed so far */
    bool is_cut;
    bool is_tdm_reserved;
    bool has_published;
    bool has_time;
};

#endif
