#ifndef CAPTURE_TERMS_H
#define CAPTURE_TERMS_H

/* What the publisher tells programs about a page: robots (meta element and
 * X-Robots-Tag) and the TDM Reservation Protocol (header, meta element,
 * /.well-known/tdmrep.json; a W3C community report). */

#include "capture/finding.h"
#include "capture/page_signs.h"

struct terms_told {
    const struct page_signs *signs;
    struct str head;   /* of the response, or empty */
    struct str tdmrep; /* the site's file, or empty */
    struct str url;    /* of the page */
};

/* Fills robots, is_tdm_reserved and tdm_policy. The page's own word goes before its
 * header's, and that before the site's file. */
void terms_read(struct arena *arena, const struct terms_told *told, struct finding *finding);

#endif
