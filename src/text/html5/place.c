/* Nodes and where they go; the list of active formatting elements. */

#include "text/html5/stack.h"

/* --- nodes ----------------------------------------------------------------- */

static struct html_node *new_node(struct builder *builder, enum html_node_type type)
{
    struct html_node *node = arena_new(builder->arena, struct html_node);
    node->type = type;
    node->name = node->text = STR("");
    if (++builder->n_nodes > LIMIT_HTML_NODES)
        builder->is_over = true;
    return node;
}

static struct html_node *new_element(struct builder *builder, enum html_tag tag, struct str name)
{
    struct html_node *node = new_node(builder, HTML_NODE_ELEMENT);
    node->tag = tag;
    node->name = name;
    if (tag == HTML_TAG_TEMPLATE)
        html_node_insert(node, new_node(builder, HTML_NODE_CONTENT), NULL);
    return node;
}

struct html_node *
place_create(struct builder *builder, const struct html_token *token, enum html_space space)
{
    struct html_node *node = NULL;
    if (space == HTML_SPACE_HTML) {
        node = new_element(builder, token->tag, token->name);
    } else {
        node = new_node(builder, HTML_NODE_ELEMENT);
        node->tag = token->tag;
        node->name = token->name;
    }
    node->space = space;
    node->u.attributes = token->attributes;
    node->n_attributes = token->n_attributes;
    return node;
}

struct html_node *place_clone(struct builder *builder, const struct html_node *node)
{
    struct html_node *clone = new_node(builder, HTML_NODE_ELEMENT);
    clone->tag = node->tag;
    clone->name = node->name;
    clone->space = node->space;
    clone->u.attributes = node->u.attributes;
    clone->n_attributes = node->n_attributes;
    return clone;
}

/* --- places ---------------------------------------------------------------- */

struct place {
    struct html_node *parent;
    struct html_node *before; /* NULL: at the end */
};

static bool is_fostered(const struct html_node *target)
{
    return html_is(target, HTML_TAG_TABLE) || html_is(target, HTML_TAG_TBODY) ||
           html_is(target, HTML_TAG_TFOOT) || html_is(target, HTML_TAG_THEAD) ||
           html_is(target, HTML_TAG_TR);
}

static size_t last_open(const struct builder *builder, enum html_tag tag)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        if (html_is(builder->open[i], tag))
            return i;
    }
    return OPEN_MAX;
}

/* Where a table sends what may not stand in it. */
static struct place foster_place(const struct builder *builder)
{
    size_t template = last_open(builder, HTML_TAG_TEMPLATE);
    size_t table = last_open(builder, HTML_TAG_TABLE);
    if (template != OPEN_MAX && (table == OPEN_MAX || template > table))
        return (struct place){builder->open[template], NULL};
    if (table == OPEN_MAX)
        return (struct place){builder->open[0], NULL};
    struct html_node *node = builder->open[table];
    if (node->parent != NULL)
        return (struct place){node->parent, node};
    return (struct place){builder->open[table > 0 ? table - 1 : 0], NULL};
}

static struct place place_for(const struct builder *builder, struct html_node *target)
{
    struct html_node *parent = target ? target : stack_current(builder);
    struct place place = {parent, NULL};
    if (builder->is_fostering && is_fostered(parent))
        place = foster_place(builder);
    if (html_is(place.parent, HTML_TAG_TEMPLATE) && place.before == NULL)
        place.parent = place.parent->first; /* its contents */
    return place;
}

void place_node(struct builder *builder, struct html_node *node, struct html_node *target)
{
    struct place place = place_for(builder, target);
    html_node_insert(place.parent, node, place.before);
}

struct html_node *place_element(struct builder *builder, const struct html_token *token)
{
    struct html_node *node = place_create(builder, token, HTML_SPACE_HTML);
    place_node(builder, node, NULL);
    stack_push(builder, node);
    return node;
}

struct html_node *place_implied(struct builder *builder, enum html_tag tag)
{
    const struct html_token token = {
        .type = HTML_TOKEN_START, .tag = tag, .name = html_tag_name(tag)};
    return place_element(builder, &token);
}

void place_void(struct builder *builder, const struct html_token *token)
{
    place_node(builder, place_create(builder, token, HTML_SPACE_HTML), NULL);
}

/* A text that already has memory of its own doubles it when it is full. */
static void add_text(struct arena *arena, struct html_node *node, struct str more)
{
    if (node->u.text_room == 0 && node->text.ptr + node->text.len == more.ptr) {
        node->text.len += more.len; /* it goes on in the source */
        return;
    }
    size_t n = node->text.len + more.len;
    if (n > node->u.text_room) {
        char *room = arena_alloc_raw(arena, 2 * n);
        memcpy(room, node->text.ptr, node->text.len);
        node->text.ptr = room;
        node->u.text_room = 2 * n;
    }
    char *end = (char *)(uintptr_t)node->text.ptr + node->text.len; /* ours: see text_room */
    memcpy(end, more.ptr, more.len);
    node->text.len = n;
}

void place_text(struct builder *builder, struct str text)
{
    struct place place = place_for(builder, NULL);
    if (text.len == 0 || place.parent->type == HTML_NODE_DOCUMENT)
        return;
    struct html_node *previous = place.before ? place.before->previous : place.parent->last;
    if (previous != NULL && previous->type == HTML_NODE_TEXT) {
        add_text(builder->arena, previous, text);
        return;
    }
    struct html_node *node = new_node(builder, HTML_NODE_TEXT);
    node->text = text;
    html_node_insert(place.parent, node, place.before);
}

void place_comment(struct builder *builder, struct str text, struct html_node *parent)
{
    struct html_node *node = new_node(builder, HTML_NODE_COMMENT);
    node->text = text;
    if (parent != NULL)
        html_node_insert(parent, node, NULL);
    else
        place_node(builder, node, NULL);
}

/* --- active formatting elements -------------------------------------------- */

static bool has_same_attributes(const struct html_node *a, const struct html_node *b)
{
    for (uint32_t i = 0; i < a->n_attributes; i++) {
        bool is_there = false;
        for (uint32_t j = 0; j < b->n_attributes && !is_there; j++)
            is_there = str_eq(a->u.attributes[i].name, b->u.attributes[j].name) &&
                       str_eq(a->u.attributes[i].value, b->u.attributes[j].value);
        if (!is_there)
            return false;
    }
    return true;
}

static bool is_same_element(const struct html_node *a, const struct html_node *b)
{
    return a->tag == b->tag && a->space == b->space && a->n_attributes == b->n_attributes &&
           has_same_attributes(a, b);
}

static void drop_active(struct builder *builder, size_t at)
{
    builder->n_active--;
    memmove(&builder->active[at], &builder->active[at + 1],
            (builder->n_active - at) * sizeof(struct html_node *));
}

/* The "Noah's Ark clause": three of a kind at most. */
static void make_room(struct builder *builder, const struct html_node *node)
{
    size_t n_same = 0;
    size_t first = 0;
    for (size_t i = builder->n_active; i-- > 0 && builder->active[i] != NULL;) {
        if (is_same_element(builder->active[i], node)) {
            n_same++;
            first = i;
        }
    }
    if (n_same >= 3)
        drop_active(builder, first);
}

void active_push(struct builder *builder, struct html_node *node)
{
    if (node != NULL)
        make_room(builder, node);
    if (builder->n_active == ACTIVE_MAX)
        drop_active(builder, 0);
    builder->active[builder->n_active++] = node;
}

void active_push_marker(struct builder *builder)
{
    active_push(builder, NULL);
}

void active_clear_to_marker(struct builder *builder)
{
    while (builder->n_active > 0) {
        if (builder->active[--builder->n_active] == NULL)
            return;
    }
}

size_t active_find(const struct builder *builder, const struct html_node *node)
{
    for (size_t i = builder->n_active; i-- > 0;) {
        if (builder->active[i] == node)
            return i;
    }
    return ACTIVE_MAX;
}

void active_remove(struct builder *builder, const struct html_node *node)
{
    size_t at = active_find(builder, node);
    if (at < ACTIVE_MAX)
        drop_active(builder, at);
}

struct html_node *active_last(const struct builder *builder, enum html_tag tag)
{
    for (size_t i = builder->n_active; i-- > 0 && builder->active[i] != NULL;) {
        if (builder->active[i]->tag == tag)
            return builder->active[i];
    }
    return NULL;
}

static bool needs_reopening(const struct builder *builder, size_t at)
{
    return builder->active[at] != NULL && stack_find(builder, builder->active[at]) == OPEN_MAX;
}

void active_reconstruct(struct builder *builder)
{
    size_t at = builder->n_active;
    while (at > 0 && needs_reopening(builder, at - 1))
        at--;
    for (; at < builder->n_active; at++) {
        struct html_node *node = place_clone(builder, builder->active[at]);
        place_node(builder, node, NULL);
        stack_push(builder, node);
        builder->active[at] = node;
    }
}
