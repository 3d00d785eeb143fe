/* Reads every file of data/: what is expected, a line "====", then what was
 * given. `.txt` is pasted text, `.rich` a clipboard's HTML, `.html` a page that
 * came from https://example.com/news/story. docs/capture.md says how to add one. */

#include "capture/understand.h"

#include "../unit.h"

#include "base/file.h"
#include "base/limits.h"
#include "text/dates.h"
#include "text/html.h"

#include <dirent.h>
#include <stdlib.h>

struct example {
    struct arena *arena;
    const char *name;
    struct finding finding;
    struct str text;
    struct str date; /* as the site's zone shows it */
    struct str modified;
    size_t n_faults;
};

static void fault(struct example *example, struct str key, struct str wanted, struct str got)
{
    print_error("%s: %.*s: wanted '%.*s', got '%.*s'\n", example->name, STR_ARG(key),
                STR_ARG(wanted), STR_ARG(str_first(got, 300)));
    example->n_faults++;
}

/* "2024-10-21 17:44" in UTC plus eight hours, which is the examples' zone. */
static struct str date_of(struct arena *arena, int64_t utc, bool has_date)
{
    if (!has_date)
        return (struct str){0};
    struct str iso = dates_print_iso(arena, utc + 8 * 3600);
    return str_print(arena, "%.10s %.5s", iso.ptr, iso.ptr + 11);
}

static size_t count_paragraphs(struct str text)
{
    size_t n = text.len > 0;
    size_t at = 0;
    while (str_find(text, STR("\n\n"), &at)) {
        text = str_skip(text, at + 2);
        n++;
    }
    return n;
}

static bool has_tag(const struct finding *finding, struct str tag)
{
    for (size_t i = 0; i < finding->tags.n; i++) {
        if (str_eq(finding->tags.items[i], tag))
            return true;
    }
    return false;
}

static bool field_of(const struct example *example, struct str key, struct str *ret_value)
{
    const struct finding *finding = &example->finding;
    const struct {
        struct str key;
        struct str value;
    } fields[] = {
        {STR("title"), finding->title},           {STR("byline"), finding->byline},
        {STR("source"), finding->source},         {STR("dateline"), finding->dateline},
        {STR("credit"), finding->credit},         {STR("lang"), finding->lang},
        {STR("standfirst"), finding->standfirst}, {STR("date"), example->date},
        {STR("modified"), example->modified},     {STR("image"), finding->image},
        {STR("excerpt"), finding->excerpt},       {STR("printed"), finding->byline_printed},
    };
    for (size_t i = 0; i < N_OF(fields); i++) {
        if (str_eq(fields[i].key, key)) {
            *ret_value = fields[i].value;
            return true;
        }
    }
    return false;
}

/* What holds of the text as a whole. */
static bool holds(const struct example *example, struct str key, struct str wanted)
{
    if (str_eq(key, STR("first")))
        return str_starts_with(example->text, wanted);
    if (str_eq(key, STR("last")))
        return str_ends_with(example->text, wanted);
    if (str_eq(key, STR("has")))
        return str_contains(example->text, wanted);
    if (str_eq(key, STR("lacks")))
        return !str_contains(example->text, wanted);
    if (str_eq(key, STR("html")))
        return str_contains(example->finding.html, wanted);
    if (str_eq(key, STR("has-time")))
        return example->finding.has_time == str_eq(wanted, STR("yes"));
    if (str_eq(key, STR("has-modified-time")))
        return example->finding.has_modified_time == str_eq(wanted, STR("yes"));
    if (str_eq(key, STR("tag")))
        return has_tag(&example->finding, wanted);
    int64_t n = 0;
    return str_eq(key, STR("paragraphs")) && str_to_number(wanted, 1000, &n) == OK &&
           count_paragraphs(example->text) == (size_t)n;
}

static void check(struct example *example, struct str line)
{
    struct str key = {0};
    struct str value = {0};
    assert_true(str_cut(&line, ':', &key));
    struct str wanted = str_trim(line);
    if (field_of(example, key, &value)) {
        bool is_cut = str_ends_with(value, STR("…")) && str_starts_with(value, wanted);
        if (!str_eq(value, wanted) && !is_cut)
            fault(example, key, wanted, value);
    } else if (!holds(example, key, wanted)) {
        fault(example, key, wanted, example->text);
    }
}

static struct material material_of(const char *name, struct str bytes)
{
    struct material material = {
        .kind = CAPTURE_PLAIN, .bytes = bytes, .zone = STR("Asia/Kuala_Lumpur")};
    if (str_ends_with(str_from_c(name), STR(".rich")))
        material.kind = CAPTURE_RICH;
    if (str_ends_with(str_from_c(name), STR(".html"))) {
        material.kind = CAPTURE_DOCUMENT;
        material.url = STR("https://example.com/news/story");
    }
    return material;
}

static size_t try_example(const char *folder, const char *name)
{
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct example example = {.arena = &arena, .name = name};
    struct str path = str_print(&arena, "%s/%s", folder, name);
    struct str file = {0};
    struct str line = {0};
    const char *why = NULL;
    size_t at = 0;
    assert_int_equal(file_read(&arena, path.ptr, 1 << 20, &file, &why), OK);
    assert_true(str_find(file, STR("===="), &at));
    struct str wanted = str_first(file, at);
    struct str bytes = str_skip(file, at);
    assert_true(str_cut(&bytes, '\n', &line));
    struct material material = material_of(name, bytes);
    if (understand(&arena, &material, &example.finding) != CAPTURE_NO_TROUBLE)
        fault(&example, STR("trouble"), STR("none"), STR("some"));
    assert_int_equal(html_to_text(&arena, example.finding.html, &example.text), OK);
    const struct finding *finding = &example.finding;
    example.date = date_of(&arena, finding->published, finding->has_published);
    example.modified = date_of(&arena, finding->modified, finding->has_modified);
    while (str_cut(&wanted, '\n', &line)) {
        if (str_trim(line).len > 0)
            check(&example, str_trim(line));
    }
    return example.n_faults;
}

static void understands_every_example(void **state)
{
    (void)state;
    const char *folder = getenv("CAPTURE_EXAMPLES");
    DIR *dir = opendir(folder ? folder : "data");
    size_t n_faults = 0;
    size_t n = 0;
    assert_non_null(dir);
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (entry->d_name[0] == '.')
            continue;
        n_faults += try_example(folder, entry->d_name);
        n++;
    }
    (void)closedir(dir);
    assert_true(n >= 20);
    assert_int_equal(n_faults, 0);
}

/* Text without a page's furniture comes back whole, word for word. */
static void loses_nothing_of_a_note(void **state)
{
    (void)state;
    static const char *const notes[] = {
        "Home\n\nIt is where the kettle is, and where the cat waits behind the door at six.",
        "Comments on a poem\n\nThe third verse is the best of the three, and the last is too "
        "long by half.\n\nComments\n\nIt was read aloud twice, and nobody coughed while it lasted.",
        "The year 1999\n\n1999\n\nIt was the year in which the well ran dry for the first time "
        "since anybody had kept count.",
        "Monday: nothing.\n\nTuesday: rain, and the roof of the shed came down on the bicycles.",
    };
    for (size_t i = 0; i < N_OF(notes); i++) {
        SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
        struct finding finding;
        struct str text = {0};
        struct str word = {0};
        struct str rest = str_from_c(notes[i]);
        const struct material material = {.kind = CAPTURE_PLAIN, .bytes = rest};
        assert_int_equal(understand(&arena, &material, &finding), CAPTURE_NO_TROUBLE);
        assert_int_equal(html_to_text(&arena, finding.html, &text), OK);
        struct str all = str_join(&arena, finding.title, text);
        while (str_cut(&rest, ' ', &word)) {
            struct str line = {0};
            while (str_cut(&word, '\n', &line)) {
                if (!str_contains(all, line))
                    print_error("'%.*s' is lost in '%.*s'\n", STR_ARG(line), STR_ARG(all));
                assert_true(str_contains(all, line));
            }
        }
    }
}

static enum capture_trouble trouble_of(enum capture_kind kind, struct str bytes)
{
    SCRATCH_ARENA(arena, (size_t)LIMIT_REQUEST_ARENA_BYTES * 8);
    struct finding finding;
    const struct material material = {.kind = kind, .bytes = bytes};
    return understand(&arena, &material, &finding);
}

static void says_why_there_is_nothing_to_share(void **state)
{
    (void)state;
    assert_int_equal(trouble_of(CAPTURE_PLAIN, STR("")), CAPTURE_EMPTY);
    assert_int_equal(trouble_of(CAPTURE_PLAIN, STR(" \r\n\t\xC2\xA0")), CAPTURE_EMPTY);
    assert_int_equal(trouble_of(CAPTURE_DOCUMENT, STR("%PDF-1.7 and more")), CAPTURE_PDF);
    assert_int_equal(trouble_of(CAPTURE_DOCUMENT, STR("\x89PNG\r\n\x1A\n")), CAPTURE_BINARY);
    assert_int_equal(trouble_of(CAPTURE_DOCUMENT, STR("\x01\x02\x03\x04\x05\x06\x07\x08")),
                     CAPTURE_BINARY);
    assert_int_equal(trouble_of(CAPTURE_DOCUMENT, STR("<html><body><img src=a></body></html>")),
                     CAPTURE_NO_ARTICLE);
    assert_int_equal(trouble_of(CAPTURE_RICH, STR("<p> </p>")), CAPTURE_NO_ARTICLE);
}

static void repairs_bad_utf8_and_drops_nul(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct finding finding;
    const struct material material = {
        .kind = CAPTURE_PLAIN,
        .bytes = STR("A ti\xFFtle\n\nThe text has a\0 hole in it, and it goes on all the same.")};
    assert_int_equal(understand(&arena, &material, &finding), CAPTURE_NO_TROUBLE);
    assert_str(finding.title, "A ti\xEF\xBF\xBDtle");
    assert_true(str_contains(finding.html, STR("has a hole")));
}

/* Where the parser answers at all, or says that it is too much, nothing hangs. */
static void survives_hostile_nesting(void **state)
{
    (void)state;
    static const struct str openings[] = {STR_INIT("<div>"), STR_INIT("<b>"),
                                          STR_INIT("<a href=x>"), STR_INIT("<table><tr><td>"),
                                          STR_INIT("<ul><li>x")};
    for (size_t i = 0; i < N_OF(openings); i++) {
        size_t n = i == 0 ? 100000 : 10000;
        char *bytes = malloc(n * openings[i].len);
        assert_non_null(bytes);
        for (size_t at = 0; at < n; at++)
            memcpy(bytes + at * openings[i].len, openings[i].ptr, openings[i].len);
        enum capture_trouble trouble =
            trouble_of(CAPTURE_DOCUMENT, (struct str){bytes, n * openings[i].len});
        assert_true(trouble == CAPTURE_TOO_COMPLEX || trouble == CAPTURE_TOO_LARGE ||
                    trouble == CAPTURE_NO_ARTICLE || trouble == CAPTURE_NO_TROUBLE);
        free(bytes);
    }
}

static void tells_html_from_text(void **state)
{
    (void)state;
    assert_true(capture_looks_like_html(STR("\xEF\xBB\xBF\n <!DOCTYPE html><p>x")));
    assert_true(capture_looks_like_html(STR("<!-- saved from a page --><HTML>")));
    assert_true(capture_looks_like_html(STR("<?xml version=\"1.0\"?><html/>")));
    assert_true(capture_looks_like_html(STR("<!doctypehtml><html lang=en>")));
    assert_true(capture_looks_like_html(STR("<br>\n<b>Warning</b>: disk full\n<html><p>x")));
    assert_false(capture_looks_like_html(STR("A < B, said the <b>teacher</b>.")));
    assert_false(capture_looks_like_html(STR("<3 this article")));
    assert_false(capture_looks_like_html(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_every_example),
        cmocka_unit_test(loses_nothing_of_a_note),
        cmocka_unit_test(says_why_there_is_nothing_to_share),
        cmocka_unit_test(repairs_bad_utf8_and_drops_nul),
        cmocka_unit_test(survives_hostile_nesting),
        cmocka_unit_test(tells_html_from_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
