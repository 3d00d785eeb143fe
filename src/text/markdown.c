/* cmark in its safe mode leaves raw HTML and odd addresses out; what it makes
 * still goes through the cleaner, which alone is trusted. */
#include "text/markdown.h"

#include "base/cleanup.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <cmark.h>

/* cmark's memory is its own: no arena can hold it. */
static void give_back(char **text)
{
    if (*text != NULL)
        cmark_get_default_mem_allocator()->free(*text);
}

enum outcome markdown_to_html(struct arena *arena, struct str markdown, struct safe_html *ret_html)
{
    static const struct html_rules rules = {.policy = HTML_COMMENT};
    if (utf8_count(markdown) > LIMIT_COMMENT_CHARACTERS)
        return TOO_LARGE;
    int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;
    const char *text = markdown.len > 0 ? markdown.ptr : "";
    CLEANUP(give_back) char *html = cmark_markdown_to_html(text, markdown.len, options);
    return html_clean(arena, str_from_c(html), &rules, ret_html);
}
