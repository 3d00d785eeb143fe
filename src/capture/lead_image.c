#include "capture/lead_image.h"

#include "capture/letters.h"
#include "capture/page.h"

enum { MIN_PIXELS = 200 };

bool lead_image_is_furniture(struct str address)
{
    static const struct str words[] = {
        STR_INIT("logo"),     STR_INIT("logos"),       STR_INIT("favicon"), STR_INIT("icon"),
        STR_INIT("icons"),    STR_INIT("sprite"),      STR_INIT("spacer"),  STR_INIT("pixel"),
        STR_INIT("blank"),    STR_INIT("placeholder"), STR_INIT("avatar"),  STR_INIT("gravatar"),
        STR_INIT("tracking"), STR_INIT("transparent"), STR_INIT("emoji"),   STR_INIT("badge"),
        STR_INIT("button"),   STR_INIT("loading"),     STR_INIT("spinner"), STR_INIT("beacon"),
        STR_INIT("missing"),
    };
    size_t at = 0;
    struct str part = {0};
    if (address.len == 0 || str_starts_with_folded(address, STR("data:")) ||
        str_contains(address, STR("1x1")))
        return true;
    if (str_find_char(address, '?', &at))
        address = str_first(address, at);
    while (str_find_char(address, '/', &at) && at + 1 < address.len)
        address = str_skip(address, at + 1);
    while (page_take_part(&address, &part)) {
        for (size_t i = 0; i < N_OF(words); i++) {
            if (str_eq_folded(part, words[i]))
                return true;
        }
    }
    return false;
}

/* False when an attribute says that the side is short. */
static bool is_long(const struct html_node *node, const char *side)
{
    struct str value = page_attribute(node, side);
    int64_t pixels = 0;
    if (str_ends_with(value, STR("px")))
        value.len -= 2;
    return value.len == 0 || str_to_number(value, 100000, &pixels) != OK || pixels >= MIN_PIXELS;
}

struct str lead_image_of(const struct html_node *node, const struct html_node *heading)
{
    static const char *const places[] = {"data-src", "data-original", "data-lazy-src", "src"};
    static const struct str others[] = {STR_INIT("avatar"), STR_INIT("author"),  STR_INIT("logo"),
                                        STR_INIT("icon"),   STR_INIT("profile"), STR_INIT("face")};
    if (page_is_named(node, others, N_OF(others)) || !is_long(node, "width") ||
        !is_long(node, "height") || page_is_aside(node, heading))
        return (struct str){0};
    for (size_t i = 0; i < N_OF(places); i++) {
        struct str address = page_attribute(node, places[i]);
        if (!lead_image_is_furniture(address))
            return address;
    }
    return (struct str){0};
}
