/* The parser as a filter, for test_html5lib.py: a JSON object a line in, one a line out.
 *   {"html", "context", "space"}              -> the tree, as html5lib's tests write it
 *   {"html", "content", "last", "has_cdata"}  -> the tokens, as their tokenizer tests have them */
#include "text/html5/parse.h"
#include "text/html5/tokens.h"

#include "base/buf.h"

#include <jansson.h>
#include <stdio.h>

enum { ARENA_BYTES = 256 << 20, TREE_BYTES = 16 << 20 };

static const char *const spaces[] = {"", "svg ", "math "};

static void add_indent(struct buf *out, size_t depth)
{
    BUF_ADD(out, "| ");
    for (size_t i = 0; i < depth; i++)
        BUF_ADD(out, "  ");
}

static void add_quoted(struct buf *out, struct str text)
{
    BUF_ADD(out, "\"");
    buf_add(out, text);
    BUF_ADD(out, "\"\n");
}

/* The next one in the order of names; NULL at the end. */
static const struct html_attribute *attribute_after(const struct html_node *node, struct str last)
{
    const struct html_attribute *next = NULL;
    for (uint32_t i = 0; i < node->n_attributes; i++) {
        const struct html_attribute *attribute = &node->u.attributes[i];
        bool is_later = str_compare(attribute->name, last) > 0;
        if (is_later && (next == NULL || str_compare(attribute->name, next->name) < 0))
            next = attribute;
    }
    return next;
}

static void add_element(struct buf *out, const struct html_node *node, size_t depth)
{
    buf_print(out, "<%s%.*s>\n", spaces[node->space], STR_ARG(node->name));
    const struct html_attribute *attribute = attribute_after(node, STR(""));
    for (; attribute; attribute = attribute_after(node, attribute->name)) {
        add_indent(out, depth + 1);
        buf_add(out, attribute->name);
        BUF_ADD(out, "=");
        add_quoted(out, attribute->value);
    }
}

static void add_node(struct buf *out, const struct html_node *node, size_t depth)
{
    add_indent(out, depth);
    switch (node->type) {
    case HTML_NODE_DOCTYPE:
        buf_print(out, "<!DOCTYPE %.*s>\n", STR_ARG(node->name));
        break;
    case HTML_NODE_ELEMENT:
        add_element(out, node, depth);
        break;
    case HTML_NODE_TEXT:
        add_quoted(out, node->text);
        break;
    case HTML_NODE_COMMENT:
        BUF_ADD(out, "<!-- ");
        buf_add(out, node->text);
        BUF_ADD(out, " -->\n");
        break;
    case HTML_NODE_CONTENT:
        BUF_ADD(out, "content\n");
        break;
    case HTML_NODE_DOCUMENT:
        break;
    }
}

static struct str print_tree(struct arena *arena, const struct html_node *top)
{
    struct buf out;
    buf_init(&out, arena, TREE_BYTES);
    for (const struct html_node *node = html_next(top, top); node; node = html_next(node, top)) {
        size_t depth = 0;
        for (const struct html_node *up = node->parent; up != top; up = up->parent)
            depth++;
        add_node(&out, node, depth);
    }
    return buf_text(&out);
}

static struct str text_of(const json_t *object, const char *key)
{
    const json_t *text = json_object_get(object, key);
    return (struct str){json_string_value(text), json_string_length(text)};
}

static int number_of(const json_t *object, const char *key)
{
    json_int_t number = json_integer_value(json_object_get(object, key));
    return (int)number;
}

static json_t *json_of(struct str text)
{
    return json_stringn(text.ptr ? text.ptr : "", text.len);
}

static json_t *parse(struct arena *arena, const json_t *line)
{
    struct html_node *top = NULL;
    int space = number_of(line, "space");
    const struct html_parse_request request = {
        .html = text_of(line, "html"),
        .context = text_of(line, "context"),
        .context_space = (enum html_space)space,
    };
    if (html5_parse(arena, &request, &top) != OK)
        return json_null();
    return json_of(print_tree(arena, top));
}

static json_t *json_or_null(bool is_there, struct str text)
{
    return is_there ? json_of(text) : json_null();
}

static json_t *json_of_start(const struct html_token *token)
{
    json_t *attributes = json_object();
    for (uint32_t i = 0; i < token->n_attributes; i++) {
        struct html_attribute attribute = token->attributes[i];
        (void)json_object_setn_new(attributes, attribute.name.ptr, attribute.name.len,
                                   json_of(attribute.value));
    }
    json_t *json = json_pack("[s, o, o]", "StartTag", json_of(token->name), attributes);
    if (token->is_self_closing)
        (void)json_array_append_new(json, json_true());
    return json;
}

static json_t *json_of_token(const struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_START:
        return json_of_start(token);
    case HTML_TOKEN_END:
        return json_pack("[s, o]", "EndTag", json_of(token->name));
    case HTML_TOKEN_COMMENT:
        return json_pack("[s, o]", "Comment", json_of(token->text));
    case HTML_TOKEN_DOCTYPE:
        return json_pack("[s, o, o, o, b]", "DOCTYPE", json_or_null(token->has_name, token->name),
                         json_or_null(token->has_public_id, token->public_id),
                         json_or_null(token->has_system_id, token->system_id),
                         !token->forces_quirks);
    case HTML_TOKEN_TEXT:
    case HTML_TOKEN_NULS:
    case HTML_TOKEN_EOF:
        break;
    }
    return json_pack("[s, o]", "Character", json_of(token->text));
}

static json_t *tokenize(struct arena *arena, const json_t *line)
{
    struct html_tokens tokens;
    struct html_token token;
    json_t *all = json_array();
    html_tokens_init(&tokens, arena, text_of(line, "html"));
    int content = number_of(line, "content");
    tokens.content = (enum html_content)content;
    tokens.raw_name = text_of(line, "last");
    tokens.has_cdata = json_is_true(json_object_get(line, "has_cdata"));
    for (html_tokens_next(&tokens, &token); token.type != HTML_TOKEN_EOF;
         html_tokens_next(&tokens, &token))
        (void)json_array_append_new(all, json_of_token(&token));
    return all;
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        SCRATCH_ARENA(arena, ARENA_BYTES);
        json_t *request = json_loads(line, JSON_ALLOW_NUL, NULL);
        bool is_tree = json_object_get(request, "content") == NULL;
        json_t *answer = is_tree ? parse(&arena, request) : tokenize(&arena, request);
        (void)json_dumpf(answer, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
        (void)putchar('\n');
        json_decref(answer);
        json_decref(request);
    }
    free(line);
    return 0;
}
