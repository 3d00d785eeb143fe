#ifndef CAPTURE_FEED_VALUE_H
#define CAPTURE_FEED_VALUE_H

/* A feed as written: a tree of texts, numbers, lists and objects, which keeps what
 * no field of struct feed has room for. Its keys are those of docs/feeds.md.
 * Objects are short, so finding a key is a walk over their members. */

#include "base/buf.h"

enum feed_value_kind {
    FEED_NULL,
    FEED_TEXT,
    FEED_NUMBER,  /* an integer */
    FEED_DECIMAL, /* a number kept as its digits: coordinates */
    FEED_BOOL,
    FEED_LIST,
    FEED_OBJECT,
};

struct feed_value {
    enum feed_value_kind kind;
    struct str text; /* FEED_TEXT, FEED_DECIMAL */
    int64_t number;  /* FEED_NUMBER, FEED_BOOL */
    int rank;        /* how deep it stood; what stands nearer to its object replaces it */
    struct feed_member *first;
    struct feed_member *last;
    size_t n; /* members of an object, items of a list */
};

struct feed_member {
    struct str key; /* empty in a list */
    struct feed_value value;
    struct feed_member *next;
};

/* The member of an object, or NULL; also for a NULL object. */
struct feed_value *feed_value_find(const struct feed_value *object, struct str key);

/* The text of a member; empty when there is none. Borrows. */
struct str feed_value_text(const struct feed_value *object, struct str key);

/* The member, made if need be: it starts as FEED_NULL. Past LIMIT_FEED_VALUES members it is
 * one that belongs to nobody. `key` is borrowed. */
struct feed_value *feed_value_at(struct arena *arena, struct feed_value *object, struct str key);

/* A new last item of the list; likewise past `limit` items. */
struct feed_value *feed_value_add(struct arena *arena, struct feed_value *list, size_t limit);

/* Short ways to set members. */
void feed_value_set_text(struct arena *arena,
                         struct feed_value *object,
                         struct str key,
                         struct str text);
void feed_value_set_number(struct arena *arena,
                           struct feed_value *object,
                           struct str key,
                           int64_t number);
void feed_value_set_bool(struct arena *arena, struct feed_value *object, struct str key, bool is);

/* Takes the member out; what pointed to it stays readable. */
void feed_value_remove(struct feed_value *object, struct str key);

/* The last item of a list, or NULL. */
struct feed_value *feed_value_last(struct feed_value *list);

/* JSON (RFC 8259) on one line. */
void feed_value_print(struct buf *buf, const struct feed_value *value);

#endif
