#include "text/html_tree.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/html5/parse.h"

static enum outcome
parse(struct arena *arena, struct str html, struct str context, struct html_node **ret_node)
{
    if (html.len > LIMIT_HTML_BYTES)
        return TOO_LARGE;
    const struct html_parse_request request = {
        .html = utf8_repair(arena, html),
        .context = context,
    };
    return html5_parse(arena, &request, ret_node);
}

enum outcome html_parse(struct arena *arena, struct str html, struct html_document *ret_document)
{
    struct html_node *node = NULL;
    enum outcome outcome = parse(arena, html, STR(""), &node);
    if (outcome != OK)
        return outcome;
    ret_document->root = node->last;
    while (ret_document->root->type != HTML_NODE_ELEMENT) /* comments may follow it */
        ret_document->root = ret_document->root->previous;
    return OK;
}

enum outcome
html_parse_fragment(struct arena *arena, struct str html, struct html_document *ret_document)
{
    struct html_node *node = NULL;
    enum outcome outcome = parse(arena, html, STR("div"), &node);
    if (outcome == OK)
        ret_document->root = node;
    return outcome;
}
