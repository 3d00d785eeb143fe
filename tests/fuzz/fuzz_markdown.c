/* A comment's HTML keeps the rule, and cleaning it again changes nothing. */
#include "html_rule.h"
#include "text/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 64 << 20);
    struct html_rules rules = {.policy = HTML_COMMENT};
    struct safe_html once;
    struct safe_html twice;
    if (markdown_to_html(&arena, (struct str){(const char *)bytes, n_bytes}, &once) != OK)
        return 0;
    CHECK(rule_allows(once.text));
    CHECK(html_clean(&arena, once.text, &rules, &twice) == OK);
    CHECK(str_eq(once.text, twice.text));
    return 0;
}
