#include "capture/feed_value.h"

#include "base/limits.h"

struct feed_value *feed_value_find(const struct feed_value *object, struct str key)
{
    for (struct feed_member *m = object ? object->first : NULL; m; m = m->next) {
        if (str_eq(m->key, key))
            return &m->value;
    }
    return NULL;
}

struct str feed_value_text(const struct feed_value *object, struct str key)
{
    const struct feed_value *value = feed_value_find(object, key);
    return value && value->kind == FEED_TEXT ? value->text : (struct str){0};
}

static struct feed_value *
append(struct arena *arena, struct feed_value *parent, struct str key, size_t limit)
{
    struct feed_member *member = arena_new(arena, struct feed_member);
    member->key = key;
    if (parent->n >= limit)
        return &member->value;
    if (parent->last)
        parent->last->next = member;
    else
        parent->first = member;
    parent->last = member;
    parent->n++;
    return &member->value;
}

struct feed_value *feed_value_at(struct arena *arena, struct feed_value *object, struct str key)
{
    struct feed_value *value = feed_value_find(object, key);
    object->kind = FEED_OBJECT;
    return value ? value : append(arena, object, key, LIMIT_FEED_VALUES);
}

struct feed_value *feed_value_add(struct arena *arena, struct feed_value *list, size_t limit)
{
    list->kind = FEED_LIST;
    return append(arena, list, (struct str){0}, limit);
}

void feed_value_set_text(struct arena *arena,
                         struct feed_value *object,
                         struct str key,
                         struct str text)
{
    *feed_value_at(arena, object, key) = (struct feed_value){.kind = FEED_TEXT, .text = text};
}

void feed_value_set_number(struct arena *arena,
                           struct feed_value *object,
                           struct str key,
                           int64_t number)
{
    *feed_value_at(arena, object, key) = (struct feed_value){.kind = FEED_NUMBER, .number = number};
}

void feed_value_set_bool(struct arena *arena, struct feed_value *object, struct str key, bool is)
{
    *feed_value_at(arena, object, key) = (struct feed_value){.kind = FEED_BOOL, .number = is};
}

void feed_value_remove(struct feed_value *object, struct str key)
{
    struct feed_member *before = NULL;
    for (struct feed_member *m = object->first; m; before = m, m = m->next) {
        if (!str_eq(m->key, key))
            continue;
        if (before)
            before->next = m->next;
        else
            object->first = m->next;
        if (object->last == m)
            object->last = before;
        object->n--;
        return;
    }
}

struct feed_value *feed_value_last(struct feed_value *list)
{
    return list && list->last ? &list->last->value : NULL;
}

/* --- JSON ------------------------------------------------------------------ */

static void print_text(struct buf *buf, struct str text)
{
    buf_add_char(buf, '"');
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && text.ptr[n] != '"' && text.ptr[n] != '\\' &&
               (unsigned char)text.ptr[n] >= ' ' && text.ptr[n] != 0x7F)
            n++;
        buf_add(buf, str_first(text, n));
        text = str_skip(text, n);
        if (text.len == 0)
            break;
        if (text.ptr[0] == '"' || text.ptr[0] == '\\')
            buf_print(buf, "\\%c", text.ptr[0]);
        else if (text.ptr[0] == '\n')
            BUF_ADD(buf, "\\n");
        else
            buf_print(buf, "\\u%04x", (unsigned)(unsigned char)text.ptr[0]);
        text = str_skip(text, 1);
    }
    buf_add_char(buf, '"');
}

static void print_members(struct buf *buf, const struct feed_value *parent)
{
    bool is_object = parent->kind == FEED_OBJECT;
    buf_add_char(buf, is_object ? '{' : '[');
    for (const struct feed_member *m = parent->first; m; m = m->next) {
        if (is_object) {
            print_text(buf, m->key);
            BUF_ADD(buf, ": ");
        }
        feed_value_print(buf, &m->value);
        if (m->next)
            BUF_ADD(buf, ", ");
    }
    buf_add_char(buf, is_object ? '}' : ']');
}

void feed_value_print(struct buf *buf, const struct feed_value *value)
{
    switch (value->kind) {
    case FEED_NULL:
        BUF_ADD(buf, "null");
        break;
    case FEED_TEXT:
        print_text(buf, value->text);
        break;
    case FEED_NUMBER:
        buf_add_number(buf, value->number);
        break;
    case FEED_DECIMAL:
        buf_add(buf, value->text);
        break;
    case FEED_BOOL:
        buf_add(buf, value->number ? STR("true") : STR("false"));
        break;
    case FEED_LIST:
    case FEED_OBJECT:
        print_members(buf, value);
        break;
    }
}
