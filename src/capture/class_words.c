#include "capture/class_words.h"

#include "capture/letters.h"
#include "capture/page.h"

enum { MAX_WORD_BYTES = 20 };

/* Class and id parts in lower case, in the order of their bytes (test_class_words). */
static const struct {
    struct str word;
    unsigned kinds;
} words[] = {
    {STR_INIT("about"), CLASS_OF_AUTHOR},
    {STR_INIT("ad"), CLASS_NO_STANDFIRST},
    {STR_INIT("aktualisiert"), CLASS_UPDATE},
    {STR_INIT("articledate"), CLASS_DATE},
    {STR_INIT("auteur"), CLASS_AUTHOR},
    {STR_INIT("auteurs"), CLASS_AUTHOR},
    {STR_INIT("author"), CLASS_AUTHOR | CLASS_NO_STANDFIRST},
    {STR_INIT("authorname"), CLASS_AUTHOR},
    {STR_INIT("authors"), CLASS_AUTHOR},
    {STR_INIT("autor"), CLASS_AUTHOR},
    {STR_INIT("autora"), CLASS_AUTHOR},
    {STR_INIT("autore"), CLASS_AUTHOR},
    {STR_INIT("autoren"), CLASS_AUTHOR},
    {STR_INIT("autores"), CLASS_AUTHOR},
    {STR_INIT("avatar"), CLASS_OF_AUTHOR},
    {STR_INIT("avtor"), CLASS_AUTHOR},
    {STR_INIT("bajada"), CLASS_STANDFIRST},
    {STR_INIT("bio"), CLASS_OF_AUTHOR},
    {STR_INIT("blog"), CLASS_NO_STANDFIRST},
    {STR_INIT("byl"), CLASS_AUTHOR},
    {STR_INIT("byline"), CLASS_AUTHOR},
    {STR_INIT("bylines"), CLASS_AUTHOR},
    {STR_INIT("bynames"), CLASS_AUTHOR},
    {STR_INIT("caption"), CLASS_NO_STANDFIRST | CLASS_OF_AUTHOR},
    {STR_INIT("card"), CLASS_NO_STANDFIRST},
    {STR_INIT("carousel"), CLASS_ASIDE},
    {STR_INIT("changed"), CLASS_UPDATE},
    {STR_INIT("chapeau"), CLASS_STANDFIRST},
    {STR_INIT("chapo"), CLASS_STANDFIRST},
    {STR_INIT("columnist"), CLASS_AUTHOR},
    {STR_INIT("comment"), CLASS_ASIDE | CLASS_OF_AUTHOR},
    {STR_INIT("comments"), CLASS_ASIDE | CLASS_OF_AUTHOR},
    {STR_INIT("consent"), CLASS_ASIDE},
    {STR_INIT("contributor"), CLASS_AUTHOR},
    {STR_INIT("cookie"), CLASS_ASIDE},
    {STR_INIT("cookies"), CLASS_ASIDE},
    {STR_INIT("created"), CLASS_DATE},
    {STR_INIT("creditline"), CLASS_AUTHOR},
    {STR_INIT("data"), CLASS_DATE},
    {STR_INIT("date"), CLASS_DATE},
    {STR_INIT("dateline"), CLASS_DATE},
    {STR_INIT("datetime"), CLASS_DATE},
    {STR_INIT("dato"), CLASS_DATE},
    {STR_INIT("datum"), CLASS_DATE},
    {STR_INIT("deck"), CLASS_STANDFIRST},
    {STR_INIT("dek"), CLASS_STANDFIRST},
    {STR_INIT("description"), CLASS_OF_AUTHOR},
    {STR_INIT("email"), CLASS_OF_AUTHOR},
    {STR_INIT("entradilla"), CLASS_STANDFIRST},
    {STR_INIT("entrydate"), CLASS_DATE},
    {STR_INIT("fecha"), CLASS_DATE},
    {STR_INIT("firma"), CLASS_AUTHOR},
    {STR_INIT("fn"), CLASS_NAME},
    {STR_INIT("follow"), CLASS_OF_AUTHOR},
    {STR_INIT("followers"), CLASS_OF_AUTHOR},
    {STR_INIT("footer"), CLASS_FOOTER},
    {STR_INIT("forfatter"), CLASS_AUTHOR},
    {STR_INIT("form"), CLASS_NO_STANDFIRST},
    {STR_INIT("gdpr"), CLASS_ASIDE},
    {STR_INIT("heading"), CLASS_HEADLINE},
    {STR_INIT("headline"), CLASS_HEADLINE},
    {STR_INIT("icon"), CLASS_OF_AUTHOR},
    {STR_INIT("image"), CLASS_NO_STANDFIRST | CLASS_OF_AUTHOR},
    {STR_INIT("img"), CLASS_NO_STANDFIRST | CLASS_OF_AUTHOR},
    {STR_INIT("ingress"), CLASS_STANDFIRST},
    {STR_INIT("item"), CLASS_NO_STANDFIRST},
    {STR_INIT("jizhe"), CLASS_AUTHOR},
    {STR_INIT("job"), CLASS_OF_AUTHOR},
    {STR_INIT("journalist"), CLASS_AUTHOR},
    {STR_INIT("lastmod"), CLASS_UPDATE},
    {STR_INIT("list"), CLASS_NO_STANDFIRST},
    {STR_INIT("manchet"), CLASS_STANDFIRST},
    {STR_INIT("media"), CLASS_NO_STANDFIRST},
    {STR_INIT("menu"), CLASS_ASIDE},
    {STR_INIT("meta"), CLASS_DATE | CLASS_NO_STANDFIRST},
    {STR_INIT("modal"), CLASS_ASIDE},
    {STR_INIT("modified"), CLASS_UPDATE},
    {STR_INIT("more"), CLASS_OF_AUTHOR},
    {STR_INIT("name"), CLASS_NAME},
    {STR_INIT("nav"), CLASS_ASIDE | CLASS_NO_STANDFIRST},
    {STR_INIT("newsletter"), CLASS_ASIDE},
    {STR_INIT("occhiello"), CLASS_STANDFIRST},
    {STR_INIT("pengarang"), CLASS_AUTHOR},
    {STR_INIT("penulis"), CLASS_AUTHOR},
    {STR_INIT("photo"), CLASS_NO_STANDFIRST | CLASS_OF_AUTHOR},
    {STR_INIT("picture"), CLASS_OF_AUTHOR},
    {STR_INIT("popular"), CLASS_ASIDE},
    {STR_INIT("postauthor"), CLASS_AUTHOR},
    {STR_INIT("postdate"), CLASS_DATE},
    {STR_INIT("posted"), CLASS_DATE},
    {STR_INIT("posts"), CLASS_OF_AUTHOR},
    {STR_INIT("promo"), CLASS_ASIDE},
    {STR_INIT("pubdate"), CLASS_DATE},
    {STR_INIT("publication"), CLASS_DATE},
    {STR_INIT("publish"), CLASS_DATE},
    {STR_INIT("published"), CLASS_DATE},
    {STR_INIT("pubtime"), CLASS_DATE},
    {STR_INIT("quote"), CLASS_OF_AUTHOR},
    {STR_INIT("recirc"), CLASS_ASIDE},
    {STR_INIT("recirculation"), CLASS_ASIDE},
    {STR_INIT("recommended"), CLASS_ASIDE},
    {STR_INIT("redakteur"), CLASS_AUTHOR},
    {STR_INIT("related"), CLASS_ASIDE | CLASS_NO_STANDFIRST | CLASS_OF_AUTHOR},
    {STR_INIT("reply"), CLASS_OF_AUTHOR},
    {STR_INIT("reporter"), CLASS_AUTHOR},
    {STR_INIT("revised"), CLASS_UPDATE},
    {STR_INIT("riqi"), CLASS_DATE},
    {STR_INIT("role"), CLASS_OF_AUTHOR},
    {STR_INIT("secondary"), CLASS_SECOND},
    {STR_INIT("shijian"), CLASS_DATE},
    {STR_INIT("sidebar"), CLASS_ASIDE},
    {STR_INIT("signature"), CLASS_AUTHOR},
    {STR_INIT("site"), CLASS_NO_STANDFIRST},
    {STR_INIT("skribent"), CLASS_AUTHOR},
    {STR_INIT("social"), CLASS_OF_AUTHOR},
    {STR_INIT("sommario"), CLASS_STANDFIRST},
    {STR_INIT("soustitre"), CLASS_STANDFIRST},
    {STR_INIT("standfirst"), CLASS_STANDFIRST},
    {STR_INIT("sub"), CLASS_SECOND},
    {STR_INIT("subhead"), CLASS_STANDFIRST},
    {STR_INIT("subheading"), CLASS_STANDFIRST},
    {STR_INIT("subheadline"), CLASS_STANDFIRST},
    {STR_INIT("subtitulo"), CLASS_STANDFIRST},
    {STR_INIT("tanggal"), CLASS_DATE},
    {STR_INIT("tarih"), CLASS_DATE},
    {STR_INIT("tarikh"), CLASS_DATE},
    {STR_INIT("teaser"), CLASS_ASIDE},
    {STR_INIT("thumbnail"), CLASS_OF_AUTHOR},
    {STR_INIT("time"), CLASS_DATE},
    {STR_INIT("timestamp"), CLASS_DATE},
    {STR_INIT("title"), CLASS_HEADLINE | CLASS_OF_AUTHOR},
    {STR_INIT("toimittaja"), CLASS_AUTHOR},
    {STR_INIT("trending"), CLASS_ASIDE},
    {STR_INIT("twitter"), CLASS_OF_AUTHOR},
    {STR_INIT("underrubrik"), CLASS_STANDFIRST},
    {STR_INIT("untertitel"), CLASS_STANDFIRST},
    {STR_INIT("update"), CLASS_UPDATE},
    {STR_INIT("updated"), CLASS_UPDATE},
    {STR_INIT("verfasser"), CLASS_AUTHOR},
    {STR_INIT("veroeffentlicht"), CLASS_DATE},
    {STR_INIT("video"), CLASS_NO_STANDFIRST},
    {STR_INIT("vorspann"), CLASS_STANDFIRST},
    {STR_INIT("wartawan"), CLASS_AUTHOR},
    {STR_INIT("widget"), CLASS_ASIDE},
    {STR_INIT("writer"), CLASS_AUTHOR},
    {STR_INIT("yazar"), CLASS_AUTHOR},
    {STR_INIT("zuozhe"), CLASS_AUTHOR},
};

static unsigned kinds_of_part(struct str part)
{
    char lower[MAX_WORD_BYTES];
    size_t from = 0;
    size_t to = N_OF(words);
    if (part.len > sizeof lower)
        return 0;
    for (size_t i = 0; i < part.len; i++)
        lower[i] = char_lower(part.ptr[i]);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = lower[0] - words[middle].word.ptr[0];
        order = order != 0 ? order : str_compare((struct str){lower, part.len}, words[middle].word);
        if (order == 0)
            return words[middle].kinds;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return 0;
}

static bool is_in(const struct str *list, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(list[i], word))
            return true;
    }
    return false;
}

/* One class: all its parts; what opens or ends like a state is no aside. */
static unsigned kinds_of_class(struct str name)
{
    static const struct str firsts[] = {STR_INIT("has"), STR_INIT("with"), STR_INIT("no"),
                                        STR_INIT("is"),  STR_INIT("hide"), STR_INIT("show")};
    static const struct str lasts[] = {STR_INIT("enabled"), STR_INIT("disabled"),
                                       STR_INIT("open"),    STR_INIT("closed"),
                                       STR_INIT("left"),    STR_INIT("right")};
    struct str part = {0};
    struct str first = {0};
    struct str last = {0};
    unsigned kinds = 0;
    while (page_take_part(&name, &part)) {
        kinds |= kinds_of_part(part);
        first = page_first(first, part);
        last = part;
    }
    bool is_state = (kinds & CLASS_ASIDE) &&
                    (is_in(firsts, N_OF(firsts), first) || is_in(lasts, N_OF(lasts), last));
    return is_state ? kinds & ~(unsigned)CLASS_ASIDE : kinds;
}

unsigned class_kinds(const struct html_node *node)
{
    struct str classes = page_attribute(node, "class");
    struct str name = {0};
    unsigned kinds = kinds_of_class(page_attribute(node, "id"));
    while (letters_take_word(&classes, &name))
        kinds |= kinds_of_class(name);
    return kinds;
}
