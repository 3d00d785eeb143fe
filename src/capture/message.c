#include "capture/message.h"

#include "capture/record.h"

#include "base/buf.h"
#include "base/limits.h"

#include <stddef.h>

/* The tags of what is no text of a struct. */
enum tag {
    TAG_KIND = '0',
    TAG_STEP = '1',
    TAG_TROUBLE = '2',
    TAG_DETAIL = '3',
    TAG_FLAGS = '5',
    TAG_END = '.',
    TAG_ALLOW = 'l',
    TAG_KEYWORD = 'K',
    TAG_PICTURE = 'X',
};

/* Members of a struct and their tags: texts, numbers or, with the bit for tag, flags. */
static const struct record_field request_texts[] = {
    {'b', offsetof(struct capture_request, bytes)},
    {'u', offsetof(struct capture_request, url)},
    {'z', offsetof(struct capture_request, zone)},
    {'s', offsetof(struct capture_request, site_url)},
    {'e', offsetof(struct capture_request, etag)},
    {'m', offsetof(struct capture_request, last_modified)},
    {'c', offsetof(struct capture_request, content_type)},
    {'g', offsetof(struct capture_request, content_coding)},
};

static const struct record_field request_numbers[] = {
    {'r', offsetof(struct capture_request, n_redirects)},
};

static const struct record_field request_flags[] = {
    {1, offsetof(struct capture_request, is_automatic)},
};

static const struct record_field finding_texts[] = {
    {'T', offsetof(struct finding, title)},
    {'B', offsetof(struct finding, byline)},
    {'W', offsetof(struct finding, byline_printed)},
    {'S', offsetof(struct finding, source)},
    {'U', offsetof(struct finding, url)},
    {'C', offsetof(struct finding, canonical)},
    {'D', offsetof(struct finding, dateline)},
    {'F', offsetof(struct finding, standfirst)},
    {'R', offsetof(struct finding, credit)},
    {'L', offsetof(struct finding, lang)},
    {'E', offsetof(struct finding, excerpt)},
    {'I', offsetof(struct finding, image)},
    {'H', offsetof(struct finding, html)},
    {'<', offsetof(struct finding, opening)},
    {'>', offsetof(struct finding, closing)},
    {'N', offsetof(struct finding, encoding)},
    {'O', offsetof(struct finding, robots)},
    {'P', offsetof(struct finding, tdm_policy)},
    {'V', offsetof(struct finding, etag)},
    {'M', offsetof(struct finding, last_modified)},
    {'G', offsetof(struct finding, refresh)},
    {'u', offsetof(struct finding, exchange.url)},
    {'a', offsetof(struct finding, exchange.address)},
    {'p', offsetof(struct finding, exchange.protocol)},
    {'q', offsetof(struct finding, exchange.request_head)},
    {'h', offsetof(struct finding, exchange.response_head)},
    {'b', offsetof(struct finding, exchange.body)},
};

static const struct record_field finding_numbers[] = {
    {'4', offsetof(struct finding, published)},
    {'i', offsetof(struct finding, modified)},
    {'6', offsetof(struct finding, crawl_delay_seconds)},
    {'7', offsetof(struct finding, n_redirects)},
    {'8', offsetof(struct finding, exchange.time)},
    {'9', offsetof(struct finding, exchange.status)},
};

static const struct record_field finding_flags[] = {
    {1, offsetof(struct finding, has_published)}, {2, offsetof(struct finding, has_time)},
    {4, offsetof(struct finding, is_cut)},        {8, offsetof(struct finding, is_tdm_reserved)},
    {16, offsetof(struct finding, has_modified)}, {32, offsetof(struct finding, has_modified_time)},
};

/* All that is sent of a struct, apart from its lists. */
struct shape {
    const struct record_field *texts;
    size_t n_texts;
    const struct record_field *numbers;
    size_t n_numbers;
    const struct record_field *flags;
    size_t n_flags;
};

static const struct shape request_shape = {
    request_texts,         N_OF(request_texts), request_numbers,
    N_OF(request_numbers), request_flags,       N_OF(request_flags),
};

static const struct shape finding_shape = {
    finding_texts,         N_OF(finding_texts), finding_numbers,
    N_OF(finding_numbers), finding_flags,       N_OF(finding_flags),
};

static void *field_find(const struct record_field *fields, size_t n, void *base, char tag)
{
    for (size_t i = 0; i < n; i++) {
        if (fields[i].tag == tag)
            return (char *)base + fields[i].offset;
    }
    return NULL;
}

static void add_struct(struct buf *buf, const struct shape *shape, const void *base)
{
    uint64_t flags = 0;
    record_add_fields(buf, shape->texts, shape->n_texts, base);
    for (size_t i = 0; i < shape->n_numbers; i++) {
        int64_t number = 0;
        memcpy(&number, (const char *)base + shape->numbers[i].offset, sizeof number);
        record_add_number(buf, shape->numbers[i].tag, (uint64_t)number);
    }
    for (size_t i = 0; i < shape->n_flags; i++) {
        bool is_set = false;
        memcpy(&is_set, (const char *)base + shape->flags[i].offset, sizeof is_set);
        if (is_set)
            flags |= (uint64_t)shape->flags[i].tag;
    }
    record_add_number(buf, TAG_FLAGS, flags);
}

static bool read_flags(struct str value, const struct shape *shape, void *base)
{
    uint64_t flags = 0;
    if (!record_number(value, (1U << shape->n_flags) - 1, &flags))
        return false;
    for (size_t i = 0; i < shape->n_flags; i++) {
        bool is_set = flags & (uint64_t)shape->flags[i].tag;
        memcpy((char *)base + shape->flags[i].offset, &is_set, sizeof is_set);
    }
    return true;
}

/* One record of the struct; false for any other and for one that is malformed. */
static bool read_member(const struct shape *shape, void *base, char tag, struct str value)
{
    uint64_t number = 0;
    struct str *text = field_find(shape->texts, shape->n_texts, base, tag);
    int64_t *count = field_find(shape->numbers, shape->n_numbers, base, tag);
    if (tag == TAG_FLAGS)
        return read_flags(value, shape, base);
    if (text)
        *text = value;
    if (!count)
        return text != NULL;
    if (!record_number(value, UINT64_MAX, &number))
        return false;
    *count = (int64_t)number;
    return true;
}

static void add_list(struct buf *buf, char tag, struct str_list list)
{
    for (size_t i = 0; i < list.n; i++)
        record_add(buf, tag, list.items[i]);
}

void message_add_request(struct buf *buf, const struct capture_request *request)
{
    record_add_number(buf, TAG_KIND, (uint64_t)request->kind);
    add_struct(buf, &request_shape, request);
    add_list(buf, TAG_ALLOW, request->allow);
    record_add(buf, TAG_END, STR(""));
}

enum outcome
message_read_request(struct arena *arena, struct str bytes, struct capture_request *ret_request)
{
    struct capture_request request = {.allow = record_list(arena, bytes, TAG_ALLOW)};
    bool has_kind = false;
    char tag = 0;
    struct str value = {0};
    while (record_take(&bytes, &tag, &value) && tag != TAG_END) {
        uint64_t kind = 0;
        if (tag == TAG_KIND && record_number(value, CAPTURE_PICTURE, &kind)) {
            request.kind = (enum capture_kind)kind;
            has_kind = true;
        } else if (tag != TAG_ALLOW && !read_member(&request_shape, &request, tag, value)) {
            return INVALID;
        }
    }
    if (tag != TAG_END || bytes.len > 0 || !has_kind)
        return INVALID;
    *ret_request = request;
    return OK;
}

void message_add_step(struct buf *buf, enum capture_step step)
{
    record_add_number(buf, TAG_STEP, (uint64_t)step);
}

void message_add_finding(struct buf *buf, const struct finding *finding)
{
    add_struct(buf, &finding_shape, finding);
    add_list(buf, TAG_KEYWORD, finding->tags);
    record_add(buf, TAG_END, STR(""));
}

void message_add_reason(struct buf *buf, struct capture_reason why)
{
    record_add_number(buf, TAG_TROUBLE, (uint64_t)why.trouble);
    record_add(buf, TAG_DETAIL, why.detail);
    record_add(buf, TAG_END, STR(""));
}

bool message_take_step(struct str *bytes, enum capture_step *ret_step)
{
    struct str rest = *bytes;
    char tag = 0;
    struct str value = {0};
    uint64_t step = 0;
    if (!record_take(&rest, &tag, &value) || tag != TAG_STEP ||
        !record_number(value, CAPTURE_UNDERSTANDING, &step))
        return false;
    *ret_step = (enum capture_step)step;
    *bytes = rest;
    return true;
}

/* One record of a reason; false for any other. */
static bool read_reason(char tag, struct str value, struct capture_reason *why)
{
    uint64_t number = 0;
    if (tag == TAG_DETAIL)
        why->detail = value;
    if (tag != TAG_TROUBLE)
        return tag == TAG_DETAIL;
    if (!record_number(value, CAPTURE_LAST_TROUBLE, &number) || number == CAPTURE_NO_TROUBLE)
        return false;
    why->trouble = (enum capture_trouble)number;
    return true;
}

enum outcome message_read_answer(struct arena *arena,
                                 struct str bytes,
                                 struct finding *ret_finding,
                                 struct capture_reason *ret_why)
{
    struct finding finding = {.tags = record_list(arena, bytes, TAG_KEYWORD)};
    struct capture_reason why = {0};
    char tag = 0;
    struct str value = {0};
    while (record_take(&bytes, &tag, &value) && tag != TAG_END) {
        if (tag != TAG_KEYWORD && !read_member(&finding_shape, &finding, tag, value) &&
            !read_reason(tag, value, &why))
            return INVALID;
    }
    if (tag != TAG_END || bytes.len > 0)
        return INVALID;
    *ret_finding = finding;
    *ret_why = why;
    return OK;
}

/* Width, height and kind in eight bytes each, then the file. */
enum { PICTURE_HEAD_BYTES = 24 };

void message_add_picture(struct buf *buf, const struct drawn *picture)
{
    for (size_t i = 0; i < picture->n_files; i++) {
        const struct drawn_file *file = &picture->files[i];
        const uint64_t numbers[] = {(uint64_t)file->width, (uint64_t)file->height,
                                    (uint64_t)file->kind};
        char head[RECORD_HEAD_BYTES];
        char bytes[PICTURE_HEAD_BYTES];
        for (size_t at = 0; at < PICTURE_HEAD_BYTES; at++)
            bytes[at] = (char)(numbers[at / 8] >> (8 * (at % 8)) & 0xFF);
        record_print_head(head, TAG_PICTURE, PICTURE_HEAD_BYTES + file->bytes.len);
        buf_add(buf, (struct str){head, RECORD_HEAD_BYTES});
        buf_add(buf, (struct str){bytes, PICTURE_HEAD_BYTES});
        buf_add(buf, file->bytes);
    }
    record_add(buf, TAG_END, STR(""));
}

static bool read_picture_file(struct str value, struct drawn *picture)
{
    uint64_t width = 0;
    uint64_t height = 0;
    uint64_t kind = 0;
    if (value.len <= PICTURE_HEAD_BYTES || picture->n_files == DRAWN_FILES ||
        !record_number(str_first(value, 8), LIMIT_PICTURE_SIDE, &width) ||
        !record_number(str_first(str_skip(value, 8), 8), LIMIT_PICTURE_SIDE, &height) ||
        !record_number(str_first(str_skip(value, 16), 8), DRAWN_PNG, &kind) || width == 0 ||
        height == 0)
        return false;
    picture->files[picture->n_files++] = (struct drawn_file){
        .kind = (enum drawn_kind)kind,
        .width = (int64_t)width,
        .height = (int64_t)height,
        .bytes = str_skip(value, PICTURE_HEAD_BYTES),
    };
    return true;
}

enum outcome
message_read_picture(struct str bytes, struct drawn *ret_drawn, struct capture_reason *ret_why)
{
    struct drawn drawn = {0};
    struct capture_reason why = {0};
    char tag = 0;
    struct str value = {0};
    while (record_take(&bytes, &tag, &value) && tag != TAG_END) {
        if (tag == TAG_PICTURE ? !read_picture_file(value, &drawn) : !read_reason(tag, value, &why))
            return INVALID;
    }
    bool is_answer = why.trouble != CAPTURE_NO_TROUBLE || drawn.n_files > 0;
    if (tag != TAG_END || bytes.len > 0 || !is_answer)
        return INVALID;
    *ret_drawn = drawn;
    *ret_why = why;
    return OK;
}
