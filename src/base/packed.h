#ifndef BASE_PACKED_H
#define BASE_PACKED_H

/* Bytes made smaller, for keeping (Zstandard, RFC 8878). */

#include "base/str.h"

/* Never fails: what does not shrink grows by a few bytes. Lives in the arena. */
struct str packed(struct arena *arena, struct str bytes);

/* What was packed. INVALID: it is no such thing, or damaged. TOO_LARGE: past max_bytes. */
MUST_CHECK enum outcome
unpacked(struct arena *arena, struct str bytes, size_t max_bytes, struct str *ret_bytes);

/* Short texts of one kind shrink to half again when what they have in common stands in a
 * dictionary: bytes that are made once, from some thousands of them, and must be kept as
 * long as anything that was packed with them. `samples` stand one behind the other in
 * `all`. INVALID: too few, or they have nothing in common. Takes seconds. */
MUST_CHECK enum outcome packed_train(struct arena *arena,
                                     struct str all,
                                     const size_t *sample_bytes,
                                     size_t n_samples,
                                     struct str *ret_dictionary);

enum pack_use { PACK_READS, PACK_READS_AND_WRITES };

/* A dictionary made ready; it never changes, so all threads may share one. Copies the
 * bytes. `_free` accepts NULL. */
struct pack_dictionary;
struct pack_dictionary *pack_dictionary_new(struct str bytes, enum pack_use use);
void pack_dictionary_free(struct pack_dictionary *dictionary);

/* What one thread packs and unpacks with, made once because it is dear. */
struct packer;
struct packer *packer_new(void);
void packer_free(struct packer *packer);

/* As packed and unpacked; quicker than `packed`, for many short texts. */
struct str packer_pack(struct arena *arena,
                       struct packer *packer,
                       const struct pack_dictionary *dictionary,
                       struct str bytes);
MUST_CHECK enum outcome packer_unpack(struct arena *arena,
                                      struct packer *packer,
                                      const struct pack_dictionary *dictionary,
                                      struct str bytes,
                                      size_t max_bytes,
                                      struct str *ret_bytes);

#endif
