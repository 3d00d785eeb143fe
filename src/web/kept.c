#include "web/kept.h"

#include "web/csrf.h"

#define PREFIX STR("kept.")
#define ACTION STR("resume_action")

/* Secrets are typed again rather than written into a page. */
static bool may_be_kept(const struct form_entry *entry)
{
    return !entry->is_file && !str_eq(entry->name, STR(CSRF_FIELD)) &&
           !str_contains(entry->name, STR("password")) && !str_eq(entry->name, ACTION) &&
           !str_starts_with(entry->name, PREFIX);
}

struct kept kept_from_refused(const struct request *rq)
{
    struct kept_field *fields = arena_array(rq->arena, struct kept_field, rq->form.n);
    size_t n = 0;
    bool has_text = false;
    for (size_t i = 0; i < rq->form.n; i++) {
        const struct form_entry *entry = &rq->form.items[i];
        if (!may_be_kept(entry))
            continue;
        fields[n++] = (struct kept_field){entry->name, entry->value};
        has_text = has_text || entry->value.len > 0;
    }
    return has_text ? (struct kept){rq->path, fields, n} : (struct kept){0};
}

struct kept kept_from_resumed(const struct request *rq)
{
    struct str action = form_value(&rq->form, ACTION);
    if (!str_starts_with(action, STR("/")))
        return (struct kept){0};
    struct kept_field *fields = arena_array(rq->arena, struct kept_field, rq->form.n);
    size_t n = 0;
    for (size_t i = 0; i < rq->form.n; i++) {
        const struct form_entry *entry = &rq->form.items[i];
        if (!entry->is_file && str_starts_with(entry->name, PREFIX))
            fields[n++] = (struct kept_field){str_skip(entry->name, PREFIX.len), entry->value};
    }
    return (struct kept){action, fields, n};
}
