#ifndef CAPTURE_PAGE_DATE_H
#define CAPTURE_PAGE_DATE_H

/* When a page was published and changed, as its elements show it: time elements,
 * classes and ids that name a date, lines that are nothing but a date, and, at
 * last, the address ("/2016/05/04/"). */

#include "text/dates.h"

struct html_node;

/* What a date was read from, the best first. */
enum date_rank {
    DATE_TOLD,       /* an element that says that it is the publication's */
    DATE_BEHIND,     /* a time element behind the heading */
    DATE_CLASS,      /* an element named for a date, behind the heading */
    DATE_LINE,       /* a line of its own: close behind the heading, or labelled */
    DATE_EARLY,      /* a time element or one named for a date above the heading */
    DATE_ADDRESS,    /* the page's address, when it names a day */
    DATE_EARLY_LINE, /* a line above the heading: often today's date */
    DATE_ASIDE,      /* an element named for a date in an aside close behind the heading */
    DATE_LATE_LINE,  /* a line far behind the heading */
    N_DATE_RANKS,
};

struct page_date {
    struct arena *arena;
    const struct dates *dates; /* the zone of dates without one; may be NULL */
    struct date_parsed published[N_DATE_RANKS];
    bool has_published[N_DATE_RANKS];
    struct date_parsed modified;
    bool has_modified;
    size_t n_bytes_behind; /* of text read since the heading */
};

/* Looks at one element; `kinds` are its class_kinds, `heading` is as for page_is_aside. */
void page_date_read(struct page_date *date,
                    const struct html_node *node,
                    unsigned kinds,
                    const struct html_node *heading);

/* Looks at a text of its own. */
void page_date_read_text(struct page_date *date,
                         struct str line,
                         const struct html_node *parent,
                         const struct html_node *heading);

/* Looks for a day in the page's address: "/2016/05/04/", "/2016-05-04-title", "/20160504/". */
void page_date_read_address(struct page_date *date, struct str url);

/* The best of what was found; NULL without any, or when a change is told better. */
const struct date_parsed *page_date_shown(const struct page_date *date);

/* A date told for machines: as people write it, or seconds or milliseconds since 1970.
 * INVALID when it is none or no plausible one. */
MUST_CHECK enum outcome
page_date_parse(const struct dates *dates, struct str told, struct date_parsed *ret_parsed);

#endif
