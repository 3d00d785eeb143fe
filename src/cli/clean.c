/* The sanitiser alone: HTML from standard input, its clean form to standard output. */
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "text/html.h"

#include <unistd.h>

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    struct str html;
    const char *why = NULL;
    if (file_read_all(arena, STDIN_FILENO, LIMIT_HTML_BYTES, &html, &why) != OK) {
        complain(line, "standard input: %s; at most %d bytes are read", why, LIMIT_HTML_BYTES);
        return EXIT_FAILED;
    }
    static const struct html_rules rules = {.policy = HTML_ARTICLE};
    struct safe_html clean;
    if (html_clean(arena, utf8_repair(arena, html), &rules, &clean) != OK) {
        complain(line, "the cleaned HTML would be too large; cut the input in two");
        return EXIT_FAILED;
    }
    if (file_write_all(STDOUT_FILENO, clean.text, &why) != OK) {
        complain(line, "standard output: %s", why);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

static const struct option_row options[] = {
    {NULL, NULL, NULL},
};

const struct command command_clean = {
    .name = "clean",
    .operands = "< HTML > HTML",
    .summary = "Reads HTML and writes what of it may stand on a page: an allow-list, no scripts.",
    .options = options,
    .run = run,
};
