#ifndef TEXT_REDLINE_H
#define TEXT_REDLINE_H

/* Two versions of a text side by side as an editor marks them: paragraph by
 * paragraph, and word by word within those that changed. What change.h does not
 * count (punctuation, white space, another place) is not marked as a change. */

#include "text/diff.h"

enum redline_kind {
    REDLINE_SAME,
    REDLINE_CHANGED,
    REDLINE_REMOVED,
    REDLINE_ADDED,
};

struct redline_paragraph {
    enum redline_kind kind;
    struct str text;  /* the later one's, but for REDLINE_REMOVED; borrowed */
    struct diff diff; /* REDLINE_CHANGED only */
};

struct redline {
    const struct redline_paragraph *items;
    size_t n;
};

/* In the order of `after`, what was removed where it stood. Paragraphs are lines
 * that are not blank. */
struct redline redline_make(struct arena *arena, struct str before, struct str after);

#endif
