#include "capture/json_value.h"

#include "base/limits.h"

void json_close(json_t **json)
{
    json_decref(*json);
}

struct str json_value_text(struct arena *arena, const json_t *value)
{
    if (json_is_integer(value))
        return str_print(arena, "%lld", (long long)json_integer_value(value));
    if (!json_is_string(value))
        return (struct str){0};
    struct str text = {json_string_value(value), json_string_length(value)};
    return str_copy(arena, str_first(text, LIMIT_FEED_TEXT_BYTES));
}
