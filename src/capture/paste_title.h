#ifndef CAPTURE_PASTE_TITLE_H
#define CAPTURE_PASTE_TITLE_H

/* Which of the short lines above a text is its title. */

#include "capture/paste_lines.h"

/* Chooses among the lines before `first`, the first paragraph (0 when there is
 * none: then the first line is the title). False when no line will do. */
bool paste_title_choose(const struct lines *lines,
                        const enum line_kind *kinds,
                        size_t first,
                        size_t *ret_at);

#endif
