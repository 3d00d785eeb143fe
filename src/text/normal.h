#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

/* One spelling for what looks the same (Unicode Standard Annex 15). */

#include "base/str.h"

/* The text in normalization form C: letters and their marks as one character
 * where there is one. Borrows where it is so already. */
struct str text_normal(struct arena *arena, struct str text);

#endif
