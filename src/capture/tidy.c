#include "capture/tidy.h"

#include "base/limits.h"
#include "text/name.h"
#include "text/url.h"

struct str tidy_address(struct arena *arena, struct str told)
{
    struct url url;
    if (told.len == 0 || url_parse(arena, told, &url) != OK || !url_is_web(&url))
        return (struct str){0};
    return url_print(arena, &url);
}

struct str_list tidy_tags(struct arena *arena, struct str_list told)
{
    size_t n_told = told.n < LIMIT_TAGS ? told.n : LIMIT_TAGS;
    struct str *tags = arena_array(arena, struct str, n_told);
    size_t n = 0;
    for (size_t i = 0; i < n_told; i++) {
        tags[n] = name_tidy(arena, told.items[i], LIMIT_TAG_CHARACTERS);
        n += tags[n].len > 0;
    }
    return (struct str_list){tags, n};
}

bool tidy_date(int64_t utc)
{
    const int64_t year_one = -62135596800;
    const int64_t year_ten_thousand = 253402300800;
    return utc >= year_one && utc < year_ten_thousand;
}
