/* The loop: one token after the other to the rules of the mode. */

#include "text/html5/parse.h"

#include "text/html5/stack.h"

static void (*const modes[])(struct builder *, const struct html_token *) = {
    [MODE_INITIAL] = build_initial,
    [MODE_BEFORE_HTML] = build_before_html,
    [MODE_BEFORE_HEAD] = build_before_head,
    [MODE_IN_HEAD] = build_in_head,
    [MODE_IN_HEAD_NOSCRIPT] = build_in_head_noscript,
    [MODE_AFTER_HEAD] = build_after_head,
    [MODE_IN_BODY] = build_in_body,
    [MODE_TEXT] = build_text,
    [MODE_IN_TABLE] = build_in_table,
    [MODE_IN_TABLE_TEXT] = build_in_table_text,
    [MODE_IN_CAPTION] = build_in_caption,
    [MODE_IN_COLUMN_GROUP] = build_in_column_group,
    [MODE_IN_TABLE_BODY] = build_in_table_body,
    [MODE_IN_ROW] = build_in_row,
    [MODE_IN_CELL] = build_in_cell,
    [MODE_IN_TEMPLATE] = build_in_template,
    [MODE_AFTER_BODY] = build_after_body,
    [MODE_IN_FRAMESET] = build_in_frameset,
    [MODE_AFTER_FRAMESET] = build_after_frameset,
    [MODE_AFTER_AFTER_BODY] = build_after_after,
    [MODE_AFTER_AFTER_FRAMESET] = build_after_after,
};

void html_build(struct builder *builder, enum html_mode mode, const struct html_token *token)
{
    modes[mode](builder, token);
}

/* Modes in which white space goes another way than other text. */
static bool parts_space(enum html_mode mode)
{
    return mode < MODE_IN_BODY || mode == MODE_IN_COLUMN_GROUP || mode >= MODE_AFTER_BODY;
}

static void build(struct builder *builder, const struct html_token *token)
{
    if (build_is_foreign(builder, token))
        build_foreign(builder, token);
    else
        html_build(builder, builder->mode, token);
}

/* White space and other text by turns, as long as the mode parts them. */
static void build_text_runs(struct builder *builder, struct html_token token)
{
    struct str rest = token.text;
    while (rest.len > 0 && parts_space(builder->mode)) {
        size_t n = 1;
        while (n < rest.len && html_is_space(rest.ptr[n]) == html_is_space(rest.ptr[0]))
            n++;
        token.text = str_first(rest, n);
        rest = str_skip(rest, n);
        build(builder, &token);
    }
    token.text = rest;
    if (rest.len > 0)
        build(builder, &token);
}

/* True for a tag that goes because its element would stand too deep. */
static bool is_too_deep(struct builder *builder, const struct html_token *token)
{
    if (builder->mode == MODE_TEXT)
        return false;
    if (token->type == HTML_TOKEN_END && builder->n_too_deep > 0) {
        builder->n_too_deep--;
        return true;
    }
    bool is_deep = token->type == HTML_TOKEN_START && builder->n_open >= LIMIT_HTML_DEPTH &&
                   !token->is_self_closing &&
                   !(html_tag_flags(token->tag) & (HTML_VOID_ELEMENT | HTML_RAW));
    builder->n_too_deep += is_deep;
    return is_deep;
}

static void take(struct builder *builder, struct html_token *token)
{
    bool skips_newline = builder->skips_newline;
    builder->skips_newline = false;
    if (is_too_deep(builder, token))
        return;
    if (token->type != HTML_TOKEN_TEXT) {
        build(builder, token);
        return;
    }
    if (skips_newline && token->text.len > 0 && token->text.ptr[0] == '\n')
        token->text = str_skip(token->text, 1);
    build_text_runs(builder, *token);
}

static void run(struct builder *builder)
{
    struct html_token token;
    do {
        const struct html_node *node = stack_adjusted(builder);
        builder->tokens.has_cdata = node != NULL && node->space != HTML_SPACE_HTML;
        html_tokens_next(&builder->tokens, &token);
        take(builder, &token);
    } while (token.type != HTML_TOKEN_EOF && !builder->is_over);
}

/* How the text of an element is read whose inside is parsed alone. */
static enum html_content content_of(enum html_tag tag)
{
    switch ((int)tag) {
    case HTML_TAG_TITLE:
    case HTML_TAG_TEXTAREA:
        return HTML_CONTENT_RCDATA;
    case HTML_TAG_STYLE:
    case HTML_TAG_XMP:
    case HTML_TAG_IFRAME:
    case HTML_TAG_NOEMBED:
    case HTML_TAG_NOFRAMES:
        return HTML_CONTENT_RAWTEXT;
    case HTML_TAG_SCRIPT:
        return HTML_CONTENT_SCRIPT;
    case HTML_TAG_PLAINTEXT:
        return HTML_CONTENT_PLAIN;
    default:
        return HTML_CONTENT_DATA;
    }
}

/* A fragment stands in an html element of its own, as if in the context. */
static struct html_node *begin_fragment(struct builder *builder,
                                        const struct html_parse_request *request)
{
    struct html_token token = {.type = HTML_TOKEN_START, .name = request->context};
    token.tag = html_tag_find(&builder->tokens.index, str_lower(builder->arena, request->context));
    builder->context = place_create(builder, &token, request->context_space);
    if (request->context_space == HTML_SPACE_HTML)
        builder->tokens.content = content_of(token.tag);
    token = (struct html_token){.tag = HTML_TAG_HTML, .name = html_tag_name(HTML_TAG_HTML)};
    struct html_node *root = place_create(builder, &token, HTML_SPACE_HTML);
    html_node_insert(builder->document, root, NULL);
    stack_push(builder, root);
    if (html_is(builder->context, HTML_TAG_TEMPLATE))
        builder->template_modes[builder->n_template_modes++] = MODE_IN_TEMPLATE;
    stack_reset_mode(builder);
    if (html_is(builder->context, HTML_TAG_FORM))
        builder->form = builder->context;
    return root;
}

enum outcome html5_parse(struct arena *arena,
                         const struct html_parse_request *request,
                         struct html_node **ret_node)
{
    struct builder *builder = arena_new(arena, struct builder);
    builder->arena = arena;
    builder->is_frameset_ok = true;
    builder->document = arena_new(arena, struct html_node);
    builder->document->type = HTML_NODE_DOCUMENT;
    html_tokens_init(&builder->tokens, arena, request->html);
    struct html_node *root = builder->document;
    if (request->context.len > 0)
        root = begin_fragment(builder, request);
    run(builder);
    if (builder->is_over || arena_is_over(arena))
        return TOO_LARGE;
    *ret_node = root;
    return OK;
}
