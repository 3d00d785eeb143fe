#ifndef CAPTURE_CLASS_WORDS_H
#define CAPTURE_CLASS_WORDS_H

/* What classes and ids call the parts of a page, in the languages of pages: one
 * table, looked up once for each element. */

#include "base/str.h"

struct html_node;

enum class_kind {
    CLASS_AUTHOR = 1,         /* the writer */
    CLASS_OF_AUTHOR = 2,      /* beside that: about the writer, or another one */
    CLASS_NAME = 4,           /* a name */
    CLASS_DATE = 8,           /* a date */
    CLASS_UPDATE = 16,        /* of a change */
    CLASS_STANDFIRST = 32,    /* the sentence below the headline */
    CLASS_NO_STANDFIRST = 64, /* beside that: of an image, a list, the writer */
    CLASS_SECOND = 128,       /* with a headline: the one below it */
    CLASS_HEADLINE = 256,
    CLASS_ASIDE = 512, /* a menu, related stories, comments, a dialogue */
    CLASS_FOOTER = 1024,
};

/* The kinds of all parts of the element's classes and id. "has-sidebar" and
 * "modal-enabled" say what a box may have: they make no CLASS_ASIDE. */
unsigned class_kinds(const struct html_node *node);

#endif
