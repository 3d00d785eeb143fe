#ifndef TEXT_HTML_WRITER_H
#define TEXT_HTML_WRITER_H

/* Writes a document that can only be well nested. It has its own stack of open
 * elements: opening tags are written when content arrives, so empty elements
 * vanish, and a block that arrives inside inline elements closes them and has
 * them again inside. That is what makes the output parse back as it was meant. */

#include "text/html_allow.h"

enum {
    MAX_OPEN = 120,       /* elements of the output within each other */
    MAX_OPEN_BLOCKS = 60, /* a list, table or quote beyond is dissolved */
    MAX_OPEN_INLINE = 24,
};

struct html_open {
    const struct html_node *node; /* NULL for those that the writer put in */
    const struct html_element *element;
    struct str attributes;
    bool is_written;
};

struct html_writer {
    struct html_attributes how;
    struct buf out;
    struct html_open open[MAX_OPEN];
    size_t n_open;
    size_t n_inline;       /* of them inline */
    bool is_at_start;      /* nothing on this line yet: white space says nothing here */
    bool is_space_pending; /* white space before the next content */
    bool is_after_pre;     /* the last that was written is <pre>: one line break would be lost */
};

/* The innermost open block's place on the stack plus one; 0 when there is none. */
size_t html_block_end(const struct html_writer *writer);

/* What the innermost open block may hold. The document itself is as a quote. */
enum html_kind html_block_kind(const struct html_writer *writer);

bool html_is_in_pre(const struct html_writer *writer);

/* Opens an element on top of the stack; its tag waits for content or html_flush. */
void html_push(struct html_writer *writer, struct html_open open);

/* The top of the stack goes, with its end tag when its start was written. */
void html_pop(struct html_writer *writer);

/* The inline elements on top of the stack, taken off to be put back elsewhere. */
struct html_lifted {
    struct html_open items[MAX_OPEN_INLINE];
    size_t n;
};

void html_lift(struct html_writer *writer, struct html_lifted *ret_lifted);
void html_put_back(struct html_writer *writer, struct html_lifted *lifted);

/* Ends the paragraphs and items that the writer put in itself. No inline element
 * may be on top. */
void html_pop_made(struct html_writer *writer);

/* Ends what cannot hold a block, up to something that can. No inline element may be on top. */
void html_make_room_for_block(struct html_writer *writer);

/* Sees to it that inline content may follow: loose content in a quote gets a
 * paragraph, in a list an item. */
void html_make_room_for_text(struct html_writer *writer);

/* Where a block began or ended words are parted, though its tags may not be written. */
void html_part_words(struct html_writer *writer);

/* Writes the start tags that wait, and white space before them. */
void html_flush(struct html_writer *writer);

/* Writes a start tag at once, as for an element without content. */
void html_write_open(struct html_writer *writer, struct html_open *open);

/* Does the top of the stack suit an element of this place? */
bool html_is_place_right(const struct html_writer *writer, enum html_place place);

#endif
