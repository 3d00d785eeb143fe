#ifndef CAPTURE_PHRASES_H
#define CAPTURE_PHRASES_H

/* What pages say around their articles, known by its words: one table, in
 * several languages. To add a rule, add a row (docs/capture.md). */

#include "base/str.h"

/* The first of these that a line is. */
enum furniture {
    FURNITURE_NONE,
    FURNITURE_STOP,      /* behind an article: it and all that follows goes */
    FURNITURE_WEAK_STOP, /* may begin what follows an article, may be a heading in it */
    FURNITURE_BOX,       /* goes with the short lines below it, up to the next paragraph */
    FURNITURE_LINE,      /* this line goes, wherever it stands */
    FURNITURE_CREDIT,    /* says whose a picture is: goes where no picture is with it */
    FURNITURE_COUNTER,   /* numbers with at most "likes", "views" and their like */
};

enum furniture furniture_of(struct str line);

/* True when the text asks its readers to subscribe, to join or to pay; an article about such
 * things may say so too. */
bool phrases_ask_readers(struct str text);

#endif
