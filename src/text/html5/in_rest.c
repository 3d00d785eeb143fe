/* The remaining modes: template, frames, and what follows the body. */

#include "text/html5/stack.h"

static bool is_start(const struct html_token *token, enum html_tag tag)
{
    return token->type == HTML_TOKEN_START && token->tag == tag;
}

static bool is_end(const struct html_token *token, enum html_tag tag)
{
    return token->type == HTML_TOKEN_END && token->tag == tag;
}

/* --- template -------------------------------------------------------------- */

/* The mode in which a template's content that begins with this tag is read. */
static enum html_mode template_mode(enum html_tag tag)
{
    switch ((int)tag) {
    case HTML_TAG_CAPTION:
    case HTML_TAG_COLGROUP:
    case HTML_TAG_TBODY:
    case HTML_TAG_TFOOT:
    case HTML_TAG_THEAD:
        return MODE_IN_TABLE;
    case HTML_TAG_COL:
        return MODE_IN_COLUMN_GROUP;
    case HTML_TAG_TR:
        return MODE_IN_TABLE_BODY;
    case HTML_TAG_TD:
    case HTML_TAG_TH:
        return MODE_IN_ROW;
    default:
        return MODE_IN_BODY;
    }
}

static bool is_for_head(enum html_tag tag)
{
    return tag == HTML_TAG_BASE || tag == HTML_TAG_BASEFONT || tag == HTML_TAG_BGSOUND ||
           tag == HTML_TAG_LINK || tag == HTML_TAG_META || tag == HTML_TAG_NOFRAMES ||
           tag == HTML_TAG_SCRIPT || tag == HTML_TAG_STYLE || tag == HTML_TAG_TEMPLATE ||
           tag == HTML_TAG_TITLE;
}

/* A template that the text's end leaves open. */
static void stop_template(struct builder *builder, const struct html_token *token)
{
    if (!stack_has(builder, HTML_TAG_TEMPLATE))
        return;
    stack_pop_until(builder, HTML_TAG_TEMPLATE);
    active_clear_to_marker(builder);
    if (builder->n_template_modes > 0)
        builder->n_template_modes--;
    stack_reset_mode(builder);
    html_build(builder, builder->mode, token);
}

void build_in_template(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_EOF) {
        stop_template(builder, token);
        return;
    }
    if (token->type == HTML_TOKEN_END) {
        if (token->tag == HTML_TAG_TEMPLATE)
            build_close_template(builder);
        return;
    }
    if (token->type != HTML_TOKEN_START) {
        build_in_body(builder, token);
        return;
    }
    if (is_for_head(token->tag)) {
        build_in_head(builder, token);
        return;
    }
    CHECK(builder->n_template_modes > 0);
    builder->mode = template_mode(token->tag);
    builder->template_modes[builder->n_template_modes - 1] = builder->mode;
    html_build(builder, builder->mode, token);
}

/* --- behind the body ------------------------------------------------------- */

static bool is_space_text(const struct html_token *token)
{
    return token->type == HTML_TOKEN_TEXT && html_is_space(token->text.ptr[0]);
}

void build_after_body(struct builder *builder, const struct html_token *token)
{
    if (is_space_text(token) || is_start(token, HTML_TAG_HTML)) {
        build_in_body(builder, token);
        return;
    }
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, builder->open[0]);
        return;
    }
    if (token->type == HTML_TOKEN_DOCTYPE || token->type == HTML_TOKEN_EOF)
        return;
    if (is_end(token, HTML_TAG_HTML)) {
        if (builder->context == NULL)
            builder->mode = MODE_AFTER_AFTER_BODY;
        return;
    }
    builder->mode = MODE_IN_BODY;
    html_build(builder, MODE_IN_BODY, token);
}

void build_after_after(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, builder->document);
        return;
    }
    if (token->type == HTML_TOKEN_EOF)
        return;
    if (token->type == HTML_TOKEN_DOCTYPE || is_space_text(token) ||
        is_start(token, HTML_TAG_HTML)) {
        build_in_body(builder, token);
        return;
    }
    if (builder->mode == MODE_AFTER_AFTER_FRAMESET) {
        if (is_start(token, HTML_TAG_NOFRAMES))
            build_in_head(builder, token);
        return;
    }
    builder->mode = MODE_IN_BODY;
    html_build(builder, MODE_IN_BODY, token);
}

/* --- frames ---------------------------------------------------------------- */

/* What stands in and behind every frameset. False for the rest. */
static bool build_frames_common(struct builder *builder, const struct html_token *token)
{
    if (is_space_text(token)) {
        place_text(builder, token->text);
        return true;
    }
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, NULL);
        return true;
    }
    if (is_start(token, HTML_TAG_HTML)) {
        build_in_body(builder, token);
        return true;
    }
    if (is_start(token, HTML_TAG_NOFRAMES)) {
        build_in_head(builder, token);
        return true;
    }
    return false;
}

void build_in_frameset(struct builder *builder, const struct html_token *token)
{
    if (build_frames_common(builder, token))
        return;
    if (is_start(token, HTML_TAG_FRAMESET)) {
        (void)place_element(builder, token);
    } else if (is_start(token, HTML_TAG_FRAME)) {
        place_void(builder, token);
    } else if (is_end(token, HTML_TAG_FRAMESET) && builder->n_open > 1) {
        stack_pop(builder);
        if (builder->context == NULL && !html_is(stack_current(builder), HTML_TAG_FRAMESET))
            builder->mode = MODE_AFTER_FRAMESET;
    }
}

void build_after_frameset(struct builder *builder, const struct html_token *token)
{
    if (!build_frames_common(builder, token) && is_end(token, HTML_TAG_HTML))
        builder->mode = MODE_AFTER_AFTER_FRAMESET;
}
