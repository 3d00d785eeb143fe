#ifndef TEXT_HTML_PICTURES_H
#define TEXT_HTML_PICTURES_H

/* The pictures of cleaned HTML, one after another. They stand in it as their
 * publisher names them; what a reader is sent in their place is for the page
 * that shows it to say. */

#include "text/html.h"

struct html_picture {
    struct str address; /* http(s) */
    struct str alt;
    bool is_linked; /* it stands inside a link */
};

/* Where one is in a text; begins as {.rest = html}. */
struct html_walk {
    struct safe_html rest; /* what no step has passed yet */
    bool is_linked;
};

/* Passes the next picture: what stands before it, and itself, in the arena.
 * False: there is none, and `walk->rest` is all that is left. */
bool html_next_picture(struct arena *arena,
                       struct html_walk *walk,
                       struct safe_html *ret_before,
                       struct html_picture *ret_picture);

/* The addresses, each once, in the order of the text, at most n_max. */
struct str_list html_picture_addresses(struct arena *arena, struct safe_html html, size_t n_max);

#endif
