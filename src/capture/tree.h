#ifndef CAPTURE_TREE_H
#define CAPTURE_TREE_H

/* A page's tree that may be changed: furniture is cut, paragraphs are made, and
 * what is left is written out for the cleaner. Nothing here recurses. */

#include "base/str.h"

#include "capture/vocabulary.h"

#include "text/html5/node.h"

struct html_document;

struct node {
    struct node *parent;
    struct node *first;
    struct node *last;
    struct node *previous;
    struct node *next;
    const struct html_node *origin; /* of a parsed element, for its attributes; else NULL */
    enum html_tag tag;              /* of an element */
    bool is_text;
    struct str text;    /* of a text */
    unsigned named;     /* of an element: what class and id name, enum vocabulary */
    struct str counted; /* the text that was counted last */
    size_t n_counted;
    /* sums over what is inside, see tree_measure */
    size_t n_characters;
    size_t n_link_characters;
    double value; /* what body.c thinks of it */
};

/* The whole document without comments, scripts, styles and what carries no text. */
struct node *tree_build(struct arena *arena, const struct html_document *document);

/* In document order inside `top`; the second skips what is inside `node`. */
struct node *tree_next(struct node *node, const struct node *top);
struct node *tree_next_after(struct node *node, const struct node *top);

/* The first element of that kind inside `top`, or NULL. */
struct node *tree_find(struct node *top, enum html_tag tag);

/* Whether class or id of the element has a word of that kind. */
static inline bool tree_is_named(const struct node *node, enum vocabulary kind)
{
    return (node->named & (unsigned)kind) != 0;
}

/* The value of an attribute; empty without it. */
struct str tree_attribute(const struct node *node, const char *name);

/* True when `name` is one of the white space parted words of the attribute. */
bool tree_has_word(const struct node *node, const char *attribute, struct str word);

bool tree_is_element(const struct node *node, enum html_tag tag);

static inline bool tree_is_heading(const struct node *node)
{
    return !node->is_text && node->tag >= HTML_TAG_H1 && node->tag <= HTML_TAG_H6;
}

/* Starts a block of its own on a page: p, div, table, ... */
bool tree_is_block(const struct node *node);

/* True when a block stands somewhere inside. */
bool tree_has_block(struct node *node);

/* True when a picture or a film stands inside. */
bool tree_has_picture(struct node *node);

/* Takes the node out, with all that is in it. */
void tree_drop(struct node *node);

/* A new element in front of `before` (or at the end when NULL) of `parent`. */
struct node *
tree_insert(struct arena *arena, struct node *parent, struct node *before, enum html_tag tag);

/* Moves a node to the end of another parent. */
void tree_move(struct node *node, struct node *parent);

/* All text inside, white space folded, with a space between blocks. */
struct str tree_text(struct arena *arena, struct node *node);

/* Counts characters (white space folded) and those in links, for all nodes inside. */
void tree_measure(struct node *top);

/* The node and all inside as HTML, with the attributes that a cleaner keeps.
 * Past max_bytes it is empty. */
struct str tree_html(struct arena *arena, struct node *node, size_t max_bytes);

#endif
