/* {"id": "1", "title": "...", "shared": "2024-10-21T09:44:00Z", "text": "..."} */
#include "transfer/record.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/json.h"

enum {
    MAX_TAGS = 4 * LIMIT_TAGS, /* looked at: some will not do */
    PUBLISHED = 2,             /* "state" of an article in an export of ours */
};

/* Where each member goes. */
static const struct {
    struct str name;
    size_t offset;
} members[] = {
    {STR_INIT("id"), offsetof(struct record, id)},
    {STR_INIT("title"), offsetof(struct record, title)},
    {STR_INIT("byline"), offsetof(struct record, byline)},
    {STR_INIT("source"), offsetof(struct record, source)},
    {STR_INIT("url"), offsetof(struct record, url)},
    {STR_INIT("published"), offsetof(struct record, published)},
    {STR_INIT("shared"), offsetof(struct record, shared)},
    {STR_INIT("lang"), offsetof(struct record, lang)},
    {STR_INIT("text"), offsetof(struct record, text)},
    {STR_INIT("html"), offsetof(struct record, html)},
    {STR_INIT("dateline"), offsetof(struct record, dateline)},
    {STR_INIT("standfirst"), offsetof(struct record, standfirst)},
    {STR_INIT("excerpt"), offsetof(struct record, excerpt)},
    {STR_INIT("credit"), offsetof(struct record, credit)},
};

static struct str *member_of(struct record *record, struct str name)
{
    for (size_t i = 0; i < N_OF(members); i++) {
        if (str_eq(members[i].name, name))
            return (struct str *)(void *)((char *)record + members[i].offset);
    }
    return NULL;
}

static struct str_list read_tags(struct arena *arena, struct json_reader *r)
{
    struct str *tags = arena_array(arena, struct str, MAX_TAGS);
    size_t n = 0;
    if (json_peek(r) != '[') {
        json_skip(r); /* null, or a text: no list of tags */
        return (struct str_list){tags, 0};
    }
    for (json_enter(r, '['); json_next_item(r);) {
        if (n < MAX_TAGS && json_peek(r) == '"')
            tags[n++] = json_text(arena, r);
        else
            json_skip(r);
    }
    return (struct str_list){tags, n};
}

static void read_members(struct arena *arena, struct json_reader *r, struct record *record)
{
    struct str name;
    for (json_enter(r, '{'); json_next_member(arena, r, &name);) {
        struct str *place = member_of(record, name);
        if (place != NULL)
            *place = json_text(arena, r);
        else if (str_eq(name, STR("tags")))
            record->tags = read_tags(arena, r);
        else if (str_eq(name, STR("state")))
            record->left_out = json_number(r) == PUBLISHED ? STR("") : STR("it is not published");
        else
            json_skip(r);
    }
}

enum outcome record_read_json(struct arena *arena,
                              struct str piece,
                              struct records *ret_records,
                              struct str *ret_why)
{
    if (str_starts_with(piece, STR("\xEF\xBB\xBF"))) /* a mark at the file's beginning */
        piece = str_skip(piece, 3);
    if (!utf8_is_valid(piece)) {
        *ret_why = STR("it is not UTF-8");
        return INVALID;
    }
    struct record *record = arena_new(arena, struct record);
    struct json_reader r = json_read(piece);
    read_members(arena, &r, record);
    if (!json_is_good(&r)) {
        *ret_why = str_join(arena, STR("it is not JSON as it should be: "), str_from_c(r.fault));
        return INVALID;
    }
    *ret_records = (struct records){record, 1};
    return OK;
}
