#ifndef CAPTURE_FEED_JSON_H
#define CAPTURE_FEED_JSON_H

/* JSON Feed 1.0 and 1.1 (jsonfeed.org), into the same tree as all other feeds. */

#include "capture/feed_build.h"

/* INVALID, and why, when the text is no JSON or no feed. */
MUST_CHECK enum outcome
feed_json_read(struct feed_build *build, struct str text, struct str *ret_why);

#endif
