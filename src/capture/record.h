#ifndef CAPTURE_RECORD_H
#define CAPTURE_RECORD_H

/* What processes of ours say to each other is made of: records of one tag byte,
 * a length and bytes, so that any byte passes and a reader can never be led past
 * the end. */

#include "base/buf.h"

enum { RECORD_HEAD_BYTES = 5 };

/* The head of a record alone, for who sends or receives its value apart. */
void record_print_head(char ret_head[RECORD_HEAD_BYTES], char tag, size_t len);
size_t record_head_length(const char head[RECORD_HEAD_BYTES]);

void record_add(struct buf *buf, char tag, struct str value);
void record_add_number(struct buf *buf, char tag, uint64_t number);

/* Adds the record only when there is something in it. */
void record_add_text(struct buf *buf, char tag, struct str value);

/* A text of a struct and the tag under which it travels. */
struct record_field {
    char tag;
    size_t offset;
};

/* Adds those texts of the struct at `base` that are not empty. */
void record_add_fields(struct buf *buf,
                       const struct record_field *fields,
                       size_t n,
                       const void *base);

/* Sets the text that travels under this tag. False when none does. */
bool record_take_field(
    const struct record_field *fields, size_t n, void *base, char tag, struct str value);

/* Takes one whole record off the front; false when it is not all there. */
bool record_take(struct str *bytes, char *ret_tag, struct str *ret_value);

/* False when it is no number or larger than `max`; 0 is written then. */
bool record_number(struct str value, uint64_t max, uint64_t *ret_number);

/* How many records of that tag there are, so that a list can be made in one piece. */
size_t record_count(struct str bytes, char tag);

/* The values of all records of that tag; the list lives in the arena, its items in `bytes`. */
struct str_list record_list(struct arena *arena, struct str bytes, char tag);

#endif
