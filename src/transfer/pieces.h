#ifndef TRANSFER_PIECES_H
#define TRANSFER_PIECES_H

/* A file as a stream of pieces that can be worked on apart from each other: the lines of
 * JSON Lines, the items of a feed or of a WordPress export. Nothing but the longest
 * piece is held in memory, so a file may be of any size. */

#include "base/str.h"

enum { PIECES_HEAD_BYTES = 256 << 10 }; /* what may stand before the first item */

enum pieces_kind {
    PIECES_JSON,      /* a record a line */
    PIECES_WORDPRESS, /* WXR */
    PIECES_FEED,      /* RSS or Atom, by items; or, when it cannot be cut, the whole */
    PIECES_OPML,      /* the whole */
    PIECES_EXPORT,    /* an archive of ours: read with transfer/site_import.h */
};

struct piece {
    struct str bytes;  /* empty when there is a fault */
    int64_t line;      /* where it begins, from 1 */
    int64_t offset;    /* in the file, behind it */
    int64_t next_line; /* the line there */
    const char *fault; /* why it cannot be used, in words; mostly NULL */
};

struct pieces;

/* Opens the file and tells by its content what it is. INVALID, and the reason in words:
 * it cannot be read, is empty, or of no kind that is known. */
MUST_CHECK enum outcome
pieces_open(struct arena *arena, const char *path, struct pieces **ret_pieces, struct str *ret_why);

/* Accepts NULL. */
void pieces_close(struct pieces *pieces);

/* For CLEANUP. */
void pieces_close_at(struct pieces **pieces);

enum pieces_kind pieces_kind(const struct pieces *pieces);
int64_t pieces_size(const struct pieces *pieces); /* bytes; 0 when unknown */

/* The beginning of the file, at most PIECES_HEAD_BYTES; valid until pieces_close. */
struct str pieces_beginning(const struct pieces *pieces);

/* What stands before the first item; valid until pieces_close. */
struct str pieces_head(const struct pieces *pieces);

/* Goes on behind a piece that was read before; before the first pieces_next. FAULT. */
MUST_CHECK enum outcome pieces_seek(struct pieces *pieces, int64_t offset, int64_t line);

/* The next piece, its bytes copied into the arena. NOT_FOUND at the end; FAULT when the
 * file cannot be read on, and `*ret_why` says why. */
MUST_CHECK enum outcome pieces_next(struct arena *arena,
                                    struct pieces *pieces,
                                    struct piece *ret_piece,
                                    struct str *ret_why);

#endif
