#include "views/viewer.h"

#include "views/escape.h"

static struct view_hole *add_hole(struct view_holes *holes, const struct buf *out)
{
    if (holes->n == holes->room) {
        size_t room = holes->room > 0 ? 2 * holes->room : 64;
        struct view_hole *items = arena_array(holes->arena, struct view_hole, room);
        if (holes->n > 0)
            memcpy(items, holes->items, holes->n * sizeof(*items));
        holes->items = items;
        holes->room = room;
    }
    struct view_hole *hole = &holes->items[holes->n++];
    *hole = (struct view_hole){.at = (uint32_t)out->len};
    return hole;
}

/* The branch before this place ends here. */
static void end_branch(struct view_holes *holes)
{
    CHECK(holes->n_open > 0);
    holes->items[holes->open[--holes->n_open]].next = (uint32_t)holes->n;
}

static void begin_branch(struct view_holes *holes)
{
    CHECK(holes->n_open < N_OF(holes->open));
    holes->open[holes->n_open++] = (uint32_t)holes->n;
}

bool view_viewer_if(struct buf *out,
                    const struct view_context *cx,
                    enum viewer_fact fact,
                    int64_t one,
                    int64_t other)
{
    if (cx->holes == NULL)
        return cx->viewer->is(cx->viewer->context, fact, one, other);
    begin_branch(cx->holes);
    struct view_hole *hole = add_hole(cx->holes, out);
    hole->kind = VIEW_HOLE_IF;
    hole->asked = fact;
    hole->one = one;
    hole->other = other;
    return true;
}

bool view_viewer_else(struct buf *out, const struct view_context *cx, bool was)
{
    if (cx->holes == NULL)
        return !was;
    end_branch(cx->holes);
    begin_branch(cx->holes);
    add_hole(cx->holes, out)->kind = VIEW_HOLE_ELSE;
    return true;
}

void view_viewer_end(struct buf *out, const struct view_context *cx)
{
    if (cx->holes == NULL)
        return;
    end_branch(cx->holes);
    add_hole(cx->holes, out)->kind = VIEW_HOLE_END;
}

static void add_text(struct buf *out,
                     const struct view_viewer *viewer,
                     enum viewer_text text,
                     enum viewer_place place)
{
    static void (*const add[])(struct buf * out, struct str text) = {
        [VIEWER_AS_TEXT] = view_add_text,
        [VIEWER_AS_ATTR] = view_add_attr,
        [VIEWER_AS_URL] = view_add_url,
        [VIEWER_AS_PART] = view_add_part,
    };
    add[place](out, viewer->text(viewer->context, text));
}

void view_viewer_text(struct buf *out,
                      const struct view_context *cx,
                      enum viewer_text text,
                      enum viewer_place place)
{
    if (cx->holes == NULL) {
        add_text(out, cx->viewer, text, place);
        return;
    }
    struct view_hole *hole = add_hole(cx->holes, out);
    hole->kind = VIEW_HOLE_TEXT;
    hole->asked = text;
    hole->place = place;
}

void view_viewer_block(struct buf *out, const struct view_context *cx, enum viewer_block block)
{
    if (cx->holes == NULL) {
        cx->viewer->block(cx->viewer->context, out, block);
        return;
    }
    struct view_hole *hole = add_hole(cx->holes, out);
    hole->kind = VIEW_HOLE_BLOCK;
    hole->asked = block;
}

void view_fill(struct buf *out,
               struct str page,
               const struct view_hole *holes,
               size_t n_holes,
               const struct view_viewer *viewer)
{
    size_t from = 0;
    for (size_t i = 0; i < n_holes; i++) {
        const struct view_hole *hole = &holes[i];
        buf_add(out, (struct str){page.ptr + from, hole->at - from});
        from = hole->at;
        bool is_passed_over =
            hole->kind == VIEW_HOLE_ELSE || /* reached from the branch before it */
            (hole->kind == VIEW_HOLE_IF &&
             !viewer->is(viewer->context, (enum viewer_fact)hole->asked, hole->one, hole->other));
        if (is_passed_over) {
            i = hole->next; /* an ELSE or END: what follows it is shown */
            from = holes[i].at;
        } else if (hole->kind == VIEW_HOLE_TEXT) {
            add_text(out, viewer, (enum viewer_text)hole->asked, hole->place);
        } else if (hole->kind == VIEW_HOLE_BLOCK) {
            viewer->block(viewer->context, out, (enum viewer_block)hole->asked);
        }
    }
    buf_add(out, str_skip(page, from));
}
