#include "capture/message.h"

#include "base/buf.h"

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
};

/* A member of a struct and its tag: a text, a number or, with the bit for tag, a flag. */
struct field {
    char tag;
    size_t offset;
};

static const struct field request_texts[] = {
    {'b', offsetof(struct capture_request, bytes)},
    {'u', offsetof(struct capture_request, url)},
    {'z', offsetof(struct capture_request, zone)},
    {'s', offsetof(struct capture_request, site_url)},
    {'e', offsetof(struct capture_request, etag)},
    {'m', offsetof(struct capture_request, last_modified)},
};

static const struct field request_numbers[] = {
    {'r', offsetof(struct capture_request, n_redirects)},
};

static const struct field request_flags[] = {
    {1, offsetof(struct capture_request, is_automatic)},
};

static const struct field finding_texts[] = {
    {'T', offsetof(struct finding, title)},
    {'B', offsetof(struct finding, byline)},
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

static const struct field finding_numbers[] = {
    {'4', offsetof(struct finding, published)},
    {'6', offsetof(struct finding, crawl_delay_seconds)},
    {'7', offsetof(struct finding, n_redirects)},
    {'8', offsetof(struct finding, exchange.time)},
    {'9', offsetof(struct finding, exchange.status)},
};

static const struct field finding_flags[] = {
    {1, offsetof(struct finding, has_published)},
    {2, offsetof(struct finding, has_time)},
    {4, offsetof(struct finding, is_cut)},
    {8, offsetof(struct finding, is_tdm_reserved)},
};

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* All that is sent of a struct, apart from its lists. */
struct shape {
    const struct field *texts;
    size_t n_texts;
    const struct field *numbers;
    size_t n_numbers;
    const struct field *flags;
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

static void add_record(struct buf *buf, char tag, struct str value)
{
    char head[5] = {tag};
    for (int i = 0; i < 4; i++)
        head[1 + i] = (char)(value.len >> (8 * i) & 0xFF);
    buf_add(buf, (struct str){head, sizeof head});
    buf_add(buf, value);
}

static void add_number(struct buf *buf, char tag, uint64_t number)
{
    char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (char)(number >> (8 * i) & 0xFF);
    add_record(buf, tag, (struct str){bytes, sizeof bytes});
}

/* Takes one whole record off the front; false when it is not all there. */
static bool take_record(struct str *bytes, char *ret_tag, struct str *ret_value)
{
    if (bytes->len < 5)
        return false;
    const unsigned char *p = (const unsigned char *)bytes->ptr;
    size_t len = (size_t)p[1] | (size_t)p[2] << 8 | (size_t)p[3] << 16 | (size_t)p[4] << 24;
    if (len > bytes->len - 5)
        return false;
    *ret_tag = (char)p[0];
    *ret_value = (struct str){bytes->ptr + 5, len};
    *bytes = str_skip(*bytes, 5 + len);
    return true;
}

static bool read_number(struct str value, uint64_t max, uint64_t *ret_number)
{
    uint64_t number = 0;
    if (value.len != 8)
        return false;
    for (size_t i = 0; i < 8; i++)
        number |= (uint64_t)(unsigned char)value.ptr[i] << (8 * i);
    *ret_number = number;
    return number <= max;
}

/* Counts the records of one tag, so that a list can be made in one piece. */
static size_t count_records(struct str bytes, char wanted)
{
    size_t n = 0;
    char tag = 0;
    struct str value = {0};
    while (take_record(&bytes, &tag, &value))
        n += tag == wanted;
    return n;
}

static struct str_list read_list(struct arena *arena, struct str bytes, char wanted)
{
    struct str *items = arena_array(arena, struct str, count_records(bytes, wanted));
    size_t n = 0;
    char tag = 0;
    struct str value = {0};
    while (take_record(&bytes, &tag, &value)) {
        if (tag == wanted)
            items[n++] = value;
    }
    return (struct str_list){items, n};
}

static void *field_find(const struct field *fields, size_t n, void *base, char tag)
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
    for (size_t i = 0; i < shape->n_texts; i++) {
        struct str value;
        memcpy(&value, (const char *)base + shape->texts[i].offset, sizeof value);
        if (value.len > 0)
            add_record(buf, shape->texts[i].tag, value);
    }
    for (size_t i = 0; i < shape->n_numbers; i++) {
        int64_t number = 0;
        memcpy(&number, (const char *)base + shape->numbers[i].offset, sizeof number);
        add_number(buf, shape->numbers[i].tag, (uint64_t)number);
    }
    for (size_t i = 0; i < shape->n_flags; i++) {
        bool is_set = false;
        memcpy(&is_set, (const char *)base + shape->flags[i].offset, sizeof is_set);
        if (is_set)
            flags |= (uint64_t)shape->flags[i].tag;
    }
    add_number(buf, TAG_FLAGS, flags);
}

static bool read_flags(struct str value, const struct shape *shape, void *base)
{
    uint64_t flags = 0;
    if (!read_number(value, (1U << shape->n_flags) - 1, &flags))
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
    if (!read_number(value, UINT64_MAX, &number))
        return false;
    *count = (int64_t)number;
    return true;
}

static void add_list(struct buf *buf, char tag, struct str_list list)
{
    for (size_t i = 0; i < list.n; i++)
        add_record(buf, tag, list.items[i]);
}

void message_add_request(struct buf *buf, const struct capture_request *request)
{
    add_number(buf, TAG_KIND, (uint64_t)request->kind);
    add_struct(buf, &request_shape, request);
    add_list(buf, TAG_ALLOW, request->allow);
    add_record(buf, TAG_END, STR(""));
}

enum outcome
message_read_request(struct arena *arena, struct str bytes, struct capture_request *ret_request)
{
    struct capture_request request = {.allow = read_list(arena, bytes, TAG_ALLOW)};
    bool has_kind = false;
    char tag = 0;
    struct str value = {0};
    while (take_record(&bytes, &tag, &value) && tag != TAG_END) {
        uint64_t kind = 0;
        if (tag == TAG_KIND && read_number(value, CAPTURE_PLAIN, &kind)) {
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
    add_number(buf, TAG_STEP, (uint64_t)step);
}

void message_add_finding(struct buf *buf, const struct finding *finding)
{
    add_struct(buf, &finding_shape, finding);
    add_list(buf, TAG_KEYWORD, finding->tags);
    add_record(buf, TAG_END, STR(""));
}

void message_add_reason(struct buf *buf, struct capture_reason why)
{
    add_number(buf, TAG_TROUBLE, (uint64_t)why.trouble);
    add_record(buf, TAG_DETAIL, why.detail);
    add_record(buf, TAG_END, STR(""));
}

bool message_take_step(struct str *bytes, enum capture_step *ret_step)
{
    struct str rest = *bytes;
    char tag = 0;
    struct str value = {0};
    uint64_t step = 0;
    if (!take_record(&rest, &tag, &value) || tag != TAG_STEP ||
        !read_number(value, CAPTURE_UNDERSTANDING, &step))
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
    if (!read_number(value, CAPTURE_LAST_TROUBLE, &number) || number == CAPTURE_NO_TROUBLE)
        return false;
    why->trouble = (enum capture_trouble)number;
    return true;
}

enum outcome message_read_answer(struct arena *arena,
                                 struct str bytes,
                                 struct finding *ret_finding,
                                 struct capture_reason *ret_why)
{
    struct finding finding = {.tags = read_list(arena, bytes, TAG_KEYWORD)};
    struct capture_reason why = {0};
    char tag = 0;
    struct str value = {0};
    while (take_record(&bytes, &tag, &value) && tag != TAG_END) {
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
