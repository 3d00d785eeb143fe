#include "capture/feed_names.h"

#define TEXT  STR_INIT("text/plain")
#define HTML  STR_INIT("text/html")
#define XHTML STR_INIT("application/xhtml+xml")
#define NONE  STR_INIT("")

/* clang-format off */
static const struct feed_row rows[] = {
    {NONE, STR_INIT("feed"),             FEED_KIND_FEED,      NONE, NONE},
    {NONE, STR_INIT("channel"),          FEED_KIND_FEED,      NONE, NONE},
    {NONE, STR_INIT("rss"),              FEED_KIND_PASS,      NONE, NONE},
    {STR_INIT("rdf"), STR_INIT("rdf"),   FEED_KIND_PASS,      NONE, NONE},
    {NONE, STR_INIT("entry"),            FEED_KIND_ENTRY,     NONE, NONE},
    {NONE, STR_INIT("item"),             FEED_KIND_ENTRY,     NONE, NONE},
    {NONE, STR_INIT("product"),          FEED_KIND_ENTRY,     NONE, NONE},
    {NONE, STR_INIT("items"),            FEED_KIND_PASS,      NONE, NONE},
    {NONE, STR_INIT("source"),           FEED_KIND_SOURCE,    STR_INIT("source"), NONE},
    {NONE, STR_INIT("image"),            FEED_KIND_OBJECT,    STR_INIT("image"), NONE},
    {NONE, STR_INIT("textinput"),        FEED_KIND_OBJECT,    STR_INIT("textinput"), NONE},
    {STR_INIT("media"), STR_INIT("group"), FEED_KIND_PASS,    NONE, NONE},

    {NONE, STR_INIT("title"),            FEED_KIND_TITLE,     STR_INIT("title"), TEXT},
    {STR_INIT("dc"), STR_INIT("title"),  FEED_KIND_TITLE,     STR_INIT("title"), TEXT},
    {STR_INIT("media"), STR_INIT("title"), FEED_KIND_TITLE,   STR_INIT("title"), TEXT},
    {NONE, STR_INIT("description"),      FEED_KIND_SUMMARY,   STR_INIT("description"), HTML},
    {STR_INIT("dc"), STR_INIT("description"), FEED_KIND_SUMMARY, STR_INIT("description"), HTML},
    {STR_INIT("media"), STR_INIT("description"), FEED_KIND_MARKUP, STR_INIT("description"), HTML},
    {NONE, STR_INIT("summary"),          FEED_KIND_SUMMARY,   STR_INIT("summary"), TEXT},
    {STR_INIT("itunes"), STR_INIT("summary"), FEED_KIND_SUMMARY, STR_INIT("summary"), TEXT},
    {NONE, STR_INIT("abstract"),         FEED_KIND_MARKUP,    STR_INIT("description"), TEXT},
    {NONE, STR_INIT("subtitle"),         FEED_KIND_MARKUP,    STR_INIT("subtitle"), TEXT},
    {NONE, STR_INIT("tagline"),          FEED_KIND_MARKUP,    STR_INIT("subtitle"), TEXT},
    {STR_INIT("itunes"), STR_INIT("subtitle"), FEED_KIND_MARKUP, STR_INIT("subtitle"), TEXT},
    {NONE, STR_INIT("info"),             FEED_KIND_MARKUP,    STR_INIT("info"), TEXT},
    {STR_INIT("feedburner"), STR_INIT("browserfriendly"), FEED_KIND_MARKUP, STR_INIT("info"), TEXT},
    {NONE, STR_INIT("rights"),           FEED_KIND_MARKUP,    STR_INIT("rights"), TEXT},
    {NONE, STR_INIT("copyright"),        FEED_KIND_MARKUP,    STR_INIT("rights"), TEXT},
    {STR_INIT("dc"), STR_INIT("rights"), FEED_KIND_MARKUP,    STR_INIT("rights"), TEXT},
    {NONE, STR_INIT("content"),          FEED_KIND_CONTENT,   STR_INIT("content"), TEXT},
    {STR_INIT("content"), STR_INIT("encoded"), FEED_KIND_CONTENT, STR_INIT("content"), HTML},
    {NONE, STR_INIT("fullitem"),         FEED_KIND_CONTENT,   STR_INIT("content"), HTML},
    {NONE, STR_INIT("prodlink"),         FEED_KIND_CONTENT,   STR_INIT("content"), HTML},
    {NONE, STR_INIT("body"),             FEED_KIND_CONTENT,   STR_INIT("content"), XHTML},
    {STR_INIT("xhtml"), STR_INIT("body"), FEED_KIND_CONTENT,  STR_INIT("content"), XHTML},

    {NONE, STR_INIT("author"),           FEED_KIND_PERSON,    STR_INIT("author"), NONE},
    {NONE, STR_INIT("managingeditor"),   FEED_KIND_PERSON,    STR_INIT("author"), NONE},
    {STR_INIT("dc"), STR_INIT("author"), FEED_KIND_PERSON,    STR_INIT("author"), NONE},
    {STR_INIT("dc"), STR_INIT("creator"), FEED_KIND_PERSON,   STR_INIT("author"), NONE},
    {STR_INIT("itunes"), STR_INIT("author"), FEED_KIND_PERSON, STR_INIT("author"), NONE},
    {NONE, STR_INIT("contributor"),      FEED_KIND_PERSON,    STR_INIT("contributor"), NONE},
    {STR_INIT("dc"), STR_INIT("contributor"), FEED_KIND_PERSON, STR_INIT("contributor"), NONE},
    {NONE, STR_INIT("webmaster"),        FEED_KIND_OWNER,     STR_INIT("publisher"), NONE},
    {STR_INIT("dc"), STR_INIT("publisher"), FEED_KIND_OWNER,  STR_INIT("publisher"), NONE},
    {STR_INIT("itunes"), STR_INIT("owner"), FEED_KIND_OWNER,  STR_INIT("publisher"), NONE},
    {NONE, STR_INIT("name"),             FEED_KIND_PART,      STR_INIT("name"), NONE},
    {STR_INIT("itunes"), STR_INIT("name"), FEED_KIND_PART,    STR_INIT("name"), NONE},
    {NONE, STR_INIT("email"),            FEED_KIND_PART,      STR_INIT("email"), NONE},
    {STR_INIT("itunes"), STR_INIT("email"), FEED_KIND_PART,   STR_INIT("email"), NONE},
    {NONE, STR_INIT("url"),              FEED_KIND_PART,      STR_INIT("href"), NONE},
    {NONE, STR_INIT("uri"),              FEED_KIND_PART,      STR_INIT("href"), NONE},
    {NONE, STR_INIT("homepage"),         FEED_KIND_PART,      STR_INIT("href"), NONE},

    {NONE, STR_INIT("link"),             FEED_KIND_LINK,      STR_INIT("link"), NONE},
    {NONE, STR_INIT("producturl"),       FEED_KIND_LINK,      STR_INIT("link"), NONE},
    {NONE, STR_INIT("enclosure"),        FEED_KIND_ENCLOSURE, NONE, NONE},
    {NONE, STR_INIT("guid"),             FEED_KIND_ID,        STR_INIT("id"), NONE},
    {NONE, STR_INIT("id"),               FEED_KIND_ID,        STR_INIT("id"), NONE},
    {NONE, STR_INIT("comments"),         FEED_KIND_ADDRESS,   STR_INIT("comments"), NONE},
    {NONE, STR_INIT("docs"),             FEED_KIND_ADDRESS,   STR_INIT("docs"), NONE},
    {NONE, STR_INIT("icon"),             FEED_KIND_ADDRESS,   STR_INIT("icon"), NONE},
    {NONE, STR_INIT("logo"),             FEED_KIND_ADDRESS,   STR_INIT("logo"), NONE},
    {STR_INIT("wfw"), STR_INIT("comment"), FEED_KIND_ADDRESS, STR_INIT("wfw_comment"), NONE},
    {STR_INIT("wfw"), STR_INIT("commentrss"), FEED_KIND_ADDRESS, STR_INIT("wfw_commentrss"), NONE},
    {STR_INIT("creativecommons"), STR_INIT("license"), FEED_KIND_LICENSE, STR_INIT("license"), NONE},
    {STR_INIT("cc"), STR_INIT("license"), FEED_KIND_LICENSE,  STR_INIT("license"), NONE},

    {NONE, STR_INIT("published"),        FEED_KIND_DATE,      STR_INIT("published"), NONE},
    {NONE, STR_INIT("issued"),           FEED_KIND_DATE,      STR_INIT("published"), NONE},
    {NONE, STR_INIT("pubdate"),          FEED_KIND_DATE,      STR_INIT("published"), NONE},
    {STR_INIT("dcterms"), STR_INIT("issued"), FEED_KIND_DATE, STR_INIT("published"), NONE},
    {NONE, STR_INIT("updated"),          FEED_KIND_DATE,      STR_INIT("updated"), NONE},
    {NONE, STR_INIT("modified"),         FEED_KIND_DATE,      STR_INIT("updated"), NONE},
    {NONE, STR_INIT("lastbuilddate"),    FEED_KIND_DATE,      STR_INIT("updated"), NONE},
    {STR_INIT("dc"), STR_INIT("date"),   FEED_KIND_DATE,      STR_INIT("updated"), NONE},
    {STR_INIT("dcterms"), STR_INIT("modified"), FEED_KIND_DATE, STR_INIT("updated"), NONE},
    {NONE, STR_INIT("created"),          FEED_KIND_DATE,      STR_INIT("created"), NONE},
    {STR_INIT("dcterms"), STR_INIT("created"), FEED_KIND_DATE, STR_INIT("created"), NONE},
    {NONE, STR_INIT("expirationdate"),   FEED_KIND_DATE,      STR_INIT("expired"), NONE},

    {NONE, STR_INIT("category"),         FEED_KIND_CATEGORY,  STR_INIT("term"), NONE},
    {NONE, STR_INIT("keywords"),         FEED_KIND_CATEGORY,  STR_INIT("term"), NONE},
    {STR_INIT("dc"), STR_INIT("subject"), FEED_KIND_CATEGORY, STR_INIT("term"), NONE},
    {STR_INIT("media"), STR_INIT("category"), FEED_KIND_CATEGORY, STR_INIT("term"),
                                         STR_INIT("http://search.yahoo.com/mrss/category_schema")},
    {STR_INIT("itunes"), STR_INIT("category"), FEED_KIND_CATEGORY, STR_INIT("text"),
                                         STR_INIT("http://www.itunes.com/")},
    {STR_INIT("itunes"), STR_INIT("keywords"), FEED_KIND_WORDS, STR_INIT("tags"),
                                         STR_INIT("http://www.itunes.com/")},
    {STR_INIT("media"), STR_INIT("keywords"), FEED_KIND_WORDS, STR_INIT("tags"), NONE},
    {NONE, STR_INIT("tags"),             FEED_KIND_WORDS,     STR_INIT("tags"), NONE},

    {NONE, STR_INIT("generator"),        FEED_KIND_NAMED,     STR_INIT("generator"), NONE},
    {STR_INIT("media"), STR_INIT("content"), FEED_KIND_LISTED, STR_INIT("media_content"), NONE},
    {STR_INIT("media"), STR_INIT("thumbnail"), FEED_KIND_LISTED, STR_INIT("media_thumbnail"), NONE},
    {STR_INIT("media"), STR_INIT("credit"), FEED_KIND_LISTED, STR_INIT("media_credit"), NONE},
    {NONE, STR_INIT("skiphours"),        FEED_KIND_PASS,      NONE, NONE},
    {NONE, STR_INIT("skipdays"),         FEED_KIND_PASS,      NONE, NONE},
    {NONE, STR_INIT("hour"),             FEED_KIND_APPENDED,  STR_INIT("skiphours"), NONE},
    {NONE, STR_INIT("day"),              FEED_KIND_APPENDED,  STR_INIT("skipdays"), NONE},
    {STR_INIT("dc"), STR_INIT("language"), FEED_KIND_PLAIN,   STR_INIT("language"), NONE},
};

/* The names are compared without case and without a slash at the end. */
static const struct {
    struct str uri;
    struct str space;
    struct str version;
} spaces[] = {
    {STR_INIT("http://www.w3.org/2005/atom"),              NONE, STR_INIT("atom10")},
    {STR_INIT("http://purl.org/atom/ns#"),                 NONE, STR_INIT("atom03")},
    {STR_INIT("http://example.com/newformat#"),            NONE, NONE},
    {STR_INIT("http://example.com/necho"),                 NONE, NONE},
    {STR_INIT("http://purl.org/echo"),                     NONE, NONE},
    {STR_INIT("uri/of/echo/namespace#"),                   NONE, NONE},
    {STR_INIT("http://purl.org/pie"),                      NONE, NONE},
    {STR_INIT("http://backend.userland.com/rss"),          NONE, NONE},
    {STR_INIT("http://backend.userland.com/rss2"),         NONE, STR_INIT("rss20")},
    {STR_INIT("http://backend.userland.com/rss091"),       NONE, STR_INIT("rss091u")},
    {STR_INIT("http://backend.userland.com/rss092"),       NONE, STR_INIT("rss092")},
    {STR_INIT("http://blogs.law.harvard.edu/tech/rss"),    NONE, NONE},
    {STR_INIT("http://my.netscape.com/rdf/simple/0.9"),    NONE, STR_INIT("rss090")},
    {STR_INIT("http://channel.netscape.com/rdf/simple/0.9"), NONE, STR_INIT("rss090")},
    {STR_INIT("http://my.netscape.com/publish/formats/rss-0.91.dtd"), NONE, NONE},
    {STR_INIT("http://purl.org/rss/1.0"),                  NONE, STR_INIT("rss10")},
    {STR_INIT("http://purl.org/net/rss1.1#"),              NONE, STR_INIT("rss11")},
    {STR_INIT("http://www.w3.org/1999/02/22-rdf-syntax-ns#"), STR_INIT("rdf"), NONE},
    {STR_INIT("http://purl.org/dc/elements/1.1"),          STR_INIT("dc"), NONE},
    {STR_INIT("http://purl.org/dc/elements/1.0"),          STR_INIT("dc"), NONE},
    {STR_INIT("http://purl.org/dc/terms"),                 STR_INIT("dcterms"), NONE},
    {STR_INIT("http://purl.org/rss/1.0/modules/content"),  STR_INIT("content"), NONE},
    {STR_INIT("http://purl.org/rss/1.0/modules/slash"),    STR_INIT("slash"), NONE},
    {STR_INIT("http://purl.org/rss/1.0/modules/syndication"), STR_INIT("sy"), NONE},
    {STR_INIT("http://purl.org/syndication/thread/1.0"),   STR_INIT("thr"), NONE},
    {STR_INIT("http://www.itunes.com/dtds/podcast-1.0.dtd"), STR_INIT("itunes"), NONE},
    {STR_INIT("http://search.yahoo.com/mrss"),             STR_INIT("media"), NONE},
    {STR_INIT("http://wellformedweb.org/commentapi"),      STR_INIT("wfw"), NONE},
    {STR_INIT("http://rssnamespace.org/feedburner/ext/1.0"), STR_INIT("feedburner"), NONE},
    {STR_INIT("http://backend.userland.com/creativecommonsrssmodule"), STR_INIT("creativecommons"), NONE},
    {STR_INIT("http://web.resource.org/cc"),               STR_INIT("cc"), NONE},
    {STR_INIT("http://webns.net/mvcb"),                    STR_INIT("admin"), NONE},
    {STR_INIT("http://purl.org/rss/1.0/modules/link"),     STR_INIT("l"), NONE},
    {STR_INIT("http://www.w3.org/1999/xhtml"),             STR_INIT("xhtml"), NONE},
    {STR_INIT("http://www.w3.org/1999/xlink"),             STR_INIT("xlink"), NONE},
    {STR_INIT("http://www.w3.org/xml/1998/namespace"),     STR_INIT("xml"), NONE},
    {STR_INIT("http://www.georss.org/georss"),             STR_INIT("georss"), NONE},
    {STR_INIT("http://www.opengis.net/gml"),               STR_INIT("gml"), NONE},
    {STR_INIT("http://www.w3.org/2003/01/geo/wgs84_pos#"), STR_INIT("geo"), NONE},
    {STR_INIT("http://madskills.com/public/xml/rss/module/trackback"), STR_INIT("trackback"), NONE},
};
/* clang-format on */

const struct feed_row *feed_names_find(struct str space, struct str name)
{
    for (size_t i = 0; i < N_OF(rows); i++) {
        if (str_eq_folded(rows[i].name, name) && str_eq_folded(rows[i].space, space))
            return &rows[i];
    }
    return NULL;
}

static size_t find_space(struct str uri)
{
    if (str_ends_with(uri, STR("/")))
        uri.len--;
    size_t i = 0;
    while (i < N_OF(spaces) && !str_eq_folded(spaces[i].uri, uri))
        i++;
    return i;
}

struct str feed_names_space(struct str uri, struct str prefix)
{
    size_t i = uri.len > 0 ? find_space(uri) : N_OF(spaces);
    if (i == N_OF(spaces)) /* the default namespace, whatever it is, is taken for the format's */
        return prefix;
    return spaces[i].space;
}

struct str feed_names_version(struct str uri)
{
    size_t i = uri.len > 0 ? find_space(uri) : N_OF(spaces);
    return i == N_OF(spaces) ? (struct str){0} : spaces[i].version;
}
