/* The adoption agency algorithm: an end tag of a formatting element that is
 * closed in the wrong order. */

#include "text/html5/stack.h"

/* The topmost special element above the formatting element; OPEN_MAX when there is none. */
static size_t furthest_block(const struct builder *builder, size_t formatting_at)
{
    for (size_t i = formatting_at + 1; i < builder->n_open; i++) {
        if (stack_is_special(builder->open[i]))
            return i;
    }
    return OPEN_MAX;
}

static void replace(struct builder *builder, size_t open_at, struct html_node *by)
{
    size_t active_at = active_find(builder, builder->open[open_at]);
    builder->open[open_at] = by;
    if (active_at < ACTIVE_MAX)
        builder->active[active_at] = by;
}

/* The inner loop: clones of what stands between, chained above the furthest
 * block. `*bookmark` is where the new formatting element will stand. */
static struct html_node *
rebuild_between(struct builder *builder, size_t formatting_at, size_t block_at, size_t *bookmark)
{
    struct html_node *block = builder->open[block_at];
    struct html_node *last = block;
    size_t n_steps = 0;
    for (size_t at = block_at - 1; at > formatting_at; at--) {
        struct html_node *node = builder->open[at];
        size_t active_at = active_find(builder, node);
        if (++n_steps > 3 && active_at < ACTIVE_MAX) {
            *bookmark -= active_at < *bookmark;
            active_remove(builder, node);
            active_at = ACTIVE_MAX;
        }
        if (active_at == ACTIVE_MAX) {
            stack_remove(builder, node);
            continue;
        }
        node = place_clone(builder, node);
        replace(builder, at, node);
        if (last == block)
            *bookmark = active_at + 1;
        html_node_remove(last);
        html_node_insert(node, last, NULL);
        last = node;
    }
    return last;
}

static void move_children(struct builder *builder, struct html_node *from, struct html_node *to)
{
    while (from->first != NULL) {
        struct html_node *child = from->first;
        html_node_remove(child);
        html_node_insert(to, child, NULL);
        builder->n_moves++;
    }
    if (builder->n_moves > MOVES_MAX)
        builder->is_over = true;
}

/* Puts the new formatting element at the bookmark, in place of the old one. */
static void exchange_active(struct builder *builder,
                            const struct html_node *old,
                            struct html_node *new,
                            size_t bookmark)
{
    size_t at = active_find(builder, old);
    if (at < ACTIVE_MAX) {
        active_remove(builder, old);
        bookmark -= at < bookmark;
    }
    if (bookmark > builder->n_active)
        bookmark = builder->n_active;
    memmove(&builder->active[bookmark + 1], &builder->active[bookmark],
            (builder->n_active - bookmark) * sizeof(struct html_node *));
    builder->active[bookmark] = new;
    builder->n_active++;
}

static void exchange_open(struct builder *builder,
                          const struct html_node *old,
                          struct html_node *new,
                          const struct html_node *block)
{
    stack_remove(builder, old);
    size_t at = stack_find(builder, block) + 1;
    memmove(&builder->open[at + 1], &builder->open[at],
            (builder->n_open - at) * sizeof(struct html_node *));
    builder->open[at] = new;
    builder->n_open++;
}

/* One turn of the outer loop, with a formatting element that is open and in scope. */
static void adopt(struct builder *builder, struct html_node *formatting, size_t block_at)
{
    size_t formatting_at = stack_find(builder, formatting);
    struct html_node *block = builder->open[block_at];
    struct html_node *ancestor = builder->open[formatting_at - 1];
    size_t bookmark = active_find(builder, formatting);
    struct html_node *last = rebuild_between(builder, formatting_at, block_at, &bookmark);
    html_node_remove(last);
    place_node(builder, last, ancestor);
    struct html_node *new = place_clone(builder, formatting);
    move_children(builder, block, new);
    html_node_insert(block, new, NULL);
    exchange_active(builder, formatting, new, bookmark);
    exchange_open(builder, formatting, new, block);
}

void build_adoption(struct builder *builder, const struct html_token *token)
{
    struct html_node *current = stack_current(builder);
    if (html_is(current, token->tag) && active_find(builder, current) == ACTIVE_MAX) {
        stack_pop(builder);
        return;
    }
    for (size_t turn = 0; turn < 8 && !builder->is_over; turn++) {
        struct html_node *formatting = active_last(builder, token->tag);
        if (formatting == NULL) {
            build_any_other_end(builder, token);
            return;
        }
        size_t formatting_at = stack_find(builder, formatting);
        if (formatting_at == OPEN_MAX) {
            active_remove(builder, formatting);
            return;
        }
        if (!stack_node_in_scope(builder, formatting))
            return;
        size_t block_at = furthest_block(builder, formatting_at);
        if (block_at == OPEN_MAX) {
            stack_pop_until_node(builder, formatting);
            active_remove(builder, formatting);
            return;
        }
        adopt(builder, formatting, block_at);
    }
}
