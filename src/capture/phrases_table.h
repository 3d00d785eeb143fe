#ifndef CAPTURE_PHRASES_TABLE_H
#define CAPTURE_PHRASES_TABLE_H

/* The phrases that phrases.c looks for, in the languages that pages are written
 * in: lower case, in the order of their bytes. */

#include "capture/phrases.h"

enum phrase_match {
    MATCH_WHOLE, /* the line is the phrase, punctuation around it aside */
    MATCH_OPENS, /* the line, of any length, begins with it */
    MATCH_SHORT, /* a line of at most eight words begins with it */
};

struct phrase {
    struct str text;
    enum furniture furniture;
    enum phrase_match match;
};

extern const struct phrase phrases[];
extern const size_t n_phrases;

/* What stands somewhere in a text that asks its readers to subscribe, to join or to pay. */
extern const struct str calls[];
extern const size_t n_calls;

#endif
