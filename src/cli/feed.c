/* The feed reader alone: each file becomes one line of JSON, the feed as parsed. What
 * feeds themselves call a thing stands beside the name under which it is kept. */
#include "capture/feed.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "capture/feed_value.h"
#include "capture/sandbox.h"
#include "cli/command.h"

#include <limits.h>
#include <unistd.h>

enum { ARENA_BYTES = LIMIT_CAPTURE_MEMORY_BYTES };

/* --- other names ----------------------------------------------------------- */

/* Formats have different words for one thing: each is there under all of them. */
static const struct {
    struct str key;
    struct str alias;
} aliases[] = {
    {STR_INIT("summary"), STR_INIT("description")},
    {STR_INIT("summary_detail"), STR_INIT("description_detail")},
    {STR_INIT("subtitle"), STR_INIT("description")},
    {STR_INIT("subtitle_detail"), STR_INIT("description_detail")},
    {STR_INIT("subtitle"), STR_INIT("tagline")},
    {STR_INIT("subtitle_detail"), STR_INIT("tagline_detail")},
    {STR_INIT("rights"), STR_INIT("copyright")},
    {STR_INIT("rights_detail"), STR_INIT("copyright_detail")},
    {STR_INIT("updated"), STR_INIT("modified")},
    {STR_INIT("updated_parsed"), STR_INIT("modified_parsed")},
    {STR_INIT("updated"), STR_INIT("date")},
    {STR_INIT("updated_parsed"), STR_INIT("date_parsed")},
    {STR_INIT("published"), STR_INIT("issued")},
    {STR_INIT("published_parsed"), STR_INIT("issued_parsed")},
    {STR_INIT("id"), STR_INIT("guid")},
    {STR_INIT("href"), STR_INIT("url")},
};

static void add_alias(struct arena *arena, struct feed_value *object, size_t i)
{
    const struct feed_value *value = feed_value_find(object, aliases[i].key);
    if (value && feed_value_find(object, aliases[i].alias) == NULL)
        *feed_value_at(arena, object, aliases[i].alias) = *value;
}

/* "category" is the first tag, "enclosures" and "license" are links of that kind. */
static void add_shortcuts(struct arena *arena, struct feed_value *object)
{
    const struct feed_value *tags = feed_value_find(object, STR("tags"));
    const struct feed_value *links = feed_value_find(object, STR("links"));
    if (tags && tags->kind == FEED_LIST && tags->first)
        feed_value_set_text(arena, object, STR("category"),
                            feed_value_text(&tags->first->value, STR("term")));
    for (struct feed_member *m = links ? links->first : NULL; m; m = m->next) {
        struct str rel = feed_value_text(&m->value, STR("rel"));
        if (str_eq(rel, STR("enclosure")))
            *feed_value_add(arena, feed_value_at(arena, object, STR("enclosures")),
                            LIMIT_FEED_VALUES) = m->value;
        else if (str_eq(rel, STR("license")))
            feed_value_set_text(arena, object, STR("license"),
                                feed_value_text(&m->value, STR("href")));
    }
}

static void add_people(struct arena *arena, struct feed_value *object)
{
    static const struct str people[] = {STR_INIT("authors"), STR_INIT("contributors")};
    static const struct str persons[] = {STR_INIT("author_detail"), STR_INIT("publisher_detail")};
    for (size_t i = 0; i < 2; i++) {
        const struct feed_value *list = feed_value_find(object, people[i]);
        for (struct feed_member *m = list ? list->first : NULL; m; m = m->next)
            add_alias(arena, &m->value, N_OF(aliases) - 1);
        struct feed_value *person = feed_value_find(object, persons[i]);
        if (person)
            add_alias(arena, person, N_OF(aliases) - 1);
    }
}

static void add_names(struct arena *arena, struct feed_value *object)
{
    if (object == NULL || object->kind != FEED_OBJECT)
        return;
    for (size_t i = 0; i < N_OF(aliases); i++)
        add_alias(arena, object, i);
    add_shortcuts(arena, object);
    add_people(arena, object);
    add_names(arena, feed_value_find(object, STR("source")));
    add_names(arena, feed_value_find(object, STR("image")));
}

/* --- the command ----------------------------------------------------------- */

/* The same shape for what is no feed, so that every file has its line. */
static struct feed_value *empty_whole(struct arena *arena, struct str why)
{
    struct feed_value *whole = arena_new(arena, struct feed_value);
    feed_value_at(arena, whole, STR("feed"))->kind = FEED_OBJECT;
    feed_value_at(arena, whole, STR("entries"))->kind = FEED_LIST;
    feed_value_set_bool(arena, whole, STR("bozo"), true);
    feed_value_set_text(arena, whole, STR("bozo_exception"), why);
    return whole;
}

static struct str text_option(const struct command_line *line, const char *name)
{
    return str_from_c(option_value(line, name, ""));
}

static enum exit_status print_whole(const struct command_line *line,
                                    struct arena *arena,
                                    const char *path,
                                    struct feed_value *whole)
{
    struct buf buf;
    struct str json = {0};
    const char *why = NULL;
    buf_init(&buf, arena, ARENA_BYTES / 2);
    add_names(arena, feed_value_find(whole, STR("feed")));
    struct feed_value *entries = feed_value_find(whole, STR("entries"));
    for (struct feed_member *m = entries->first; m; m = m->next)
        add_names(arena, &m->value);
    feed_value_set_text(arena, whole, STR("file"), utf8_repair(arena, str_from_c(path)));
    feed_value_print(&buf, whole);
    BUF_ADD(&buf, "\n");
    if (buf_finish(&buf, &json) != OK) {
        complain(line, "%s: the feed is too large to be printed", path);
        return EXIT_FAILED;
    }
    if (file_write_all(STDOUT_FILENO, json, &why) != OK) {
        complain(line, "standard output: %s", why);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

static enum exit_status read_one(const struct command_line *line, const char *path)
{
    SCRATCH_ARENA(arena, ARENA_BYTES);
    struct feed_input input = {.url = text_option(line, "url"),
                               .content_type = text_option(line, "content-type"),
                               .lang = text_option(line, "language")};
    struct feed feed = {0};
    struct str fault = {0};
    const char *why = NULL;
    if (file_read(&arena, path, LIMIT_FEED_BYTES, &input.bytes, &why) != OK) {
        complain(line, "%s: %s; at most %d bytes are read", path, why, LIMIT_FEED_BYTES);
        return EXIT_FAILED;
    }
    if (feed_read(&arena, &input, &feed, &fault) != OK)
        feed.whole = empty_whole(&arena, fault); /* that it is no feed is an answer too */
    return print_whole(line, &arena, path, feed.whole);
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    (void)arena;
    enum exit_status status = EXIT_DONE;
    if (!sandbox_enter_files())
        return EXIT_FAILED;
    for (int i = 0; i < line->n_operands; i++) {
        if (read_one(line, line->operands[i]) != EXIT_DONE)
            status = EXIT_FAILED;
    }
    return status;
}

static const struct option_row options[] = {
    {"url", "URL", "where the files come from: the base of relative addresses"},
    {"content-type", "TYPE", "what the server called them"},
    {"language", "TAG", "the language that the server named"},
    {NULL, NULL, NULL},
};

const struct command command_feed = {
    .name = "feed",
    .operands = "FILE...",
    .summary = "Reads feeds (RSS, Atom, RDF, CDF, JSON Feed) and prints each as a line of JSON.",
    .options = options,
    .min_operands = 1,
    .max_operands = INT_MAX,
    .run = run,
};
