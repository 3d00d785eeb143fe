/* Each function reads one construct to its end; what a construct is made of is
 * found by searching for its end rather than state by state. */

#include "text/html5/tokens.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/html5/reference.h"

/* CR and CR LF become LF. */
static struct str with_newlines(struct arena *arena, struct str text)
{
    size_t at = 0;
    struct buf out;
    if (!str_find_char(text, '\r', &at))
        return text;
    buf_init(&out, arena, text.len);
    while (str_find_char(text, '\r', &at)) {
        buf_add(&out, str_first(text, at));
        buf_add_char(&out, '\n');
        text = str_skip(text, at + 1);
        if (text.len > 0 && text.ptr[0] == '\n')
            text = str_skip(text, 1);
    }
    buf_add(&out, text);
    return buf_text(&out);
}

struct str html_without_nul(struct arena *arena, struct str text)
{
    size_t at = 0;
    struct buf out;
    if (!str_find_char(text, '\0', &at))
        return text;
    buf_init(&out, arena, 3 * text.len);
    while (str_find_char(text, '\0', &at)) {
        buf_add(&out, str_first(text, at));
        BUF_ADD(&out, "\xEF\xBF\xBD");
        text = str_skip(text, at + 1);
    }
    buf_add(&out, text);
    return buf_text(&out);
}

void html_tokens_init(struct html_tokens *tokens, struct arena *arena, struct str html)
{
    struct str text = with_newlines(arena, html);
    *tokens = (struct html_tokens){.arena = arena, .at = text.ptr ? text.ptr : ""};
    tokens->end = tokens->at + text.len;
    html_tag_index_init(&tokens->index);
}

/* --- tags ------------------------------------------------------------------ */

/* A name in lower case, with U+FFFD for NUL. */
static struct str name_of(struct html_tokens *tokens, const char *start)
{
    struct str name = {start, (size_t)(tokens->at - start)};
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] >= 'A' && name.ptr[i] <= 'Z') {
            name = str_lower(tokens->arena, name);
            break;
        }
    }
    return html_without_nul(tokens->arena, name);
}

static struct str read_quoted(struct html_tokens *tokens, char quote)
{
    const char *start = ++tokens->at;
    const char *end = memchr(start, quote, (size_t)(tokens->end - start));
    tokens->at = end ? end + 1 : tokens->end + 1; /* past the end: the tag never ends */
    return (struct str){start, (size_t)((end ? end : tokens->end) - start)};
}

static struct str read_unquoted(struct html_tokens *tokens)
{
    const char *start = tokens->at;
    while (tokens->at < tokens->end && !html_is_space(*tokens->at) && *tokens->at != '>')
        tokens->at++;
    return (struct str){start, (size_t)(tokens->at - start)};
}

/* Behind a "=". */
static struct str read_value(struct html_tokens *tokens)
{
    struct str value = {"", 0};
    html_tokens_skip_space(tokens);
    if (tokens->at >= tokens->end || *tokens->at == '>')
        return value;
    bool is_quoted = *tokens->at == '"' || *tokens->at == '\'';
    value = is_quoted ? read_quoted(tokens, *tokens->at) : read_unquoted(tokens);
    return html_without_nul(tokens->arena, html_references_read(tokens->arena, value, true));
}

static struct html_attribute read_attribute(struct html_tokens *tokens)
{
    struct html_attribute attribute = {.value = STR("")};
    const char *start = tokens->at;
    do
        tokens->at++; /* a name may begin with "=" */
    while (tokens->at < tokens->end && !html_is_space(*tokens->at) && *tokens->at != '/' &&
           *tokens->at != '>' && *tokens->at != '=');
    attribute.name = name_of(tokens, start);
    const char *behind = tokens->at;
    html_tokens_skip_space(tokens);
    if (tokens->at < tokens->end && *tokens->at == '=') {
        tokens->at++;
        attribute.value = read_value(tokens);
    } else {
        tokens->at = behind;
    }
    return attribute;
}

static bool has_attribute(const struct html_attribute *attributes, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(attributes[i].name, name))
            return true;
    }
    return false;
}

/* Behind the name, up to behind ">". False when the tag never ends. */
static bool read_attributes(struct html_tokens *tokens, struct html_token *token)
{
    struct html_attribute found[LIMIT_HTML_ATTRIBUTES];
    size_t n = 0;
    while (tokens->at < tokens->end && *tokens->at != '>') {
        if (html_is_space(*tokens->at) || *tokens->at == '/') {
            tokens->at++;
            token->is_self_closing =
                tokens->at[-1] == '/' && tokens->at < tokens->end && *tokens->at == '>';
            continue;
        }
        struct html_attribute attribute = read_attribute(tokens);
        if (n < LIMIT_HTML_ATTRIBUTES && !has_attribute(found, n, attribute.name))
            found[n++] = attribute;
    }
    if (tokens->at >= tokens->end)
        return false;
    tokens->at++;
    if (n > 0) {
        struct html_attribute *attributes = arena_array(tokens->arena, struct html_attribute, n);
        memcpy(attributes, found, n * sizeof(*found));
        token->attributes = attributes;
        token->n_attributes = (uint32_t)n;
    }
    return true;
}

/* At the first letter of a tag's name. False when the tag never ends: it goes
 * with the text's end. */
static bool read_tag(struct html_tokens *tokens, struct html_token *token)
{
    const char *start = tokens->at;
    while (tokens->at < tokens->end && !html_is_space(*tokens->at) && *tokens->at != '/' &&
           *tokens->at != '>')
        tokens->at++;
    token->name = name_of(tokens, start);
    token->tag = html_tag_find(&tokens->index, token->name);
    if (!read_attributes(tokens, token)) {
        tokens->at = tokens->end;
        return false;
    }
    if (token->type == HTML_TOKEN_START)
        tokens->raw_name = token->name;
    return true;
}

/* At "<" in data: what begins here, or false when it gives no token. */
static bool read_markup(struct html_tokens *tokens, struct html_token *token)
{
    char c = tokens->at[1];
    if (char_is_alpha(c)) {
        tokens->at++;
        token->type = HTML_TOKEN_START;
        return read_tag(tokens, token);
    }
    if (c == '!')
        return html_tokens_declaration(tokens, token);
    if (c == '?') {
        tokens->at++;
        html_tokens_bogus_comment(tokens, token);
        return true;
    }
    tokens->at += 2; /* "</" */
    if (char_is_alpha(*tokens->at)) {
        token->type = HTML_TOKEN_END;
        return read_tag(tokens, token);
    }
    if (*tokens->at == '>') {
        tokens->at++;
        return false;
    }
    html_tokens_bogus_comment(tokens, token);
    return true;
}

/* Whether "<" at `at` begins markup rather than text. */
static bool is_markup(const struct html_tokens *tokens, const char *at)
{
    if (at + 1 >= tokens->end)
        return false;
    if (at[1] == '/')
        return at + 2 < tokens->end;
    return char_is_alpha(at[1]) || at[1] == '!' || at[1] == '?';
}

/* --- text ------------------------------------------------------------------ */

/* Whether at "</" stands the end tag that the raw text waits for. */
static bool is_raw_end(const struct html_tokens *tokens, const char *at)
{
    size_t n = tokens->raw_name.len;
    if ((size_t)(tokens->end - at) < n + 3 || at[1] != '/' || n == 0)
        return false;
    char behind = at[2 + n];
    return str_eq_folded((struct str){at + 2, n}, tokens->raw_name) &&
           (html_is_space(behind) || behind == '/' || behind == '>');
}

static const char *find(const char *at, const char *end, char c)
{
    const char *found = at < end ? memchr(at, c, (size_t)(end - at)) : NULL;
    return found ? found : end;
}

static const char *raw_end(const struct html_tokens *tokens)
{
    const char *at = find(tokens->at, tokens->end, '<');
    while (at < tokens->end && !is_raw_end(tokens, at))
        at = find(at + 1, tokens->end, '<');
    return at;
}

/* "script" behind `at`, parted from what follows. */
static bool is_script(const struct html_tokens *tokens, const char *at)
{
    struct str text = {at, (size_t)(tokens->end - at)};
    return str_starts_with_folded(text, STR("script")) && text.len > 6 &&
           (html_is_space(text.ptr[6]) || text.ptr[6] == '/' || text.ptr[6] == '>');
}

enum script_state {
    SCRIPT_PLAIN,
    SCRIPT_ESCAPED, /* behind "<!--" */
    SCRIPT_DOUBLE,  /* in a script that begins there: its end tag is text too */
};

/* What "<" at `at` makes of the state, if it does not end the script. */
static enum script_state
script_next(const struct html_tokens *tokens, const char *at, enum script_state state)
{
    struct str text = {at, (size_t)(tokens->end - at)};
    if (state == SCRIPT_PLAIN)
        return str_starts_with(text, STR("<!--")) ? SCRIPT_ESCAPED : SCRIPT_PLAIN;
    if (state == SCRIPT_ESCAPED)
        return is_script(tokens, at + 1) ? SCRIPT_DOUBLE : SCRIPT_ESCAPED;
    bool is_end = text.len > 1 && at[1] == '/' && is_script(tokens, at + 2);
    return is_end ? SCRIPT_ESCAPED : SCRIPT_DOUBLE;
}

static const char *script_end(const struct html_tokens *tokens)
{
    enum script_state state = SCRIPT_PLAIN;
    for (const char *at = tokens->at; at < tokens->end; at++) {
        if (state == SCRIPT_PLAIN)
            at = find(at, tokens->end, '<');
        if (at == tokens->end)
            break;
        if (*at == '<') {
            if (state != SCRIPT_DOUBLE && is_raw_end(tokens, at))
                return at;
            enum script_state next = script_next(tokens, at, state);
            at += state == SCRIPT_PLAIN && next == SCRIPT_ESCAPED; /* the dashes may end it too */
            state = next;
        } else if (*at == '-' && state != SCRIPT_PLAIN) {
            struct str text = {at, (size_t)(tokens->end - at)};
            state = str_starts_with(text, STR("-->")) ? SCRIPT_PLAIN : state;
        }
    }
    return tokens->end;
}

/* Where the text ends that stands at `tokens->at`. */
static const char *text_end(const struct html_tokens *tokens)
{
    switch (tokens->content) {
    case HTML_CONTENT_RCDATA:
    case HTML_CONTENT_RAWTEXT:
        return raw_end(tokens);
    case HTML_CONTENT_SCRIPT:
        return script_end(tokens);
    case HTML_CONTENT_DATA:
    case HTML_CONTENT_PLAIN:
        break;
    }
    return tokens->end;
}

/* In RCDATA, RAWTEXT, script and plain text: the text, or its end tag. */
static bool read_raw(struct html_tokens *tokens, struct html_token *token)
{
    const char *end = text_end(tokens);
    struct str text = {tokens->at, (size_t)(end - tokens->at)};
    if (text.len == 0) {
        tokens->at += 2;
        tokens->content = HTML_CONTENT_DATA;
        token->type = HTML_TOKEN_END;
        return read_tag(tokens, token);
    }
    tokens->at = end;
    if (tokens->content == HTML_CONTENT_RCDATA)
        text = html_references_read(tokens->arena, text, false);
    token->type = HTML_TOKEN_TEXT;
    token->text = html_without_nul(tokens->arena, text);
    return true;
}

/* In data: NULs, or text up to the next "<" that begins markup or the next NUL. */
static void read_text(struct html_tokens *tokens, struct html_token *token)
{
    const char *start = tokens->at;
    if (*start == '\0') {
        while (tokens->at < tokens->end && *tokens->at == '\0')
            tokens->at++;
        token->type = HTML_TOKEN_NULS;
        token->text = (struct str){start, (size_t)(tokens->at - start)};
        return;
    }
    const char *end = find(start, tokens->end, '<');
    while (end < tokens->end && !is_markup(tokens, end))
        end = find(end + 1, tokens->end, '<');
    end = find(start, end, '\0');
    tokens->at = end;
    struct str text = {start, (size_t)(end - start)};
    token->type = HTML_TOKEN_TEXT;
    token->text = html_references_read(tokens->arena, text, false);
}

/* The next construct; false when it gave no token. */
static bool read_next(struct html_tokens *tokens, struct html_token *token)
{
    if (tokens->content != HTML_CONTENT_DATA)
        return read_raw(tokens, token);
    if (*tokens->at == '<' && is_markup(tokens, tokens->at))
        return read_markup(tokens, token);
    read_text(tokens, token);
    return true;
}

void html_tokens_next(struct html_tokens *tokens, struct html_token *ret_token)
{
    while (tokens->at < tokens->end) {
        *ret_token = (struct html_token){.text = STR("")};
        if (read_next(tokens, ret_token))
            return;
    }
    *ret_token = (struct html_token){.type = HTML_TOKEN_EOF};
}
