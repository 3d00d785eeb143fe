#ifndef TEXT_HTML5_TOKENS_H
#define TEXT_HTML5_TOKENS_H

/* The HTML standard's tokenizer (https://html.spec.whatwg.org/#tokenization),
 * over a whole text at once: runs instead of characters, and texts that borrow
 * from the source where it says them literally. */

#include "text/html5/node.h"

enum html_token_type {
    HTML_TOKEN_TEXT,
    HTML_TOKEN_NULS, /* NUL characters in data; `text` has them */
    HTML_TOKEN_START,
    HTML_TOKEN_END,
    HTML_TOKEN_COMMENT,
    HTML_TOKEN_DOCTYPE,
    HTML_TOKEN_EOF,
};

struct html_token {
    enum html_token_type type;
    enum html_tag tag;
    struct str name;                         /* of a tag or doctype, lower case */
    struct str text;                         /* of text and comments */
    const struct html_attribute *attributes; /* of a start tag */
    uint32_t n_attributes;
    bool is_self_closing;
    bool forces_quirks; /* doctypes: and the next four */
    bool has_name;
    bool has_public_id;
    bool has_system_id;
    struct str public_id;
    struct str system_id;
};

/* What the text that comes is read as; the tree builder changes it behind a start tag. */
enum html_content {
    HTML_CONTENT_DATA,
    HTML_CONTENT_RCDATA, /* title, textarea */
    HTML_CONTENT_RAWTEXT,
    HTML_CONTENT_SCRIPT,
    HTML_CONTENT_PLAIN,
};

struct html_tokens {
    struct arena *arena;
    const char *at;
    const char *end;
    enum html_content content;
    bool has_cdata;      /* the adjusted current node is in svg or math */
    struct str raw_name; /* whose end tag ends RCDATA, RAWTEXT and script: the last start tag */
    struct html_tag_index index;
};

/* For a valid UTF-8 text, which must outlive the tokens; line ends may be of any kind. */
void html_tokens_init(struct html_tokens *tokens, struct arena *arena, struct str html);

/* The next one; HTML_TOKEN_EOF again and again at the end. At most
 * LIMIT_HTML_ATTRIBUTES attributes of a tag are kept. */
void html_tokens_next(struct html_tokens *tokens, struct html_token *ret_token);

/* The rest is shared by tokens.c and tokens_markup.c. */

/* At "<!": past what it begins; false when that gave no token. */
bool html_tokens_declaration(struct html_tokens *tokens, struct html_token *token);

/* What the standard calls a bogus comment, up to ">". */
void html_tokens_bogus_comment(struct html_tokens *tokens, struct html_token *token);

/* The text with U+FFFD for each NUL; borrows where there is none. */
struct str html_without_nul(struct arena *arena, struct str text);

/* The standard's white space, CR being LF already. */
static inline bool html_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

static inline struct str html_tokens_rest(const struct html_tokens *tokens)
{
    return (struct str){tokens->at, (size_t)(tokens->end - tokens->at)};
}

static inline void html_tokens_skip_space(struct html_tokens *tokens)
{
    while (tokens->at < tokens->end && html_is_space(*tokens->at))
        tokens->at++;
}

#endif
