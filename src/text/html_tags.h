#ifndef TEXT_HTML_TAGS_H
#define TEXT_HTML_TAGS_H

/* What the HTML standard's tree construction does with each tag, as far as the
 * guard has to foresee it. */

#include <gumbo.h>

/* What a tag does to the stack. */
enum {
    VOID_TAG = 1 << 0,   /* never has content */
    RAW = 1 << 1,        /* its content is text up to its end tag */
    SKIPPED = 1 << 2,    /* goes with its content */
    REFUSED = 1 << 3,    /* the tag goes, its content stays */
    UNTRACKED = 1 << 4,  /* the parser makes these as it needs them */
    TABLE_PART = 1 << 5, /* stands in a table or nowhere */
    SPECIAL = 1 << 6,    /* an end tag of an ordinary element does not reach over it */
    BARRIER = 1 << 7,    /* no end tag reaches over it */
    FORMATTING = 1 << 8, /* closed by the adoption agency */
    HEADING = 1 << 9,
    CLOSES_P = 1 << 10,
    RUBY_PART = 1 << 11,
};

/* The flags of a known tag; 0 for an ordinary or unknown element. */
int html_tag_flags(GumboTag tag);

#endif
