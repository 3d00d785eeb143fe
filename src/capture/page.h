#ifndef CAPTURE_PAGE_H
#define CAPTURE_PAGE_H

/* What the readers of a page's metadata ask of one of its elements. Texts lie in
 * the arena or borrow from the page; what is absent is empty. */

#include "base/str.h"

struct html_node;

/* An attribute's value, trimmed. */
struct str page_attribute(const struct html_node *node, const char *name);

bool page_has_attribute(const struct html_node *node, const char *name);

/* What a reader sees inside, white space folded: no script, no style, no drawing. */
struct str page_text(struct arena *arena, const struct html_node *top);

/* The same with a newline wherever a block or a line break parts it. */
struct str page_lines(struct arena *arena, const struct html_node *top);

/* A date or a text that an element tells: its content, datetime or title, else its text. */
struct str page_value(struct arena *arena, const struct html_node *node);

/* The first of two texts that is not empty. */
static inline struct str page_first(struct str a, struct str b)
{
    return a.len > 0 ? a : b;
}

/* Takes one word off a class or an id: "post__authorName" is post, author, Name. */
bool page_take_part(struct str *name, struct str *ret_part);

/* True when one of the n words (lower case) is a part of the element's classes or its id. */
bool page_is_named(const struct html_node *node, const struct str *words, size_t n);

/* True when the element or one around it is a menu, an aside, a footer or a dialogue,
 * and not around the heading too (NULL: not met yet). */
bool page_is_aside(const struct html_node *node, const struct html_node *heading);

#endif
