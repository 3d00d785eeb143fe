#ifndef TEXT_HTML5_TAG_H
#define TEXT_HTML5_TAG_H

/* The element names that the HTML standard or our readers know, and what the
 * standard's tree construction says of each (https://html.spec.whatwg.org/#parsing). */

#include "base/str.h"

enum {
    HTML_SPECIAL = 1 << 0,      /* category "special": end tags of ordinary elements stop here */
    HTML_FORMATTING = 1 << 1,   /* category "formatting" */
    HTML_BARRIER = 1 << 2,      /* ends a search "in scope" */
    HTML_VOID_ELEMENT = 1 << 3, /* never has content */
    HTML_RAW = 1 << 4,          /* its content is text up to its end tag */
    HTML_IMPLIED_END = 1 << 5,  /* an end tag that "generate implied end tags" makes */
    HTML_HEADING = 1 << 6,
    HTML_BREAKS_OUT = 1 << 7, /* a start tag that ends svg and math */
};

/* clang-format off */
#define HTML_TAGS(X) \
    X(A, "a", HTML_FORMATTING) X(ABBR, "abbr", 0) X(ACRONYM, "acronym", 0) \
    X(ADDRESS, "address", HTML_SPECIAL) X(ANNOTATION_XML, "annotation-xml", 0) \
    X(APPLET, "applet", HTML_SPECIAL | HTML_BARRIER) X(AREA, "area", HTML_SPECIAL | HTML_VOID_ELEMENT) \
    X(ARTICLE, "article", HTML_SPECIAL) X(ASIDE, "aside", HTML_SPECIAL) X(AUDIO, "audio", 0) \
    X(B, "b", HTML_FORMATTING | HTML_BREAKS_OUT) X(BASE, "base", HTML_SPECIAL | HTML_VOID_ELEMENT) \
    X(BASEFONT, "basefont", HTML_SPECIAL | HTML_VOID_ELEMENT) X(BDI, "bdi", 0) X(BDO, "bdo", 0) \
    X(BGSOUND, "bgsound", HTML_SPECIAL | HTML_VOID_ELEMENT) X(BIG, "big", HTML_FORMATTING | HTML_BREAKS_OUT) \
    X(BLINK, "blink", 0) X(BLOCKQUOTE, "blockquote", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(BODY, "body", HTML_SPECIAL | HTML_BREAKS_OUT) X(BR, "br", HTML_SPECIAL | HTML_VOID_ELEMENT | HTML_BREAKS_OUT) \
    X(BUTTON, "button", HTML_SPECIAL) X(CANVAS, "canvas", 0) X(CAPTION, "caption", HTML_SPECIAL | HTML_BARRIER) \
    X(CENTER, "center", HTML_SPECIAL | HTML_BREAKS_OUT) X(CITE, "cite", 0) X(CODE, "code", HTML_FORMATTING | HTML_BREAKS_OUT) \
    X(COL, "col", HTML_SPECIAL | HTML_VOID_ELEMENT) X(COLGROUP, "colgroup", HTML_SPECIAL) X(DATA, "data", 0) \
    X(DATALIST, "datalist", 0) X(DD, "dd", HTML_SPECIAL | HTML_IMPLIED_END | HTML_BREAKS_OUT) X(DEL, "del", 0) \
    X(DESC, "desc", 0) X(DETAILS, "details", HTML_SPECIAL) X(DFN, "dfn", 0) X(DIALOG, "dialog", 0) \
    X(DIR, "dir", HTML_SPECIAL) X(DIV, "div", HTML_SPECIAL | HTML_BREAKS_OUT) X(DL, "dl", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(DT, "dt", HTML_SPECIAL | HTML_IMPLIED_END | HTML_BREAKS_OUT) X(EM, "em", HTML_FORMATTING | HTML_BREAKS_OUT) \
    X(EMBED, "embed", HTML_SPECIAL | HTML_VOID_ELEMENT | HTML_BREAKS_OUT) X(FIELDSET, "fieldset", HTML_SPECIAL) \
    X(FIGCAPTION, "figcaption", HTML_SPECIAL) X(FIGURE, "figure", HTML_SPECIAL) X(FONT, "font", HTML_FORMATTING) \
    X(FOOTER, "footer", HTML_SPECIAL) X(FOREIGNOBJECT, "foreignobject", 0) X(FORM, "form", HTML_SPECIAL) \
    X(FRAME, "frame", HTML_SPECIAL | HTML_VOID_ELEMENT) X(FRAMESET, "frameset", HTML_SPECIAL) \
    X(H1, "h1", HTML_SPECIAL | HTML_HEADING | HTML_BREAKS_OUT) X(H2, "h2", HTML_SPECIAL | HTML_HEADING | HTML_BREAKS_OUT) \
    X(H3, "h3", HTML_SPECIAL | HTML_HEADING | HTML_BREAKS_OUT) X(H4, "h4", HTML_SPECIAL | HTML_HEADING | HTML_BREAKS_OUT) \
    X(H5, "h5", HTML_SPECIAL | HTML_HEADING | HTML_BREAKS_OUT) X(H6, "h6", HTML_SPECIAL | HTML_HEADING | HTML_BREAKS_OUT) \
    X(HEAD, "head", HTML_SPECIAL | HTML_BREAKS_OUT) X(HEADER, "header", HTML_SPECIAL) X(HGROUP, "hgroup", HTML_SPECIAL) \
    X(HR, "hr", HTML_SPECIAL | HTML_VOID_ELEMENT | HTML_BREAKS_OUT) X(HTML, "html", HTML_SPECIAL | HTML_BARRIER) \
    X(I, "i", HTML_FORMATTING | HTML_BREAKS_OUT) X(IFRAME, "iframe", HTML_SPECIAL | HTML_RAW) X(IMAGE, "image", 0) \
    X(IMG, "img", HTML_SPECIAL | HTML_VOID_ELEMENT | HTML_BREAKS_OUT) X(INPUT, "input", HTML_SPECIAL | HTML_VOID_ELEMENT) \
    X(INS, "ins", 0) X(KBD, "kbd", 0) X(KEYGEN, "keygen", HTML_SPECIAL | HTML_VOID_ELEMENT) X(LABEL, "label", 0) \
    X(LEGEND, "legend", 0) X(LI, "li", HTML_SPECIAL | HTML_IMPLIED_END | HTML_BREAKS_OUT) \
    X(LINK, "link", HTML_SPECIAL | HTML_VOID_ELEMENT) X(LISTING, "listing", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(MAIN, "main", HTML_SPECIAL) X(MALIGNMARK, "malignmark", 0) X(MAP, "map", 0) X(MARK, "mark", 0) \
    X(MARQUEE, "marquee", HTML_SPECIAL | HTML_BARRIER) X(MATH, "math", 0) X(MENU, "menu", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(META, "meta", HTML_SPECIAL | HTML_VOID_ELEMENT | HTML_BREAKS_OUT) X(METER, "meter", 0) X(MGLYPH, "mglyph", 0) \
    X(MI, "mi", 0) X(MN, "mn", 0) X(MO, "mo", 0) X(MS, "ms", 0) X(MTEXT, "mtext", 0) X(NAV, "nav", HTML_SPECIAL) \
    X(NOBR, "nobr", HTML_FORMATTING | HTML_BREAKS_OUT) X(NOEMBED, "noembed", HTML_SPECIAL | HTML_RAW) \
    X(NOFRAMES, "noframes", HTML_SPECIAL | HTML_RAW) X(NOSCRIPT, "noscript", HTML_SPECIAL) \
    X(OBJECT, "object", HTML_SPECIAL | HTML_BARRIER) X(OL, "ol", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(OPTGROUP, "optgroup", HTML_IMPLIED_END) X(OPTION, "option", HTML_IMPLIED_END) X(OUTPUT, "output", 0) \
    X(P, "p", HTML_SPECIAL | HTML_IMPLIED_END | HTML_BREAKS_OUT) X(PARAM, "param", HTML_SPECIAL | HTML_VOID_ELEMENT) \
    X(PICTURE, "picture", 0) X(PLAINTEXT, "plaintext", HTML_SPECIAL) X(PRE, "pre", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(PROGRESS, "progress", 0) X(Q, "q", 0) X(RB, "rb", HTML_IMPLIED_END) X(RP, "rp", HTML_IMPLIED_END) \
    X(RT, "rt", HTML_IMPLIED_END) X(RTC, "rtc", HTML_IMPLIED_END) X(RUBY, "ruby", HTML_BREAKS_OUT) \
    X(S, "s", HTML_FORMATTING | HTML_BREAKS_OUT) X(SAMP, "samp", 0) X(SCRIPT, "script", HTML_SPECIAL | HTML_RAW) \
    X(SEARCH, "search", HTML_SPECIAL) X(SECTION, "section", HTML_SPECIAL) X(SELECT, "select", HTML_SPECIAL | HTML_BARRIER) \
    X(SLOT, "slot", 0) X(SMALL, "small", HTML_FORMATTING | HTML_BREAKS_OUT) \
    X(SOURCE, "source", HTML_SPECIAL | HTML_VOID_ELEMENT) X(SPAN, "span", HTML_BREAKS_OUT) \
    X(STRIKE, "strike", HTML_FORMATTING | HTML_BREAKS_OUT) X(STRONG, "strong", HTML_FORMATTING | HTML_BREAKS_OUT) \
    X(STYLE, "style", HTML_SPECIAL | HTML_RAW) X(SUB, "sub", HTML_BREAKS_OUT) X(SUMMARY, "summary", HTML_SPECIAL) \
    X(SUP, "sup", HTML_BREAKS_OUT) X(SVG, "svg", 0) X(TABLE, "table", HTML_SPECIAL | HTML_BARRIER | HTML_BREAKS_OUT) \
    X(TBODY, "tbody", HTML_SPECIAL) X(TD, "td", HTML_SPECIAL | HTML_BARRIER) \
    X(TEMPLATE, "template", HTML_SPECIAL | HTML_BARRIER) X(TEXTAREA, "textarea", HTML_SPECIAL | HTML_RAW) \
    X(TFOOT, "tfoot", HTML_SPECIAL) X(TH, "th", HTML_SPECIAL | HTML_BARRIER) X(THEAD, "thead", HTML_SPECIAL) \
    X(TIME, "time", 0) X(TITLE, "title", HTML_SPECIAL | HTML_RAW) X(TR, "tr", HTML_SPECIAL) \
    X(TRACK, "track", HTML_SPECIAL | HTML_VOID_ELEMENT) X(TT, "tt", HTML_FORMATTING | HTML_BREAKS_OUT) \
    X(U, "u", HTML_FORMATTING | HTML_BREAKS_OUT) X(UL, "ul", HTML_SPECIAL | HTML_BREAKS_OUT) \
    X(VAR, "var", HTML_BREAKS_OUT) X(VIDEO, "video", 0) X(WBR, "wbr", HTML_SPECIAL | HTML_VOID_ELEMENT) \
    X(XMP, "xmp", HTML_SPECIAL | HTML_RAW)
/* clang-format on */

enum html_tag {
    HTML_TAG_UNKNOWN, /* an element that the standard does not know; its name tells */
#define HTML_TAG_ENUMERATOR(name, text, flags) HTML_TAG_##name,
    HTML_TAGS(HTML_TAG_ENUMERATOR)
#undef HTML_TAG_ENUMERATOR
        HTML_N_TAGS,
};

/* A table of the names, made for each parse: lookups then cost no search. */
enum { HTML_TAG_SLOTS = 512 };
struct html_tag_index {
    uint8_t slots[HTML_TAG_SLOTS];
};
void html_tag_index_init(struct html_tag_index *index);

/* By its name in lower case. */
enum html_tag html_tag_find(const struct html_tag_index *index, struct str name);

/* In lower case; empty for HTML_TAG_UNKNOWN. */
struct str html_tag_name(enum html_tag tag);

/* The flags above, of the element in the HTML namespace. */
unsigned html_tag_flags(enum html_tag tag);

#endif
