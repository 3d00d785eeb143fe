#ifndef TEXT_JSON_H
#define TEXT_JSON_H

/* JSON (RFC 8259) read in place, value by value, and written. For streams of records: a
 * record costs one pass over its bytes and no tree; texts without escapes are borrowed from
 * the input. (Documents of others that have no fixed shape are read with jansson, in capture.)
 *
 *     struct json_reader r = json_read(text);
 *     for (json_enter(&r, '{'); json_next_member(arena, &r, &name);)
 *         if (str_eq(name, STR("title"))) title = json_text(arena, &r);
 *         else json_skip(&r);
 *     if (!json_is_good(&r)) ...
 *
 * A fault sticks: whatever is asked for afterwards is empty, and json_next_* end. */

#include "base/buf.h"

struct json_reader {
    struct str rest;
    const char *fault; /* NULL; else what is wrong, in words */
    bool is_first;     /* of the members or items of the innermost value */
};

/* `text` must be UTF-8: the caller has looked. */
struct json_reader json_read(struct str text);

/* True when all was read, nothing follows and nothing was wrong. */
bool json_is_good(struct json_reader *r);

/* The first character of the next value ('{', '[', '"', a digit, 't', ...), or 0 at the end. */
char json_peek(struct json_reader *r);

/* Goes into an object '{' or a list '['; a fault when the next value is none. */
void json_enter(struct json_reader *r, char open);

/* Moves to the next member's value, or to the next item; false behind the last one, which
 * leaves the object or list. */
bool json_next_member(struct arena *arena, struct json_reader *r, struct str *ret_name);
bool json_next_item(struct json_reader *r);

/* The next value. A fault when it is of another kind; null reads as empty or 0. A number
 * is a whole one; json_text takes one too, as its digits, since some write ids so. */
struct str json_text(struct arena *arena, struct json_reader *r);
int64_t json_number(struct json_reader *r);
bool json_bool(struct json_reader *r);

/* Passes over the next value, LIMIT_JSON_DEPTH deep at most. */
void json_skip(struct json_reader *r);

/* A text in quotes. */
void json_add_text(struct buf *buf, struct str text);

/* `"name":` with a comma before it unless it is the first behind '{'. */
void json_add_name(struct buf *buf, struct str name);

/* Whole members; the texts are left out when they are empty, the numbers when they are 0. */
void json_add_member(struct buf *buf, struct str name, struct str text);
void json_add_number(struct buf *buf, struct str name, int64_t number);

#endif
