#ifndef CAPTURE_WIRE_H
#define CAPTURE_WIRE_H

/* The small print of news text: dateline, credit and byline as they stand at
 * the edges of an article, in the habits of several languages. When a line may
 * be something else it is left alone: a credit missed is better than text lost.
 * All results borrow from their input. */

#include "base/str.h"

struct wire_dateline {
    struct str place;  /* "KUALA LUMPUR" */
    struct str agency; /* of "(Bernama)", or empty */
    struct str rest;   /* the paragraph behind it */
};

/* "BRUSSELS: ...", "LONDON, Oct 21 (Reuters) - ...", "（新华社北京10月21日电）...".
 * False when the paragraph opens with none. */
bool wire_dateline_take(struct str paragraph, struct wire_dateline *ret_dateline);

/* A whole line that is a credit: "- AFP", "(AP)", "Source: The Daily", "AFP". */
bool wire_credit_is(struct str line, struct str *ret_credit);

/* A credit glued to the end of the last paragraph: "... he said. - Bernama".
 * Known agencies only. */
bool wire_credit_take(struct str paragraph, struct str *ret_rest, struct str *ret_credit);

/* A whole line that names the writer: "By Jane Doe", "Oleh: X", "记者 X". */
bool wire_byline_is(struct str line, struct str *ret_names);

/* Opens as such a line does, whatever follows. */
bool wire_byline_opens(struct str line);

/* Nothing but the label of such a line: "By", "Oleh:". */
bool wire_byline_label_is(struct str line);

/* A text that says who wrote, with or without "By": nothing but names once what
 * follows a bar or a bullet is dropped. */
bool wire_names_are(struct str text, struct str *ret_names);

/* The names alone of a byline that metadata gave: without "By" and its like. */
struct str wire_byline_names(struct str byline);

/* True for the name of a news agency that we know. */
bool wire_agency_is(struct str name);

#endif
