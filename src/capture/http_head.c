#include "capture/http_head.h"

#include "base/buf.h"

static struct str take_line(struct str *text)
{
    struct str line = {0};
    (void)str_cut(text, '\n', &line);
    return str_trim(line);
}

struct str http_head_first_line(struct str *head)
{
    return take_line(head);
}

bool http_head_take(struct str *fields, struct http_field *ret_field)
{
    size_t colon = 0;
    while (fields->len > 0) {
        struct str line = take_line(fields);
        if (!str_find_char(line, ':', &colon) || colon == 0)
            continue;
        *ret_field =
            (struct http_field){str_first(line, colon), str_trim(str_skip(line, colon + 1))};
        return true;
    }
    return false;
}

struct str http_head_value(struct str head, struct str name)
{
    struct str value = {0};
    struct http_field field;
    (void)http_head_first_line(&head);
    while (http_head_take(&head, &field)) {
        if (str_eq_folded(field.name, name))
            value = field.value;
    }
    return value;
}

struct str http_head_values(struct arena *arena, struct str head, struct str name)
{
    struct buf values;
    struct http_field field;
    buf_init(&values, arena, head.len + 1);
    (void)http_head_first_line(&head);
    while (http_head_take(&head, &field)) {
        if (!str_eq_folded(field.name, name))
            continue;
        if (values.len > 0)
            BUF_ADD(&values, ", ");
        buf_add(&values, field.value);
    }
    return buf_text(&values);
}
