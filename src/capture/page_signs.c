#include "capture/page_signs.h"

#include "capture/fetch.h"
#include "capture/letters.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/html_tree.h"

/* How far the text of a page is searched for a word. */
enum { FIRST_BYTES = 400 };

struct walk {
    struct arena *arena;
    struct page_signs *signs;
    struct buf robots;
};

static bool contains_folded(struct str text, struct str word)
{
    for (; text.len >= word.len; text = str_skip(text, 1)) {
        if (str_starts_with_folded(text, word))
            return true;
    }
    return false;
}

/* The first text inside an element, as far as it is in one piece. */
static struct str text_in(const struct html_node *top)
{
    for (const struct html_node *node = html_next(top, top); node; node = html_next(node, top)) {
        if (node->type == HTML_NODE_TEXT)
            return str_trim(node->text);
    }
    return (struct str){0};
}

struct str page_refresh_address(struct str content)
{
    int64_t seconds = 0;
    struct str rest = str_trim(content);
    if (str_take_number(&rest, LIMIT_FETCH_REFRESH_SECONDS, &seconds) != OK)
        return (struct str){0};
    while (rest.len > 0 && (char_is_digit(rest.ptr[0]) || rest.ptr[0] == '.'))
        rest = str_skip(rest, 1);
    bool is_parted =
        rest.len > 0 && (char_is_space(rest.ptr[0]) || rest.ptr[0] == ';' || rest.ptr[0] == ',');
    rest = str_trim(rest);
    if (rest.len > 0 && (rest.ptr[0] == ';' || rest.ptr[0] == ','))
        rest = str_trim(str_skip(rest, 1));
    if (str_starts_with_folded(rest, STR("url"))) {
        struct str behind = str_trim(str_skip(rest, 3));
        if (str_starts_with(behind, STR("=")))
            rest = str_trim(str_skip(behind, 1));
    }
    if (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
        struct str quoted = {0};
        char quote = rest.ptr[0];
        rest = str_skip(rest, 1);
        (void)str_cut(&rest, quote, &quoted);
        rest = quoted;
    }
    return is_parted ? str_trim(rest) : (struct str){0};
}

static void read_meta(struct walk *walk, const struct html_node *node)
{
    struct page_signs *signs = walk->signs;
    struct str name = html_attribute_text(node, "name");
    struct str content = html_attribute_text(node, "content");
    if (str_eq_folded(name, STR("robots")) || str_eq_folded(name, STR(FETCH_AGENT))) {
        if (walk->robots.len > 0)
            BUF_ADD(&walk->robots, ", ");
        buf_add(&walk->robots, str_lower(walk->arena, content));
    } else if (str_eq_folded(name, STR("tdm-reservation"))) {
        signs->tdm_reservation = content;
    } else if (str_eq_folded(name, STR("tdm-policy"))) {
        signs->tdm_policy = content;
    } else if (str_eq_folded(html_attribute_text(node, "http-equiv"), STR("refresh")) &&
               signs->refresh.len == 0) {
        signs->refresh = page_refresh_address(content);
    }
}

/* What stands behind a key of JSON, without its quotes; empty when the key is not there. */
static struct str json_value(struct str json, struct str key)
{
    size_t at = 0;
    if (!str_find(json, key, &at))
        return (struct str){0};
    json = str_trim(str_skip(json, at + key.len));
    if (!str_starts_with(json, STR(":")))
        return (struct str){0};
    json = str_trim(str_skip(json, 1));
    return str_starts_with(json, STR("\"")) ? str_skip(json, 1) : json;
}

static void read_script(struct walk *walk, const struct html_node *node)
{
    int64_t n_words = 0;
    walk->signs->n_scripts++;
    if (!str_eq_folded(html_attribute_text(node, "type"), STR("application/ld+json")))
        return;
    struct str json = text_in(node);
    struct str words = json_value(json, STR("\"wordCount\""));
    if (str_starts_with_folded(json_value(json, STR("\"isAccessibleForFree\"")), STR("false")))
        walk->signs->is_paid_for = true;
    if (str_take_number(&words, LIMIT_ARTICLE_BYTES, &n_words) == OK)
        walk->signs->n_words_told = (size_t)n_words;
}

/* A label that gives consent, in whole. */
static bool is_accepting(struct str label)
{
    static const struct str labels[] = {
        STR_INIT("accept"),
        STR_INIT("accept all"),
        STR_INIT("i accept"),
        STR_INIT("i agree"),
        STR_INIT("agree"),
        STR_INIT("agree and continue"),
        STR_INIT("accept cookies"),
        STR_INIT("accept all cookies"),
        STR_INIT("allow all"),
        STR_INIT("accept and continue"),
        STR_INIT("alle akzeptieren"),
        STR_INIT("akzeptieren"),
        STR_INIT("tout accepter"),
        STR_INIT("aceptar todo"),
        STR_INIT("aceptar"),
        STR_INIT("accetta tutto"),
        STR_INIT("terima semua"),
        STR_INIT("setuju"),
        STR_INIT("全部接受"),
        STR_INIT("同意"),
        STR_INIT("接受"),
        STR_INIT("同意する"),
        STR_INIT("すべて同意する"),
        STR_INIT("alles accepteren"),
    };
    for (size_t i = 0; i < N_OF(labels); i++) {
        if (str_eq_folded(label, labels[i]))
            return true;
    }
    return false;
}

static bool is_named_after_paywall(struct str names)
{
    static const struct str marks[] = {
        STR_INIT("paywall"),      STR_INIT("pay-wall"),          STR_INIT("regwall"),
        STR_INIT("premium-wall"), STR_INIT("subscription-wall"), STR_INIT("subscribe-wall"),
    };
    for (size_t i = 0; str_contains(names, STR("wall")) && i < N_OF(marks); i++) {
        if (str_contains(names, marks[i]))
            return true;
    }
    return false;
}

static void read_element(struct walk *walk, const struct html_node *node)
{
    struct page_signs *signs = walk->signs;
    switch ((int)node->tag) {
    case HTML_TAG_META:
        read_meta(walk, node);
        break;
    case HTML_TAG_INPUT:
        signs->has_password_field |=
            str_eq_folded(html_attribute_text(node, "type"), STR("password"));
        signs->has_accept_button |= is_accepting(html_attribute_text(node, "value"));
        break;
    case HTML_TAG_BUTTON:
        signs->has_accept_button |= is_accepting(text_in(node));
        break;
    case HTML_TAG_TITLE:
        if (signs->title.len == 0)
            signs->title = letters_fold_space(walk->arena, text_in(node));
        break;
    default:
        signs->has_paywall_mark |= is_named_after_paywall(html_attribute_text(node, "class")) ||
                                   is_named_after_paywall(html_attribute_text(node, "id"));
    }
}

/* A noscript in the head leaves its text to the body, as it does where there is no script. */
static void read_text(struct walk *walk, struct str text)
{
    struct page_signs *signs = walk->signs;
    if (signs->n_text_bytes < FIRST_BYTES)
        signs->wants_script |= contains_folded(str_first(text, FIRST_BYTES), STR("javascript"));
    signs->n_text_bytes += text.len;
}

/* Elements whose text nobody sees: their inside is not walked through. */
static bool is_unseen(struct walk *walk, const struct html_node *node)
{
    if (node->type != HTML_NODE_ELEMENT)
        return node->type == HTML_NODE_CONTENT;
    switch ((int)node->tag) {
    case HTML_TAG_SCRIPT:
        read_script(walk, node);
        return true;
    case HTML_TAG_NOSCRIPT:
        walk->signs->wants_script |=
            contains_folded(str_first(text_in(node), FIRST_BYTES), STR("javascript"));
        return true;
    case HTML_TAG_STYLE:
    case HTML_TAG_TITLE:
        read_element(walk, node);
        return true;
    default:
        return false;
    }
}

void page_signs_read(struct arena *arena,
                     const struct html_document *document,
                     struct str source,
                     struct page_signs *ret_signs)
{
    *ret_signs = (struct page_signs){.source = source};
    struct walk walk = {.arena = arena, .signs = ret_signs};
    buf_init(&walk.robots, arena, LIMIT_TERM_CHARACTERS * 4);
    const struct html_node *node = document->root;
    while (node) {
        if (is_unseen(&walk, node)) {
            node = html_next_after(node, document->root);
            continue;
        }
        if (node->type == HTML_NODE_ELEMENT)
            read_element(&walk, node);
        else if (node->type == HTML_NODE_TEXT)
            read_text(&walk, str_trim(node->text));
        node = html_next(node, document->root);
    }
    ret_signs->robots = buf_text(&walk.robots);
}
