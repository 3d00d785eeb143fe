#ifndef WEB_PAGES_FEEDS_H
#define WEB_PAGES_FEEDS_H

/* The feeds that a blog is fed from: list, add, rules, pause, remove; OPML in and
 * out; the drafts that came. For the blog's owner. */

#include "web/route.h"

page_handler page_feeds;
page_handler page_feeds_add;
page_handler page_feed;
page_handler page_feed_send;
page_handler page_feed_check;
page_handler page_feed_pause;
page_handler page_feed_remove;

page_handler page_feeds_opml;
page_handler page_feeds_opml_send;
page_handler page_feeds_import;

page_handler page_feed_drafts;
page_handler page_feed_drafts_send;

#endif
