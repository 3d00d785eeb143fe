#ifndef CAPTURE_ENCODING_PRESCAN_H
#define CAPTURE_ENCODING_PRESCAN_H

/* What a document says of its own encoding: "prescan a byte stream to determine
 * its encoding" of the HTML standard, 13.2.3.2, meta elements and XML declarations. */

#include "capture/encoding_table.h"

/* NULL when it says nothing. Past the first PRESCAN_BYTES, where a browser has the
 * parser look, what stands in scripts, styles and titles no longer counts. */
const struct encoding *encoding_prescan(struct str bytes);

enum { PRESCAN_BYTES = 1024 };

/* The label in a content type or in a meta element's content: what follows
 * "charset=", or empty. Borrows. */
struct str encoding_label_in(struct str content);

#endif
