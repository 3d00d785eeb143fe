#include "capture/title.h"

#include "capture/letters.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

static const struct str separators[] = {
    STR_INIT(" | "), STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),
    STR_INIT(" » "), STR_INIT(" / "), STR_INIT(" > "), STR_INIT(" \\ "),
};

static bool find_last(struct str s, struct str needle, size_t *ret_at)
{
    size_t at = 0;
    bool has_any = false;
    struct str rest = s;
    while (str_find(rest, needle, &at)) {
        *ret_at = s.len - rest.len + at;
        rest = str_skip(rest, at + needle.len);
        has_any = true;
    }
    return has_any;
}

struct str title_of_page(struct str page_title, struct str heading)
{
    size_t last = 0;
    struct str front = {0};
    struct str back = {0};
    if (page_title.len == 0)
        return heading;
    for (size_t i = 0; i < N_OF(separators); i++) {
        size_t at = 0;
        if (!find_last(page_title, separators[i], &at) || at < last)
            continue;
        last = at;
        front = letters_trim(str_first(page_title, at));
        back = letters_trim(str_skip(page_title, at + separators[i].len));
    }
    if (front.len == 0)
        return page_title;
    if (heading.len > 0 && (str_eq(front, heading) || str_eq(back, heading)))
        return heading;
    return letters_words(front) > 4 ? front : page_title;
}
