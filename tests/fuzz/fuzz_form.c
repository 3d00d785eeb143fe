/* Whatever body comes, the form's promise holds: no more entries than the
 * limit, each name and value valid UTF-8 without NUL and CR, all of it inside
 * what was sent or mended. The first byte says which reader and which boundary. */

#include "base/limits.h"
#include "base/utf8.h"
#include "web/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static void check_text(struct str text)
{
    CHECK(utf8_is_valid(text));
    CHECK(text.len == 0 || memchr(text.ptr, '\0', text.len) == NULL);
    CHECK(text.len == 0 || memchr(text.ptr, '\r', text.len) == NULL);
}

static void check_form(const struct form *form, size_t n_bytes)
{
    size_t total = 0;
    CHECK(form->n <= LIMIT_REQUEST_FIELDS);
    check_text(form->wrong_field);
    for (size_t i = 0; i < form->n; i++) {
        const struct form_entry *entry = &form->items[i];
        check_text(entry->name);
        check_text(entry->file_name);
        if (!entry->is_file)
            check_text(entry->value);
        total += entry->name.len + entry->file_name.len + entry->value.len;
        CHECK(form_find(form, entry->name) != NULL);
    }
    /* Mending makes three bytes of one, decoding never makes more. */
    CHECK(total <= 3 * n_bytes);
    CHECK(form->wrong != FORM_FINE || total <= n_bytes);
}

/* A form that was fine, written again and read again, is the same form. */
static void check_again(struct arena *arena, const struct form *form)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t room = 0;
    for (size_t i = 0; i < form->n; i++)
        room += 3 * (form->items[i].name.len + form->items[i].value.len) + 2;
    char *bytes = arena_alloc_raw(arena, room);
    size_t len = 0;
    for (size_t i = 0; i < form->n; i++) {
        const struct str texts[] = {form->items[i].name, form->items[i].value};
        for (size_t t = 0; t < 2; t++) {
            for (size_t k = 0; k < texts[t].len; k++) {
                unsigned char byte = (unsigned char)texts[t].ptr[k];
                bytes[len++] = '%';
                bytes[len++] = digits[byte >> 4];
                bytes[len++] = digits[byte & 15];
            }
            bytes[len++] = t == 0 ? '=' : '&';
        }
    }
    struct form again = form_read_urlencoded(arena, bytes, len);
    CHECK(again.wrong == FORM_FINE && again.n == form->n);
    for (size_t i = 0; i < form->n; i++) {
        CHECK(str_eq(again.items[i].name, form->items[i].name));
        CHECK(str_eq(again.items[i].value, form->items[i].value));
    }
}

/* The content type comes first, up to a line end, and then the body. */
static void read_multipart(struct arena *arena, struct str rest)
{
    struct str type = STR("");
    struct str boundary = STR("");
    str_cut(&rest, '\n', &type);
    if (form_boundary(type, &boundary) != OK)
        boundary = STR("b");
    struct str body = str_copy(arena, rest);
    char *bytes = arena_alloc_raw(arena, body.len);
    if (body.len > 0)
        memcpy(bytes, body.ptr, body.len);
    struct form form = form_read_multipart(arena, boundary, bytes, body.len);
    check_form(&form, body.len);
}

static void read_urlencoded(struct arena *arena, struct str body)
{
    char *bytes = arena_alloc_raw(arena, body.len);
    if (body.len > 0)
        memcpy(bytes, body.ptr, body.len);
    struct form form = form_read_urlencoded(arena, bytes, body.len);
    check_form(&form, body.len);
    if (form.wrong == FORM_FINE)
        check_again(arena, &form);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 64 << 20);
    struct str input = {(const char *)bytes, n_bytes};
    if (str_starts_with(input, STR("m")))
        read_multipart(&arena, str_skip(input, 1));
    else
        read_urlencoded(&arena, str_skip(input, 1));
    return 0;
}
