#ifndef CAPTURE_UNDERSTAND_H
#define CAPTURE_UNDERSTAND_H

/* One way in for all kinds of bytes: told apart, decoded, read, finished. Runs
 * in the child; it opens no file and no connection. */

#include "capture/capture.h"
#include "capture/finding.h"

struct material {
    enum capture_kind kind;
    struct str bytes;
    struct str content_type; /* what the transport said; empty for what was pasted or uploaded */
    struct str url;          /* where it came from in the end, or empty */
    struct str head;         /* of the response that brought it, or empty */
    struct str tdmrep;       /* of its site, see fetch.h; or empty */
    struct str zone;         /* for dates without one */
};

/* Answers why not, or CAPTURE_NO_TROUBLE with the finding complete. A fetched page
 * that only sends its reader elsewhere gives a finding with `refresh` alone. */
enum capture_trouble
understand(struct arena *arena, const struct material *material, struct finding *ret_finding);

/* Names a refusal more precisely by the page that came with it: `trouble` when that
 * tells nothing. */
enum capture_trouble understand_refusal(struct arena *arena,
                                        const struct material *material,
                                        enum capture_trouble trouble);

#endif
