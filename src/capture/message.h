#ifndef CAPTURE_MESSAGE_H
#define CAPTURE_MESSAGE_H

/* What parent and child say to each other: records of one tag byte, a length
 * and bytes, so that any byte passes and a reader can never be led past the
 * end. A message ends with its end record; without it, it was cut short. */

#include "capture/capture.h"
#include "capture/finding.h"
#include "capture/picture.h"

struct buf;

/* Appends the whole request. */
void message_add_request(struct buf *buf, const struct capture_request *request);

/* Reads a request; its texts borrow from `bytes`, its lists live in the arena.
 * INVALID for anything that is not exactly one request. */
MUST_CHECK enum outcome
message_read_request(struct arena *arena, struct str bytes, struct capture_request *ret_request);

/* One step, told as it begins. */
void message_add_step(struct buf *buf, enum capture_step step);

/* The answer: what was found, or why nothing was. */
void message_add_finding(struct buf *buf, const struct finding *finding);
void message_add_reason(struct buf *buf, struct capture_reason why);

/* The answer to CAPTURE_PICTURE, instead of a finding. */
void message_add_picture(struct buf *buf, const struct drawn *picture);

/* Takes a leading step record off `*bytes`; false when there is none or not yet all of it. */
bool message_take_step(struct str *bytes, enum capture_step *ret_step);

/* Reads the answer behind the steps. `ret_why->trouble` is CAPTURE_NO_TROUBLE
 * when `*ret_finding` was written. INVALID for anything else. */
MUST_CHECK enum outcome message_read_answer(struct arena *arena,
                                            struct str bytes,
                                            struct finding *ret_finding,
                                            struct capture_reason *ret_why);

/* The same for CAPTURE_PICTURE. Kinds, sides and the number of files are within
 * their limits; the bytes borrow. */
MUST_CHECK enum outcome
message_read_picture(struct str bytes, struct drawn *ret_drawn, struct capture_reason *ret_why);

#endif
