#include "capture/fetcher_message.h"

#include "capture/record.h"

#include "base/limits.h"

#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

/* A message is one record of this tag; the others stand inside. */
enum tag {
    TAG_MESSAGE = 'M',
    TAG_NUMBER = '0',
    TAG_TROUBLE = '1',
    TAG_DETAIL = '2',
    TAG_MAX_AGE = '3',
    TAG_RETRY_AFTER = '4',
    TAG_ALLOW = 'l',
};

static const struct record_field request_fields[] = {
    {'u', offsetof(struct fetch_request, url)},
    {'s', offsetof(struct fetch_request, site_url)},
    {'e', offsetof(struct fetch_request, etag)},
    {'m', offsetof(struct fetch_request, last_modified)},
    {'f', offsetof(struct fetch_request, form)},
};

static const struct record_field answer_fields[] = {
    {'U', offsetof(struct fetched, url)},           {'V', offsetof(struct fetched, moved)},
    {'C', offsetof(struct fetched, content_type)},  {'E', offsetof(struct fetched, etag)},
    {'T', offsetof(struct fetched, last_modified)}, {'G', offsetof(struct fetched, content_coding)},
    {'L', offsetof(struct fetched, links)},         {'B', offsetof(struct fetched, bytes)},
};

enum outcome fetcher_print_request(struct arena *arena,
                                   uint64_t number,
                                   const struct fetch_request *request,
                                   struct str *ret_bytes)
{
    struct buf buf;
    buf_init(&buf, arena, FETCHER_HEAD_BYTES);
    record_add_number(&buf, TAG_NUMBER, number);
    record_add_fields(&buf, request_fields, N_OF(request_fields), request);
    for (size_t i = 0; i < request->allow.n; i++)
        record_add(&buf, TAG_ALLOW, request->allow.items[i]);
    return buf_finish(&buf, ret_bytes);
}

enum outcome fetcher_print_answer(struct arena *arena,
                                  const struct fetcher_answer *answer,
                                  struct str *ret_bytes)
{
    struct buf buf;
    buf_init(&buf, arena, (size_t)LIMIT_FETCH_BYTES + FETCHER_HEAD_BYTES);
    record_add_number(&buf, TAG_NUMBER, answer->number);
    record_add_number(&buf, TAG_TROUBLE, (uint64_t)answer->why.trouble);
    record_add_text(&buf, TAG_DETAIL, answer->why.detail);
    record_add_number(&buf, TAG_MAX_AGE, (uint64_t)answer->page.max_age);
    record_add_number(&buf, TAG_RETRY_AFTER, (uint64_t)answer->page.retry_after);
    record_add_fields(&buf, answer_fields, N_OF(answer_fields), &answer->page);
    return buf_finish(&buf, ret_bytes);
}

enum outcome fetcher_read_request(struct arena *arena,
                                  struct str bytes,
                                  uint64_t *ret_number,
                                  struct fetch_request *ret_request)
{
    struct fetch_request request = {.allow = record_list(arena, bytes, TAG_ALLOW)};
    uint64_t number = 0;
    char tag = 0;
    struct str value = {0};
    while (record_take(&bytes, &tag, &value)) {
        bool is_read =
            tag == TAG_ALLOW || (tag == TAG_NUMBER && record_number(value, UINT64_MAX, &number)) ||
            record_take_field(request_fields, N_OF(request_fields), &request, tag, value);
        if (!is_read)
            return INVALID;
    }
    *ret_number = number;
    *ret_request = request;
    return bytes.len == 0 ? OK : INVALID;
}

/* One record that is no text of the page. */
static bool read_special(char tag, struct str value, struct fetcher_answer *answer)
{
    uint64_t number = 0;
    switch (tag) {
    case TAG_NUMBER:
        return record_number(value, UINT64_MAX, &answer->number);
    case TAG_TROUBLE:
        if (!record_number(value, CAPTURE_LAST_TROUBLE, &number))
            return false;
        answer->why.trouble = (enum capture_trouble)number;
        return true;
    case TAG_MAX_AGE:
        if (!record_number(value, INT64_MAX, &number))
            return false;
        answer->page.max_age = (int64_t)number;
        return true;
    case TAG_RETRY_AFTER:
        if (!record_number(value, INT64_MAX, &number))
            return false;
        answer->page.retry_after = (int64_t)number;
        return true;
    case TAG_DETAIL:
        answer->why.detail = value;
        return true;
    default:
        return false;
    }
}

enum outcome fetcher_read_answer(struct str bytes, struct fetcher_answer *ret_answer)
{
    struct fetcher_answer answer = {.number = 0};
    char tag = 0;
    struct str value = {0};
    while (record_take(&bytes, &tag, &value)) {
        if (!record_take_field(answer_fields, N_OF(answer_fields), &answer.page, tag, value) &&
            !read_special(tag, value, &answer))
            return INVALID;
    }
    *ret_answer = answer;
    return bytes.len == 0 ? OK : INVALID;
}

static bool send_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR)
            return false;
        bytes = str_skip(bytes, n < 0 ? 0 : (size_t)n);
    }
    return true;
}

static bool receive_all(int fd, char *bytes, size_t n_bytes)
{
    while (n_bytes > 0) {
        ssize_t n = recv(fd, bytes, n_bytes, 0);
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        bytes += n < 0 ? 0 : n;
        n_bytes -= n < 0 ? 0 : (size_t)n;
    }
    return true;
}

enum outcome fetcher_send(int fd, struct str inside)
{
    char head[RECORD_HEAD_BYTES];
    record_print_head(head, TAG_MESSAGE, inside.len);
    bool is_sent = send_all(fd, (struct str){head, sizeof head}) && send_all(fd, inside);
    return is_sent ? OK : UNAVAILABLE;
}

enum outcome fetcher_receive(struct arena *arena, int fd, size_t max_bytes, struct str *ret_inside)
{
    char head[RECORD_HEAD_BYTES];
    if (!receive_all(fd, head, sizeof head))
        return UNAVAILABLE;
    size_t len = record_head_length(head);
    if (head[0] != TAG_MESSAGE || len > max_bytes)
        return INVALID;
    char *bytes = arena_alloc_raw(arena, len);
    if (!receive_all(fd, bytes, len))
        return UNAVAILABLE;
    *ret_inside = (struct str){bytes, len};
    return OK;
}
