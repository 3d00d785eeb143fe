#ifndef CAPTURE_PHRASES_H
#define CAPTURE_PHRASES_H

/* What pages say around their articles, known by its words: one table, in
 * several languages. To add a rule, add a row (docs/capture.md). */

#include "base/str.h"

enum furniture {
    FURNITURE_NONE,
    FURNITURE_LINE,      /* this line goes, wherever it stands */
    FURNITURE_WEAK_STOP, /* may begin what follows an article, may be a heading in it */
    FURNITURE_BOX,       /* goes with the short lines below it, up to the next paragraph */
    FURNITURE_STOP,      /* behind an article: it and all that follows goes */
    FURNITURE_COUNTER,   /* numbers with at most "likes", "views" and their like */
    FURNITURE_CALL,      /* asks its readers to subscribe or to pay: goes where it links to that */
    FURNITURE_CREDIT,    /* says whose a picture is: goes where no picture is with it */
};

enum furniture furniture_of(struct str line);

#endif
