#include "capture/record.h"

void record_print_head(char ret_head[RECORD_HEAD_BYTES], char tag, size_t len)
{
    ret_head[0] = tag;
    for (int i = 0; i < 4; i++)
        ret_head[1 + i] = (char)(len >> (8 * i) & 0xFF);
}

size_t record_head_length(const char head[RECORD_HEAD_BYTES])
{
    size_t len = 0;
    for (size_t i = 0; i < 4; i++)
        len |= (size_t)(unsigned char)head[1 + i] << (8 * i);
    return len;
}

void record_add(struct buf *buf, char tag, struct str value)
{
    char head[RECORD_HEAD_BYTES];
    record_print_head(head, tag, value.len);
    buf_add(buf, (struct str){head, sizeof head});
    buf_add(buf, value);
}

void record_add_number(struct buf *buf, char tag, uint64_t number)
{
    char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (char)(number >> (8 * i) & 0xFF);
    record_add(buf, tag, (struct str){bytes, sizeof bytes});
}

void record_add_text(struct buf *buf, char tag, struct str value)
{
    if (value.len > 0)
        record_add(buf, tag, value);
}

void record_add_fields(struct buf *buf,
                       const struct record_field *fields,
                       size_t n,
                       const void *base)
{
    for (size_t i = 0; i < n; i++) {
        struct str value;
        memcpy(&value, (const char *)base + fields[i].offset, sizeof value);
        record_add_text(buf, fields[i].tag, value);
    }
}

bool record_take_field(
    const struct record_field *fields, size_t n, void *base, char tag, struct str value)
{
    for (size_t i = 0; i < n; i++) {
        if (fields[i].tag != tag)
            continue;
        memcpy((char *)base + fields[i].offset, &value, sizeof value);
        return true;
    }
    return false;
}

bool record_take(struct str *bytes, char *ret_tag, struct str *ret_value)
{
    if (bytes->len < RECORD_HEAD_BYTES)
        return false;
    size_t len = record_head_length(bytes->ptr);
    if (len > bytes->len - RECORD_HEAD_BYTES)
        return false;
    *ret_tag = bytes->ptr[0];
    *ret_value = (struct str){bytes->ptr + RECORD_HEAD_BYTES, len};
    *bytes = str_skip(*bytes, RECORD_HEAD_BYTES + len);
    return true;
}

bool record_number(struct str value, uint64_t max, uint64_t *ret_number)
{
    uint64_t number = 0;
    *ret_number = 0;
    if (value.len != 8)
        return false;
    for (size_t i = 0; i < 8; i++)
        number |= (uint64_t)(unsigned char)value.ptr[i] << (8 * i);
    if (number > max)
        return false;
    *ret_number = number;
    return true;
}

size_t record_count(struct str bytes, char tag)
{
    size_t n = 0;
    char found = 0;
    struct str value = {0};
    while (record_take(&bytes, &found, &value))
        n += found == tag;
    return n;
}

struct str_list record_list(struct arena *arena, struct str bytes, char tag)
{
    struct str *items = arena_array(arena, struct str, record_count(bytes, tag));
    size_t n = 0;
    char found = 0;
    struct str value = {0};
    while (record_take(&bytes, &found, &value)) {
        if (found == tag)
            items[n++] = value;
    }
    return (struct str_list){items, n};
}
