/* What capture understands of files, as JSON: one object a line, in one process
 * that can open files and do nothing else. */
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "capture/capture.h"
#include "capture/encoding.h"
#include "capture/sandbox.h"
#include "cli/command.h"
#include "text/dates.h"
#include "text/json.h"
#include "text/words.h"

#include <limits.h>
#include <malloc.h>
#include <unistd.h>

/* A field that is not known is null. */
static void add(struct buf *json, struct str name, struct str text)
{
    json_add_name(json, name);
    if (text.len > 0)
        json_add_text(json, text);
    else
        BUF_ADD(json, "null");
}

static void add_list(struct buf *json, struct str name, struct str_list list)
{
    json_add_name(json, name);
    BUF_ADD(json, "[");
    for (size_t i = 0; i < list.n; i++) {
        if (i > 0)
            BUF_ADD(json, ",");
        json_add_text(json, list.items[i]);
    }
    BUF_ADD(json, "]");
}

/* A day stands without a time where the page told none. */
static struct str date_of(struct arena *arena, int64_t utc, bool has_time)
{
    struct str iso = dates_print_iso(arena, utc);
    size_t end = 0;
    return !has_time && str_find(iso, STR("T"), &end) ? str_first(iso, end) : iso;
}

static void add_dates(struct buf *json, struct arena *arena, const struct capture *capture)
{
    struct str published = {0};
    struct str modified = {0};
    if (capture->has_published)
        published = date_of(arena, capture->published, capture->has_time);
    if (capture->has_modified)
        modified = date_of(arena, capture->modified, capture->has_modified_time);
    add(json, STR("published"), published);
    add(json, STR("modified"), modified);
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

static void add_capture(struct buf *json, struct arena *arena, const struct capture *capture)
{
    add(json, STR("url"), capture->url);
    add(json, STR("canonical"), capture->canonical);
    add(json, STR("title"), capture->title);
    add(json, STR("byline"), capture->byline_printed);
    add(json, STR("author"), capture->byline);
    add(json, STR("source"), capture->source);
    add(json, STR("credit"), capture->credit);
    add(json, STR("dateline"), capture->dateline);
    add_dates(json, arena, capture);
    add(json, STR("lang"), capture->lang);
    add(json, STR("encoding"), capture->encoding);
    add(json, STR("standfirst"), capture->standfirst);
    add(json, STR("excerpt"), capture->excerpt);
    add(json, STR("image"), capture->image);
    add_list(json, STR("tags"), capture->tags);
    json_add_name(json, STR("is_cut"));
    buf_add(json, capture->is_cut ? STR("true") : STR("false"));
    add(json, STR("text"), text_of(arena, capture));
    add(json, STR("html"), capture->body.text);
    json_add_name(json, STR("words"));
    buf_add_number(json, (int64_t)words_count(capture->text));
}

static bool print_line(const struct command_line *line, struct str text)
{
    const char *why = NULL;
    if (file_write_all(STDOUT_FILENO, text, &why) == OK)
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
    struct buf json;
    buf_init(&json, &arena, LIMIT_CAPTURE_MEMORY_BYTES);
    BUF_ADD(&json, "{");
    add(&json, STR("file"), utf8_repair(&arena, str_from_c(path)));
    if (error.len == 0) {
        add_capture(&json, &arena, &capture);
    } else {
        struct str encoding = encoding_sniff(request.bytes, STR(""))->name;
        add(&json, STR("encoding"), encoding);
        add(&json, STR("error"), error);
        complain(line, "%s: %.*s", path, STR_ARG(error));
    }
    BUF_ADD(&json, "}\n");
    return print_line(line, buf_text(&json)) && error.len == 0;
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
        "Keys: file, url, canonical, title, byline (as the page prints it), author (the names\n"
        "alone), source, credit, dateline, published, modified, lang, encoding, standfirst,\n"
        "excerpt, image, tags, is_cut (only the opening of what is paid for), text, html, words.\n"
        "What is not known is null. A file without an article has file, encoding and error; the\n"
        "exit status is then 1.",
    .options = options,
    .min_operands = 1,
    .max_operands = INT_MAX,
    .run = run,
};
