#ifndef CAPTURE_PASTE_H
#define CAPTURE_PASTE_H

/* The article in plain text that somebody copied off a page, or typed: title,
 * date, byline, dateline, credit, and the paragraphs without the page's
 * furniture. Text that shows no furniture loses nothing. */

#include "capture/capture.h"
#include "capture/finding.h"

struct dates;

/* Fills title, byline, source, dateline, standfirst, credit, date and html.
 * Answers why not: CAPTURE_NO_TROUBLE, CAPTURE_EMPTY or CAPTURE_INPUT_TOO_LARGE. */
enum capture_trouble paste_read(struct arena *arena,
                                struct str text,
                                const struct dates *dates,
                                struct finding *ret_finding);

#endif
