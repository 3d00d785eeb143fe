#include "community/problem.h"

#include "base/utf8.h"
#include "text/language.h"
#include "text/name.h"

static enum outcome
say(struct problem *ret_problem, enum field field, enum wrong wrong, size_t limit)
{
    *ret_problem = (struct problem){field, wrong, (int64_t)limit};
    return INVALID;
}

enum outcome problem_check_line(struct str *text,
                                enum field field,
                                size_t min_characters,
                                size_t max_characters,
                                struct problem *ret_problem)
{
    *text = str_trim(*text);
    if (str_is_empty(*text))
        return min_characters > 0 ? say(ret_problem, field, WRONG_MISSING, 0) : OK;

    switch (name_check(*text, max_characters)) {
    case NAME_FINE:
        break;
    case NAME_EMPTY:
        return say(ret_problem, field, WRONG_MISSING, 0);
    case NAME_TOO_LONG:
        return say(ret_problem, field, WRONG_TOO_LONG, max_characters);
    case NAME_NOT_UTF8:
    case NAME_CONTROL:
    case NAME_DIRECTION:
    case NAME_INVISIBLE:
    case NAME_SPACES:
        return say(ret_problem, field, WRONG_CHARACTERS, 0);
    }
    if (utf8_count(*text) < min_characters)
        return say(ret_problem, field, WRONG_TOO_SHORT, min_characters);
    return OK;
}

static bool is_control(char c)
{
    return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
}

enum outcome problem_check_text(struct str *text,
                                enum field field,
                                size_t min_characters,
                                size_t max_characters,
                                struct problem *ret_problem)
{
    *text = str_trim(*text);
    if (str_is_empty(*text))
        return min_characters > 0 ? say(ret_problem, field, WRONG_MISSING, 0) : OK;
    if (!utf8_is_valid(*text))
        return say(ret_problem, field, WRONG_CHARACTERS, 0);
    for (size_t i = 0; i < text->len; i++) {
        if (is_control(text->ptr[i]))
            return say(ret_problem, field, WRONG_CHARACTERS, 0);
    }
    size_t n_characters = utf8_count(*text);
    if (n_characters > max_characters)
        return say(ret_problem, field, WRONG_TOO_LONG, max_characters);
    if (n_characters < min_characters)
        return say(ret_problem, field, WRONG_TOO_SHORT, min_characters);
    return OK;
}

enum outcome problem_check_lang(struct str *lang, struct problem *ret_problem)
{
    *lang = str_trim(*lang);
    if (!str_is_empty(*lang) && !language_is_valid(*lang))
        return say(ret_problem, FIELD_LANG, WRONG_FORM, 0);
    return OK;
}
