#ifndef CAPTURE_ROBOTS_TXT_H
#define CAPTURE_ROBOTS_TXT_H

/* What a site lets programs fetch: the Robots Exclusion Protocol (RFC 9309). */

#include "base/str.h"

struct robots_word {
    bool is_allowed;
    int64_t crawl_delay_seconds; /* Crawl-delay, beside the RFC; 0: not told */
};

/* Asks the text of a robots.txt whether `agent` (a product token) may fetch
 * `path`, which holds the query too. The longest rule of the groups for the agent,
 * else of those for "*", decides; of two that are equally long the one that allows. */
struct robots_word robots_txt_ask(struct str text, struct str agent, struct str path);

/* True when a rule's pattern matches the path from its beginning: * stands for
 * anything, a last $ for the end, and percent-encoded bytes for themselves. */
bool robots_txt_matches(struct str pattern, struct str path);

#endif
