#ifndef COMMUNITY_PROBLEM_H
#define COMMUNITY_PROBLEM_H

/* Why an input will not do, as values: who shows it finds the words in the
 * reader's language. Written whenever a function that takes a `ret_problem`
 * answers INVALID, or CONFLICT for something that is taken. */

#include "base/str.h"

enum field {
    FIELD_NONE,
    FIELD_NAME,
    FIELD_PASSWORD,
    FIELD_LANG,
    FIELD_SLUG,
    FIELD_TITLE,
    FIELD_DESCRIPTION,
    FIELD_BYLINE,
    FIELD_SOURCE,
    FIELD_URL,
    FIELD_DATELINE,
    FIELD_STANDFIRST,
    FIELD_EXCERPT,
    FIELD_CREDIT,
    FIELD_TAGS,
    FIELD_BODY,
    FIELD_TIME,
    FIELD_BLOG,
    FIELD_COMMENT,
    FIELD_SITE_NAME,
    FIELD_TAGLINE,
    FIELD_ZONE,
    FIELD_LOCALE,
    FIELD_REGISTRATION,
    FIELD_WANTED,
    FIELD_UNWANTED,
    FIELD_A_DAY,
    FIELD_FOLDER,
    FIELD_RECHECK,
    FIELD_POLICY,
    FIELD_WORDS,
    FIELD_LICENCE,
    FIELD_CLAIMANT,
    FIELD_REASON,
    FIELD_NOTE,
};

enum wrong {
    WRONG_NOTHING,
    WRONG_MISSING,
    WRONG_TOO_SHORT,  /* `limit` says how long at least */
    WRONG_TOO_LONG,   /* `limit` says how long at most */
    WRONG_TOO_MANY,   /* `limit` says how many at most */
    WRONG_CHARACTERS, /* control characters, reversed text, broken UTF-8 */
    WRONG_FORM,       /* not an address, a time, a language, ... */
    WRONG_TAKEN,      /* somebody has it already */
    WRONG_PAST,       /* a time that is over */
    WRONG_RANGE,      /* a number that is not between 1 and `limit` */
};

struct problem {
    enum field field;
    enum wrong wrong;
    int64_t limit;
};

/* Trims `*text` in place and checks it: INVALID when it is empty though
 * `min_characters` is 1, longer than `max_characters`, not UTF-8, or holds control
 * characters or characters that turn the direction of what follows. */
MUST_CHECK enum outcome problem_check_line(struct str *text,
                                           enum field field,
                                           size_t min_characters,
                                           size_t max_characters,
                                           struct problem *ret_problem);

/* The same for text of several lines: line ends, tabs and marks of direction,
 * which end with their paragraph, may stand in it. */
MUST_CHECK enum outcome problem_check_text(struct str *text,
                                           enum field field,
                                           size_t min_characters,
                                           size_t max_characters,
                                           struct problem *ret_problem);

/* An empty text or a BCP 47 tag of letters, digits and hyphens. */
MUST_CHECK enum outcome problem_check_lang(struct str *lang, struct problem *ret_problem);

#endif
