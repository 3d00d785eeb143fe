#ifndef CAPTURE_FETCHER_MESSAGE_H
#define CAPTURE_FETCHER_MESSAGE_H

/* What the two sides of a fetcher say to each other: whole messages, one record each. */

#include "capture/fetcher.h"

/* The whole of one message's inside. TOO_LARGE when it does not fit. */
MUST_CHECK enum outcome fetcher_print_request(struct arena *arena,
                                              uint64_t number,
                                              const struct fetch_request *request,
                                              struct str *ret_bytes);
MUST_CHECK enum outcome fetcher_print_answer(struct arena *arena,
                                             const struct fetcher_answer *answer,
                                             struct str *ret_bytes);

/* Texts borrow from `bytes`. INVALID for anything that is not exactly one. */
MUST_CHECK enum outcome fetcher_read_request(struct arena *arena,
                                             struct str bytes,
                                             uint64_t *ret_number,
                                             struct fetch_request *ret_request);
MUST_CHECK enum outcome fetcher_read_answer(struct str bytes, struct fetcher_answer *ret_answer);

/* Sends and receives one message. UNAVAILABLE: the other side is gone, or too
 * slow for the socket's time limit. INVALID: it says too much. */
MUST_CHECK enum outcome fetcher_send(int fd, struct str inside);
MUST_CHECK enum outcome
fetcher_receive(struct arena *arena, int fd, size_t max_bytes, struct str *ret_inside);

/* What an answer may take on top of its page. */
enum { FETCHER_HEAD_BYTES = 64 << 10 };

#endif
