/* Blogs, made by the operator. */
#include "base/clock.h"
#include "cli/store.h"

#include <stdio.h>

static enum exit_status add(struct arena *arena, struct command_line *line, const char *owner_name)
{
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    struct member owner;
    if (db == NULL || !store_member(arena, line, db, owner_name, &owner))
        return EXIT_FAILED;
    struct blog_fields fields = {
        .slug = str_from_c(line->operands[1]),
        .title = str_from_c(option_value(line, "title", "")),
        .description = str_from_c(option_value(line, "description", "")),
    };
    if (!store_begin(line, db))
        return EXIT_FAILED;
    struct blog_id id;
    struct problem problem = {0};
    enum outcome outcome = blog_make(arena, db, owner.id, &fields, clock_now(), &id, &problem);
    struct blog blog = {0};
    if (outcome == OK)
        outcome = blog_find_id(arena, db, id, &blog);
    if (!store_end(line, db, outcome, &problem))
        return EXIT_FAILED;
    (void)printf("/b/%.*s\n", STR_ARG(blog.slug));
    return EXIT_DONE;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (strcmp(line->operands[0], "add") != 0)
        return usage_error(line, "'%s' is not known here; say: add SLUG", line->operands[0]);
    const char *owner = option_value(line, "owner", NULL);
    if (owner == NULL)
        return usage_error(line, "say with --owner NAME whose blog it is");
    if (!option_is_given(line, "title"))
        return usage_error(line, "say with --title T what it is called");
    return add(arena, line, owner);
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {"title", "T", "the blog's title"},
    {"description", "D", "what it is about"},
    {"owner", "NAME", "the member whose blog it is"},
    {NULL, NULL, NULL},
};

const struct command command_blog = {
    .name = "blog",
    .operands = "add SLUG",
    .summary = "Makes a blog at the address /b/SLUG.",
    .options = options,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
