#include "text/html5/node.h"

struct html_node *html_next(const struct html_node *node, const struct html_node *top)
{
    return node->first ? node->first : html_next_after(node, top);
}

struct html_node *html_next_after(const struct html_node *node, const struct html_node *top)
{
    for (; node != NULL && node != top; node = node->parent) {
        if (node->next != NULL)
            return node->next;
    }
    return NULL;
}

enum outcome html_attribute(const struct html_node *node, const char *name, struct str *ret_value)
{
    if (node->type != HTML_NODE_ELEMENT)
        return NOT_FOUND;
    struct str wanted = str_from_c(name);
    for (uint32_t i = 0; i < node->n_attributes; i++) {
        if (str_eq(node->u.attributes[i].name, wanted)) {
            *ret_value = node->u.attributes[i].value;
            return OK;
        }
    }
    return NOT_FOUND;
}

struct str html_attribute_text(const struct html_node *node, const char *name)
{
    struct str value = {0};
    return html_attribute(node, name, &value) == OK ? str_trim(value) : (struct str){0};
}

void html_node_insert(struct html_node *parent, struct html_node *node, struct html_node *before)
{
    node->parent = parent;
    node->next = before;
    node->previous = before ? before->previous : parent->last;
    if (node->previous != NULL)
        node->previous->next = node;
    else
        parent->first = node;
    if (before != NULL)
        before->previous = node;
    else
        parent->last = node;
}

void html_node_remove(struct html_node *node)
{
    struct html_node *parent = node->parent;
    if (parent == NULL)
        return;
    if (node->previous != NULL)
        node->previous->next = node->next;
    else
        parent->first = node->next;
    if (node->next != NULL)
        node->next->previous = node->previous;
    else
        parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}
