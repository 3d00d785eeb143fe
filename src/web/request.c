#include "web/request.h"

#include "text/address.h"
#include "web/app.h"

void request_shows(struct request *rq, struct db_topic topic)
{
    CHECK(rq->n_topics < REQUEST_TOPICS);
    rq->topics[rq->n_topics++] = topic;
}

enum outcome
request_part_number(const struct request *rq, size_t part, int64_t max, int64_t *ret_number)
{
    CHECK(part < REQUEST_PARTS);
    struct str text = rq->parts[part];
    int64_t number = 0;
    /* "007" is not a second address of page 7. */
    if (str_starts_with(text, STR("0")) || str_to_number(text, max, &number) != OK)
        return NOT_FOUND;
    *ret_number = number;
    return OK;
}

struct str request_query(const struct request *rq, const char *name)
{
    return form_value(&rq->query, str_from_c(name));
}

struct str form_text(const struct request *rq, const char *name)
{
    return form_value(&rq->form, str_from_c(name));
}

enum outcome
form_number(const struct request *rq, const char *name, int64_t max, int64_t *ret_number)
{
    return str_to_number(form_text(rq, name), max, ret_number);
}

bool form_is_set(const struct request *rq, const char *name)
{
    return form_find(&rq->form, str_from_c(name)) != NULL;
}

const struct form_entry *form_file(const struct request *rq, const char *name)
{
    const struct form_entry *entry = form_find(&rq->form, str_from_c(name));
    /* A file input left empty is sent as a file without name and bytes. */
    if (entry == NULL || !entry->is_file || (entry->file_name.len == 0 && entry->value.len == 0))
        return NULL;
    return entry;
}

bool request_wants_fragment(const struct request *rq)
{
    return str_eq(rq->headers.requested_with, STR("app"));
}

struct str request_cookie(const struct request *rq, struct str name)
{
    struct str rest = rq->headers.cookie;
    struct str pair = STR("");
    while (str_cut(&rest, ';', &pair)) {
        struct str pair_name = STR("");
        str_cut(&pair, '=', &pair_name);
        if (str_eq(str_trim(pair_name), name))
            return str_trim(pair);
    }
    return STR("");
}

struct str request_address(const struct request *rq)
{
    struct str rest = rq->headers.forwarded_for;
    struct str last = STR("");
    /* Our own proxy wrote the last one; those before it are the client's word. */
    if (rq->app->is_behind_proxy)
        while (str_cut(&rest, ',', &last))
            continue;
    last = str_trim(last);
    return last.len > 0 ? last : address_print(rq->arena, rq->peer);
}

bool request_has_tag(const struct request *rq, struct str tag)
{
    struct str rest = rq->headers.if_none_match;
    struct str one = STR("");
    while (str_cut(&rest, ',', &one)) {
        one = str_trim(one);
        if (str_starts_with(one, STR("W/")))
            one = str_skip(one, 2);
        if (str_eq(one, tag))
            return true;
    }
    return false;
}
