#ifndef WEB_FIELD_H
#define WEB_FIELD_H

/* A form's fields as a page declares them, a validator each, so that handlers
 * see checked values only:
 *
 *     static const struct field fields[] = {
 *         {STR_INIT("title"), FIELD_LINE, .is_required = true, .max = LIMIT_TITLE_CHARACTERS},
 *         {STR_INIT("body"), FIELD_TEXT, .max = LIMIT_COMMENT_CHARACTERS},
 *     };
 *     struct field_problem problems[FIELDS_COUNT(fields)];
 *     size_t n = fields_check(rq, fields, FIELDS_COUNT(fields), problems);
 */

#include "web/request.h"

enum field_kind {
    FIELD_LINE,   /* one line: white space folded, no control or direction marks */
    FIELD_TEXT,   /* lines of text: no control characters but tab and line feed */
    FIELD_SECRET, /* a password: as typed, limits in bytes */
    FIELD_NUMBER, /* decimal digits, at most `max` */
    FIELD_CHOICE, /* one of `choices` */
    FIELD_CHECK,  /* a check box: sent or not */
    FIELD_URL,    /* http:// or https:// and no blanks, at most `max` bytes */
    FIELD_FILE,   /* a file of at most `max` bytes */
};

struct field {
    struct str name;
    enum field_kind kind;
    bool is_required;
    int64_t min; /* characters; bytes for a secret */
    int64_t max; /* characters; bytes for a secret, a URL or a file; the value of a number */
    const struct str *choices;
    size_t n_choices;
};

#define FIELDS_COUNT(fields) (sizeof(fields) / sizeof((fields)[0]))

enum field_trouble {
    FIELD_IS_MISSING,
    FIELD_IS_TOO_SHORT,
    FIELD_IS_TOO_LONG,
    FIELD_HAS_BAD_CHARACTERS,
    FIELD_IS_NO_NUMBER,
    FIELD_IS_NO_CHOICE,
    FIELD_IS_NO_URL,
};

struct field_problem {
    const struct field *field;
    enum field_trouble trouble;
    int64_t limit; /* what was passed, where the trouble is one of length */
};

/* Checks the sent form against the table, in its order. Fills `ret_problems`
 * (room for n) and returns how many there are; 0: all is well. */
size_t fields_check(const struct request *rq,
                    const struct field *fields,
                    size_t n,
                    struct field_problem *ret_problems);

/* Values of the request's form. A field that was not sent reads as empty, 0 or
 * false. field_line is trimmed, its white space folded to single spaces. */
struct str field_line(const struct request *rq, struct str name);
struct str field_text(const struct request *rq, struct str name);
int64_t field_number(const struct request *rq, struct str name);
bool field_is_checked(const struct request *rq, struct str name);

#endif
