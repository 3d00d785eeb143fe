#ifndef WEB_PAGES_TROUBLE_H
#define WEB_PAGES_TROUBLE_H

/* Why a capture did not work, in the reader's language, and what to do instead. */

#include "capture/capture.h"
#include "views/messages.h"

/* One or two sentences, with the detail in them where there is one. */
struct str trouble_words(struct arena *arena, enum language language, struct capture_reason why);

#endif
