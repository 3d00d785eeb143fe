/* Pattern and path are walked side by side, so most rows fall out at their
 * second or third byte. */
#include "web/route.h"

/* "{path...}" catches all that follows. */
static bool is_of_rest(struct str part)
{
    return str_ends_with(part, STR("...}"));
}

static bool matches(struct str pattern, struct str path, struct str ret_parts[REQUEST_PARTS])
{
    size_t at = 0; /* in the path */
    size_t n_parts = 0;
    for (size_t i = 0; i < pattern.len; i++) {
        if (pattern.ptr[i] != '{') {
            if (at == path.len || path.ptr[at] != pattern.ptr[i])
                return false;
            at++;
            continue;
        }
        size_t start = at;
        bool is_rest = is_of_rest(str_skip(pattern, i));
        while (at < path.len && (path.ptr[at] != '/' || is_rest))
            at++;
        if (at == start)
            return false;
        CHECK(n_parts < REQUEST_PARTS);
        ret_parts[n_parts++] = (struct str){path.ptr + start, at - start};
        while (pattern.ptr[i] != '}')
            i++;
    }
    if (at < path.len)
        return false;
    while (n_parts < REQUEST_PARTS)
        ret_parts[n_parts++] = STR("");
    return true;
}

static bool is_for(const struct route *row, enum route_method method)
{
    bool is_post = row->method == ROUTE_CALL || row->method == ROUTE_OPEN_POST;
    return row->method == method || (is_post && method == ROUTE_POST);
}

enum outcome route_find(const struct route *table,
                        size_t n,
                        enum route_method method,
                        struct str path,
                        struct str ret_parts[REQUEST_PARTS],
                        const struct route **ret_row)
{
    const struct route *other = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!matches(table[i].pattern, path, ret_parts))
            continue;
        if (is_for(&table[i], method)) {
            *ret_row = &table[i];
            return OK;
        }
        if (other == NULL && !is_of_rest(table[i].pattern))
            other = &table[i];
    }
    if (other == NULL)
        return NOT_FOUND;
    *ret_row = other;
    return DENIED;
}
