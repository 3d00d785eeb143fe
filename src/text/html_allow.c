/* Which elements stay. What is not in the table goes and leaves its content. */
#include "text/html_allow.h"

#include "text/html5/node.h"

#define NAMED(name_, kind_) .name = STR_INIT(name_), .kind = (kind_)
#define INLINE(name_)                                                                              \
    {                                                                                              \
        NAMED(name_, HTML_INLINE)                                                                  \
    }
#define NESTING(name_)                                                                             \
    {                                                                                              \
        NAMED(name_, HTML_INLINE), .may_nest = true                                                \
    }
#define PLACED(name_, kind_, place_)                                                               \
    {                                                                                              \
        NAMED(name_, kind_), .place = (place_)                                                     \
    }
#define CELL(name_)                                                                                \
    {                                                                                              \
        NAMED(name_, HTML_MIXED), .place = HTML_IN_ROW, .may_be_empty = true                       \
    }
#define DROPPED                                                                                    \
    {                                                                                              \
        .kind = HTML_DROP                                                                          \
    }
#define DISSOLVED                                                                                  \
    {                                                                                              \
        .kind = HTML_BLOCK_THROUGH                                                                 \
    }

static const struct html_element ARTICLE[HTML_N_TAGS] = {
    [HTML_TAG_P] = {NAMED("p", HTML_PARAGRAPH)},
    [HTML_TAG_H1] = {NAMED("h2", HTML_PARAGRAPH)}, /* h1 is the page's */
    [HTML_TAG_H2] = {NAMED("h2", HTML_PARAGRAPH)},
    [HTML_TAG_H3] = {NAMED("h3", HTML_PARAGRAPH)},
    [HTML_TAG_H4] = {NAMED("h4", HTML_PARAGRAPH)},
    [HTML_TAG_H5] = {NAMED("h5", HTML_PARAGRAPH)},
    [HTML_TAG_H6] = {NAMED("h6", HTML_PARAGRAPH)},
    [HTML_TAG_PRE] = {NAMED("pre", HTML_PARAGRAPH)},
    [HTML_TAG_LISTING] = {NAMED("pre", HTML_PARAGRAPH)},
    [HTML_TAG_HR] = {NAMED("hr", HTML_RULE)},
    [HTML_TAG_BLOCKQUOTE] = {NAMED("blockquote", HTML_FLOW)},
    [HTML_TAG_UL] = {NAMED("ul", HTML_LIST)},
    [HTML_TAG_MENU] = {NAMED("ul", HTML_LIST)},
    [HTML_TAG_DIR] = {NAMED("ul", HTML_LIST)},
    [HTML_TAG_OL] = {NAMED("ol", HTML_LIST)},
    [HTML_TAG_LI] = PLACED("li", HTML_MIXED, HTML_IN_LIST),
    [HTML_TAG_DL] = {NAMED("dl", HTML_PAIRS)},
    [HTML_TAG_DT] = PLACED("dt", HTML_PARAGRAPH, HTML_IN_PAIRS),
    [HTML_TAG_DD] = PLACED("dd", HTML_MIXED, HTML_IN_PAIRS),
    [HTML_TAG_FIGURE] = {NAMED("figure", HTML_MIXED)},
    [HTML_TAG_FIGCAPTION] = PLACED("figcaption", HTML_MIXED, HTML_IN_FIGURE),
    [HTML_TAG_DETAILS] = {NAMED("details", HTML_FLOW)},
    [HTML_TAG_SUMMARY] = PLACED("summary", HTML_PARAGRAPH, HTML_IN_DETAILS),
    [HTML_TAG_TABLE] = {NAMED("table", HTML_TABLE)},
    [HTML_TAG_CAPTION] = PLACED("caption", HTML_PARAGRAPH, HTML_IN_TABLE),
    [HTML_TAG_THEAD] = PLACED("thead", HTML_SECTION, HTML_IN_TABLE),
    [HTML_TAG_TBODY] = PLACED("tbody", HTML_SECTION, HTML_IN_TABLE),
    [HTML_TAG_TFOOT] = PLACED("tfoot", HTML_SECTION, HTML_IN_TABLE),
    [HTML_TAG_TR] = PLACED("tr", HTML_ROW, HTML_IN_SECTION),
    [HTML_TAG_TD] = CELL("td"),
    [HTML_TAG_TH] = CELL("th"),

    [HTML_TAG_A] = INLINE("a"),
    [HTML_TAG_ABBR] = INLINE("abbr"),
    [HTML_TAG_ACRONYM] = INLINE("abbr"),
    [HTML_TAG_B] = INLINE("b"),
    [HTML_TAG_BDI] = NESTING("bdi"),
    [HTML_TAG_BDO] = NESTING("bdo"),
    [HTML_TAG_CITE] = INLINE("cite"),
    [HTML_TAG_CODE] = INLINE("code"),
    [HTML_TAG_DEL] = INLINE("del"),
    [HTML_TAG_DFN] = INLINE("dfn"),
    [HTML_TAG_EM] = INLINE("em"),
    [HTML_TAG_I] = INLINE("i"),
    [HTML_TAG_INS] = INLINE("ins"),
    [HTML_TAG_KBD] = INLINE("kbd"),
    [HTML_TAG_MARK] = INLINE("mark"),
    [HTML_TAG_Q] = NESTING("q"),
    [HTML_TAG_RUBY] = INLINE("ruby"),
    [HTML_TAG_RP] = PLACED("rp", HTML_INLINE, HTML_IN_RUBY),
    [HTML_TAG_RT] = PLACED("rt", HTML_INLINE, HTML_IN_RUBY),
    [HTML_TAG_S] = INLINE("s"),
    [HTML_TAG_STRIKE] = INLINE("s"),
    [HTML_TAG_SAMP] = INLINE("samp"),
    [HTML_TAG_SMALL] = INLINE("small"),
    [HTML_TAG_SPAN] = NESTING("span"), /* only with a language, a direction or an id */
    [HTML_TAG_STRONG] = INLINE("strong"),
    [HTML_TAG_SUB] = NESTING("sub"),
    [HTML_TAG_SUP] = NESTING("sup"),
    [HTML_TAG_TIME] = INLINE("time"),
    [HTML_TAG_TT] = INLINE("code"),
    [HTML_TAG_U] = INLINE("u"),
    [HTML_TAG_VAR] = INLINE("var"),
    [HTML_TAG_BR] = {NAMED("br", HTML_VOID)},
    [HTML_TAG_WBR] = {NAMED("wbr", HTML_VOID)},
    [HTML_TAG_IMG] = {NAMED("img", HTML_VOID)},

    [HTML_TAG_ADDRESS] = DISSOLVED,
    [HTML_TAG_ARTICLE] = DISSOLVED,
    [HTML_TAG_ASIDE] = DISSOLVED,
    [HTML_TAG_CENTER] = DISSOLVED,
    [HTML_TAG_DIV] = DISSOLVED,
    [HTML_TAG_FIELDSET] = DISSOLVED,
    [HTML_TAG_FOOTER] = DISSOLVED,
    [HTML_TAG_FORM] = DISSOLVED,
    [HTML_TAG_HEADER] = DISSOLVED,
    [HTML_TAG_HGROUP] = DISSOLVED,
    [HTML_TAG_MAIN] = DISSOLVED,
    [HTML_TAG_NAV] = DISSOLVED,
    [HTML_TAG_SECTION] = DISSOLVED,

    [HTML_TAG_APPLET] = DROPPED,
    [HTML_TAG_AUDIO] = DROPPED,
    [HTML_TAG_BUTTON] = DROPPED,
    [HTML_TAG_CANVAS] = DROPPED,
    [HTML_TAG_COLGROUP] = DROPPED,
    [HTML_TAG_DATALIST] = DROPPED,
    [HTML_TAG_EMBED] = DROPPED,
    [HTML_TAG_FRAMESET] = DROPPED,
    [HTML_TAG_HEAD] = DROPPED,
    [HTML_TAG_IFRAME] = DROPPED,
    [HTML_TAG_INPUT] = DROPPED,
    [HTML_TAG_LINK] = DROPPED,
    [HTML_TAG_MAP] = DROPPED,
    [HTML_TAG_MATH] = DROPPED,
    [HTML_TAG_META] = DROPPED,
    [HTML_TAG_METER] = DROPPED,
    [HTML_TAG_NOEMBED] = DROPPED,
    [HTML_TAG_NOFRAMES] = DROPPED,
    [HTML_TAG_NOSCRIPT] = DROPPED,
    [HTML_TAG_OBJECT] = DROPPED,
    [HTML_TAG_OPTGROUP] = DROPPED,
    [HTML_TAG_OPTION] = DROPPED,
    [HTML_TAG_OUTPUT] = DROPPED,
    [HTML_TAG_PLAINTEXT] = DROPPED,
    [HTML_TAG_PROGRESS] = DROPPED,
    [HTML_TAG_SCRIPT] = DROPPED,
    [HTML_TAG_SELECT] = DROPPED,
    [HTML_TAG_STYLE] = DROPPED,
    [HTML_TAG_SVG] = DROPPED,
    [HTML_TAG_TEMPLATE] = DROPPED,
    [HTML_TAG_TEXTAREA] = DROPPED,
    [HTML_TAG_TITLE] = DROPPED,
    [HTML_TAG_VIDEO] = DROPPED,
    [HTML_TAG_XMP] = DROPPED,
};

/* Where comments differ: small headings, no pictures, nothing to unfold. */
static const struct html_element *comment_element(enum html_tag tag)
{
    static const struct html_element heading = {NAMED("h3", HTML_PARAGRAPH)};
    static const struct html_element dissolved = DISSOLVED;
    static const struct html_element picture = {.kind = HTML_THROUGH};
    if (tag == HTML_TAG_H1 || tag == HTML_TAG_H2)
        return &heading;
    if (tag == HTML_TAG_IMG)
        return &picture;
    if (tag == HTML_TAG_FIGURE || tag == HTML_TAG_FIGCAPTION || tag == HTML_TAG_DETAILS ||
        tag == HTML_TAG_SUMMARY)
        return &dissolved;
    return &ARTICLE[tag];
}

const struct html_element *html_element_of(const struct html_node *node, enum html_policy policy)
{
    static const struct html_element foreign = DROPPED;
    if (node->space != HTML_SPACE_HTML)
        return &foreign;
    enum html_tag tag = node->tag;
    return policy == HTML_COMMENT ? comment_element(tag) : &ARTICLE[tag];
}

const struct html_element *html_element_named(const struct html_tag_index *index, struct str name)
{
    return &ARTICLE[html_tag_find(index, name)];
}
