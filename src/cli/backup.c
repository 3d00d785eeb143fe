/* A copy of the whole site in one file, taken while the server goes on. */
#include "base/file.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "db/db.h"

#include <stdio.h>

static void show(int permille)
{
    progress_show("backing up", permille);
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    const char *folder = data_folder(line);
    if (folder == NULL)
        return EXIT_USAGE;
    const char *out = line->operands[0];
    if (file_exists(out)) {
        complain(line, "%s is already there; choose another name", out);
        return EXIT_FAILED;
    }
    CLEANUP(db_close_at) struct db *db = NULL;
    struct str why;
    if (db_open(arena, folder, DB_READ, &db, &why) != OK) {
        complain(line, "%.*s", STR_ARG(why));
        return EXIT_FAILED;
    }
    struct str part = str_print(arena, "%s.part", out);
    const char *reason = NULL;
    enum outcome outcome = db_backup(db, part.ptr, show, &reason);
    progress_end();
    if (outcome == OK)
        outcome = file_replace(part.ptr, out, &reason);
    if (outcome != OK) {
        file_remove(part.ptr);
        complain(line, "%s could not be written: %s", out, reason);
        return EXIT_FAILED;
    }
    (void)printf("%s\n", out);
    return EXIT_DONE;
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {NULL, NULL, NULL},
};

const struct command command_backup = {
    .name = "backup",
    .operands = "OUT",
    .summary = "Writes the whole site into the one new file OUT, while it serves.",
    .options = options,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
