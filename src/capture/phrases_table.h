#ifndef CAPTURE_PHRASES_TABLE_H
#define CAPTURE_PHRASES_TABLE_H

/* The phrases that phrases.c looks for, in the languages that pages are written
 * in: lower case, grouped by what a match means and how it is made. */

#include "capture/phrases.h"

enum phrase_match {
    MATCH_WHOLE, /* the line is the phrase, punctuation at its end aside */
    MATCH_OPENS, /* the line, of any length, begins with it */
    MATCH_SHORT, /* a line of at most eight words begins with it */
    MATCH_HOLDS, /* it stands somewhere in the line */
};

struct phrase_group {
    enum furniture furniture;
    enum phrase_match match;
    const struct str *phrases;
    size_t n;
};

/* In the order in which they are asked. */
extern const struct phrase_group phrase_groups[];
extern const size_t n_phrase_groups;

#endif
