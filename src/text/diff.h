#ifndef TEXT_DIFF_H
#define TEXT_DIFF_H

/* What changed between two plain texts, word by word: for two edits at once and
 * for the history of an article. */

#include "base/str.h"

enum diff_kind {
    DIFF_SAME,
    DIFF_REMOVED,
    DIFF_ADDED,
};

struct diff_part {
    enum diff_kind kind;
    struct str text; /* borrowed from the text it stands in */
};

struct diff {
    const struct diff_part *items;
    size_t n;
    bool is_coarse; /* too much differs: what lies between the common ends counts as one change */
};

/* The parts in reading order, neighbours of one kind joined, a removal before the
 * addition that takes its place. SAME and REMOVED together give `before`, SAME
 * and ADDED give `after`. Work is bounded by LIMIT_DIFF_EDITS. */
struct diff diff_words(struct arena *arena, struct str before, struct str after);

#endif
