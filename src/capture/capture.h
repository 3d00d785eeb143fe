#ifndef CAPTURE_CAPTURE_H
#define CAPTURE_CAPTURE_H

/* Untrusted bytes in, one structured answer out. Fetching and understanding
 * happen in a sandboxed child process (child.h); what it hands back is bounded,
 * checked and cleaned again here before anybody sees it. */

#include "capture/exchange.h"

#include "text/html.h"

enum capture_kind {
    CAPTURE_LINK,     /* fetch `url` and read what it answers */
    CAPTURE_DOCUMENT, /* a file: HTML and text are told apart by content */
    CAPTURE_RICH,     /* the clipboard's HTML */
    CAPTURE_PLAIN,    /* pasted text */
    CAPTURE_FEED,     /* a feed, or a page that names one: feed_capture.h */
    CAPTURE_OPML,     /* a list of feeds: feed_capture.h */
    CAPTURE_PICTURE,  /* fetch `url` and draw it: picture.h */
};

struct capture_request {
    enum capture_kind kind;
    struct str bytes; /* all kinds but CAPTURE_LINK */
    struct str url;   /* CAPTURE_LINK: what to fetch; else where the bytes came from, or empty */
    struct str content_type;   /* CAPTURE_FEED: what the transport said; may be empty */
    struct str content_coding; /* CAPTURE_FEED: to be undone; mostly empty */
    struct str zone;           /* IANA name: dates without a zone are read in it; empty is UTC */
    struct str site_url;       /* of this site, told to publishers in User-Agent; may be empty */
    struct str_list allow;    /* "host:port" or "address/bits" that may be fetched though private */
    struct str etag;          /* these two of an earlier capture: CAPTURE_NOT_MODIFIED when the */
    struct str last_modified; /* publisher says that nothing has changed since */
    int64_t n_redirects;      /* followed already on the way to `url` */
    bool is_automatic;        /* nobody asked for this very page: robots.txt is obeyed (RFC 9309) */
};

struct capture {
    struct str title;
    struct str byline;         /* the names of who wrote it: "Jane Doe" */
    struct str byline_printed; /* "By Jane Doe, Staff Writer": the line that the page prints, where
                                  it tells programs no names; else as `byline`; empty of feeds */
    struct str source;         /* the publisher: from the credit, else from the page's metadata */
    struct str url;            /* after redirects; empty for pasted text without address */
    struct str canonical;      /* what the page calls its own address, when on the same site */
    struct str dateline;       /* "BRUSSELS" */
    struct str standfirst;
    struct str credit;  /* as it stood: "AFP" of "- AFP" */
    struct str opening; /* what the page's text begins with, but the body does not, since
                           standfirst and dateline say it: "BRUSSELS (AFP) -" */
    struct str closing; /* the same at its end, for the credit */
    struct str lang;    /* BCP 47, or empty */
    struct str excerpt;
    struct str image; /* address of the lead image, or empty */
    struct str_list tags;
    struct safe_html body;
    struct str text;   /* of the body, paragraphs parted by blank lines */
    int64_t published; /* UTC seconds; 0 and has_published false when unknown */
    bool has_published;
    bool has_time;    /* false: only the day was given */
    int64_t modified; /* the same of the source's last change */
    bool has_modified;
    bool has_modified_time;
    bool is_cut;         /* the page shows only the opening of its article: the rest is paid for */
    struct str encoding; /* how the bytes were read: "shift_jis" */
    struct str robots;   /* "noindex, noarchive": the page's and its header's word */
    struct str tdm_policy;            /* address of the policy for text and data mining, or empty */
    bool is_tdm_reserved;             /* TDMRep: mining needs the publisher's leave */
    struct str etag;                  /* validators, for the next time; may be empty */
    struct str last_modified;         /* the same */
    int64_t crawl_delay_seconds;      /* of robots.txt, when it was read; 0: not told */
    struct capture_exchange exchange; /* CAPTURE_LINK only */
};

/* Why there is no answer. capture_trouble_text has the English sentence; the
 * web room translates by the enumerator. */
enum capture_trouble {
    CAPTURE_NO_TROUBLE,
    CAPTURE_EMPTY,      /* nothing was given, or nothing but white space */
    CAPTURE_NO_ARTICLE, /* a page without text to keep */
    CAPTURE_BINARY,     /* bytes that are neither text nor HTML */
    CAPTURE_INPUT_TOO_LARGE,
    CAPTURE_BAD_ADDRESS, /* not http(s), with credentials, malformed */
    CAPTURE_BAD_PORT,
    CAPTURE_PRIVATE_ADDRESS,
    CAPTURE_NAME_UNKNOWN, /* DNS has no such host */
    CAPTURE_UNREACHABLE,  /* refused or cut connection */
    CAPTURE_TLS,
    CAPTURE_TOO_SLOW,
    CAPTURE_TOO_LARGE,
    CAPTURE_TOO_MANY_REDIRECTS,
    CAPTURE_NOT_A_PAGE,     /* PDF, image, ...: detail is the content type */
    CAPTURE_MISSING,        /* 404 */
    CAPTURE_GONE,           /* 410, 451 */
    CAPTURE_FORBIDDEN,      /* 401, 402, 403 */
    CAPTURE_BUSY,           /* 429, 503 */
    CAPTURE_SERVER_TROUBLE, /* other statuses: detail is the number */
    CAPTURE_BROKEN_ANSWER,  /* bad HTTP, bad compression, cut short */
    CAPTURE_TOO_COMPLEX,    /* the child met its memory or time limit while reading */
    CAPTURE_CRASHED,        /* the child died or spoke nonsense */
    CAPTURE_NOT_MODIFIED,   /* as the conditions of the request had it */
    CAPTURE_ROBOTS,         /* robots.txt keeps programs out */
    CAPTURE_BOT_WALL,       /* a challenge for browsers instead of the page */
    CAPTURE_PAYWALL,        /* paid for, and no opening to show */
    CAPTURE_SIGN_IN_PAGE,
    CAPTURE_CONSENT_WALL,
    CAPTURE_SCRIPT_ONLY, /* the text comes by script */
    CAPTURE_PDF,
    CAPTURE_NOT_A_FEED,        /* nor a page that names one: detail is what is wrong with it */
    CAPTURE_NOT_A_PICTURE,     /* none of the kinds that are kept */
    CAPTURE_PICTURE_TOO_LARGE, /* more bytes or pixels than are kept */
    CAPTURE_BROKEN_PICTURE,    /* cannot be decoded */
    CAPTURE_LAST_TROUBLE =
        CAPTURE_BROKEN_PICTURE, /* jobs keep the numbers: new ones go above, at the end */
};

struct capture_reason {
    enum capture_trouble trouble;
    struct str detail; /* what the sentence cannot know: a host, a status; may be empty */
};

enum capture_step { CAPTURE_CONNECTING, CAPTURE_READING, CAPTURE_UNDERSTANDING };

/* Told of each step as it begins, in the thread that runs the capture; may be NULL. */
struct capture_watch {
    void (*on_step)(void *data, enum capture_step step);
    void *data;
    const int *stop_fd; /* once readable the capture gives up as CAPTURE_TOO_SLOW; NULL: never */
};

/* Runs one capture, at most LIMIT_CAPTURE_SECONDS. `watch` may be NULL.
 * INVALID: this input will not do, now or later. NOT_FOUND: nothing new
 * (CAPTURE_NOT_MODIFIED). UNAVAILABLE: a later try may work. FAULT: the child could not be started
 * or broke. Whenever not OK,
 * `*ret_why` is written; on OK `*ret_capture` is, living in the arena. */
MUST_CHECK enum outcome capture_run(struct arena *arena,
                                    const struct capture_request *request,
                                    const struct capture_watch *watch,
                                    struct capture *ret_capture,
                                    struct capture_reason *ret_why);

/* Reads bytes in this very process, which has shut itself in before (sandbox.h):
 * for a command that reads many files. Every kind but CAPTURE_LINK. Answers and
 * results as those of capture_run. */
MUST_CHECK enum outcome capture_read(struct arena *arena,
                                     const struct capture_request *request,
                                     struct capture *ret_capture,
                                     struct capture_reason *ret_why);

/* One English sentence: what is wrong and how to mend it, without the detail. */
struct str capture_trouble_text(enum capture_trouble trouble);

/* The sentence with its detail, for a command line or a log. */
struct str capture_reason_text(struct arena *arena, struct capture_reason why);

/* True when the bytes open like HTML rather than text (after BOM and white space). */
bool capture_looks_like_html(struct str bytes);

#endif
