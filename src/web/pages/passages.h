#ifndef WEB_PAGES_PASSAGES_H
#define WEB_PAGES_PASSAGES_H

/* Two versions of a text as their page shows them: what changed, and between it
 * what did not, folded away. */

#include "views/source.h"

/* As an excerpt, what did not change is counted but not shown, and what changed
 * stands with little around it. Borrows from the texts. */
struct source_passages
passages_make(struct arena *arena, struct str before, struct str after, bool is_excerpt);

#endif
