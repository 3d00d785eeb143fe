/* What begins with "<!": comments, document types, CDATA sections. */

#include "text/html5/tokens.h"

static bool take(struct html_tokens *tokens, struct str word)
{
    if (!str_starts_with_folded(html_tokens_rest(tokens), word))
        return false;
    tokens->at += word.len;
    return true;
}

void html_tokens_bogus_comment(struct html_tokens *tokens, struct html_token *token)
{
    struct str rest = html_tokens_rest(tokens);
    size_t n = rest.len;
    bool is_ended = str_find_char(rest, '>', &n);
    token->type = HTML_TOKEN_COMMENT;
    token->text = html_without_nul(tokens->arena, str_first(rest, is_ended ? n : rest.len));
    tokens->at += is_ended ? n + 1 : rest.len;
}

/* What a comment that the text's end cuts would have taken for its own end. */
static struct str without_begun_end(struct str text)
{
    static const struct str begun[] = {STR_INIT("--!"), STR_INIT("--"), STR_INIT("-")};
    for (size_t i = 0; i < 3; i++) {
        if (str_ends_with(text, begun[i]))
            return str_first(text, text.len - begun[i].len);
    }
    return text;
}

/* The first "-->" or "--!>": where it stands and how long it is; 0 when there is none. */
static size_t find_comment_end(struct str text, size_t *ret_at)
{
    size_t at = 0;
    for (size_t from = 0; str_find(str_skip(text, from), STR("--"), &at); from += at + 1) {
        struct str behind = str_skip(text, from + at + 2);
        *ret_at = from + at;
        if (str_starts_with(behind, STR(">")))
            return 3;
        if (str_starts_with(behind, STR("!>")))
            return 4;
    }
    return 0;
}

/* Behind "<!--". */
static void read_comment(struct html_tokens *tokens, struct html_token *token)
{
    size_t at = 0;
    token->type = HTML_TOKEN_COMMENT;
    if (take(tokens, STR(">")) || take(tokens, STR("->")))
        return;
    struct str rest = html_tokens_rest(tokens);
    size_t n_end = find_comment_end(rest, &at);
    struct str text = n_end > 0 ? str_first(rest, at) : without_begun_end(rest);
    token->text = html_without_nul(tokens->arena, text);
    tokens->at += n_end > 0 ? at + n_end : rest.len;
}

/* Behind "<![CDATA[". False when it is empty. */
static bool read_cdata(struct html_tokens *tokens, struct html_token *token)
{
    struct str rest = html_tokens_rest(tokens);
    size_t n = rest.len;
    bool is_ended = str_find(rest, STR("]]>"), &n);
    token->type = HTML_TOKEN_TEXT;
    token->text = str_first(rest, is_ended ? n : rest.len);
    tokens->at += is_ended ? n + 3 : rest.len;
    return token->text.len > 0;
}

/* Past the ">" that ends the document type. */
static void skip_to_end(struct html_tokens *tokens)
{
    struct str rest = html_tokens_rest(tokens);
    size_t n = 0;
    tokens->at += str_find_char(rest, '>', &n) ? n + 1 : rest.len;
}

/* An identifier in quotes. False when there is none or it does not end. */
static bool read_identifier(struct html_tokens *tokens, struct str *ret_id, bool *ret_has_id)
{
    html_tokens_skip_space(tokens);
    if (tokens->at >= tokens->end || (*tokens->at != '"' && *tokens->at != '\''))
        return false;
    char quote = *tokens->at++;
    struct str rest = html_tokens_rest(tokens);
    size_t n = 0;
    while (n < rest.len && rest.ptr[n] != quote && rest.ptr[n] != '>')
        n++;
    *ret_has_id = true;
    *ret_id = html_without_nul(tokens->arena, str_first(rest, n));
    tokens->at += n;
    if (tokens->at >= tokens->end || *tokens->at != quote)
        return false;
    tokens->at++;
    return true;
}

/* Behind the name. True when all is well, up to the ">". */
static bool read_identifiers(struct html_tokens *tokens, struct html_token *token)
{
    bool has_public = take(tokens, STR("public"));
    if (!has_public && !take(tokens, STR("system")))
        return false;
    if (has_public) {
        if (!read_identifier(tokens, &token->public_id, &token->has_public_id))
            return false;
        html_tokens_skip_space(tokens);
        if (tokens->at < tokens->end && *tokens->at == '>')
            return true;
    }
    return read_identifier(tokens, &token->system_id, &token->has_system_id);
}

/* Behind "<!doctype". */
static void read_doctype(struct html_tokens *tokens, struct html_token *token)
{
    token->type = HTML_TOKEN_DOCTYPE;
    token->forces_quirks = true;
    html_tokens_skip_space(tokens);
    const char *start = tokens->at;
    while (tokens->at < tokens->end && !html_is_space(*tokens->at) && *tokens->at != '>')
        tokens->at++;
    struct str name = {start, (size_t)(tokens->at - start)};
    token->has_name = name.len > 0;
    token->name = html_without_nul(tokens->arena, str_lower(tokens->arena, name));
    html_tokens_skip_space(tokens);
    bool is_short = tokens->at < tokens->end && *tokens->at == '>';
    bool is_well = is_short || read_identifiers(tokens, token);
    html_tokens_skip_space(tokens);
    /* Something behind the identifiers is forgiven, a text that ends here is not. */
    bool is_ended = tokens->at < tokens->end;
    skip_to_end(tokens);
    token->forces_quirks = !(is_well && is_ended && token->has_name);
}

bool html_tokens_declaration(struct html_tokens *tokens, struct html_token *token)
{
    tokens->at += 2;
    if (take(tokens, STR("--"))) {
        read_comment(tokens, token);
    } else if (take(tokens, STR("doctype"))) {
        read_doctype(tokens, token);
    } else if (tokens->has_cdata && str_starts_with(html_tokens_rest(tokens), STR("[CDATA["))) {
        tokens->at += 7;
        return read_cdata(tokens, token);
    } else {
        html_tokens_bogus_comment(tokens, token);
    }
    return true;
}
