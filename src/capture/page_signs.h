#ifndef CAPTURE_PAGE_SIGNS_H
#define CAPTURE_PAGE_SIGNS_H

/* What a page does beside telling its article: sends its readers elsewhere, talks
 * to robots, asks for money, a password or a script. Gathered in one walk; what
 * follows from it is decided in wall.c and terms.c. */

#include "base/str.h"

struct html_document;

struct page_signs {
    struct str source; /* the page itself */
    struct str title;
    struct str refresh; /* where a meta element sends the reader at once, as written, or empty */
    struct str robots;  /* of meta elements for all robots and for ours, ", " between */
    struct str tdm_reservation; /* TDMRep: "1" when reserved */
    struct str tdm_policy;
    size_t n_text_bytes; /* of text that is seen, white space at its ends aside */
    size_t n_scripts;
    size_t n_words_told; /* JSON-LD wordCount, or 0 */
    bool has_password_field;
    bool has_accept_button; /* of the kind that consent is given with */
    bool has_paywall_mark;  /* an element is named after a paywall */
    bool is_paid_for;       /* JSON-LD isAccessibleForFree is false */
    bool wants_script;      /* speaks of JavaScript in a noscript or at its top */
};

void page_signs_read(struct arena *arena,
                     const struct html_document *document,
                     struct page_signs *ret_signs);

/* Where a Refresh ("0; url=/x") sends the reader within LIMIT_FETCH_REFRESH_SECONDS
 * (html.spec.whatwg.org, "shared declarative refresh steps"); empty for later,
 * and for a page that only loads itself again. Borrows. */
struct str page_refresh_address(struct str content);

#endif
