#include "web/pages/kept_form.h"

enum { LINE_BYTES = 80 };

struct form_hidden_list kept_hidden(struct arena *arena, const struct kept *kept)
{
    if (kept->action.len == 0)
        return (struct form_hidden_list){0};
    struct form_hidden *items = arena_array(arena, struct form_hidden, kept->n_fields + 1);
    for (size_t i = 0; i < kept->n_fields; i++)
        items[i] = (struct form_hidden){str_join(arena, STR("kept."), kept->fields[i].name),
                                        kept->fields[i].value};
    items[kept->n_fields] = (struct form_hidden){STR("resume_action"), kept->action};
    return (struct form_hidden_list){items, kept->n_fields + 1};
}

/* Worth reading again before it is sent. */
static bool is_shown(const struct kept_field *field)
{
    size_t at = 0;
    return field->value.len > LINE_BYTES || str_find_char(field->value, '\n', &at) ||
           str_eq(field->name, STR("body"));
}

struct kept_form kept_form_make(struct arena *arena, const struct kept *kept)
{
    struct kept_text *texts = arena_array(arena, struct kept_text, kept->n_fields);
    struct form_hidden *hidden = arena_array(arena, struct form_hidden, kept->n_fields);
    struct kept_form form = {.action = kept->action, .texts = {texts, 0}, .hidden = {hidden, 0}};
    for (size_t i = 0; i < kept->n_fields; i++) {
        const struct kept_field *field = &kept->fields[i];
        if (is_shown(field))
            texts[form.texts.n++] =
                (struct kept_text){str_print(arena, "kept-%zu", i), field->name, field->value};
        else
            hidden[form.hidden.n++] = (struct form_hidden){field->name, field->value};
    }
    return form;
}
