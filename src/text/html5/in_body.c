/* The body: text, and what each end tag does there. */

#include "text/html5/stack.h"

void build_close_p(struct builder *builder)
{
    if (!stack_in_scope(builder, HTML_TAG_P, SCOPE_BUTTON))
        return;
    stack_generate_implied_ends(builder, HTML_TAG_P);
    stack_pop_until(builder, HTML_TAG_P);
}

void build_body_text(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    place_text(builder, token->text);
    for (size_t i = 0; i < token->text.len && builder->is_frameset_ok; i++) {
        if (!html_is_space(token->text.ptr[i]))
            builder->is_frameset_ok = false;
    }
}

/* --- end tags -------------------------------------------------------------- */

void build_any_other_end(struct builder *builder, const struct html_token *token)
{
    for (size_t i = builder->n_open; i-- > 0;) {
        const struct html_node *node = builder->open[i];
        if (node->space == HTML_SPACE_HTML && str_eq(node->name, token->name)) {
            stack_generate_implied_ends(builder, token->tag ? token->tag : HTML_N_TAGS);
            stack_pop_until_node(builder, node);
            return;
        }
        if (stack_is_special(node))
            return;
    }
}

static void end_body(struct builder *builder, const struct html_token *token)
{
    if (!stack_in_scope(builder, HTML_TAG_BODY, SCOPE_DEFAULT))
        return;
    builder->mode = MODE_AFTER_BODY;
    if (token->tag == HTML_TAG_HTML)
        html_build(builder, MODE_AFTER_BODY, token);
}

static void end_block(struct builder *builder, const struct html_token *token)
{
    if (!stack_in_scope(builder, token->tag, SCOPE_DEFAULT))
        return;
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    stack_pop_until(builder, token->tag);
}

static void end_form(struct builder *builder, const struct html_token *token)
{
    if (stack_has(builder, HTML_TAG_TEMPLATE)) {
        end_block(builder, token);
        return;
    }
    struct html_node *node = builder->form;
    builder->form = NULL;
    if (node == NULL || !stack_node_in_scope(builder, node))
        return;
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    stack_remove(builder, node);
}

static void end_p(struct builder *builder, const struct html_token *token)
{
    (void)token;
    if (!stack_in_scope(builder, HTML_TAG_P, SCOPE_BUTTON))
        (void)place_implied(builder, HTML_TAG_P);
    build_close_p(builder);
}

static void end_li(struct builder *builder, const struct html_token *token)
{
    if (!stack_in_scope(builder, HTML_TAG_LI, SCOPE_LIST))
        return;
    stack_generate_implied_ends(builder, token->tag);
    stack_pop_until(builder, token->tag);
}

static void end_dd(struct builder *builder, const struct html_token *token)
{
    if (!stack_in_scope(builder, token->tag, SCOPE_DEFAULT))
        return;
    stack_generate_implied_ends(builder, token->tag);
    stack_pop_until(builder, token->tag);
}

static void end_heading(struct builder *builder, const struct html_token *token)
{
    (void)token;
    if (!stack_heading_in_scope(builder))
        return;
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    for (;;) {
        const struct html_node *node = stack_current(builder);
        stack_pop(builder);
        if (node->space == HTML_SPACE_HTML && html_tag_flags(node->tag) & HTML_HEADING)
            return;
    }
}

static void end_barrier(struct builder *builder, const struct html_token *token)
{
    if (!stack_in_scope(builder, token->tag, SCOPE_DEFAULT))
        return;
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    stack_pop_until(builder, token->tag);
    active_clear_to_marker(builder);
}

static void end_br(struct builder *builder, const struct html_token *token)
{
    struct html_token br = *token;
    br.attributes = NULL;
    br.n_attributes = 0;
    br.type = HTML_TOKEN_START;
    build_in_body_start(builder, &br);
}

static void end_template(struct builder *builder, const struct html_token *token)
{
    (void)token;
    build_close_template(builder);
}

/* What an end tag does; all others close an ordinary element. */
static void (*const rules[HTML_N_TAGS])(struct builder *, const struct html_token *) = {
    [HTML_TAG_A] = build_adoption,
    [HTML_TAG_ADDRESS] = end_block,
    [HTML_TAG_APPLET] = end_barrier,
    [HTML_TAG_ARTICLE] = end_block,
    [HTML_TAG_ASIDE] = end_block,
    [HTML_TAG_B] = build_adoption,
    [HTML_TAG_BIG] = build_adoption,
    [HTML_TAG_BLOCKQUOTE] = end_block,
    [HTML_TAG_BODY] = end_body,
    [HTML_TAG_BR] = end_br,
    [HTML_TAG_BUTTON] = end_block,
    [HTML_TAG_CENTER] = end_block,
    [HTML_TAG_CODE] = build_adoption,
    [HTML_TAG_DD] = end_dd,
    [HTML_TAG_DETAILS] = end_block,
    [HTML_TAG_DIALOG] = end_block,
    [HTML_TAG_DIR] = end_block,
    [HTML_TAG_DIV] = end_block,
    [HTML_TAG_DL] = end_block,
    [HTML_TAG_DT] = end_dd,
    [HTML_TAG_EM] = build_adoption,
    [HTML_TAG_FIELDSET] = end_block,
    [HTML_TAG_FIGCAPTION] = end_block,
    [HTML_TAG_FIGURE] = end_block,
    [HTML_TAG_FONT] = build_adoption,
    [HTML_TAG_FOOTER] = end_block,
    [HTML_TAG_FORM] = end_form,
    [HTML_TAG_H1] = end_heading,
    [HTML_TAG_H2] = end_heading,
    [HTML_TAG_H3] = end_heading,
    [HTML_TAG_H4] = end_heading,
    [HTML_TAG_H5] = end_heading,
    [HTML_TAG_H6] = end_heading,
    [HTML_TAG_HEADER] = end_block,
    [HTML_TAG_HGROUP] = end_block,
    [HTML_TAG_HTML] = end_body,
    [HTML_TAG_I] = build_adoption,
    [HTML_TAG_LI] = end_li,
    [HTML_TAG_LISTING] = end_block,
    [HTML_TAG_MAIN] = end_block,
    [HTML_TAG_MARQUEE] = end_barrier,
    [HTML_TAG_MENU] = end_block,
    [HTML_TAG_NAV] = end_block,
    [HTML_TAG_NOBR] = build_adoption,
    [HTML_TAG_OBJECT] = end_barrier,
    [HTML_TAG_OL] = end_block,
    [HTML_TAG_P] = end_p,
    [HTML_TAG_PRE] = end_block,
    [HTML_TAG_S] = build_adoption,
    [HTML_TAG_SEARCH] = end_block,
    [HTML_TAG_SECTION] = end_block,
    [HTML_TAG_SELECT] = end_block,
    [HTML_TAG_SMALL] = build_adoption,
    [HTML_TAG_STRIKE] = build_adoption,
    [HTML_TAG_STRONG] = build_adoption,
    [HTML_TAG_SUMMARY] = end_block,
    [HTML_TAG_TEMPLATE] = end_template,
    [HTML_TAG_TT] = build_adoption,
    [HTML_TAG_U] = build_adoption,
    [HTML_TAG_UL] = end_block,
};

static void end_in_body(struct builder *builder, const struct html_token *token)
{
    if (rules[token->tag] != NULL)
        rules[token->tag](builder, token);
    else
        build_any_other_end(builder, token);
}

void build_in_body(struct builder *builder, const struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
        build_body_text(builder, token);
        return;
    case HTML_TOKEN_COMMENT:
        place_comment(builder, token->text, NULL);
        return;
    case HTML_TOKEN_START:
        build_in_body_start(builder, token);
        return;
    case HTML_TOKEN_END:
        end_in_body(builder, token);
        return;
    case HTML_TOKEN_EOF:
        if (builder->n_template_modes > 0)
            build_in_template(builder, token);
        return;
    case HTML_TOKEN_NULS:
    case HTML_TOKEN_DOCTYPE:
        return;
    }
}
