#ifndef TEXT_DATES_FEED_H
#define TEXT_DATES_FEED_H

/* Dates as feeds give them. Feeds are written by programs: what is not one of
 * their forms is refused, where dates_parse would look for a date inside it. */

#include "text/dates.h"

/* RFC 822, 2822 and 850, asctime, ISO 8601 with its short forms (week dates and
 * forms that need today's date aside), and what blog programs write instead:
 * 2006/09/15 08:19:53 EDT, 2004-július-13T9:15-05:00, 2004년 05월 28일 01:31:15,
 * 2004-05-25 오후 11:23:17 (Korean ones without a zone are in Korea's). Without a
 * zone it is UTC. INVALID for anything else. */
MUST_CHECK enum outcome dates_parse_feed(struct str text, struct date_parsed *ret_parsed);

#endif
