#ifndef TEXT_CHANGE_H
#define TEXT_CHANGE_H

/* Whether a source has changed what it says, or only how its page looks.
 *
 * Every word and number of the title and of the text's sentences counts. What
 * does not: white space and how the text falls into paragraphs, punctuation,
 * quotation marks and dashes, letter case and Unicode forms, where a sentence
 * stands, and lines that are no sentences: a label of few words (a counter, a
 * time stamp, "Read more"), or a headline that came or went. */

#include "base/str.h"

struct change_text {
    struct str title;
    struct str text; /* paragraphs parted by blank lines */
};

/* The letters and numbers alone: equal for two texts that differ only in white
 * space, punctuation, case or Unicode forms. Numbers keep their sign, decimals,
 * currency and per cent; grouping ("1,000") goes. Lives in the arena. */
struct str change_fold(struct arena *arena, struct str text);

/* True when a reader of `before` should hear of `after`. */
bool change_matters(const struct change_text *before, const struct change_text *after);

#endif
