#ifndef CAPTURE_BLOCKS_H
#define CAPTURE_BLOCKS_H

/* Paragraphs of plain text on their way to HTML. */

#include "capture/finding.h"

struct blocks {
    struct arena *arena;
    struct block *items;
    size_t n;
    size_t room;
};

/* For at most `room` paragraphs. */
void blocks_init(struct blocks *blocks, struct arena *arena, size_t room);

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_LINE, /* goes on in the paragraph before it, on a line of its own */
    BLOCK_HEADING,
};

/* Borrows the text. */
void blocks_add(struct blocks *blocks, struct str text, enum block_kind kind);

/* Moves dateline and credit from the edges of the text into the finding, and
 * names the source after them when it has none. */
void blocks_read_wire(struct blocks *blocks, struct finding *finding);

/* Paragraphs, headings, and lists where two items or more stand together. */
struct str blocks_html(const struct blocks *blocks);

#endif
