#ifndef CAPTURE_PASTE_LINES_H
#define CAPTURE_PASTE_LINES_H

/* Pasted text as paragraphs: line ends of every system, control characters
 * dropped, lines that were wrapped at a fixed width put together again. */

#include "base/str.h"

struct line {
    struct str text; /* trimmed, never empty */
    size_t width;
    size_t n_words;
    bool has_gap_before; /* an empty line, or the beginning */
    bool has_gap_behind; /* an empty line, or the end */
    bool ends_sentence;
};

enum line_kind {
    LINE_SHORT, /* a title, a name, an item: anything that is none of the others */
    LINE_PROSE, /* a paragraph */
    LINE_DATE,
    LINE_BYLINE,
    LINE_CREDIT,
    LINE_COUNTER,
    LINE_FURNITURE,
    LINE_BOX, /* these three: see phrases.h */
    LINE_WEAK_STOP,
    LINE_STOP,
};

struct lines {
    struct line *items;
    size_t n;
};

/* Any bytes; results live in the arena. TOO_LARGE past LIMIT_CAPTURE_LINES. */
MUST_CHECK enum outcome
paste_lines_read(struct arena *arena, struct str text, struct lines *ret_lines);

/* Measures a line anew after its text has changed. */
void paste_line_measure(struct line *line);

#endif
