#include "text/url_parameter.h"

static bool is_named(struct str pattern, struct str name)
{
    if (!str_ends_with(pattern, STR("*")))
        return str_eq_folded(pattern, name);
    return str_starts_with_folded(name, str_first(pattern, pattern.len - 1));
}

bool url_parameter_is_among(const struct str *patterns, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++) {
        if (is_named(patterns[i], name))
            return true;
    }
    return false;
}

struct str url_parameter_name(struct str parameter)
{
    struct str name = STR("");
    (void)str_cut(&parameter, '=', &name);
    return name;
}

struct str url_parameter_value(struct str parameter)
{
    struct str name;
    (void)str_cut(&parameter, '=', &name);
    return parameter;
}
