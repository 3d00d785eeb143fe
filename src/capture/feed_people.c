/* Authors, contributors, publishers: Atom has them in parts, RSS as one text with
 * the name and the address in any order. */
#include "capture/feed_build.h"

#include "base/limits.h"
#include "capture/feed_markup.h"

/* --- one text -------------------------------------------------------------- */

static bool is_mail_char(char c)
{
    return char_is_alpha(c) || char_is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

/* The mail address in a text: what stands around an @ and has a point behind it. */
static struct str find_mail(struct str text)
{
    size_t at = 0;
    if (!str_find_char(text, '@', &at))
        return (struct str){0};
    size_t start = at;
    size_t end = at + 1;
    while (start > 0 && is_mail_char(text.ptr[start - 1]))
        start--;
    while (end < text.len && is_mail_char(text.ptr[end]))
        end++;
    while (end > at + 1 && text.ptr[end - 1] == '.')
        end--;
    struct str host = {text.ptr + at + 1, end - at - 1};
    if (start == at || !str_contains(host, STR(".")))
        return (struct str){0};
    return (struct str){text.ptr + start, end - start};
}

static bool ends_with_any(struct str text, const char *signs)
{
    return text.len > 0 && strchr(signs, text.ptr[text.len - 1]) != NULL;
}

static bool starts_with_any(struct str text, const char *signs)
{
    return text.len > 0 && strchr(signs, text.ptr[0]) != NULL;
}

/* The text without the address and without what held it: "(me@example.com)", "<...>". */
static struct str name_around(struct arena *arena, struct str text, struct str mail)
{
    struct str before = str_trim(str_first(text, (size_t)(mail.ptr - text.ptr)));
    struct str after = str_trim(str_skip(text, (size_t)(mail.ptr - text.ptr) + mail.len));
    if (str_starts_with_folded(after, STR("?subject=")))
        after = (struct str){0};
    if (ends_with_any(before, "(<") && starts_with_any(after, ")>")) {
        before = str_trim(str_first(before, before.len - 1));
        after = str_trim(str_skip(after, 1));
    }
    struct str name = before;
    if (before.len == 0)
        name = after;
    else if (after.len > 0)
        name = str_join(arena, str_join(arena, before, STR(" ")), after);
    if (starts_with_any(name, "("))
        name = str_skip(name, 1);
    if (ends_with_any(name, ")"))
        name.len--;
    return str_trim(name);
}

static void split_text(struct arena *arena, struct str text, struct feed_value *person)
{
    struct str mail = find_mail(text);
    struct str name = mail.len > 0 ? name_around(arena, text, mail) : text;
    if (name.len > 0)
        feed_value_set_text(arena, person, STR("name"), name);
    if (mail.len > 0)
        feed_value_set_text(arena, person, STR("email"), mail);
}

/* --- elements -------------------------------------------------------------- */

void feed_person_start(struct feed_build *build, struct feed_frame *frame)
{
    struct arena *arena = build->arena;
    if (frame->context == NULL)
        return;
    frame->own = arena_new(arena, struct feed_value);
    frame->own->kind = FEED_OBJECT;
    frame->person = frame->own;
    if (frame->row->kind != FEED_KIND_PERSON)
        return;
    struct str key = str_join(arena, frame->row->key, STR("s"));
    frame->own =
        feed_value_add(arena, feed_value_at(arena, frame->context, key), LIMIT_FEED_VALUES);
    frame->own->kind = FEED_OBJECT;
    frame->person = frame->own;
}

static struct str one_line(struct arena *arena, const struct feed_value *person)
{
    struct str name = feed_value_text(person, STR("name"));
    struct str mail = feed_value_text(person, STR("email"));
    if (name.len == 0 || mail.len == 0)
        return name.len > 0 ? name : mail;
    return str_join(arena, str_join(arena, str_join(arena, name, STR(" (")), mail), STR(")"));
}

void feed_person_end(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    struct arena *arena = build->arena;
    struct feed_value *person = frame->own;
    if (person == NULL)
        return;
    bool is_in_parts = person->n > 0;
    if (!is_in_parts && text.len > 0)
        split_text(arena, text, person);
    if (person->n == 0 || str_eq(frame->row->key, STR("contributor")))
        return;
    struct str key = str_join(arena, frame->row->key, STR("_detail"));
    if (is_in_parts || feed_value_find(frame->context, key) == NULL)
        *feed_value_at(arena, frame->context, key) = *person;
    feed_value_set_text(arena, frame->context, frame->row->key,
                        is_in_parts ? one_line(arena, person) : text);
}

void feed_person_part(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    struct str key = frame->row->key;
    if (str_eq(key, STR("href")))
        text = str_copy(build->arena, feed_markup_address(build->arena, text, frame->base));
    if (frame->person)
        feed_value_set_text(build->arena, frame->person, key, text);
    else if (frame->context && text.len > 0)
        (void)feed_set_ranked(build, frame, text, false);
}
