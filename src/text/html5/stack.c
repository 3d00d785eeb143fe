#include "text/html5/stack.h"

/* Of svg, in the lower case that the tokenizer gives. */
static bool is_svg_point(const struct html_node *node)
{
    return node->space == HTML_SPACE_SVG &&
           (node->tag == HTML_TAG_FOREIGNOBJECT || node->tag == HTML_TAG_DESC ||
            node->tag == HTML_TAG_TITLE);
}

static bool is_mathml_point(const struct html_node *node)
{
    if (node->space != HTML_SPACE_MATHML)
        return false;
    return node->tag == HTML_TAG_MI || node->tag == HTML_TAG_MO || node->tag == HTML_TAG_MN ||
           node->tag == HTML_TAG_MS || node->tag == HTML_TAG_MTEXT ||
           node->tag == HTML_TAG_ANNOTATION_XML;
}

bool stack_is_special(const struct html_node *node)
{
    if (node->space == HTML_SPACE_HTML)
        return html_tag_flags(node->tag) & HTML_SPECIAL;
    return is_svg_point(node) || is_mathml_point(node);
}

struct html_node *stack_current(const struct builder *builder)
{
    return builder->n_open > 0 ? builder->open[builder->n_open - 1] : NULL;
}

struct html_node *stack_adjusted(const struct builder *builder)
{
    return builder->n_open == 1 && builder->context ? builder->context : stack_current(builder);
}

void stack_push(struct builder *builder, struct html_node *node)
{
    if (builder->n_open == OPEN_MAX)
        builder->is_over = true;
    else
        builder->open[builder->n_open++] = node;
}

void stack_pop(struct builder *builder)
{
    CHECK(builder->n_open > 0);
    builder->n_open--;
}

void stack_pop_until(struct builder *builder, enum html_tag tag)
{
    while (builder->n_open > 0) {
        const struct html_node *node = stack_current(builder);
        stack_pop(builder);
        if (html_is(node, tag))
            return;
    }
}

void stack_pop_until_node(struct builder *builder, const struct html_node *node)
{
    while (builder->n_open > 0) {
        const struct html_node *top = stack_current(builder);
        stack_pop(builder);
        if (top == node)
            return;
    }
}

static bool is_one_of(const struct html_node *node, const enum html_tag *tags, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (html_is(node, tags[i]))
            return true;
    }
    return false;
}

void stack_clear_to(struct builder *builder, const enum html_tag *tags, size_t n)
{
    while (builder->n_open > 1 && !is_one_of(stack_current(builder), tags, n))
        stack_pop(builder);
}

size_t stack_find(const struct builder *builder, const struct html_node *node)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        if (builder->open[i] == node)
            return i;
    }
    return OPEN_MAX;
}

void stack_remove(struct builder *builder, const struct html_node *node)
{
    size_t at = stack_find(builder, node);
    if (at == OPEN_MAX)
        return;
    builder->n_open--;
    memmove(&builder->open[at], &builder->open[at + 1],
            (builder->n_open - at) * sizeof(struct html_node *));
}

bool stack_has(const struct builder *builder, enum html_tag tag)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        if (html_is(builder->open[i], tag))
            return true;
    }
    return false;
}

/* --- scopes ---------------------------------------------------------------- */

static bool ends_scope(const struct html_node *node, enum html_scope scope)
{
    if (node->space != HTML_SPACE_HTML)
        return scope != SCOPE_TABLE && stack_is_special(node);
    enum html_tag tag = node->tag;
    switch (scope) {
    case SCOPE_DEFAULT:
        break;
    case SCOPE_LIST:
        if (tag == HTML_TAG_OL || tag == HTML_TAG_UL)
            return true;
        break;
    case SCOPE_BUTTON:
        if (tag == HTML_TAG_BUTTON)
            return true;
        break;
    case SCOPE_TABLE:
        return tag == HTML_TAG_HTML || tag == HTML_TAG_TABLE || tag == HTML_TAG_TEMPLATE;
    }
    return html_tag_flags(tag) & HTML_BARRIER;
}

bool stack_in_scope(const struct builder *builder, enum html_tag tag, enum html_scope scope)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        if (html_is(builder->open[i], tag))
            return true;
        if (ends_scope(builder->open[i], scope))
            return false;
    }
    return false;
}

bool stack_heading_in_scope(const struct builder *builder)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        const struct html_node *node = builder->open[i];
        if (node->space == HTML_SPACE_HTML && html_tag_flags(node->tag) & HTML_HEADING)
            return true;
        if (ends_scope(node, SCOPE_DEFAULT))
            return false;
    }
    return false;
}

bool stack_node_in_scope(const struct builder *builder, const struct html_node *node)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        if (builder->open[i] == node)
            return true;
        if (ends_scope(builder->open[i], SCOPE_DEFAULT))
            return false;
    }
    return false;
}

/* --- implied ends and the mode --------------------------------------------- */

void stack_generate_implied_ends(struct builder *builder, enum html_tag but)
{
    for (;;) {
        const struct html_node *node = stack_current(builder);
        if (node->space != HTML_SPACE_HTML || node->tag == but ||
            !(html_tag_flags(node->tag) & HTML_IMPLIED_END))
            return;
        stack_pop(builder);
    }
}

void stack_generate_all_implied_ends(struct builder *builder)
{
    static const enum html_tag also[] = {
        HTML_TAG_CAPTION, HTML_TAG_COLGROUP, HTML_TAG_TBODY, HTML_TAG_TD,
        HTML_TAG_TFOOT,   HTML_TAG_TH,       HTML_TAG_THEAD, HTML_TAG_TR,
    };
    size_t n = 0;
    do {
        n = builder->n_open;
        stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
        if (is_one_of(stack_current(builder), also, N_OF(also)))
            stack_pop(builder);
    } while (builder->n_open < n);
}

/* The mode that an open element asks for; MODE_INITIAL when it asks for none. */
static enum html_mode mode_for(const struct builder *builder, size_t at)
{
    bool is_last = at == 0;
    const struct html_node *node =
        is_last && builder->context ? builder->context : builder->open[at];
    if (node->space != HTML_SPACE_HTML)
        return MODE_INITIAL;
    static const enum html_mode modes[HTML_N_TAGS] = {
        [HTML_TAG_TR] = MODE_IN_ROW,
        [HTML_TAG_TBODY] = MODE_IN_TABLE_BODY,
        [HTML_TAG_THEAD] = MODE_IN_TABLE_BODY,
        [HTML_TAG_TFOOT] = MODE_IN_TABLE_BODY,
        [HTML_TAG_CAPTION] = MODE_IN_CAPTION,
        [HTML_TAG_COLGROUP] = MODE_IN_COLUMN_GROUP,
        [HTML_TAG_TABLE] = MODE_IN_TABLE,
        [HTML_TAG_BODY] = MODE_IN_BODY,
        [HTML_TAG_FRAMESET] = MODE_IN_FRAMESET,
    };
    if ((node->tag == HTML_TAG_TD || node->tag == HTML_TAG_TH) && !is_last)
        return MODE_IN_CELL;
    if (node->tag == HTML_TAG_TEMPLATE && builder->n_template_modes > 0)
        return builder->template_modes[builder->n_template_modes - 1];
    if (node->tag == HTML_TAG_HEAD && !is_last)
        return MODE_IN_HEAD;
    if (node->tag == HTML_TAG_HTML)
        return builder->head ? MODE_AFTER_HEAD : MODE_BEFORE_HEAD;
    return modes[node->tag];
}

void stack_reset_mode(struct builder *builder)
{
    builder->mode = MODE_IN_BODY;
    for (size_t i = builder->n_open; i-- > 0;) {
        enum html_mode mode = mode_for(builder, i);
        if (mode != MODE_INITIAL) {
            builder->mode = mode;
            return;
        }
    }
}
