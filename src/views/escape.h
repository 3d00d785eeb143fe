#ifndef VIEWS_ESCAPE_H
#define VIEWS_ESCAPE_H

/* What compiled views are made of: each adds one value, escaped for the place
 * where it stands. viewc chooses the place, _Generic the type: a type that is
 * not listed does not compile. */

#include "base/buf.h"
#include "text/html.h"
#include "views/view.h"

/* Between tags: & < > become references, NUL and CR what a parser gives back. */
void view_add_text(struct buf *out, struct str text);

/* In a quoted attribute: " and ' as well. */
void view_add_attr(struct buf *out, struct str text);

/* A whole address in an attribute; "#" when a click on it could run code or
 * leave for a host that it does not name: only http, https, mailto, and what
 * starts with one '/', with '#' or '?'. */
void view_add_url(struct buf *out, struct str url);

/* One part of a path or query: all but unreserved characters (RFC 3986) become %XX. */
void view_add_part(struct buf *out, struct str text);

/* Digits, and digits with the language's separators. */
void view_add_signed(struct buf *out, int64_t number);
void view_add_unsigned(struct buf *out, uint64_t number);
void view_count_signed(struct buf *out, const struct view_context *cx, int64_t number);
void view_count_unsigned(struct buf *out, const struct view_context *cx, uint64_t number);

static inline void view_add_html(struct buf *out, struct safe_html html)
{
    buf_add(out, html.text);
}

static inline void view_hole_text(struct buf *out, const struct view_context *cx, struct str text)
{
    (void)cx;
    view_add_text(out, text);
}

static inline void view_hole_attr(struct buf *out, const struct view_context *cx, struct str text)
{
    (void)cx;
    view_add_attr(out, text);
}

/* For plural forms: how far from zero. */
static inline uint64_t view_amount_signed(int64_t number)
{
    return number < 0 ? -(uint64_t)number : (uint64_t)number;
}

static inline uint64_t view_amount_unsigned(uint64_t number)
{
    return number;
}

static inline bool view_is_text(struct str text)
{
    return text.len > 0;
}

static inline bool view_is_html(struct safe_html html)
{
    return html.text.len > 0;
}

static inline bool view_is_signed(int64_t number)
{
    return number != 0;
}

static inline bool view_is_unsigned(uint64_t number)
{
    return number != 0;
}

static inline bool view_is_pointer(const void *pointer)
{
    return pointer != NULL;
}

/* clang-format off */
#define VIEW_INTEGERS(if_signed, if_unsigned)                                                      \
    signed char: if_signed, short: if_signed, int: if_signed, long: if_signed,                     \
    long long: if_signed, unsigned char: if_unsigned, unsigned short: if_unsigned,                 \
    unsigned: if_unsigned, unsigned long: if_unsigned, unsigned long long: if_unsigned

#define VIEW_TEXT(out, x)                                                                          \
    _Generic((x), struct str: view_add_text,                                                       \
             VIEW_INTEGERS(view_add_signed, view_add_unsigned))(out, x)
#define VIEW_ATTR(out, x)                                                                          \
    _Generic((x), struct str: view_add_attr,                                                       \
             VIEW_INTEGERS(view_add_signed, view_add_unsigned))(out, x)
#define VIEW_URL(out, x) view_add_url(out, x)
#define VIEW_PART(out, x)                                                                          \
    _Generic((x), struct str: view_add_part,                                                       \
             VIEW_INTEGERS(view_add_signed, view_add_unsigned))(out, x)
#define VIEW_COUNT(out, cx, x)                                                                     \
    _Generic((x), VIEW_INTEGERS(view_count_signed, view_count_unsigned))(out, cx, x)
#define VIEW_HOLE_TEXT(out, cx, x)                                                                 \
    _Generic((x), struct str: view_hole_text,                                                      \
             VIEW_INTEGERS(view_count_signed, view_count_unsigned))(out, cx, x)
#define VIEW_HOLE_ATTR(out, cx, x)                                                                 \
    _Generic((x), struct str: view_hole_attr,                                                      \
             VIEW_INTEGERS(view_count_signed, view_count_unsigned))(out, cx, x)
#define VIEW_NUMBER(x)                                                                             \
    _Generic((x), VIEW_INTEGERS(view_amount_signed, view_amount_unsigned))(x)
#define VIEW_IS(x)                                                                                 \
    _Generic((x), struct str: view_is_text, struct safe_html: view_is_html,                        \
             bool: view_is_signed, VIEW_INTEGERS(view_is_signed, view_is_unsigned),                \
             default: view_is_pointer)(x)

/* The address of a struct, or a pointer to it as it is. A type takes no parentheses:
 * NOLINTNEXTLINE(bugprone-macro-parentheses) */
#define VIEW_POINTER(type, x) _Generic((x), type *: (x), const type *: (x), default: &(x))
/* clang-format on */

#endif
