#ifndef CAPTURE_OPML_H
#define CAPTURE_OPML_H

/* Lists of feeds as readers exchange them (OPML 1.0 and 2.0). Reading is for the sandboxed
 * child, as feed_read is; writing takes what is already known to be good. */

#include "base/buf.h"

struct opml_feed {
    struct str title;  /* may be empty */
    struct str url;    /* of the feed, as written; never empty */
    struct str site;   /* the page, or empty */
    struct str folder; /* "Science/Birds"; empty at the top */
};

struct opml {
    struct str title;
    const struct opml_feed *feeds; /* in the file's order */
    size_t n;                      /* at most LIMIT_OPML_FEEDS */
    bool is_cut;                   /* there were more */
};

/* INVALID, and the reason in words, when the bytes are no OPML; TOO_LARGE past
 * LIMIT_FEED_BYTES. What is ill-formed is read as far as it goes. Lives in the arena. */
MUST_CHECK enum outcome
opml_read(struct arena *arena, struct str bytes, struct opml *ret_opml, struct str *ret_why);

/* OPML 2.0. Feeds of one folder must stand together to come into one outline. */
void opml_write(struct buf *buf, const struct opml *opml);

#endif
