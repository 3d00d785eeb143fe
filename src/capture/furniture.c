#include "capture/furniture.h"

#include "base/buf.h"
#include "capture/letters.h"
#include "capture/phrases.h"
#include "capture/sections.h"
#include "capture/wire.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Words of class and id that name furniture. */
static const struct str furniture_words[] = {
    STR_INIT("share"),        STR_INIT("sharing"),
    STR_INIT("sharebar"),     STR_INIT("social"),
    STR_INIT("addtoany"),     STR_INIT("addthis"),
    STR_INIT("sharedaddy"),   STR_INIT("related"),
    STR_INIT("recommended"),  STR_INIT("recommendations"),
    STR_INIT("recirc"),       STR_INIT("promo"),
    STR_INIT("newsletter"),   STR_INIT("subscribe"),
    STR_INIT("subscription"), STR_INIT("signup"),
    STR_INIT("cookie"),       STR_INIT("cookies"),
    STR_INIT("consent"),      STR_INIT("gdpr"),
    STR_INIT("breadcrumb"),   STR_INIT("breadcrumbs"),
    STR_INIT("sidebar"),      STR_INIT("masthead"),
    STR_INIT("menu"),         STR_INIT("nav"),
    STR_INIT("navbar"),       STR_INIT("navigation"),
    STR_INIT("pagination"),   STR_INIT("pager"),
    STR_INIT("advert"),       STR_INIT("advertisement"),
    STR_INIT("ad"),           STR_INIT("ads"),
    STR_INIT("adsense"),      STR_INIT("sponsor"),
    STR_INIT("sponsored"),    STR_INIT("outbrain"),
    STR_INIT("taboola"),      STR_INIT("popup"),
    STR_INIT("modal"),        STR_INIT("toolbar"),
    STR_INIT("skip"),         STR_INIT("footer"),
    STR_INIT("hidden"),       STR_INIT("noprint"),
    STR_INIT("editsection"),  STR_INIT("navbox"),
    STR_INIT("trending"),     STR_INIT("popular"),
    STR_INIT("reactions"),    STR_INIT("paywall"),
    STR_INIT("copyright"),    STR_INIT("catlinks"),
    STR_INIT("jumplink"),     STR_INIT("widget"),
    STR_INIT("dropdown"),     STR_INIT("tooltip"),
    STR_INIT("readmore"),     STR_INIT("player"),
    STR_INIT("vjs"),          STR_INIT("teaser"),
    STR_INIT("teasers"),      STR_INIT("linkbox"),
    STR_INIT("linklist"),     STR_INIT("nextstory"),
    STR_INIT("cta"),          STR_INIT("tags"),
    STR_INIT("taglist"),      STR_INIT("tagcloud"),
    STR_INIT("rating"),       STR_INIT("ratings"),
    STR_INIT("vote"),         STR_INIT("voting"),
    STR_INIT("poll"),         STR_INIT("login"),
    STR_INIT("signin"),       STR_INIT("disclaimer"),
    STR_INIT("affiliate"),    STR_INIT("donate"),
    STR_INIT("donation"),     STR_INIT("donations"),
    STR_INIT("banner"),       STR_INIT("citate"),
    STR_INIT("bookmark"),     STR_INIT("bookmarks"),
    STR_INIT("printonly"),    STR_INIT("toolbox"),
    STR_INIT("feedback"),     STR_INIT("prevnext"),
    STR_INIT("backlink"),     STR_INIT("subnav"),
    STR_INIT("topics"),       STR_INIT("keywords"),
    STR_INIT("schlagworte"),  STR_INIT("etiketten"),
    STR_INIT("teilen"),       STR_INIT("merken"),
    STR_INIT("abo"),          STR_INIT("spenden"),
    STR_INIT("werbung"),      STR_INIT("anzeige"),
    STR_INIT("publicite"),    STR_INIT("publicidad"),
    STR_INIT("reklama"),      STR_INIT("newsticker"),
    STR_INIT("livesearch"),   STR_INIT("searchform"),
    STR_INIT("language"),     STR_INIT("langswitch"),
    STR_INIT("emailsignup"),  STR_INIT("mailchimp"),
    STR_INIT("mailinglist"),  STR_INIT("letters"),
    STR_INIT("byline"),       STR_INIT("postmeta"),
    STR_INIT("entrymeta"),    STR_INIT("metadata"),
    STR_INIT("meta"),
};

/* The same, however much prose they hold: what they name is never the article. */
static const struct str apart_words[] = {
    STR_INIT("sidebar"),     STR_INIT("widget"),      STR_INIT("widgets"),
    STR_INIT("related"),     STR_INIT("recommended"), STR_INIT("newsletter"),
    STR_INIT("outbrain"),    STR_INIT("taboola"),     STR_INIT("authorbox"),
    STR_INIT("authorinfo"),  STR_INIT("bio"),         STR_INIT("biography"),
    STR_INIT("saboxplugin"), STR_INIT("author"),      STR_INIT("authors"),
    STR_INIT("autor"),       STR_INIT("footer"),      STR_INIT("breadcrumbs"),
    STR_INIT("newsletters"), STR_INIT("subscribe"),   STR_INIT("cookie"),
};

/* Boxes of pictures: they stay unless their captions are a text of their own. */
static const struct str gallery_words[] = {
    STR_INIT("gallery"),
    STR_INIT("slideshow"),
    STR_INIT("carousel"),
};

static const struct str comment_words[] = {
    STR_INIT("comment"),     STR_INIT("comments"), STR_INIT("disqus"),   STR_INIT("respond"),
    STR_INIT("commentlist"), STR_INIT("replies"),  STR_INIT("remark42"), STR_INIT("isso"),
};

static const struct str furniture_roles[] = {
    STR_INIT("navigation"), STR_INIT("complementary"), STR_INIT("contentinfo"), STR_INIT("menu"),
    STR_INIT("menubar"),    STR_INIT("dialog"),        STR_INIT("alertdialog"), STR_INIT("search"),
    STR_INIT("toolbar"),    STR_INIT("alert"),
};

static bool names_one_of(struct str value, const struct str *words, size_t n_words)
{
    struct str word = {0};
    while (tree_take_name(&value, &word)) {
        for (size_t i = 0; i < n_words; i++) {
            if (str_eq_folded(word, words[i]))
                return true;
        }
    }
    return false;
}

static bool is_named(const struct node *node, const struct str *words, size_t n_words)
{
    return names_one_of(tree_attribute(node, "class"), words, n_words) ||
           names_one_of(tree_attribute(node, "id"), words, n_words);
}

static bool is_hidden(const struct node *node)
{
    struct str style = tree_attribute(node, "style");
    struct str value = {0};
    bool has_hidden = node->origin && html_attribute(node->origin, "hidden", &value) == OK;
    value = tree_attribute(node, "aria-hidden");
    return has_hidden || str_contains(style, STR("display:none")) ||
           str_contains(style, STR("display: none")) ||
           (str_eq(value, STR("true")) && !tree_is_element(node, HTML_TAG_IMG));
}

static bool has_furniture_role(const struct node *node)
{
    struct str role = tree_attribute(node, "role");
    for (size_t i = 0; role.len > 0 && i < N_OF(furniture_roles); i++) {
        if (str_eq_folded(role, furniture_roles[i]))
            return true;
    }
    return false;
}

/* What must never go as a whole: the frame around everything, or the article itself. */
static bool is_frame(const struct node *node)
{
    return tree_is_element(node, HTML_TAG_HTML) || tree_is_element(node, HTML_TAG_BODY) ||
           tree_is_element(node, HTML_TAG_HEAD) || tree_is_element(node, HTML_TAG_MAIN) ||
           str_eq(tree_attribute(node, "itemprop"), STR("articleBody"));
}

static bool holds_article(struct node *node)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (str_eq(tree_attribute(inner, "itemprop"), STR("articleBody")) ||
            tree_is_element(inner, HTML_TAG_H1) || tree_is_element(inner, HTML_TAG_MAIN))
            return true;
    }
    return false;
}

static bool is_inside_article(const struct node *node)
{
    for (node = node->parent; node; node = node->parent) {
        if (tree_is_element(node, HTML_TAG_ARTICLE))
            return true;
    }
    return false;
}

static bool is_furniture_element(const struct node *node)
{
    if (node->is_text)
        return false;
    switch ((int)node->tag) {
    case HTML_TAG_NAV:
    case HTML_TAG_ASIDE:
    case HTML_TAG_FOOTER:
    case HTML_TAG_NOSCRIPT:
    case HTML_TAG_FIELDSET:
    case HTML_TAG_LABEL:
        return true;
    default:
        return has_furniture_role(node) || is_hidden(node);
    }
}

/* A paragraph of some length: boxes of furniture have none. */
static bool holds_prose(struct node *node)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (tree_is_element(inner, HTML_TAG_P) &&
            inner->n_characters > 200 + 2 * inner->n_link_characters)
            return true;
    }
    return false;
}

static bool is_named_apart(struct node *node, size_t n_page)
{
    if (is_named(node, comment_words, N_OF(comment_words)))
        return !holds_article(node);
    return node->n_characters * 4 < n_page && !holds_article(node) &&
           is_named(node, apart_words, N_OF(apart_words));
}

static bool is_named_furniture(struct node *node, size_t n_page)
{
    if (is_named(node, gallery_words, N_OF(gallery_words)))
        return node->n_characters > 600 && !holds_article(node);
    return node->n_characters * 3 < n_page &&
           is_named(node, furniture_words, N_OF(furniture_words)) && !holds_article(node) &&
           !holds_prose(node);
}

static bool is_furniture(struct node *node, size_t n_page, bool is_gentle)
{
    if (node->is_text || is_frame(node))
        return false;
    bool is_element = is_furniture_element(node);
    if (is_element && !is_gentle)
        return node->n_characters * 3 < n_page ||
               (!holds_article(node) && !is_inside_article(node));
    if (is_element)
        return node->n_characters * 10 < n_page && !holds_article(node);
    if (!tree_is_block(node) || node->n_characters * 10 > n_page * 9)
        return false;
    return is_named_apart(node, n_page) || (!is_gentle && is_named_furniture(node, n_page));
}

void furniture_cut(struct node *root, enum furniture_cuts cuts)
{
    tree_measure(root);
    struct node *node = cuts == FURNITURE_CUT_NOTHING ? NULL : root;
    while (node) {
        struct node *next = tree_next(node, root);
        if (is_furniture(node, root->n_characters, cuts == FURNITURE_CUT_SURE)) {
            next = tree_next_after(node, root);
            tree_drop(node);
        }
        node = next;
    }
}

static bool holds_picture(struct node *node)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (tree_is_element(inner, HTML_TAG_IMG) || tree_is_element(inner, HTML_TAG_VIDEO))
            return true;
    }
    return false;
}

/* A table with several rows of several cells is data, however many links it holds. */
static bool is_data_table(struct node *node)
{
    size_t n_rows = 0;
    size_t n_cells = 0;
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        n_rows += tree_is_element(inner, HTML_TAG_TR);
        n_cells += tree_is_element(inner, HTML_TAG_TD) || tree_is_element(inner, HTML_TAG_TH);
    }
    return n_rows >= 3 && n_cells >= 2 * n_rows;
}

/* Lists and boxes made of links: more of the same site, tags, tools. */
static bool is_link_box(struct node *node)
{
    if (node->n_characters == 0 || node->n_link_characters * 2 < node->n_characters)
        return false;
    switch ((int)node->tag) {
    case HTML_TAG_UL:
    case HTML_TAG_OL:
    case HTML_TAG_DIV:
    case HTML_TAG_SECTION:
    case HTML_TAG_HEADER:
        return !holds_picture(node) || node->n_link_characters * 10 > node->n_characters * 9;
    case HTML_TAG_TABLE:
        return !is_data_table(node);
    default:
        return false;
    }
}

/* Whether an item announces another page: a linked heading, or a linked picture and a link. */
static bool is_teaser(struct node *item)
{
    bool has_heading = false;
    bool has_picture = false;
    size_t n_link = 0;
    for (struct node *node = item; node; node = tree_next(node, item)) {
        has_heading = has_heading || (!node->is_text && node->tag >= HTML_TAG_H2 &&
                                      node->tag <= HTML_TAG_H6 && node->n_link_characters > 0);
        has_picture = has_picture || (tree_is_element(node, HTML_TAG_IMG) &&
                                      tree_is_element(node->parent, HTML_TAG_A));
        if (tree_is_element(node, HTML_TAG_A) && node->n_characters > n_link)
            n_link = node->n_characters;
    }
    return n_link >= 15 && (has_heading || has_picture);
}

/* A list in which nearly every item is a teaser. */
static bool is_teaser_list(struct node *node)
{
    size_t n_items = 0;
    size_t n_teasers = 0;
    if (!tree_is_element(node, HTML_TAG_UL) && !tree_is_element(node, HTML_TAG_OL))
        return false;
    for (struct node *item = node->first; item; item = item->next) {
        n_items += tree_is_element(item, HTML_TAG_LI);
        n_teasers += tree_is_element(item, HTML_TAG_LI) && is_teaser(item);
    }
    return n_teasers >= 3 && n_teasers * 5 >= n_items * 4;
}

/* Letters and digits, ASCII folded: what two spellings of one title share. */
static struct str bare_of(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len);
    for (size_t i = 0; i < text.len; i++) {
        if (char_is_alpha(text.ptr[i]) || char_is_digit(text.ptr[i]) || text.ptr[i] < 0)
            buf_add_char(&out, char_lower(text.ptr[i]));
    }
    return buf_text(&out);
}

/* The title again, or most of it: what stands beside it in a title is the site's or the rubric's
 * name. */
static bool is_title(struct arena *arena, struct str text, struct str title)
{
    if (text.len > 300 || title.len == 0)
        return false;
    struct str a = bare_of(arena, text);
    struct str b = bare_of(arena, title);
    bool is_inside =
        str_contains(a, b) ? b.len * 4 >= a.len * 3 : str_contains(b, a) && a.len * 2 >= b.len;
    return a.len > 0 && is_inside;
}

/* A short block that says what pages say, or that repeats the title. */
static bool is_litter(struct arena *arena, struct node *node, struct str title)
{
    if (!tree_is_block(node) || node->n_characters > 300 || tree_has_block(node) ||
        holds_picture(node))
        return false;
    struct str text = tree_text(arena, node);
    if (text.len == 0)
        return false;
    bool is_heading = node->tag >= HTML_TAG_H1 && node->tag <= HTML_TAG_H6;
    if (is_heading && is_title(arena, text, title))
        return true;
    bool is_cell = tree_is_element(node, HTML_TAG_TD) || tree_is_element(node, HTML_TAG_TH);
    enum furniture furniture = is_cell ? FURNITURE_NONE : furniture_of(text);
    if (furniture == FURNITURE_COUNTER)
        return letters_words(text) > 1 && !is_heading;
    return furniture != FURNITURE_NONE && furniture != FURNITURE_WEAK_STOP;
}

/* A line that is all link. */
static bool is_all_link(const struct node *node)
{
    return node->n_characters > 0 && node->n_link_characters * 10 >= node->n_characters * 9;
}

static const struct node *neighbour(const struct node *node, bool is_before)
{
    do
        node = is_before ? node->previous : node->next;
    while (node && node->n_characters == 0);
    return node;
}

/* A paragraph that only sends the reader elsewhere. Several in a row are a list that is meant. */
static bool is_lone_link(const struct node *node)
{
    if (!(tree_is_element(node, HTML_TAG_P) || tree_is_element(node, HTML_TAG_DIV)) ||
        node->n_characters > 200 || !is_all_link(node))
        return false;
    const struct node *before = neighbour(node, true);
    const struct node *after = neighbour(node, false);
    return !(before && is_all_link(before)) && !(after && is_all_link(after));
}

/* The last block with text that has no block inside. */
static struct node *last_leaf(struct node *body)
{
    struct node *last = body->last;
    while (last) {
        if (last->n_characters == 0 || last->is_text) {
            while (last != body && !last->previous)
                last = last->parent;
            if (last == body)
                return NULL;
            last = last->previous;
        } else if (last->last && tree_has_block(last)) {
            last = last->last;
        } else {
            return tree_is_block(last) ? last : NULL;
        }
    }
    return NULL;
}

/* What stands behind the last sentence: a heading of what was cut, a way to go on. */
static bool is_tail(struct arena *arena, struct node *leaf)
{
    struct str credit = {0};
    if (holds_picture(leaf) || leaf->n_characters > 200)
        return false;
    switch ((int)leaf->tag) {
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
    case HTML_TAG_H5:
    case HTML_TAG_H6:
        return true;
    case HTML_TAG_P:
    case HTML_TAG_DIV:
        break;
    default:
        return false;
    }
    struct str text = tree_text(arena, leaf);
    if (letters_ends_sentence(text) || wire_credit_is(text, &credit))
        return false;
    return leaf->n_link_characters * 2 > leaf->n_characters;
}

static void cut_tail(struct arena *arena, struct node *body)
{
    size_t least = body->n_characters - body->n_characters / 4;
    struct node *leaf = last_leaf(body);
    while (leaf && is_tail(arena, leaf) && body->n_characters - leaf->n_characters > least) {
        tree_drop(leaf);
        tree_measure(body);
        leaf = last_leaf(body);
    }
}

static bool is_empty(struct node *node)
{
    return tree_is_block(node) && node->n_characters == 0 && !holds_picture(node) &&
           !tree_is_element(node, HTML_TAG_HR) && !tree_is_element(node, HTML_TAG_TD) &&
           !tree_is_element(node, HTML_TAG_TH);
}

void furniture_cut_inside(struct arena *arena, struct node *body, struct str title)
{
    tree_measure(body);
    struct node *node = body->first;
    while (node) {
        struct node *next = tree_next(node, body);
        if (!node->is_text && (is_link_box(node) || is_teaser_list(node) || is_empty(node) ||
                               is_lone_link(node) || is_litter(arena, node, title))) {
            next = tree_next_after(node, body);
            tree_drop(node);
        }
        node = next;
    }
    tree_measure(body);
    sections_cut(arena, body);
    tree_measure(body);
    cut_tail(arena, body);
}
