/* Cleaned HTML, parsed again, has nothing off the list, and cleaning it again
 * changes nothing; the same list holds for its beginning. The first byte chooses policy and base
 * address. */
#include "html_rule.h"
#include "text/html.h"
#include "text/html_pictures.h"
#include "text/html_tree.h"
#include "text/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

/* Every picture is found, with an address of the web. */
static void check_pictures(struct arena *arena, struct safe_html html)
{
    struct html_walk walk = {.rest = html};
    struct safe_html before;
    struct html_picture picture;
    struct url url;
    while (html_next_picture(arena, &walk, &before, &picture)) {
        CHECK(!str_contains(before.text, STR("<img ")));
        CHECK(url_parse(arena, picture.address, &url) == OK && url_is_web(&url));
    }
    CHECK(!str_contains(walk.rest.text, STR("<img ")));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 64 << 20);
    if (n_bytes == 0)
        return 0;
    struct str input = {(const char *)bytes + 1, n_bytes - 1};
    struct html_rules rules = {
        .policy = bytes[0] & 1 ? HTML_COMMENT : HTML_ARTICLE,
        .base_url = bytes[0] & 2 ? STR("https://news.example/2024/story?page=1") : STR(""),
    };
    struct safe_html once;
    struct safe_html twice;
    struct str text;
    if (html_clean(&arena, input, &rules, &once) != OK)
        return 0;
    CHECK(rule_allows(once.text));
    CHECK(html_clean(&arena, once.text, &rules, &twice) == OK);
    CHECK(str_eq(once.text, twice.text));
    CHECK(html_to_text(&arena, input, &text) == OK);
    check_pictures(&arena, once);
    if (rules.policy == HTML_ARTICLE) {
        bool is_cut = false;
        struct safe_html cut = html_first_words(&arena, once, bytes[0] >> 2, &is_cut);
        CHECK(rule_allows(cut.text));
    }
    return 0;
}
