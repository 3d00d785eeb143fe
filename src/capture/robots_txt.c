#include "capture/robots_txt.h"

/* Delays past a day are somebody's way of saying no; they are answered as a day. */
enum { MOST_DELAY_SECONDS = 86400 };

struct line {
    struct str key;
    struct str value;
};

/* The next line with a key, without its comment. */
static bool take_line(struct str *text, struct line *ret_line)
{
    struct str line = {0};
    size_t at = 0;
    while (text->len > 0) {
        size_t end = 0;
        while (end < text->len && text->ptr[end] != '\n' && text->ptr[end] != '\r')
            end++;
        line = str_first(*text, end);
        *text = str_skip(*text, end + 1);
        if (str_find_char(line, '#', &at))
            line = str_first(line, at);
        if (!str_find_char(line, ':', &at))
            continue;
        *ret_line = (struct line){str_trim(str_first(line, at)), str_trim(str_skip(line, at + 1))};
        return true;
    }
    return false;
}

static int hex_value(char c)
{
    if (char_is_digit(c))
        return c - '0';
    c = char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One byte of a path, percent-encoded or not: the two compare equal. -1 at the end. */
static int take_byte(struct str *path)
{
    if (path->len == 0)
        return -1;
    int high = path->len > 2 && path->ptr[0] == '%' ? hex_value(path->ptr[1]) : -1;
    int low = high >= 0 ? hex_value(path->ptr[2]) : -1;
    int byte = low >= 0 ? high * 16 + low : (unsigned char)path->ptr[0];
    *path = str_skip(*path, low >= 0 ? 3 : 1);
    return byte;
}

bool robots_txt_matches(struct str pattern, struct str path)
{
    struct str retry_pattern = {0};
    struct str retry_path = {0};
    bool may_retry = false;
    while (pattern.len > 0) {
        struct str next_pattern = pattern;
        struct str next_path = path;
        if (pattern.ptr[0] == '*') {
            pattern = str_skip(pattern, 1);
            retry_pattern = pattern;
            retry_path = path;
            may_retry = true;
        } else if (str_eq(pattern, STR("$"))
                       ? path.len == 0
                       : path.len > 0 && take_byte(&next_pattern) == take_byte(&next_path)) {
            pattern = str_eq(pattern, STR("$")) ? str_skip(pattern, 1) : next_pattern;
            path = next_path;
        } else if (may_retry && retry_path.len > 0) {
            (void)take_byte(&retry_path);
            pattern = retry_pattern;
            path = retry_path;
        } else {
            return false;
        }
    }
    return true;
}

/* What the rules said so far to one agent. */
struct verdict {
    size_t longest;
    bool is_allowed;
    bool is_named; /* some group is for this agent */
    int64_t delay_seconds;
};

static void apply(struct verdict *verdict, struct line line, struct str path)
{
    bool allows = str_eq_folded(line.key, STR("allow"));
    int64_t seconds = 0;
    struct str number = line.value;
    if (str_eq_folded(line.key, STR("crawl-delay")) &&
        str_take_number(&number, INT32_MAX, &seconds) == OK)
        verdict->delay_seconds = seconds < MOST_DELAY_SECONDS ? seconds : MOST_DELAY_SECONDS;
    if ((!allows && !str_eq_folded(line.key, STR("disallow"))) || line.value.len == 0 ||
        line.value.len < verdict->longest || !robots_txt_matches(line.value, path))
        return;
    verdict->is_allowed = allows || (verdict->is_allowed && line.value.len == verdict->longest);
    verdict->longest = line.value.len;
}

/* The product token alone: "Passalong" of "Passalong/1.0". */
static struct str token_of(struct str value)
{
    size_t n = 0;
    while (n < value.len &&
           (char_is_alpha(value.ptr[n]) || value.ptr[n] == '-' || value.ptr[n] == '_'))
        n++;
    return n > 0 ? str_first(value, n) : str_first(value, 1);
}

struct robots_word robots_txt_ask(struct str text, struct str agent, struct str path)
{
    struct verdict ours = {.is_allowed = true};
    struct verdict everybodys = {.is_allowed = true};
    struct line line;
    bool is_ours = false;
    bool is_everybodys = false;
    if (str_starts_with(text, STR("\xEF\xBB\xBF")))
        text = str_skip(text, 3);
    bool is_in_rules = true; /* the next user-agent line begins a new group */
    while (take_line(&text, &line)) {
        if (str_eq_folded(line.key, STR("user-agent"))) {
            struct str token = token_of(line.value);
            is_ours = str_eq_folded(token, agent) || (is_ours && !is_in_rules);
            is_everybodys = str_eq(token, STR("*")) || (is_everybodys && !is_in_rules);
            ours.is_named = ours.is_named || is_ours;
            is_in_rules = false;
            continue;
        }
        is_in_rules = is_in_rules || str_eq_folded(line.key, STR("allow")) ||
                      str_eq_folded(line.key, STR("disallow")) ||
                      str_eq_folded(line.key, STR("crawl-delay"));
        if (is_ours)
            apply(&ours, line, path);
        if (is_everybodys)
            apply(&everybodys, line, path);
    }
    const struct verdict *verdict = ours.is_named ? &ours : &everybodys;
    bool is_itself = str_eq(path, STR("/robots.txt")); /* always allowed */
    return (struct robots_word){verdict->is_allowed || is_itself, verdict->delay_seconds};
}
