#include "capture/sections.h"

#include "capture/letters.h"

/* How such headings begin. In the second half of an article only: there a real
 * subheading that begins so has prose below it. */
static const struct str openings[] = {
    STR_INIT("more about"),
    STR_INIT("more articles"),
    STR_INIT("more coverage"),
    STR_INIT("more for "),
    STR_INIT("more from"),
    STR_INIT("more in "),
    STR_INIT("more like"),
    STR_INIT("more news"),
    STR_INIT("more on "),
    STR_INIT("more posts"),
    STR_INIT("more reading"),
    STR_INIT("more stories"),
    STR_INIT("more to "),
    STR_INIT("more:"),
    STR_INIT("read more"),
    STR_INIT("related"),
    STR_INIT("similar "),
    STR_INIT("see also"),
    STR_INIT("also read"),
    STR_INIT("you may"),
    STR_INIT("you might"),
    STR_INIT("recommended"),
    STR_INIT("latest "),
    STR_INIT("popular"),
    STR_INIT("trending"),
    STR_INIT("most read"),
    STR_INIT("further reading"),
    STR_INIT("about the author"),
    STR_INIT("about author"),
    STR_INIT("next "),
    STR_INIT("previous "),
    STR_INIT("contact"),
    STR_INIT("press contact"),
    STR_INIT("media contact"),
    STR_INIT("share "),
    STR_INIT("follow "),
    STR_INIT("newsletter"),
    STR_INIT("subscribe"),
    STR_INIT("sign up"),
    STR_INIT("join "),
    STR_INIT("comments"),
    STR_INIT("leave a"),
    STR_INIT("tags"),
    STR_INIT("topics"),
    STR_INIT("links"),
    STR_INIT("weitere"),
    STR_INIT("mehr "),
    STR_INIT("ähnliche"),
    STR_INIT("verwandte"),
    STR_INIT("aktuelle"),
    STR_INIT("neueste"),
    STR_INIT("beliebt"),
    STR_INIT("meistgelesen"),
    STR_INIT("das könnte"),
    STR_INIT("auch interessant"),
    STR_INIT("passend"),
    STR_INIT("über den autor"),
    STR_INIT("über die autorin"),
    STR_INIT("zur person"),
    STR_INIT("zum autor"),
    STR_INIT("kontakt"),
    STR_INIT("pressekontakt"),
    STR_INIT("ansprechpartner"),
    STR_INIT("vorschau"),
    STR_INIT("zum weiterlesen"),
    STR_INIT("zum thema"),
    STR_INIT("empfehlungen"),
    STR_INIT("lesetipp"),
    STR_INIT("linktipp"),
    STR_INIT("teilen"),
    STR_INIT("kommentar"),
    STR_INIT("schlagw"),
    STR_INIT("themen"),
    STR_INIT("anzeige"),
    STR_INIT("à lire"),
    STR_INIT("a lire"),
    STR_INIT("lire aussi"),
    STR_INIT("voir aussi"),
    STR_INIT("en savoir plus"),
    STR_INIT("pour aller plus loin"),
    STR_INIT("sur le même"),
    STR_INIT("articles "),
    STR_INIT("autres "),
    STR_INIT("plus de "),
    STR_INIT("à propos de l"),
    STR_INIT("más "),
    STR_INIT("otras "),
    STR_INIT("otros "),
    STR_INIT("relacionad"),
    STR_INIT("noticias "),
    STR_INIT("te puede"),
    STR_INIT("lo más"),
    STR_INIT("mais "),
    STR_INIT("leia "),
    STR_INIT("veja "),
    STR_INIT("outras "),
    STR_INIT("notícias "),
    STR_INIT("leggi "),
    STR_INIT("altri "),
    STR_INIT("altre "),
    STR_INIT("articoli "),
    STR_INIT("potrebbe "),
    STR_INIT("zobacz"),
    STR_INIT("czytaj"),
    STR_INIT("polecane"),
    STR_INIT("polecamy"),
    STR_INIT("powiązane"),
    STR_INIT("najnowsze"),
    STR_INIT("o autorze"),
    STR_INIT("lees "),
    STR_INIT("meer "),
    STR_INIT("gerelateerd"),
    STR_INIT("läs "),
    STR_INIT("fler "),
    STR_INIT("mer "),
    STR_INIT("les "),
    STR_INIT("flere "),
    STR_INIT("lue "),
    STR_INIT("читайте"),
    STR_INIT("Читайте"),
    STR_INIT("другие"),
    STR_INIT("Другие"),
    STR_INIT("похожие"),
    STR_INIT("Похожие"),
    STR_INIT("ilgili "),
    STR_INIT("diğer "),
    STR_INIT("関連"),
    STR_INIT("おすすめ"),
    STR_INIT("人気"),
    STR_INIT("相关"),
    STR_INIT("相關"),
    STR_INIT("推荐"),
    STR_INIT("推薦"),
    STR_INIT("更多"),
    STR_INIT("延伸"),
    STR_INIT("관련"),
    STR_INIT("많이 본"),
    STR_INIT("berita "),
    STR_INIT("artikel "),
    STR_INIT("baca "),
    STR_INIT("terkini"),
    STR_INIT("مواضيع"),
    STR_INIT("اقرأ"),
};

enum { HEADING_MOST = 70, PROSE_LEAST = 80 };

bool sections_opens(struct str text)
{
    for (size_t i = 0; i < N_OF(openings); i++) {
        if (str_starts_with_folded(text, openings[i]))
            return true;
    }
    return false;
}

static bool is_leaf(struct node *node)
{
    return tree_is_block(node) && node->n_characters > 0 && !tree_has_block(node);
}

static bool is_heading(struct arena *arena, struct node *leaf)
{
    if (leaf->n_characters > HEADING_MOST)
        return false;
    struct str text = tree_text(arena, leaf);
    bool is_marked = leaf->tag >= HTML_TAG_H1 && leaf->tag <= HTML_TAG_H6;
    return (is_marked || !letters_ends_sentence(text)) && sections_opens(text);
}

static bool is_prose(struct arena *arena, struct node *leaf)
{
    return leaf->n_characters >= PROSE_LEAST && leaf->n_link_characters * 5 < leaf->n_characters &&
           letters_ends_sentence(tree_text(arena, leaf));
}

static struct node *next_leaf(struct node *node, struct node *body)
{
    do
        node = tree_next(node, body);
    while (node && !is_leaf(node));
    return node;
}

/* Drops the leaves from `first` up to `end`, which stays. */
static void drop_leaves(struct node *first, const struct node *end, struct node *body)
{
    while (first && first != end) {
        struct node *next = next_leaf(first, body);
        tree_drop(first);
        first = next;
    }
}

void sections_cut(struct arena *arena, struct node *body)
{
    size_t n_seen = 0;
    size_t n_all = body->n_characters;
    struct node *leaf = next_leaf(body, body);
    while (leaf) {
        struct node *behind = next_leaf(leaf, body);
        n_seen += leaf->n_characters;
        if (2 * n_seen > n_all && is_heading(arena, leaf)) {
            struct node *end = behind;
            while (end && !is_prose(arena, end))
                end = next_leaf(end, body);
            if (end != behind || !end)
                drop_leaves(leaf, end, body);
            behind = end;
        }
        leaf = behind;
    }
}
