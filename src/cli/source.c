/* How much of a source readers see, set by the operator. */
#include "community/source.h"
#include "base/clock.h"
#include "base/limits.h"
#include "cli/store.h"
#include "community/picture_left.h"

#include <stdio.h>

static bool read_policy(const struct command_line *line, struct policy *ret_policy)
{
    struct str words = str_from_c(option_value(line, "words", ""));
    struct policy policy = {.licence = str_from_c(option_value(line, "licence", ""))};
    if (policy_named(str_from_c(option_value(line, "policy", "")), &policy.kind) != OK) {
        (void)usage_error(line, "--policy is link, excerpt, full or default");
        return false;
    }
    bool is_number = str_to_number(words, LIMIT_EXCERPT_WORDS, &policy.words) == OK;
    if (option_is_given(line, "words") && (!is_number || policy.words == 0)) {
        (void)usage_error(line, "--words is a number from 1 to %d", LIMIT_EXCERPT_WORDS);
        return false;
    }
    *ret_policy = policy;
    return true;
}

static enum exit_status
set(struct arena *arena, struct command_line *line, const struct policy *policy)
{
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    if (db == NULL || !store_begin(line, db))
        return EXIT_FAILED;
    struct source source = {0};
    struct problem problem = {0};
    enum outcome outcome =
        source_set_policy(arena, db, str_from_c(line->operands[1]), policy, &source, &problem);
    if (outcome == OK)
        outcome = picture_left_begin(db, clock_now());
    if (!store_end(line, db, outcome, &problem))
        return EXIT_FAILED;
    (void)printf("/source/%.*s\n", STR_ARG(source.slug));
    return EXIT_DONE;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    struct policy policy;
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (strcmp(line->operands[0], "set") != 0)
        return usage_error(line, "'%s' is not known here; say: set NAME", line->operands[0]);
    return read_policy(line, &policy) ? set(arena, line, &policy) : EXIT_USAGE;
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {"policy", "P", "link, excerpt, full, or default: as the site says"},
    {"words", "N", "of an excerpt; as many as the site says unless told"},
    {"licence", "TEXT", "stands beside a full text, such as 'CC BY 4.0'"},
    {NULL, NULL, NULL},
};

const struct command command_source = {
    .name = "source",
    .operands = "set NAME",
    .summary = "Sets how much of a source's articles readers see.",
    .details =
        "NAME is the publisher as articles name it (AFP), or a domain (example.com), whose policy\n"
        "holds for articles from there whose source has none. It holds at once for all of them.",
    .options = options,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
