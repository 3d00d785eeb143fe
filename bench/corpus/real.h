#ifndef CORPUS_REAL_H
#define CORPUS_REAL_H

/* Real titles and paragraphs, shuffled into as many articles as are wanted. */

#include "chance.h"

#include "base/str.h"

struct real_texts {
    struct str_list titles;
    struct str_list paragraphs;
    struct str_list words; /* of the paragraphs, the commonest first */
};

/* From a file: a paragraph a line, titles behind "# ", words behind "= ". False when it
 * cannot be read or has not all three. */
bool real_load(struct real_texts *texts, struct arena *arena, const char *path);

/* The beginning of one title and the end of another. */
struct str_list
real_title(struct arena *arena, const struct real_texts *texts, struct chance *chance);

/* Paragraphs of about n_bytes in all, parted by empty lines. */
struct str real_body(struct arena *arena,
                     const struct real_texts *texts,
                     struct chance *chance,
                     size_t n_bytes);

#endif
