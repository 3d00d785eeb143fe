/* What capture understands of files, as JSON: one object a line, in one process
 * that can open files and do nothing else. */
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "capture/capture.h"
#include "capture/encoding.h"
#include "capture/sandbox.h"
#include "cli/command.h"
#include "text/dates.h"
#include "text/words.h"

#include <jansson.h>
#include <limits.h>
#include <malloc.h>
#include <unistd.h>

/* A field that is not known is null. What capture answers is UTF-8 and need not be looked at
 * again. */
static json_t *json_of(struct str text)
{
    return text.len > 0 ? json_stringn_nocheck(text.ptr, text.len) : json_null();
}

static json_t *json_of_list(struct str_list list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list.n; i++)
        (void)json_array_append_new(array, json_of(list.items[i]));
    return array;
}

/* A day stands without a time where the page told none. */
static struct str date_of(struct arena *arena, int64_t utc, bool has_time)
{
    struct str iso = dates_print_iso(arena, utc);
    size_t end = 0;
    return !has_time && str_find(iso, STR("T"), &end) ? str_first(iso, end) : iso;
}

static void add_dates(json_t *json, struct arena *arena, const struct capture *capture)
{
    struct str published = {0};
    struct str modified = {0};
    if (capture->has_published)
        published = date_of(arena, capture->published, capture->has_time);
    if (capture->has_modified)
        modified = date_of(arena, capture->modified, capture->has_modified_time);
    (void)json_object_set_new(json, "published", json_of(published));
    (void)json_object_set_new(json, "modified", json_of(modified));
}

/* A space that does not break is a matter of layout: programs look for words. */
static struct str with_plain_spaces(struct arena *arena, struct str text)
{
    struct buf out;
    size_t at = 0;
    buf_init(&out, arena, text.len);
    while (str_find(text, STR("\xC2\xA0"), &at)) {
        buf_add(&out, str_first(text, at));
        BUF_ADD(&out, " ");
        text = str_skip(text, at + 2);
    }
    buf_add(&out, text);
    return buf_text(&out);
}

/* All that the page's reader reads, with what has fields of its own. */
static struct str text_of(struct arena *arena, const struct capture *capture)
{
    struct buf out;
    buf_init(&out, arena, 2 * LIMIT_ARTICLE_BYTES);
    if (capture->opening.len > 0) {
        buf_add(&out, capture->opening);
        BUF_ADD(&out, " ");
    }
    buf_add(&out, capture->text);
    if (capture->closing.len > 0) {
        BUF_ADD(&out, "\n\n");
        buf_add(&out, capture->closing);
    }
    return with_plain_spaces(arena, buf_text(&out));
}

static void add_capture(json_t *json, struct arena *arena, const struct capture *capture)
{
    (void)json_object_set_new(json, "url", json_of(capture->url));
    (void)json_object_set_new(json, "canonical", json_of(capture->canonical));
    (void)json_object_set_new(json, "title", json_of(capture->title));
    (void)json_object_set_new(json, "byline", json_of(capture->byline));
    (void)json_object_set_new(json, "source", json_of(capture->source));
    (void)json_object_set_new(json, "credit", json_of(capture->credit));
    (void)json_object_set_new(json, "dateline", json_of(capture->dateline));
    add_dates(json, arena, capture);
    (void)json_object_set_new(json, "lang", json_of(capture->lang));
    (void)json_object_set_new(json, "encoding", json_of(capture->encoding));
    (void)json_object_set_new(json, "standfirst", json_of(capture->standfirst));
    (void)json_object_set_new(json, "excerpt", json_of(capture->excerpt));
    (void)json_object_set_new(json, "image", json_of(capture->image));
    (void)json_object_set_new(json, "tags", json_of_list(capture->tags));
    (void)json_object_set_new(json, "is_cut", json_boolean(capture->is_cut));
    (void)json_object_set_new(json, "text", json_of(text_of(arena, capture)));
    (void)json_object_set_new(json, "html", json_of(capture->body.text));
    (void)json_object_set_new(json, "words", json_integer((json_int_t)words_count(capture->text)));
}

static int add_to_line(const char *bytes, size_t n, void *text)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static bool print_line(const struct command_line *line, struct arena *arena, json_t *json)
{
    struct buf text;
    const char *why = NULL;
    buf_init(&text, arena, LIMIT_CAPTURE_MEMORY_BYTES);
    (void)json_dump_callback(json, add_to_line, &text, JSON_COMPACT);
    json_decref(json);
    BUF_ADD(&text, "\n");
    if (file_write_all(STDOUT_FILENO, buf_text(&text), &why) == OK)
        return true;
    complain(line, "standard output: %s", why);
    return false;
}

/* One file, one line: a file that cannot be understood says why in "error". */
static bool extract_file(const struct command_line *line, const char *path)
{
    SCRATCH_ARENA(arena, LIMIT_CAPTURE_MEMORY_BYTES / 2);
    struct capture_request request = {
        .kind = CAPTURE_DOCUMENT,
        .url = str_from_c(option_value(line, "url", "")),
    };
    struct capture capture;
    struct capture_reason why = {0};
    const char *trouble = NULL;
    struct str error = {0};
    if (file_read(&arena, path, LIMIT_HTML_BYTES, &request.bytes, &trouble) != OK)
        error = str_from_c(trouble);
    else if (capture_read(&arena, &request, &capture, &why) != OK)
        error = capture_reason_text(&arena, why);
    json_t *json = json_object();
    (void)json_object_set_new(json, "file", json_string(path));
    if (error.len == 0) {
        add_capture(json, &arena, &capture);
    } else {
        struct str encoding = encoding_sniff(request.bytes, STR(""))->name;
        (void)json_object_set_new(json, "encoding", json_of(encoding));
        (void)json_object_set_new(json, "error", json_of(error));
        complain(line, "%s: %.*s", path, STR_ARG(error));
    }
    return print_line(line, &arena, json) && error.len == 0;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    (void)arena;
    bool is_done = true;
    /* What one page took the next one takes again: it is not handed back in between. */
    (void)mallopt(M_MMAP_THRESHOLD, LIMIT_HTML_BYTES);
    (void)mallopt(M_TRIM_THRESHOLD, LIMIT_CAPTURE_MEMORY_BYTES / 4);
    if (!sandbox_enter_files()) {
        complain(line, "the kernel refuses to shut this process in, so nothing was read");
        return EXIT_FAILED;
    }
    for (int i = 0; i < line->n_operands; i++)
        is_done = extract_file(line, line->operands[i]) && is_done;
    return is_done ? EXIT_DONE : EXIT_FAILED;
}

static const struct option_row options[] = {
    {"url", "U", "where the page came from: its relative addresses are read against it"},
    {NULL, NULL, NULL},
};

const struct command command_extract = {
    .name = "extract",
    .operands = "[--url U] FILE...",
    .summary = "Prints the article that each page holds, one JSON object a line.",
    .details =
        "Keys: file, url, canonical, title, byline, source, credit, dateline, published,\n"
        "modified, lang, encoding, standfirst, excerpt, image, tags, is_cut (only the opening of\n"
        "what is paid for), text, html, words. What is not known is null. A file without an\n"
        "article has file, encoding and error; the exit status is then 1.",
    .options = options,
    .min_operands = 1,
    .max_operands = INT_MAX,
    .run = run,
};
