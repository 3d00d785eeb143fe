/* HTML as plain text, and plain text as HTML. */
#include "base/limits.h"
#include "base/utf8.h"
#include "text/html_allow.h"
#include "text/html_tree.h"

#include "text/html5/node.h"

struct str html_escape(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len * 6);
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '"' && c != '\'' && c != '&' && c != '<' && c != '>')
            continue;
        html_add_text(&out, (struct str){text.ptr + from, i - from});
        if (c == '\'')
            BUF_ADD(&out, "&#39;");
        else
            html_add_attribute_text(&out, (struct str){text.ptr + i, 1});
        from = i + 1;
    }
    html_add_text(&out, str_skip(text, from));
    return buf_text(&out);
}

struct safe_html html_from_text(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len * 5 + text.len * 8 + 64);
    bool is_open = false;
    struct str line;
    while (str_cut(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.len > 0) {
            buf_add(&out, is_open ? STR("<br>") : STR("<p>"));
            html_add_text(&out, line);
        } else if (is_open) {
            BUF_ADD(&out, "</p>\n");
        }
        is_open = line.len > 0;
    }
    if (is_open)
        BUF_ADD(&out, "</p>\n");
    return (struct safe_html){buf_text(&out)};
}

struct reader {
    struct buf out;
    int n_breaks;   /* line breaks before the next text: 2 part paragraphs */
    bool has_space; /* white space before the next text */
    int pre_depth;
};

static void ask_for_breaks(struct reader *reader, int n)
{
    if (reader->n_breaks < n)
        reader->n_breaks = n;
    reader->has_space = false;
}

static void write_breaks(struct reader *reader)
{
    if (reader->out.len > 0 && reader->n_breaks > 0)
        buf_add(&reader->out, str_first(STR("\n\n"), (size_t)reader->n_breaks));
    else if (reader->out.len > 0 && reader->has_space)
        BUF_ADD(&reader->out, " ");
    reader->n_breaks = 0;
    reader->has_space = false;
}

/* How much of the beginning has single spaces between its words and none around them. */
static size_t folded_already(struct str text)
{
    size_t n = 0;
    while (n < text.len) {
        size_t start = n;
        n += n > 0; /* the space behind the word before */
        size_t word = n;
        while (n < text.len && !char_is_space(text.ptr[n]))
            n++;
        if (n == word)
            return start;
        if (n < text.len && text.ptr[n] != ' ')
            return n;
    }
    return n;
}

static void read_text(struct reader *reader, struct str text)
{
    if (reader->pre_depth > 0) {
        write_breaks(reader);
        buf_add(&reader->out, text);
        return;
    }
    while (text.len > 0) {
        size_t n = folded_already(text);
        if (n > 0) {
            write_breaks(reader);
            buf_add(&reader->out, str_first(text, n));
        } else {
            reader->has_space = true;
            n = 1;
        }
        text = str_skip(text, n);
    }
}

/* How many line breaks stand around an element. */
static int breaks_around(const struct html_node *node, const struct html_element *element)
{
    switch (element->kind) {
    case HTML_BLOCK_THROUGH:
    case HTML_RULE:
    case HTML_PARAGRAPH:
    case HTML_FLOW:
    case HTML_TABLE:
    case HTML_LIST:
    case HTML_PAIRS:
        return element->place == HTML_IN_PAIRS ? 1 : 2;
    case HTML_MIXED:
        return node->tag == HTML_TAG_FIGURE ? 2 : 1;
    case HTML_SECTION:
    case HTML_ROW:
        return 1;
    case HTML_VOID:
        return node->tag == HTML_TAG_BR ? 1 : 0;
    case HTML_THROUGH:
    case HTML_DROP:
    case HTML_INLINE:
        return 0;
    }
    return 0;
}

static bool enter(struct reader *reader, const struct html_node *node)
{
    const struct html_element *element = html_element_of(node, HTML_ARTICLE);
    enum html_tag tag = node->tag;
    if (element->kind == HTML_DROP)
        return false;
    if (tag == HTML_TAG_TD || tag == HTML_TAG_TH)
        reader->has_space = true;
    else if (breaks_around(node, element) > 0)
        ask_for_breaks(reader, breaks_around(node, element));
    if (tag == HTML_TAG_LI) {
        write_breaks(reader);
        BUF_ADD(&reader->out, "\xE2\x80\xA2 ");
    }
    reader->pre_depth += tag == HTML_TAG_PRE;
    return true;
}

static void leave(struct reader *reader, const struct html_node *node)
{
    const struct html_element *element = html_element_of(node, HTML_ARTICLE);
    enum html_tag tag = node->tag;
    if (element->kind == HTML_DROP)
        return;
    reader->pre_depth -= tag == HTML_TAG_PRE;
    if (tag == HTML_TAG_TD || tag == HTML_TAG_TH)
        reader->has_space = true;
    else if (element->kind != HTML_VOID && breaks_around(node, element) > 0)
        ask_for_breaks(reader, breaks_around(node, element));
}

static void walk(struct reader *reader, const struct html_node *top)
{
    const struct html_node *node = html_next(top, top);
    while (node != NULL) {
        bool goes_in = false;
        if (node->type == HTML_NODE_TEXT)
            read_text(reader, node->text);
        else if (node->type == HTML_NODE_ELEMENT)
            goes_in = enter(reader, node);
        const struct html_node *next = goes_in ? html_next(node, top) : html_next_after(node, top);
        const struct html_node *parent = next ? next->parent : top;
        for (const struct html_node *left = node; left != parent; left = left->parent) {
            if (left->type == HTML_NODE_ELEMENT)
                leave(reader, left);
        }
        node = next;
    }
}

enum outcome html_to_text(struct arena *arena, struct str html, struct str *ret_text)
{
    SCRATCH_ARENA(scratch, 4u * LIMIT_HTML_TREE_BYTES);
    struct html_document document;
    enum outcome parsed = html_parse_fragment(&scratch, html, &document);
    if (parsed != OK)
        return parsed;
    struct reader reader = {0};
    buf_init(&reader.out, &scratch, 2u * LIMIT_HTML_BYTES);
    walk(&reader, document.root);
    struct str text;
    enum outcome finished = buf_finish(&reader.out, &text);
    if (finished == OK)
        *ret_text = str_copy(arena, text);
    return finished;
}

/* Bytes of the white space that the text begins with; 0: none. */
static size_t space_at(struct str text)
{
    if (text.len == 0)
        return 0;
    if ((unsigned char)text.ptr[0] <= ' ')
        return 1;
    bool is_unbroken = text.len > 1 && text.ptr[0] == '\xC2' && text.ptr[1] == '\xA0';
    return is_unbroken ? 2 : 0;
}

/* What stands before the next white space; false: nothing more. */
static bool take_word(struct str *text, struct str *ret_word)
{
    while (space_at(*text) > 0)
        *text = str_skip(*text, space_at(*text));
    struct str from = *text;
    while (text->len > 0 && space_at(*text) == 0)
        *text = str_skip(*text, 1);
    *ret_word = str_first(from, from.len - text->len);
    return ret_word->len > 0;
}

/* The first n_characters with white space folded. */
static void add_folded(struct buf *out, struct str text, size_t n_characters)
{
    size_t n = 0;
    struct str word;
    while (n < n_characters && take_word(&text, &word)) {
        if (n > 0) {
            BUF_ADD(out, " ");
            n++;
        }
        word = utf8_first(word, n_characters - n);
        buf_add(out, word);
        n += utf8_count(word);
    }
}

struct str html_excerpt_of_text(struct arena *arena, struct str text, size_t n_characters)
{
    struct buf out;
    buf_init(&out, arena, text.len + 8);
    if (n_characters == 0)
        return STR("");
    add_folded(&out, text, n_characters + 1);
    if (utf8_count(buf_text(&out)) <= n_characters)
        return buf_text(&out);
    out.len = utf8_first(buf_text(&out), n_characters - 1).len;
    size_t word_end = out.len;
    while (word_end > 0 && out.ptr[word_end - 1] != ' ')
        word_end--;
    /* Where words are not parted by spaces the cut falls between characters. */
    if (word_end > out.len / 2)
        out.len = word_end - 1;
    BUF_ADD(&out, "\xE2\x80\xA6");
    return buf_text(&out);
}

enum outcome html_excerpt(struct arena *arena,
                          struct safe_html html,
                          size_t n_characters,
                          struct str *ret_excerpt)
{
    struct str text;
    enum outcome outcome = html_to_text(arena, html.text, &text);
    if (outcome == OK)
        *ret_excerpt = html_excerpt_of_text(arena, text, n_characters);
    return outcome;
}
