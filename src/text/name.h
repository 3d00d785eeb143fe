#ifndef TEXT_NAME_H
#define TEXT_NAME_H

/* Names and titles that people type and others read: no text that hides,
 * reverses or breaks what stands around it. */

#include "base/str.h"

enum name_fault {
    NAME_FINE,
    NAME_EMPTY, /* nothing visible */
    NAME_TOO_LONG,
    NAME_NOT_UTF8,
    NAME_CONTROL,   /* control characters, line and paragraph separators */
    NAME_DIRECTION, /* embeddings, overrides and isolates (U+202A-202E, U+2066-2069) */
    NAME_INVISIBLE, /* zero-width and unassigned characters where no script needs them */
    NAME_SPACES,    /* white space at an end */
};

/* What is wrong with a name of at most max_characters; the first fault found. */
enum name_fault name_check(struct str name, size_t max_characters);

static inline bool name_is_acceptable(struct str name, size_t max_characters)
{
    return name_check(name, max_characters) == NAME_FINE;
}

/* A title or other single line from outside made acceptable: white space folded
 * and trimmed, control, direction and invisible characters dropped, bad UTF-8
 * replaced, cut at max_characters. May be empty. */
struct str name_tidy(struct arena *arena, struct str text, size_t max_characters);

/* The same letters for comparing two names: compatibility forms and case folded (NFKC_CF). */
struct str name_fold(struct arena *arena, struct str name);

#endif
