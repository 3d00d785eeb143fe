/* What each start tag does in the body. */

#include "text/html5/stack.h"

static void
merge_attributes(struct builder *builder, struct html_node *node, const struct html_token *token)
{
    struct html_attribute *all = arena_array(builder->arena, struct html_attribute,
                                             node->n_attributes + token->n_attributes);
    uint32_t n = node->n_attributes;
    if (n > 0)
        memcpy(all, node->u.attributes, n * sizeof(*all));
    for (uint32_t i = 0; i < token->n_attributes && n < LIMIT_HTML_ATTRIBUTES; i++) {
        bool is_there = false;
        for (uint32_t j = 0; j < n && !is_there; j++)
            is_there = str_eq(all[j].name, token->attributes[i].name);
        if (!is_there)
            all[n++] = token->attributes[i];
    }
    node->u.attributes = all;
    node->n_attributes = n;
}

static void start_html(struct builder *builder, const struct html_token *token)
{
    if (!stack_has(builder, HTML_TAG_TEMPLATE))
        merge_attributes(builder, builder->open[0], token);
}

static void start_body(struct builder *builder, const struct html_token *token)
{
    if (builder->n_open < 2 || !html_is(builder->open[1], HTML_TAG_BODY) ||
        stack_has(builder, HTML_TAG_TEMPLATE))
        return;
    builder->is_frameset_ok = false;
    merge_attributes(builder, builder->open[1], token);
}

static void start_frameset(struct builder *builder, const struct html_token *token)
{
    if (builder->n_open < 2 || !html_is(builder->open[1], HTML_TAG_BODY) ||
        !builder->is_frameset_ok)
        return;
    html_node_remove(builder->open[1]);
    builder->n_open = 1;
    (void)place_element(builder, token);
    builder->mode = MODE_IN_FRAMESET;
}

static void start_block(struct builder *builder, const struct html_token *token)
{
    build_close_p(builder);
    (void)place_element(builder, token);
}

static void start_heading(struct builder *builder, const struct html_token *token)
{
    build_close_p(builder);
    const struct html_node *current = stack_current(builder);
    if (current->space == HTML_SPACE_HTML && html_tag_flags(current->tag) & HTML_HEADING)
        stack_pop(builder);
    (void)place_element(builder, token);
}

static void start_pre(struct builder *builder, const struct html_token *token)
{
    build_close_p(builder);
    (void)place_element(builder, token);
    builder->skips_newline = true;
    builder->is_frameset_ok = false;
}

static void start_form(struct builder *builder, const struct html_token *token)
{
    bool is_in_template = stack_has(builder, HTML_TAG_TEMPLATE);
    if (builder->form != NULL && !is_in_template)
        return;
    build_close_p(builder);
    struct html_node *node = place_element(builder, token);
    if (!is_in_template)
        builder->form = node;
}

/* Closes an open item of these two tags before another one of them begins. */
static void start_item(struct builder *builder,
                       const struct html_token *token,
                       enum html_tag a,
                       enum html_tag b)
{
    builder->is_frameset_ok = false;
    for (size_t i = builder->n_open; i-- > 0;) {
        const struct html_node *node = builder->open[i];
        if (html_is(node, a) || html_is(node, b)) {
            stack_generate_implied_ends(builder, node->tag);
            stack_pop_until(builder, node->tag);
            break;
        }
        bool is_passed = html_is(node, HTML_TAG_ADDRESS) || html_is(node, HTML_TAG_DIV) ||
                         html_is(node, HTML_TAG_P);
        if (stack_is_special(node) && !is_passed)
            break;
    }
    build_close_p(builder);
    (void)place_element(builder, token);
}

static void start_li(struct builder *builder, const struct html_token *token)
{
    start_item(builder, token, HTML_TAG_LI, HTML_TAG_LI);
}

static void start_dd(struct builder *builder, const struct html_token *token)
{
    start_item(builder, token, HTML_TAG_DD, HTML_TAG_DT);
}

static void start_plaintext(struct builder *builder, const struct html_token *token)
{
    start_block(builder, token);
    builder->tokens.content = HTML_CONTENT_PLAIN;
}

static void start_button(struct builder *builder, const struct html_token *token)
{
    if (stack_in_scope(builder, HTML_TAG_BUTTON, SCOPE_DEFAULT)) {
        stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
        stack_pop_until(builder, HTML_TAG_BUTTON);
    }
    active_reconstruct(builder);
    (void)place_element(builder, token);
    builder->is_frameset_ok = false;
}

static void start_formatting(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    active_push(builder, place_element(builder, token));
}

static void start_a(struct builder *builder, const struct html_token *token)
{
    const struct html_node *open = active_last(builder, HTML_TAG_A);
    if (open != NULL) {
        build_adoption(builder, token);
        active_remove(builder, open);
        stack_remove(builder, open);
    }
    start_formatting(builder, token);
}

static void start_nobr(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    if (stack_in_scope(builder, HTML_TAG_NOBR, SCOPE_DEFAULT))
        build_adoption(builder, token);
    start_formatting(builder, token);
}

static void start_barrier(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    (void)place_element(builder, token);
    active_push_marker(builder);
    builder->is_frameset_ok = false;
}

static void start_table(struct builder *builder, const struct html_token *token)
{
    if (!builder->is_quirky)
        build_close_p(builder);
    (void)place_element(builder, token);
    builder->is_frameset_ok = false;
    builder->mode = MODE_IN_TABLE;
}

static bool is_hidden(const struct html_token *token)
{
    for (uint32_t i = 0; i < token->n_attributes; i++) {
        if (str_eq(token->attributes[i].name, STR("type")))
            return str_eq_folded(token->attributes[i].value, STR("hidden"));
    }
    return false;
}

static void start_void(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    place_void(builder, token);
    if (token->tag != HTML_TAG_INPUT || !is_hidden(token))
        builder->is_frameset_ok = false;
}

static void start_image(struct builder *builder, const struct html_token *token)
{
    struct html_token img = *token;
    img.tag = HTML_TAG_IMG;
    img.name = html_tag_name(HTML_TAG_IMG);
    start_void(builder, &img);
}

static void start_hr(struct builder *builder, const struct html_token *token)
{
    build_close_p(builder);
    if (stack_in_scope(builder, HTML_TAG_SELECT, SCOPE_DEFAULT))
        stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    place_void(builder, token);
    builder->is_frameset_ok = false;
}

static void start_textarea(struct builder *builder, const struct html_token *token)
{
    build_raw_text(builder, token, HTML_CONTENT_RCDATA);
    builder->skips_newline = true;
    builder->is_frameset_ok = false;
}

static void start_noembed(struct builder *builder, const struct html_token *token)
{
    build_raw_text(builder, token, HTML_CONTENT_RAWTEXT);
}

static void start_iframe(struct builder *builder, const struct html_token *token)
{
    builder->is_frameset_ok = false;
    build_raw_text(builder, token, HTML_CONTENT_RAWTEXT);
}

static void start_xmp(struct builder *builder, const struct html_token *token)
{
    build_close_p(builder);
    active_reconstruct(builder);
    start_iframe(builder, token);
}

/* True in a select's inside that is parsed alone: it holds no controls of its own. */
static bool is_select_context(const struct builder *builder)
{
    return builder->context != NULL && html_is(builder->context, HTML_TAG_SELECT);
}

static void start_select(struct builder *builder, const struct html_token *token)
{
    if (is_select_context(builder))
        return;
    if (stack_in_scope(builder, HTML_TAG_SELECT, SCOPE_DEFAULT)) {
        stack_pop_until(builder, HTML_TAG_SELECT);
        return;
    }
    active_reconstruct(builder);
    (void)place_element(builder, token);
    builder->is_frameset_ok = false;
}

static void start_input(struct builder *builder, const struct html_token *token)
{
    if (is_select_context(builder))
        return;
    if (stack_in_scope(builder, HTML_TAG_SELECT, SCOPE_DEFAULT))
        stack_pop_until(builder, HTML_TAG_SELECT);
    start_void(builder, token);
}

/* In a select an open option ends, and before an optgroup so does an optgroup. */
static void start_option(struct builder *builder, const struct html_token *token)
{
    bool is_group = token->tag == HTML_TAG_OPTGROUP;
    if (stack_in_scope(builder, HTML_TAG_SELECT, SCOPE_DEFAULT))
        stack_generate_implied_ends(builder, is_group ? HTML_TAG_UNKNOWN : HTML_TAG_OPTGROUP);
    else if (html_is(stack_current(builder), HTML_TAG_OPTION))
        stack_pop(builder);
    active_reconstruct(builder);
    (void)place_element(builder, token);
}

static void
start_ruby_part(struct builder *builder, const struct html_token *token, enum html_tag but)
{
    if (stack_in_scope(builder, HTML_TAG_RUBY, SCOPE_DEFAULT))
        stack_generate_implied_ends(builder, but);
    (void)place_element(builder, token);
}

static void start_rb(struct builder *builder, const struct html_token *token)
{
    start_ruby_part(builder, token, HTML_TAG_UNKNOWN);
}

static void start_rt(struct builder *builder, const struct html_token *token)
{
    start_ruby_part(builder, token, HTML_TAG_RTC);
}

static void start_math(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    build_foreign_element(builder, token, HTML_SPACE_MATHML);
}

static void start_svg(struct builder *builder, const struct html_token *token)
{
    active_reconstruct(builder);
    build_foreign_element(builder, token, HTML_SPACE_SVG);
}

static void start_ignored(struct builder *builder, const struct html_token *token)
{
    (void)builder;
    (void)token;
}

/* What a start tag does; all others open an ordinary element. */
static void (*const rules[HTML_N_TAGS])(struct builder *, const struct html_token *) = {
    [HTML_TAG_A] = start_a,
    [HTML_TAG_ADDRESS] = start_block,
    [HTML_TAG_APPLET] = start_barrier,
    [HTML_TAG_AREA] = start_void,
    [HTML_TAG_ARTICLE] = start_block,
    [HTML_TAG_ASIDE] = start_block,
    [HTML_TAG_B] = start_formatting,
    [HTML_TAG_BASE] = build_in_head,
    [HTML_TAG_BASEFONT] = build_in_head,
    [HTML_TAG_BGSOUND] = build_in_head,
    [HTML_TAG_BIG] = start_formatting,
    [HTML_TAG_BLOCKQUOTE] = start_block,
    [HTML_TAG_BODY] = start_body,
    [HTML_TAG_BR] = start_void,
    [HTML_TAG_BUTTON] = start_button,
    [HTML_TAG_CAPTION] = start_ignored,
    [HTML_TAG_CENTER] = start_block,
    [HTML_TAG_CODE] = start_formatting,
    [HTML_TAG_COL] = start_ignored,
    [HTML_TAG_COLGROUP] = start_ignored,
    [HTML_TAG_DD] = start_dd,
    [HTML_TAG_DETAILS] = start_block,
    [HTML_TAG_DIALOG] = start_block,
    [HTML_TAG_DIR] = start_block,
    [HTML_TAG_DIV] = start_block,
    [HTML_TAG_DL] = start_block,
    [HTML_TAG_DT] = start_dd,
    [HTML_TAG_EM] = start_formatting,
    [HTML_TAG_EMBED] = start_void,
    [HTML_TAG_FIELDSET] = start_block,
    [HTML_TAG_FIGCAPTION] = start_block,
    [HTML_TAG_FIGURE] = start_block,
    [HTML_TAG_FONT] = start_formatting,
    [HTML_TAG_FOOTER] = start_block,
    [HTML_TAG_FORM] = start_form,
    [HTML_TAG_FRAME] = start_ignored,
    [HTML_TAG_FRAMESET] = start_frameset,
    [HTML_TAG_H1] = start_heading,
    [HTML_TAG_H2] = start_heading,
    [HTML_TAG_H3] = start_heading,
    [HTML_TAG_H4] = start_heading,
    [HTML_TAG_H5] = start_heading,
    [HTML_TAG_H6] = start_heading,
    [HTML_TAG_HEAD] = start_ignored,
    [HTML_TAG_HEADER] = start_block,
    [HTML_TAG_HGROUP] = start_block,
    [HTML_TAG_HR] = start_hr,
    [HTML_TAG_HTML] = start_html,
    [HTML_TAG_I] = start_formatting,
    [HTML_TAG_IFRAME] = start_iframe,
    [HTML_TAG_IMAGE] = start_image,
    [HTML_TAG_IMG] = start_void,
    [HTML_TAG_INPUT] = start_input,
    [HTML_TAG_KEYGEN] = start_void,
    [HTML_TAG_LI] = start_li,
    [HTML_TAG_LINK] = build_in_head,
    [HTML_TAG_LISTING] = start_pre,
    [HTML_TAG_MAIN] = start_block,
    [HTML_TAG_MARQUEE] = start_barrier,
    [HTML_TAG_MATH] = start_math,
    [HTML_TAG_MENU] = start_block,
    [HTML_TAG_META] = build_in_head,
    [HTML_TAG_NAV] = start_block,
    [HTML_TAG_NOBR] = start_nobr,
    [HTML_TAG_NOEMBED] = start_noembed,
    [HTML_TAG_NOFRAMES] = build_in_head,
    [HTML_TAG_OBJECT] = start_barrier,
    [HTML_TAG_OL] = start_block,
    [HTML_TAG_OPTGROUP] = start_option,
    [HTML_TAG_OPTION] = start_option,
    [HTML_TAG_P] = start_block,
    [HTML_TAG_PARAM] = place_void,
    [HTML_TAG_PLAINTEXT] = start_plaintext,
    [HTML_TAG_PRE] = start_pre,
    [HTML_TAG_RB] = start_rb,
    [HTML_TAG_RP] = start_rt,
    [HTML_TAG_RT] = start_rt,
    [HTML_TAG_RTC] = start_rb,
    [HTML_TAG_S] = start_formatting,
    [HTML_TAG_SCRIPT] = build_in_head,
    [HTML_TAG_SEARCH] = start_block,
    [HTML_TAG_SECTION] = start_block,
    [HTML_TAG_SELECT] = start_select,
    [HTML_TAG_SMALL] = start_formatting,
    [HTML_TAG_SOURCE] = place_void,
    [HTML_TAG_STRIKE] = start_formatting,
    [HTML_TAG_STRONG] = start_formatting,
    [HTML_TAG_STYLE] = build_in_head,
    [HTML_TAG_SUMMARY] = start_block,
    [HTML_TAG_SVG] = start_svg,
    [HTML_TAG_TABLE] = start_table,
    [HTML_TAG_TBODY] = start_ignored,
    [HTML_TAG_TD] = start_ignored,
    [HTML_TAG_TEMPLATE] = build_in_head,
    [HTML_TAG_TEXTAREA] = start_textarea,
    [HTML_TAG_TFOOT] = start_ignored,
    [HTML_TAG_TH] = start_ignored,
    [HTML_TAG_THEAD] = start_ignored,
    [HTML_TAG_TITLE] = build_in_head,
    [HTML_TAG_TR] = start_ignored,
    [HTML_TAG_TRACK] = place_void,
    [HTML_TAG_TT] = start_formatting,
    [HTML_TAG_U] = start_formatting,
    [HTML_TAG_UL] = start_block,
    [HTML_TAG_WBR] = start_void,
    [HTML_TAG_XMP] = start_xmp,
};

void build_in_body_start(struct builder *builder, const struct html_token *token)
{
    if (rules[token->tag] != NULL) {
        rules[token->tag](builder, token);
        return;
    }
    active_reconstruct(builder);
    (void)place_element(builder, token);
}
