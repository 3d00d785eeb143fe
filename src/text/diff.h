#ifndef TEXT_DIFF_H
#define TEXT_DIFF_H

/* What changed between two plain texts, word by word: for two edits at once, for
 * the history of an article and for what became of it at its source. */

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
 * addition that takes its place; a short word alone between two changes belongs
 * to them. SAME and REMOVED together give `before`, SAME and ADDED give `after`.
 * Work is bounded by LIMIT_DIFF_EDITS. */
struct diff diff_words(struct arena *arena, struct str before, struct str after);

/* The same without what change_fold lays aside: another quotation mark is no
 * change, and SAME is text of `after`. */
struct diff diff_meaning(struct arena *arena, struct str before, struct str after);

/* What is compared: runs of white space, words, single characters of scripts that
 * part no words. They borrow from the text and together give it back. */
struct str_list diff_tokens(struct arena *arena, struct str text);

/* Which items stay in their order, in two arrays as long as the lists; false, and
 * only common ends stay, when more than LIMIT_DIFF_EDITS differ. */
bool diff_align(struct str_list before,
                struct str_list after,
                bool *stays_before,
                bool *stays_after);

#endif
