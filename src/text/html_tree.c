/* gumbo, made safe to call: the guard goes over the text first, memory comes
 * from the arena and is bounded, and since nothing has to be given back its
 * recursive free is never called. */
#include "text/html_tree.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/html_guard.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdalign.h>

enum { N_CLASSES = 40 };

/* Blocks of powers of two; what gumbo frees is given out again. */
struct pool {
    struct arena *arena;
    struct free_block *free[N_CLASSES];
    size_t given_bytes;
    jmp_buf over; /* gumbo cannot be told to stop: past the limit we leave it from within */
};

struct free_block {
    struct free_block *next;
};

/* Stands before each block. */
union pool_head {
    size_t class;
    max_align_t align;
};

static void *pool_take(void *userdata, size_t n_bytes)
{
    struct pool *pool = userdata;
    size_t class = 5;
    while (class < N_CLASSES && (size_t)1 << class < n_bytes + sizeof(union pool_head))
        class ++;
    size_t size = (size_t)1 << class;
    if (class == N_CLASSES)
        longjmp(pool->over, 1);
    struct free_block *again = pool->free[class];
    if (again != NULL) {
        pool->free[class] = again->next;
        return again;
    }
    pool->given_bytes += size;
    if (pool->given_bytes > LIMIT_HTML_TREE_BYTES)
        longjmp(pool->over, 1);
    union pool_head *head = arena_alloc_raw(pool->arena, size);
    head->class = class;
    return head + 1;
}

static void pool_give(void *userdata, void *ptr)
{
    struct pool *pool = userdata;
    if (ptr == NULL)
        return;
    size_t class = ((union pool_head *)ptr - 1)->class;
    struct free_block *block = ptr;
    block->next = pool->free[class];
    pool->free[class] = block;
}

/* The parser would ignore or replace them, one by one and slowly. */
static struct str without_nuls(struct arena *arena, struct str html)
{
    struct buf out;
    size_t at = 0;
    if (!str_find_char(html, '\0', &at))
        return html;
    buf_init(&out, arena, html.len);
    struct str part;
    while (str_cut(&html, '\0', &part))
        buf_add(&out, part);
    return buf_text(&out);
}

static enum outcome
parse(struct arena *arena, struct str html, GumboTag context, struct html_document *ret_document)
{
    if (html.len > LIMIT_HTML_BYTES)
        return TOO_LARGE;
    struct html_document document = {0};
    struct str text = utf8_repair(arena, without_nuls(arena, html));
    enum outcome guarded = html_guard(arena, text, &document.source);
    if (guarded != OK)
        return guarded;
    struct pool *pool = arena_new(arena, struct pool);
    pool->arena = arena;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = pool_take;
    options.deallocator = pool_give;
    options.userdata = pool;
    options.max_errors = 0;
    options.fragment_context = context;
    if (setjmp(pool->over) != 0)
        return TOO_LARGE;
    const char *source = document.source.ptr ? document.source.ptr : "";
    const GumboOutput *output = gumbo_parse_with_options(&options, source, document.source.len);
    ret_document->source = document.source;
    ret_document->document = output->document;
    ret_document->root = output->root;
    return OK;
}

enum outcome html_parse(struct arena *arena, struct str html, struct html_document *ret_document)
{
    return parse(arena, html, GUMBO_TAG_LAST, ret_document);
}

enum outcome
html_parse_fragment(struct arena *arena, struct str html, struct html_document *ret_document)
{
    return parse(arena, html, GUMBO_TAG_DIV, ret_document);
}

/* Both kinds of node that have children begin with them. */
static const GumboVector *children_of(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return NULL;
}

const GumboNode *html_next(const GumboNode *node, const GumboNode *top)
{
    const GumboVector *children = children_of(node);
    if (children != NULL && children->length > 0)
        return children->data[0];
    return html_next_after(node, top);
}

const GumboNode *html_next_after(const GumboNode *node, const GumboNode *top)
{
    for (; node != top && node->parent != NULL; node = node->parent) {
        const GumboVector *siblings = children_of(node->parent);
        CHECK(siblings != NULL); /* who is a parent has children */
        size_t next = node->index_within_parent + 1;
        if (next < siblings->length)
            return siblings->data[next];
    }
    return NULL;
}

enum outcome html_attribute(const GumboNode *node, const char *name, struct str *ret_value)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return NOT_FOUND;
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    if (found == NULL)
        return NOT_FOUND;
    *ret_value = str_from_c(found->value);
    return OK;
}

struct str html_name(struct arena *arena, const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return STR("");
    if (node->v.element.tag != GUMBO_TAG_UNKNOWN)
        return str_from_c(gumbo_normalized_tagname(node->v.element.tag));
    GumboStringPiece piece = node->v.element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return str_lower(arena, (struct str){piece.data, piece.length});
}
