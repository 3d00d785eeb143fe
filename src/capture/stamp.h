#ifndef CAPTURE_STAMP_H
#define CAPTURE_STAMP_H

/* Lines that are nothing but a date: "Published: Mon, 21 Oct 2024, 05:44 PM". */

#include "text/dates.h"

/* True when the line is a date with at most a label in front; a sentence that
 * mentions a date is none. */
bool stamp_is(const struct dates *dates, struct str line, struct date_parsed *ret_parsed);

/* True when the line has a label in front: "Published". */
bool stamp_is_labelled(struct str line);

/* True when the label in front says that the date is of a change, not of the publication. */
bool stamp_is_update(struct str line);

#endif
