/* A whole page through the extraction: what is taken for the article has nothing off the list,
 * cleaning it again changes nothing, and no field outgrows the page. The first byte chooses the
 * page's address. */
#include "html_rule.h"

#include "capture/extract.h"
#include "text/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 256 << 20);
    if (n_bytes == 0)
        return 0;
    const struct extract_input input = {
        .html = {(const char *)bytes + 1, n_bytes - 1},
        .url = bytes[0] & 1 ? STR("https://news.example/2024/story?page=1") : STR(""),
    };
    struct finding finding;
    struct safe_html again;
    const struct html_rules rules = {.policy = HTML_ARTICLE, .base_url = input.url};
    if (extract_page(&arena, &input, &finding) != CAPTURE_NO_TROUBLE)
        return 0;
    CHECK(rule_allows(finding.html));
    CHECK(html_clean(&arena, finding.html, &rules, &again) == OK);
    CHECK(str_eq(finding.html, again.text));
    CHECK(finding.standfirst.len <= 2 * n_bytes && finding.opening.len <= 4 * n_bytes);
    return 0;
}
