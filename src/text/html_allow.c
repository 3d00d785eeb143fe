/* Which elements stay. What is not in the table goes and leaves its content. */
#include "text/html_allow.h"

#include <gumbo.h>

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

static const struct html_element THROUGH = {.kind = HTML_THROUGH};

static const struct html_element ARTICLE[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_P] = {NAMED("p", HTML_PARAGRAPH)},
    [GUMBO_TAG_H1] = {NAMED("h2", HTML_PARAGRAPH)}, /* h1 is the page's */
    [GUMBO_TAG_H2] = {NAMED("h2", HTML_PARAGRAPH)},
    [GUMBO_TAG_H3] = {NAMED("h3", HTML_PARAGRAPH)},
    [GUMBO_TAG_H4] = {NAMED("h4", HTML_PARAGRAPH)},
    [GUMBO_TAG_H5] = {NAMED("h5", HTML_PARAGRAPH)},
    [GUMBO_TAG_H6] = {NAMED("h6", HTML_PARAGRAPH)},
    [GUMBO_TAG_PRE] = {NAMED("pre", HTML_PARAGRAPH)},
    [GUMBO_TAG_LISTING] = {NAMED("pre", HTML_PARAGRAPH)},
    [GUMBO_TAG_HR] = {NAMED("hr", HTML_RULE)},
    [GUMBO_TAG_BLOCKQUOTE] = {NAMED("blockquote", HTML_FLOW)},
    [GUMBO_TAG_UL] = {NAMED("ul", HTML_LIST)},
    [GUMBO_TAG_MENU] = {NAMED("ul", HTML_LIST)},
    [GUMBO_TAG_DIR] = {NAMED("ul", HTML_LIST)},
    [GUMBO_TAG_OL] = {NAMED("ol", HTML_LIST)},
    [GUMBO_TAG_LI] = PLACED("li", HTML_MIXED, HTML_IN_LIST),
    [GUMBO_TAG_DL] = {NAMED("dl", HTML_PAIRS)},
    [GUMBO_TAG_DT] = PLACED("dt", HTML_PARAGRAPH, HTML_IN_PAIRS),
    [GUMBO_TAG_DD] = PLACED("dd", HTML_MIXED, HTML_IN_PAIRS),
    [GUMBO_TAG_FIGURE] = {NAMED("figure", HTML_MIXED)},
    [GUMBO_TAG_FIGCAPTION] = PLACED("figcaption", HTML_MIXED, HTML_IN_FIGURE),
    [GUMBO_TAG_DETAILS] = {NAMED("details", HTML_FLOW)},
    [GUMBO_TAG_SUMMARY] = PLACED("summary", HTML_PARAGRAPH, HTML_IN_DETAILS),
    [GUMBO_TAG_TABLE] = {NAMED("table", HTML_TABLE)},
    [GUMBO_TAG_CAPTION] = PLACED("caption", HTML_PARAGRAPH, HTML_IN_TABLE),
    [GUMBO_TAG_THEAD] = PLACED("thead", HTML_SECTION, HTML_IN_TABLE),
    [GUMBO_TAG_TBODY] = PLACED("tbody", HTML_SECTION, HTML_IN_TABLE),
    [GUMBO_TAG_TFOOT] = PLACED("tfoot", HTML_SECTION, HTML_IN_TABLE),
    [GUMBO_TAG_TR] = PLACED("tr", HTML_ROW, HTML_IN_SECTION),
    [GUMBO_TAG_TD] = CELL("td"),
    [GUMBO_TAG_TH] = CELL("th"),

    [GUMBO_TAG_A] = INLINE("a"),
    [GUMBO_TAG_ABBR] = INLINE("abbr"),
    [GUMBO_TAG_ACRONYM] = INLINE("abbr"),
    [GUMBO_TAG_B] = INLINE("b"),
    [GUMBO_TAG_BDI] = NESTING("bdi"),
    [GUMBO_TAG_BDO] = NESTING("bdo"),
    [GUMBO_TAG_CITE] = INLINE("cite"),
    [GUMBO_TAG_CODE] = INLINE("code"),
    [GUMBO_TAG_DEL] = INLINE("del"),
    [GUMBO_TAG_DFN] = INLINE("dfn"),
    [GUMBO_TAG_EM] = INLINE("em"),
    [GUMBO_TAG_I] = INLINE("i"),
    [GUMBO_TAG_INS] = INLINE("ins"),
    [GUMBO_TAG_KBD] = INLINE("kbd"),
    [GUMBO_TAG_MARK] = INLINE("mark"),
    [GUMBO_TAG_Q] = NESTING("q"),
    [GUMBO_TAG_RUBY] = INLINE("ruby"),
    [GUMBO_TAG_RP] = PLACED("rp", HTML_INLINE, HTML_IN_RUBY),
    [GUMBO_TAG_RT] = PLACED("rt", HTML_INLINE, HTML_IN_RUBY),
    [GUMBO_TAG_S] = INLINE("s"),
    [GUMBO_TAG_STRIKE] = INLINE("s"),
    [GUMBO_TAG_SAMP] = INLINE("samp"),
    [GUMBO_TAG_SMALL] = INLINE("small"),
    [GUMBO_TAG_SPAN] = NESTING("span"), /* only with a language, a direction or an id */
    [GUMBO_TAG_STRONG] = INLINE("strong"),
    [GUMBO_TAG_SUB] = NESTING("sub"),
    [GUMBO_TAG_SUP] = NESTING("sup"),
    [GUMBO_TAG_TIME] = INLINE("time"),
    [GUMBO_TAG_TT] = INLINE("code"),
    [GUMBO_TAG_U] = INLINE("u"),
    [GUMBO_TAG_VAR] = INLINE("var"),
    [GUMBO_TAG_BR] = {NAMED("br", HTML_VOID)},
    [GUMBO_TAG_WBR] = {NAMED("wbr", HTML_VOID)},
    [GUMBO_TAG_IMG] = {NAMED("img", HTML_VOID)},

    [GUMBO_TAG_ADDRESS] = DISSOLVED,
    [GUMBO_TAG_ARTICLE] = DISSOLVED,
    [GUMBO_TAG_ASIDE] = DISSOLVED,
    [GUMBO_TAG_CENTER] = DISSOLVED,
    [GUMBO_TAG_DIV] = DISSOLVED,
    [GUMBO_TAG_FIELDSET] = DISSOLVED,
    [GUMBO_TAG_FOOTER] = DISSOLVED,
    [GUMBO_TAG_FORM] = DISSOLVED,
    [GUMBO_TAG_HEADER] = DISSOLVED,
    [GUMBO_TAG_HGROUP] = DISSOLVED,
    [GUMBO_TAG_MAIN] = DISSOLVED,
    [GUMBO_TAG_NAV] = DISSOLVED,
    [GUMBO_TAG_SECTION] = DISSOLVED,

    [GUMBO_TAG_APPLET] = DROPPED,
    [GUMBO_TAG_AUDIO] = DROPPED,
    [GUMBO_TAG_BUTTON] = DROPPED,
    [GUMBO_TAG_CANVAS] = DROPPED,
    [GUMBO_TAG_COLGROUP] = DROPPED,
    [GUMBO_TAG_DATALIST] = DROPPED,
    [GUMBO_TAG_EMBED] = DROPPED,
    [GUMBO_TAG_FRAMESET] = DROPPED,
    [GUMBO_TAG_HEAD] = DROPPED,
    [GUMBO_TAG_IFRAME] = DROPPED,
    [GUMBO_TAG_INPUT] = DROPPED,
    [GUMBO_TAG_LINK] = DROPPED,
    [GUMBO_TAG_MAP] = DROPPED,
    [GUMBO_TAG_MATH] = DROPPED,
    [GUMBO_TAG_META] = DROPPED,
    [GUMBO_TAG_METER] = DROPPED,
    [GUMBO_TAG_NOEMBED] = DROPPED,
    [GUMBO_TAG_NOFRAMES] = DROPPED,
    [GUMBO_TAG_NOSCRIPT] = DROPPED,
    [GUMBO_TAG_OBJECT] = DROPPED,
    [GUMBO_TAG_OPTGROUP] = DROPPED,
    [GUMBO_TAG_OPTION] = DROPPED,
    [GUMBO_TAG_OUTPUT] = DROPPED,
    [GUMBO_TAG_PLAINTEXT] = DROPPED,
    [GUMBO_TAG_PROGRESS] = DROPPED,
    [GUMBO_TAG_SCRIPT] = DROPPED,
    [GUMBO_TAG_SELECT] = DROPPED,
    [GUMBO_TAG_STYLE] = DROPPED,
    [GUMBO_TAG_SVG] = DROPPED,
    [GUMBO_TAG_TEMPLATE] = DROPPED,
    [GUMBO_TAG_TEXTAREA] = DROPPED,
    [GUMBO_TAG_TITLE] = DROPPED,
    [GUMBO_TAG_VIDEO] = DROPPED,
    [GUMBO_TAG_XMP] = DROPPED,
};

/* Where comments differ: small headings, no pictures, nothing to unfold. */
static const struct html_element *comment_element(GumboTag tag)
{
    static const struct html_element heading = {NAMED("h3", HTML_PARAGRAPH)};
    static const struct html_element dissolved = DISSOLVED;
    static const struct html_element picture = {.kind = HTML_THROUGH};
    if (tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2)
        return &heading;
    if (tag == GUMBO_TAG_IMG)
        return &picture;
    if (tag == GUMBO_TAG_FIGURE || tag == GUMBO_TAG_FIGCAPTION || tag == GUMBO_TAG_DETAILS ||
        tag == GUMBO_TAG_SUMMARY)
        return &dissolved;
    return &ARTICLE[tag];
}

const struct html_element *html_element_of(const GumboNode *node, enum html_policy policy)
{
    static const struct html_element foreign = DROPPED;
    if (node->type == GUMBO_NODE_TEMPLATE || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return &foreign;
    GumboTag tag = node->v.element.tag;
    if (tag >= GUMBO_TAG_LAST)
        return &THROUGH;
    return policy == HTML_COMMENT ? comment_element(tag) : &ARTICLE[tag];
}

const struct html_element *html_element_named(struct str name)
{
    for (size_t i = 0; i < sizeof(ARTICLE) / sizeof(ARTICLE[0]); i++) {
        if (str_eq(ARTICLE[i].name, name))
            return &ARTICLE[i];
    }
    return &THROUGH;
}
