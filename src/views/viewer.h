#ifndef VIEWS_VIEWER_H
#define VIEWS_VIEWER_H

/* What a page shows of its own reader: the holes of a page that is otherwise
 * the same for everybody. No struct that a view is given tells who looks;
 * {{viewer...}} is the only way to ask, and viewc turns each asking into a call
 * of this file. So a page is rendered in one of two ways by the same code: for
 * one reader, who is asked at once, or for nobody yet, when the askings are
 * noted as holes and both branches are written; view_fill asks them later. */

#include "base/buf.h"

struct view_context;

/* {{#if viewer.follows v.blog}}: the name in capitals, up to two numbers with it. */
enum viewer_fact {
    VIEWER_IS_SIGNED_IN,
    VIEWER_IS_MODERATOR,
    VIEWER_IS_OWNER,
    VIEWER_IS,                 /* that member */
    VIEWER_FOLLOWS,            /* that blog */
    VIEWER_LIKES_ARTICLE,      /* that article */
    VIEWER_LIKES_COMMENT,      /* that comment */
    VIEWER_MAY_EDIT_ARTICLE,   /* of that sharer, in a blog of that owner */
    VIEWER_MAY_EDIT_COMMENT,   /* of that member */
    VIEWER_MAY_DELETE_COMMENT, /* of that member */
};

/* {{viewer.name}} */
enum viewer_text {
    VIEWER_NAME,
    VIEWER_HANDLE,
    VIEWER_INITIALS,
    VIEWER_FORM_TOKEN, /* for the hidden field `token` of each form that posts */
    VIEWER_ONCE,       /* makes two sendings of one form one */
};

/* {{> viewer.told}}: more than a text. */
enum viewer_block {
    VIEWER_TOLD, /* what moderators did with the reader's articles */
};

/* How a text is written where it stands. */
enum viewer_place { VIEWER_AS_TEXT, VIEWER_AS_ATTR, VIEWER_AS_URL, VIEWER_AS_PART };

/* Who is asked. */
struct view_viewer {
    void *context;
    bool (*is)(void *context, enum viewer_fact fact, int64_t one, int64_t other);
    struct str (*text)(void *context, enum viewer_text text);
    void (*block)(void *context, struct buf *out, enum viewer_block block);
};

enum view_hole_kind {
    VIEW_HOLE_IF,   /* what follows, up to the hole at `next`, is for those of whom it is true */
    VIEW_HOLE_ELSE, /* and from here on for the others */
    VIEW_HOLE_END,
    VIEW_HOLE_TEXT,
    VIEW_HOLE_BLOCK,
};

/* Something left open at a place of the page. */
struct view_hole {
    uint32_t at;    /* bytes of the page before it */
    uint32_t next;  /* of an IF or ELSE: the hole where its branch ends */
    uint8_t kind;   /* enum view_hole_kind */
    uint8_t place;  /* of a TEXT: enum viewer_place */
    uint16_t asked; /* enum viewer_fact, viewer_text or viewer_block */
    int64_t one;
    int64_t other;
};

/* The holes of the page that is being rendered for nobody yet. */
struct view_holes {
    struct arena *arena;
    struct view_hole *items;
    size_t n;
    size_t room;
    uint32_t open[16]; /* the branches around this place */
    size_t n_open;
};

/* Called by compiled views only. Begins a branch; whether it is to be written. */
bool view_viewer_if(struct buf *out,
                    const struct view_context *cx,
                    enum viewer_fact fact,
                    int64_t one,
                    int64_t other);

/* `was` is what view_viewer_if said. */
bool view_viewer_else(struct buf *out, const struct view_context *cx, bool was);
void view_viewer_end(struct buf *out, const struct view_context *cx);
void view_viewer_text(struct buf *out,
                      const struct view_context *cx,
                      enum viewer_text text,
                      enum viewer_place place);
void view_viewer_block(struct buf *out, const struct view_context *cx, enum viewer_block block);

/* Writes the page for one reader: the pieces of `page`, the holes filled. */
void view_fill(struct buf *out,
               struct str page,
               const struct view_hole *holes,
               size_t n_holes,
               const struct view_viewer *viewer);

#endif
