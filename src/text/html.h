#ifndef TEXT_HTML_H
#define TEXT_HTML_H

/* HTML from outside: cleaned, read and made readable, never trusted.
 *
 * Cleaning is parse, keep what is on the allow-list, write afresh: no byte of
 * markup is copied from the input. Its promise, which the fuzz target holds it
 * to: parsed again, the output has only elements and attributes of the list,
 * every address is http, https, mailto or relative, and cleaning it again
 * under the same policy gives the same bytes. */

#include "base/str.h"

/* HTML that may be sent as it is. Only the cleaner, the store's cleaned columns
 * and the views make it; a plain str does not fit where it is asked for. */
struct safe_html {
    struct str text;
};

enum html_policy {
    HTML_ARTICLE, /* headings from h2, pictures, tables, figures, footnotes */
    HTML_COMMENT, /* the same without pictures, ids and headings above h3 */
};

struct html_rules {
    enum html_policy policy;
    struct str base_url; /* relative addresses are resolved against it; empty: they stay relative */
};

/* The HTML of a fragment or a whole page under the rules. Links become
 * rel="nofollow ugc noopener", ids and the links to them get the prefix
 * HTML_ID_PREFIX, pictures load lazily. TOO_LARGE past LIMIT_HTML_BYTES, LIMIT_HTML_NODES,
 * or when the result does not fit LIMIT_ARTICLE_BYTES. */
MUST_CHECK enum outcome html_clean(struct arena *arena,
                                   struct str html,
                                   const struct html_rules *rules,
                                   struct safe_html *ret_html);

/* What every id in cleaned HTML starts with, so that none can stand for one of ours. */
#define HTML_ID_PREFIX "note-"

/* HTML that was cleaned before it was stored, and only that. */
static inline struct safe_html html_from_store(struct str cleaned)
{
    return (struct safe_html){cleaned};
}

/* Text for an element or a quoted attribute: & < > " ' become references. */
struct str html_escape(struct arena *arena, struct str text);

/* Plain text as HTML: an empty line starts a paragraph, a single line break is kept. */
struct safe_html html_from_text(struct arena *arena, struct str text);

/* Readable plain text: blocks on their own lines with an empty line between
 * paragraphs, list items marked, white space folded. Also takes raw HTML.
 * TOO_LARGE as html_clean. */
MUST_CHECK enum outcome html_to_text(struct arena *arena, struct str html, struct str *ret_text);

/* The first n_characters of the text at most, on one line, cut between words
 * and then ended with an ellipsis. TOO_LARGE as html_clean. */
MUST_CHECK enum outcome html_excerpt(struct arena *arena,
                                     struct safe_html html,
                                     size_t n_characters,
                                     struct str *ret_excerpt);

/* The same for plain text. */
struct str html_excerpt_of_text(struct arena *arena, struct str text, size_t n_characters);

/* The text in which the words of cleaned HTML stand: blocks parted by a space, figures left
 * out. Lives in the arena. No tree is built: cheap enough for every article of an import. */
struct str html_plain(struct arena *arena, struct safe_html html);

/* The first n_words of an article that was cleaned (words as words_count has
 * them), well formed, ended with an ellipsis where text was left out; pictures and
 * figures are left out. `*ret_is_cut` tells whether anything was. Looks at
 * LIMIT_EXCERPT_WORD_BYTES a word at most, so what has no words ends there too. Lives in
 * the arena. No tree is built: a page may ask for it each time it is shown. */
struct safe_html
html_first_words(struct arena *arena, struct safe_html html, size_t n_words, bool *ret_is_cut);

#endif
