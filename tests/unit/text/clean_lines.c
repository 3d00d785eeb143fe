/* For test_html_payloads.py: reads a JSON array of HTML strings, writes one array for
 * each: cleaned as article and as comment, each once and twice, and as Markdown. */
#include "base/file.h"
#include "text/html.h"
#include "text/markdown.h"

#include <jansson.h>
#include <stdio.h>

static void add(json_t *answers, struct str text)
{
    CHECK(json_array_append_new(answers, json_stringn(text.len ? text.ptr : "", text.len)) == 0);
}

static struct safe_html clean(struct arena *arena, struct str html, enum html_policy policy)
{
    struct html_rules rules = {.policy = policy};
    struct safe_html cleaned;
    CHECK(html_clean(arena, html, &rules, &cleaned) == OK);
    return cleaned;
}

static json_t *answers_for(struct arena *arena, struct str html)
{
    json_t *answers = json_array();
    for (enum html_policy policy = HTML_ARTICLE; policy <= HTML_COMMENT; policy++) {
        struct safe_html once = clean(arena, html, policy);
        add(answers, once.text);
        add(answers, clean(arena, once.text, policy).text);
    }
    struct safe_html marked;
    CHECK(markdown_to_html(arena, html, &marked) == OK);
    add(answers, marked.text);
    add(answers, clean(arena, marked.text, HTML_COMMENT).text);
    return answers;
}

int main(void)
{
    SCRATCH_ARENA(arena, 64 << 20);
    struct str input;
    const char *why = "";
    CHECK(file_read(&arena, "-", 8 << 20, &input, &why) == OK);
    json_t *payloads = json_loadb(input.ptr, input.len, JSON_ALLOW_NUL, NULL);
    CHECK(json_is_array(payloads));
    for (size_t i = 0; i < json_array_size(payloads); i++) {
        const json_t *payload = json_array_get(payloads, i);
        struct str html = {json_string_value(payload), json_string_length(payload)};
        json_t *answers = answers_for(&arena, html);
        CHECK(json_dumpf(answers, stdout, JSON_COMPACT) == 0);
        (void)putchar('\n');
        json_decref(answers);
    }
    json_decref(payloads);
    return 0;
}
