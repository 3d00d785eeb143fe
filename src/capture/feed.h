#ifndef CAPTURE_FEED_H
#define CAPTURE_FEED_H

/* The bytes of a feed in, the feed out: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0
 * (RFC 4287), CDF and JSON Feed 1.x, well-formed or not. A function of the bytes
 * alone: nothing is fetched, no entity of a DTD is followed. Meant for the
 * sandboxed child; what it gives is untrusted: HTML must pass html_clean, and
 * addresses are absolute where a base was known but may have any scheme. */

#include "base/str.h"

struct feed_value;

struct feed_input {
    struct str bytes;
    struct str content_type; /* of the answer; empty when unknown */
    struct str url;          /* where it came from, the base of relative addresses; may be empty */
    struct str lang;         /* Content-Language of the answer; may be empty */
};

struct feed_date {
    int64_t utc;   /* seconds since 1970 */
    bool is_known; /* false: not given, or not to be made out */
    bool has_time; /* false: only the day was given; utc is its midnight */
};

struct feed_enclosure {
    struct str url;
    struct str type;  /* as given: "audio/mpeg" */
    int64_t n_bytes;  /* 0 when not given */
    struct str title; /* mostly empty */
};

struct feed_enclosures {
    const struct feed_enclosure *items;
    size_t n;
};

/* Texts are plain (no markup, no references, white space folded) unless they are called HTML. */
struct feed_item {
    struct str id;      /* guid, id or rdf:about; when there is none the url, else empty */
    struct str url;     /* of the page; empty when the item has none */
    struct str title;   /* may be empty */
    struct str byline;  /* the names of all authors, ", " between */
    struct str html;    /* the longest content as HTML; empty when there is only a summary */
    struct str summary; /* HTML; empty when it is only the content again */
    struct feed_date published;
    struct feed_date updated;
    struct str_list tags;
    struct feed_enclosures enclosures;
    struct str image;       /* address of a picture for the item, or empty */
    struct str source_name; /* of the feed that the item was taken from */
    struct str source_url;
    struct str comments_url; /* the page of comments */
    struct str lang;         /* BCP 47, the item's or the feed's; or empty */
};

struct feed {
    struct str version; /* "rss20", "atom10", "rss10", "json11", "cdf", ...; empty when unclear */
    struct str title;
    struct str link; /* the site's page */
    struct str self; /* the feed's own address, when it gives one */
    struct str hub;  /* of WebSub, when it gives one */
    struct str next; /* the older part of the feed (RFC 5005), when it gives one */
    struct str description;
    struct str lang; /* BCP 47, or empty */
    struct str author;
    struct str image;
    struct feed_date updated;
    int64_t refresh_seconds; /* ttl or sy:updatePeriod: how seldom is soon enough; 0: not said */
    uint32_t skip_hours;     /* bit 0 to 23: hours (UTC) without news */
    uint32_t skip_days;      /* bit 0 (Monday) to 6 */
    const struct feed_item *items; /* in the feed's order */
    size_t n_items;                /* at most LIMIT_FEED_ITEMS */
    bool is_cut;                   /* it had more of something than the limits allow */

    struct str encoding;      /* what the bytes were read as: "utf-8" */
    struct str fault;         /* why it is ill-formed, in words; empty when it is not */
    struct feed_value *whole; /* all of it as written, see feed_value.h */
};

/* INVALID when the bytes are no feed; `*ret_why` then has the reason in words.
 * TOO_LARGE past LIMIT_FEED_BYTES, or when the arena is over. What is ill-formed
 * is read as far as it makes sense and says so in `fault`. Lives in the arena,
 * may borrow from the input. */
MUST_CHECK enum outcome feed_read(struct arena *arena,
                                  const struct feed_input *input,
                                  struct feed *ret_feed,
                                  struct str *ret_why);

#endif
