#ifndef CAPTURE_TIDY_H
#define CAPTURE_TIDY_H

/* What a child said, brought within what the rest of the program may be told. */

#include "base/str.h"

/* A whole http(s) address as it prints; anything else is empty. */
struct str tidy_address(struct arena *arena, struct str told);

/* At most LIMIT_TAGS of LIMIT_TAG_CHARACTERS, none empty. */
struct str_list tidy_tags(struct arena *arena, struct str_list told);

/* Dates outside of what a calendar shows are none. */
bool tidy_date(int64_t utc);

#endif
