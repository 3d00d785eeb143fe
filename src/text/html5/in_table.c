/* The table modes: what may not stand in a table is fostered before it. */

#include "text/html5/stack.h"

static bool is_start(const struct html_token *token, enum html_tag tag)
{
    return token->type == HTML_TOKEN_START && token->tag == tag;
}

static bool is_end(const struct html_token *token, enum html_tag tag)
{
    return token->type == HTML_TOKEN_END && token->tag == tag;
}

static bool is_section(enum html_tag tag)
{
    return tag == HTML_TAG_TBODY || tag == HTML_TAG_TFOOT || tag == HTML_TAG_THEAD;
}

static bool is_cell(enum html_tag tag)
{
    return tag == HTML_TAG_TD || tag == HTML_TAG_TH;
}

/* caption, col, colgroup and sections: they end what stands in the way of them. */
static bool is_table_part(enum html_tag tag)
{
    return is_section(tag) || tag == HTML_TAG_CAPTION || tag == HTML_TAG_COL ||
           tag == HTML_TAG_COLGROUP;
}

static void again(struct builder *builder, const struct html_token *token)
{
    html_build(builder, builder->mode, token);
}

static void clear_to_table(struct builder *builder)
{
    static const enum html_tag tags[] = {HTML_TAG_TABLE, HTML_TAG_TEMPLATE, HTML_TAG_HTML};
    stack_clear_to(builder, tags, 3);
}

static void clear_to_section(struct builder *builder)
{
    static const enum html_tag tags[] = {HTML_TAG_TBODY, HTML_TAG_TFOOT, HTML_TAG_THEAD,
                                         HTML_TAG_TEMPLATE, HTML_TAG_HTML};
    stack_clear_to(builder, tags, 5);
}

static void clear_to_row(struct builder *builder)
{
    static const enum html_tag tags[] = {HTML_TAG_TR, HTML_TAG_TEMPLATE, HTML_TAG_HTML};
    stack_clear_to(builder, tags, 3);
}

/* --- in table -------------------------------------------------------------- */

static void foster(struct builder *builder, const struct html_token *token)
{
    builder->is_fostering = true;
    build_in_body(builder, token);
    builder->is_fostering = false;
}

static void open_part(struct builder *builder, const struct html_token *token, enum html_mode mode)
{
    (void)place_element(builder, token);
    builder->mode = mode;
}

static void imply_part(struct builder *builder,
                       enum html_tag tag,
                       enum html_mode mode,
                       const struct html_token *token)
{
    (void)place_implied(builder, tag);
    builder->mode = mode;
    again(builder, token);
}

static bool is_hidden_input(const struct html_token *token)
{
    for (uint32_t i = 0; i < token->n_attributes; i++) {
        if (str_eq(token->attributes[i].name, STR("type")))
            return str_eq_folded(token->attributes[i].value, STR("hidden"));
    }
    return false;
}

static void end_table(struct builder *builder)
{
    stack_pop_until(builder, HTML_TAG_TABLE);
    stack_reset_mode(builder);
}

/* Parts of the table. False for any other start tag. */
static bool start_part(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = token->tag;
    if (!is_table_part(tag) && !is_cell(tag) && tag != HTML_TAG_TR)
        return false;
    clear_to_table(builder);
    if (tag == HTML_TAG_CAPTION) {
        active_push_marker(builder);
        open_part(builder, token, MODE_IN_CAPTION);
    } else if (tag == HTML_TAG_COLGROUP) {
        open_part(builder, token, MODE_IN_COLUMN_GROUP);
    } else if (tag == HTML_TAG_COL) {
        imply_part(builder, HTML_TAG_COLGROUP, MODE_IN_COLUMN_GROUP, token);
    } else if (is_section(tag)) {
        open_part(builder, token, MODE_IN_TABLE_BODY);
    } else {
        imply_part(builder, HTML_TAG_TBODY, MODE_IN_TABLE_BODY, token);
    }
    return true;
}

static void start_in_table(struct builder *builder, const struct html_token *token)
{
    switch ((int)token->tag) {
    case HTML_TAG_TABLE:
        if (stack_in_scope(builder, HTML_TAG_TABLE, SCOPE_TABLE)) {
            end_table(builder);
            again(builder, token);
        }
        return;
    case HTML_TAG_STYLE:
    case HTML_TAG_SCRIPT:
    case HTML_TAG_TEMPLATE:
        build_in_head(builder, token);
        return;
    case HTML_TAG_INPUT:
        if (is_hidden_input(token))
            place_void(builder, token);
        else
            foster(builder, token);
        return;
    case HTML_TAG_FORM:
        if (builder->form == NULL && !stack_has(builder, HTML_TAG_TEMPLATE)) {
            builder->form = place_element(builder, token);
            stack_pop(builder);
        }
        return;
    default:
        if (!start_part(builder, token))
            foster(builder, token);
    }
}

static bool is_ignored_end(const struct html_token *token)
{
    enum html_tag tag = token->tag;
    return is_table_part(tag) || is_cell(tag) || tag == HTML_TAG_TR || tag == HTML_TAG_BODY ||
           tag == HTML_TAG_HTML;
}

static bool is_table_content(const struct html_node *node)
{
    return html_is(node, HTML_TAG_TABLE) || html_is(node, HTML_TAG_TEMPLATE) ||
           html_is(node, HTML_TAG_TR) || (node->space == HTML_SPACE_HTML && is_section(node->tag));
}

static void begin_table_text(struct builder *builder, const struct html_token *token)
{
    if (!is_table_content(stack_current(builder))) {
        foster(builder, token);
        return;
    }
    builder->n_pending = 0;
    builder->original_mode = builder->mode;
    builder->mode = MODE_IN_TABLE_TEXT;
    again(builder, token);
}

void build_in_table(struct builder *builder, const struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
    case HTML_TOKEN_NULS:
        begin_table_text(builder, token);
        return;
    case HTML_TOKEN_COMMENT:
        place_comment(builder, token->text, NULL);
        return;
    case HTML_TOKEN_DOCTYPE:
        return;
    case HTML_TOKEN_START:
        start_in_table(builder, token);
        return;
    case HTML_TOKEN_END:
        if (token->tag == HTML_TAG_TEMPLATE)
            build_close_template(builder);
        else if (token->tag != HTML_TAG_TABLE && !is_ignored_end(token))
            foster(builder, token);
        else if (token->tag == HTML_TAG_TABLE &&
                 stack_in_scope(builder, HTML_TAG_TABLE, SCOPE_TABLE))
            end_table(builder);
        return;
    case HTML_TOKEN_EOF:
        build_in_body(builder, token);
        return;
    }
}

/* --- text in a table ------------------------------------------------------- */

static void keep_pending(struct builder *builder, const struct html_token *token)
{
    if (builder->n_pending == builder->pending_room) {
        size_t room = builder->pending_room > 0 ? 2 * builder->pending_room : 8;
        struct html_token *more = arena_array(builder->arena, struct html_token, room);
        if (builder->n_pending > 0)
            memcpy(more, builder->pending, builder->n_pending * sizeof(*more));
        builder->pending = more;
        builder->pending_room = room;
    }
    builder->pending[builder->n_pending++] = *token;
}

static bool is_all_space(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!html_is_space(text.ptr[i]))
            return false;
    }
    return true;
}

void build_in_table_text(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_NULS)
        return;
    if (token->type == HTML_TOKEN_TEXT) {
        keep_pending(builder, token);
        return;
    }
    bool is_space = true;
    for (size_t i = 0; i < builder->n_pending && is_space; i++)
        is_space = is_all_space(builder->pending[i].text);
    for (size_t i = 0; i < builder->n_pending; i++) {
        if (is_space)
            place_text(builder, builder->pending[i].text);
        else
            foster(builder, &builder->pending[i]);
    }
    builder->mode = builder->original_mode;
    again(builder, token);
}

/* --- caption and columns --------------------------------------------------- */

static bool end_caption(struct builder *builder)
{
    if (!stack_in_scope(builder, HTML_TAG_CAPTION, SCOPE_TABLE))
        return false;
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    stack_pop_until(builder, HTML_TAG_CAPTION);
    active_clear_to_marker(builder);
    builder->mode = MODE_IN_TABLE;
    return true;
}

void build_in_caption(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = token->tag;
    if (is_end(token, HTML_TAG_CAPTION)) {
        (void)end_caption(builder);
        return;
    }
    bool is_part = token->type == HTML_TOKEN_START &&
                   (is_table_part(tag) || is_cell(tag) || tag == HTML_TAG_TR);
    if (is_part || is_end(token, HTML_TAG_TABLE)) {
        if (end_caption(builder))
            again(builder, token);
        return;
    }
    if (token->type == HTML_TOKEN_END && is_ignored_end(token))
        return;
    build_in_body(builder, token);
}

void build_in_column_group(struct builder *builder, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_TEXT && html_is_space(token->text.ptr[0])) {
        place_text(builder, token->text);
        return;
    }
    if (token->type == HTML_TOKEN_COMMENT) {
        place_comment(builder, token->text, NULL);
        return;
    }
    if (token->type == HTML_TOKEN_DOCTYPE || is_end(token, HTML_TAG_COL))
        return;
    if (is_start(token, HTML_TAG_HTML) || token->type == HTML_TOKEN_EOF) {
        build_in_body(builder, token);
        return;
    }
    if (is_start(token, HTML_TAG_COL)) {
        place_void(builder, token);
        return;
    }
    if (is_start(token, HTML_TAG_TEMPLATE) || is_end(token, HTML_TAG_TEMPLATE)) {
        build_in_head(builder, token);
        return;
    }
    if (!html_is(stack_current(builder), HTML_TAG_COLGROUP))
        return;
    stack_pop(builder);
    builder->mode = MODE_IN_TABLE;
    if (!is_end(token, HTML_TAG_COLGROUP))
        again(builder, token);
}

/* --- sections, rows, cells ------------------------------------------------- */

static bool has_section_in_scope(const struct builder *builder)
{
    return stack_in_scope(builder, HTML_TAG_TBODY, SCOPE_TABLE) ||
           stack_in_scope(builder, HTML_TAG_THEAD, SCOPE_TABLE) ||
           stack_in_scope(builder, HTML_TAG_TFOOT, SCOPE_TABLE);
}

static void end_section(struct builder *builder)
{
    clear_to_section(builder);
    stack_pop(builder);
    builder->mode = MODE_IN_TABLE;
}

void build_in_table_body(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = token->tag;
    if (is_start(token, HTML_TAG_TR)) {
        clear_to_section(builder);
        open_part(builder, token, MODE_IN_ROW);
        return;
    }
    if (token->type == HTML_TOKEN_START && is_cell(tag)) {
        clear_to_section(builder);
        imply_part(builder, HTML_TAG_TR, MODE_IN_ROW, token);
        return;
    }
    if (token->type == HTML_TOKEN_END && is_section(tag)) {
        if (stack_in_scope(builder, tag, SCOPE_TABLE))
            end_section(builder);
        return;
    }
    if ((token->type == HTML_TOKEN_START && is_table_part(tag)) || is_end(token, HTML_TAG_TABLE)) {
        if (has_section_in_scope(builder)) {
            end_section(builder);
            again(builder, token);
        }
        return;
    }
    if (token->type == HTML_TOKEN_END && is_ignored_end(token))
        return;
    build_in_table(builder, token);
}

static bool end_row(struct builder *builder)
{
    if (!stack_in_scope(builder, HTML_TAG_TR, SCOPE_TABLE))
        return false;
    clear_to_row(builder);
    stack_pop(builder);
    builder->mode = MODE_IN_TABLE_BODY;
    return true;
}

void build_in_row(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = token->tag;
    if (token->type == HTML_TOKEN_START && is_cell(tag)) {
        clear_to_row(builder);
        open_part(builder, token, MODE_IN_CELL);
        active_push_marker(builder);
        return;
    }
    if (is_end(token, HTML_TAG_TR)) {
        (void)end_row(builder);
        return;
    }
    bool is_part = token->type == HTML_TOKEN_START && (is_table_part(tag) || tag == HTML_TAG_TR);
    bool is_section_end = token->type == HTML_TOKEN_END && is_section(tag);
    if (is_part || is_end(token, HTML_TAG_TABLE) || is_section_end) {
        if (is_section_end && !stack_in_scope(builder, tag, SCOPE_TABLE))
            return;
        if (end_row(builder))
            again(builder, token);
        return;
    }
    if (token->type == HTML_TOKEN_END && is_ignored_end(token))
        return;
    build_in_table(builder, token);
}

static void close_cell(struct builder *builder)
{
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    while (builder->n_open > 1) {
        const struct html_node *node = stack_current(builder);
        stack_pop(builder);
        if (html_is(node, HTML_TAG_TD) || html_is(node, HTML_TAG_TH))
            break;
    }
    active_clear_to_marker(builder);
    builder->mode = MODE_IN_ROW;
}

static void end_cell(struct builder *builder, enum html_tag tag)
{
    if (!stack_in_scope(builder, tag, SCOPE_TABLE))
        return;
    stack_generate_implied_ends(builder, HTML_TAG_UNKNOWN);
    stack_pop_until(builder, tag);
    active_clear_to_marker(builder);
    builder->mode = MODE_IN_ROW;
}

void build_in_cell(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = token->tag;
    if (token->type == HTML_TOKEN_END && is_cell(tag)) {
        end_cell(builder, tag);
        return;
    }
    if (token->type == HTML_TOKEN_START &&
        (is_table_part(tag) || is_cell(tag) || tag == HTML_TAG_TR)) {
        if (stack_in_scope(builder, HTML_TAG_TD, SCOPE_TABLE) ||
            stack_in_scope(builder, HTML_TAG_TH, SCOPE_TABLE)) {
            close_cell(builder);
            again(builder, token);
        }
        return;
    }
    bool is_outer = is_section(tag) || tag == HTML_TAG_TABLE || tag == HTML_TAG_TR;
    if (token->type == HTML_TOKEN_END && is_outer) {
        if (stack_in_scope(builder, tag, SCOPE_TABLE)) {
            close_cell(builder);
            again(builder, token);
        }
        return;
    }
    if (token->type == HTML_TOKEN_END && is_ignored_end(token))
        return;
    build_in_body(builder, token);
}
