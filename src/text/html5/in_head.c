/* The modes around head: from the document's begin to the body's. */

#include "text/html5/stack.h"

static bool is_space_text(const struct html_token *token)
{
    return token->type == HTML_TOKEN_TEXT && html_is_space(token->text.ptr[0]);
}

/* The mode's "anything else": goes on in another mode, which sees the token again. */
static void again(struct builder *builder, enum html_mode mode, const struct html_token *token)
{
    builder->mode = mode;
    html_build(builder, mode, token);
}

/* --- document types -------------------------------------------------------- */

static bool is_old_public_id(struct str id)
{
    static const struct str starts[] = {
        STR_INIT("+//silmaril//dtd html pro v0r11 19970101//"),
        STR_INIT("-//as//dtd html 3.0 aswedit + extensions//"),
        STR_INIT("-//advasoft ltd//dtd html 3.0 aswedit + extensions//"),
        STR_INIT("-//ietf//dtd html"),
        STR_INIT("-//metrius//dtd metrius presentational//"),
        STR_INIT("-//microsoft//dtd internet explorer"),
        STR_INIT("-//netscape comm. corp.//dtd"),
        STR_INIT("-//o'reilly and associates//dtd html"),
        STR_INIT("-//sq//dtd html 2.0 hotmetal + extensions//"),
        STR_INIT("-//softquad software//dtd hotmetal pro"),
        STR_INIT("-//softquad//dtd hotmetal pro"),
        STR_INIT("-//spyglass//dtd html 2.0 extended//"),
        STR_INIT("-//sun microsystems corp.//dtd hotjava"),
        STR_INIT("-//w3c//dtd html 3 1995-03-24//"),
        STR_INIT("-//w3c//dtd html 3.2"),
        STR_INIT("-//w3c//dtd html 4.0 frameset//"),
        STR_INIT("-//w3c//dtd html 4.0 transitional//"),
        STR_INIT("-//w3c//dtd html experimental"),
        STR_INIT("-//w3c//dtd w3 html"),
        STR_INIT("-//w3o//dtd w3 html"),
        STR_INIT("-//webtechs//dtd mozilla html"),
    };
    for (size_t i = 0; i < N_OF(starts); i++) {
        if (str_starts_with_folded(id, starts[i]))
            return true;
    }
    return str_eq_folded(id, STR("-//w3o//dtd w3 html strict 3.0//en//")) ||
           str_eq_folded(id, STR("-/w3c/dtd html 4.0 transitional/en")) ||
           str_eq_folded(id, STR("html"));
}

/* Whether a page with it is laid out as pages were before there was a standard. */
static bool is_quirky(const struct html_token *token)
{
    bool is_loose =
        str_starts_with_folded(token->public_id, STR("-//w3c//dtd html 4.01 frameset//")) ||
        str_starts_with_folded(token->public_id, STR("-//w3c//dtd html 4.01 transitional//"));
    return token->forces_quirks || !str_eq(token->name, STR("html")) ||
           is_old_public_id(token->public_id) ||
           str_eq_folded(token->system_id,
                         STR("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) ||
           (is_loose && !token->has_system_id);
}

void build_initial(struct builder *builder, const struct html_token *token)
{
    if (is_space_text(token))
        return;
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, builder->document);
        return;
    }
    builder->mode = MODE_BEFORE_HTML;
    if (token->type != HTML_TOKEN_DOCTYPE) {
        builder->is_quirky = true;
        again(builder, MODE_BEFORE_HTML, token);
        return;
    }
    builder->is_quirky = is_quirky(token);
    struct html_node *node = arena_new(builder->arena, struct html_node);
    node->type = HTML_NODE_DOCTYPE;
    node->name = token->name;
    html_node_insert(builder->document, node, NULL);
}

/* --- before the head ------------------------------------------------------- */

static bool is_stray_end(const struct html_token *token)
{
    return token->type == HTML_TOKEN_END && token->tag != HTML_TAG_HEAD &&
           token->tag != HTML_TAG_BODY && token->tag != HTML_TAG_HTML && token->tag != HTML_TAG_BR;
}

static void place_root(struct builder *builder, const struct html_token *token)
{
    struct html_node *node = place_create(builder, token, HTML_SPACE_HTML);
    html_node_insert(builder->document, node, NULL);
    stack_push(builder, node);
    builder->mode = MODE_BEFORE_HEAD;
}

void build_before_html(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_DOCTYPE || is_space_text(token) || is_stray_end(token))
        return;
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, builder->document);
        return;
    }
    if (token->type == HTML_TOKEN_START && token->tag == HTML_TAG_HTML) {
        place_root(builder, token);
        return;
    }
    const struct html_token html = {.tag = HTML_TAG_HTML, .name = html_tag_name(HTML_TAG_HTML)};
    place_root(builder, &html);
    again(builder, MODE_BEFORE_HEAD, token);
}

void build_before_head(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_DOCTYPE || is_space_text(token) || is_stray_end(token))
        return;
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, NULL);
        return;
    }
    if (token->type == HTML_TOKEN_START && token->tag == HTML_TAG_HTML) {
        build_in_body(builder, token);
        return;
    }
    builder->mode = MODE_IN_HEAD;
    if (token->type == HTML_TOKEN_START && token->tag == HTML_TAG_HEAD) {
        builder->head = place_element(builder, token);
        return;
    }
    builder->head = place_implied(builder, HTML_TAG_HEAD);
    again(builder, MODE_IN_HEAD, token);
}

/* --- in the head ----------------------------------------------------------- */

void build_raw_text(struct builder *builder,
                    const struct html_token *token,
                    enum html_content content)
{
    (void)place_element(builder, token);
    builder->tokens.content = content;
    builder->original_mode = builder->mode;
    builder->mode = MODE_TEXT;
}

static void open_template(struct builder *builder, const struct html_token *token)
{
    (void)place_element(builder, token);
    active_push_marker(builder);
    builder->is_frameset_ok = false;
    builder->mode = MODE_IN_TEMPLATE;
    if (builder->n_template_modes == LIMIT_HTML_DEPTH)
        builder->is_over = true;
    else
        builder->template_modes[builder->n_template_modes++] = MODE_IN_TEMPLATE;
}

void build_close_template(struct builder *builder)
{
    if (!stack_has(builder, HTML_TAG_TEMPLATE))
        return;
    stack_generate_all_implied_ends(builder);
    stack_pop_until(builder, HTML_TAG_TEMPLATE);
    active_clear_to_marker(builder);
    if (builder->n_template_modes > 0)
        builder->n_template_modes--;
    stack_reset_mode(builder);
}

/* The start tags that may stand in a head. False for any other. */
static bool start_in_head(struct builder *builder, const struct html_token *token)
{
    switch ((int)token->tag) {
    case HTML_TAG_HTML:
        build_in_body(builder, token);
        return true;
    case HTML_TAG_BASE:
    case HTML_TAG_BASEFONT:
    case HTML_TAG_BGSOUND:
    case HTML_TAG_LINK:
    case HTML_TAG_META:
        place_void(builder, token);
        return true;
    case HTML_TAG_TITLE:
        build_raw_text(builder, token, HTML_CONTENT_RCDATA);
        return true;
    case HTML_TAG_NOFRAMES:
    case HTML_TAG_STYLE:
        build_raw_text(builder, token, HTML_CONTENT_RAWTEXT);
        return true;
    case HTML_TAG_SCRIPT:
        build_raw_text(builder, token, HTML_CONTENT_SCRIPT);
        return true;
    case HTML_TAG_NOSCRIPT:
        (void)place_element(builder, token);
        builder->mode = MODE_IN_HEAD_NOSCRIPT;
        return true;
    case HTML_TAG_TEMPLATE:
        open_template(builder, token);
        return true;
    case HTML_TAG_HEAD:
        return true;
    default:
        return false;
    }
}

/* What is treated alike in the head and behind it. */
static bool place_common(struct builder *builder, const struct html_token *token)
{
    if (is_space_text(token))
        place_text(builder, token->text);
    else if (token->type == HTML_TOKEN_COMMENT)
        place_comment(builder, token->text, NULL);
    else if (token->type == HTML_TOKEN_END && token->tag == HTML_TAG_TEMPLATE)
        build_close_template(builder);
    else
        return token->type == HTML_TOKEN_DOCTYPE;
    return true;
}

void build_in_head(struct builder *builder, const struct html_token *token)
{
    if (place_common(builder, token) ||
        (token->type == HTML_TOKEN_START && start_in_head(builder, token)))
        return;
    if (is_stray_end(token))
        return;
    stack_pop(builder); /* the head */
    builder->mode = MODE_AFTER_HEAD;
    if (token->type != HTML_TOKEN_END || token->tag != HTML_TAG_HEAD)
        again(builder, MODE_AFTER_HEAD, token);
}

static bool is_noscript_part(const struct html_token *token)
{
    enum html_tag tag = token->tag;
    return token->type == HTML_TOKEN_START &&
           (tag == HTML_TAG_BASEFONT || tag == HTML_TAG_BGSOUND || tag == HTML_TAG_LINK ||
            tag == HTML_TAG_META || tag == HTML_TAG_NOFRAMES || tag == HTML_TAG_STYLE);
}

void build_in_head_noscript(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_DOCTYPE)
        return;
    if (token->type == HTML_TOKEN_START && token->tag == HTML_TAG_HTML) {
        build_in_body(builder, token);
        return;
    }
    if (is_space_text(token) || token->type == HTML_TOKEN_COMMENT || is_noscript_part(token)) {
        build_in_head(builder, token);
        return;
    }
    bool is_end = token->type == HTML_TOKEN_END;
    bool is_ignored = token->type == HTML_TOKEN_START &&
                      (token->tag == HTML_TAG_HEAD || token->tag == HTML_TAG_NOSCRIPT);
    if (is_ignored || (is_end && token->tag != HTML_TAG_NOSCRIPT && token->tag != HTML_TAG_BR))
        return;
    stack_pop(builder); /* the noscript */
    builder->mode = MODE_IN_HEAD;
    if (!is_end || token->tag != HTML_TAG_NOSCRIPT)
        again(builder, MODE_IN_HEAD, token);
}

/* --- after the head -------------------------------------------------------- */

/* What belongs into the head that has been closed goes there all the same. */
static bool start_after_head(struct builder *builder, const struct html_token *token)
{
    switch ((int)token->tag) {
    case HTML_TAG_HTML:
        build_in_body(builder, token);
        return true;
    case HTML_TAG_BODY:
        (void)place_element(builder, token);
        builder->is_frameset_ok = false;
        builder->mode = MODE_IN_BODY;
        return true;
    case HTML_TAG_FRAMESET:
        (void)place_element(builder, token);
        builder->mode = MODE_IN_FRAMESET;
        return true;
    case HTML_TAG_BASE:
    case HTML_TAG_BASEFONT:
    case HTML_TAG_BGSOUND:
    case HTML_TAG_LINK:
    case HTML_TAG_META:
    case HTML_TAG_NOFRAMES:
    case HTML_TAG_SCRIPT:
    case HTML_TAG_STYLE:
    case HTML_TAG_TEMPLATE:
    case HTML_TAG_TITLE:
        stack_push(builder, builder->head);
        build_in_head(builder, token);
        stack_remove(builder, builder->head);
        return true;
    case HTML_TAG_HEAD:
        return true;
    default:
        return false;
    }
}

void build_after_head(struct builder *builder, const struct html_token *token)
{
    if (place_common(builder, token) ||
        (token->type == HTML_TOKEN_START && start_after_head(builder, token)))
        return;
    bool is_body_end =
        token->tag == HTML_TAG_BODY || token->tag == HTML_TAG_HTML || token->tag == HTML_TAG_BR;
    if (token->type == HTML_TOKEN_END && !is_body_end)
        return;
    (void)place_implied(builder, HTML_TAG_BODY);
    again(builder, MODE_IN_BODY, token);
}

/* --- text ------------------------------------------------------------------ */

void build_text(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_TEXT) {
        place_text(builder, token->text);
        return;
    }
    stack_pop(builder);
    builder->mode = builder->original_mode;
    if (token->type == HTML_TOKEN_EOF)
        again(builder, builder->mode, token);
}
