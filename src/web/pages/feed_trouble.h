#ifndef WEB_PAGES_FEED_TROUBLE_H
#define WEB_PAGES_FEED_TROUBLE_H

/* Why a feed could not be read, in the reader's language, and what happens next. */

#include "capture/capture.h"
#include "views/messages.h"

/* One or two sentences, with the detail in them where there is one. */
struct str
feed_trouble_words(struct arena *arena, enum language language, struct capture_reason why);

#endif
