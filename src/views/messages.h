#ifndef VIEWS_MESSAGES_H
#define VIEWS_MESSAGES_H

/* What the reader is told, in the reader's language. The English text is the
 * key; tools/catalog.py turns po/ into tables while building. A message that a
 * catalogue lacks is shown in English (and fails lint). */

#include "base/str.h"

enum language {
    LANGUAGE_EN,
    LANGUAGE_MS,
    LANGUAGE_ZH_HANS,
};
#define N_LANGUAGES 3

/* "en", "ms", "zh-Hans" (BCP 47), and the language's name for itself. */
struct str language_tag(enum language language);
struct str language_name(enum language language);

/* What stands between the thousands of a number. */
struct str language_separator(enum language language);

/* The language of a tag such as "zh-CN" or "MS"; NOT_FOUND when we do not speak it. */
MUST_CHECK enum outcome language_find(struct str tag, enum language *ret_language);

/* The language that an Accept-Language header (RFC 9110) likes best, else `otherwise`. */
enum language language_from_accept(struct str header, enum language otherwise);

/* The literal's translation; catalog.py finds the literal here. */
#define tr(language, literal) tr_str((language), STR(literal))

/* The one that fits n: `one` and `many` are literals with the hole {n}. */
#define tr_n(language, n, one, many) tr_count((language), (n), STR(one), STR(many))

/* Marks a literal in a static table; tr_str gets its translation later. */
#define MESSAGE(literal) STR_INIT(literal)

struct str tr_str(enum language language, struct str english);
struct str tr_count(enum language language, int64_t n, struct str one, struct str many);

struct message_hole {
    struct str name;
    struct str text;
};

/* The text with its holes {name} filled; unknown ones stay as they are.
 * Escapes nothing. Lives in the arena.
 * `tr_fill(arena, text, HOLES({STR("name"), name}, {STR("n"), number}))` */
struct str
tr_fill(struct arena *arena, struct str text, const struct message_hole *holes, size_t n_holes);

#define HOLES(...)                                                                                 \
    (const struct message_hole[]){__VA_ARGS__},                                                    \
        sizeof((const struct message_hole[]){__VA_ARGS__}) / sizeof(struct message_hole)

/* n with the language's separators. */
struct str tr_number(struct arena *arena, enum language language, int64_t n);

/* For compiled views: a message is pieces of escaped text, each but the last
 * followed by a hole. */
struct message_piece {
    struct str html;
    int hole; /* its number in the English text, or MESSAGE_END */
};
#define MESSAGE_END (-1)

/* The tables made by catalog.py. */
struct message_text {
    struct str english;
    const struct str *forms; /* as many as message_form has values */
};
struct message_texts {
    const struct message_text *items; /* by `english`, bytewise */
    size_t n;
};
extern const struct message_texts message_texts[N_LANGUAGES];
extern const struct message_piece *const *const message_pieces[N_LANGUAGES];

/* Which of a language's plural forms n takes (the catalogue's Plural-Forms). */
size_t message_form(enum language language, uint64_t n);

/* `id` is an enumerator of messages.gen.h. */
static inline const struct message_piece *message_find(enum language language, size_t id)
{
    return message_pieces[language][id];
}

static inline const struct message_piece *
message_plural(enum language language, size_t id, uint64_t n)
{
    return message_pieces[language][id + message_form(language, n)];
}

#endif
