/* A copy of the whole site in one file, taken while the server goes on. */
#include "base/cleanup.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/out_file.h"
#include "cli/progress.h"
#include "cli/store.h"
#include "db/bundle.h"
#include "db/db.h"

static void show_copying(int permille)
{
    progress_show("copying the store", permille);
}

static void show_packing(int permille)
{
    progress_show("packing", permille);
}

/* The store as it is at this moment, in a file of its own. */
static bool
copy_store(struct arena *arena, const struct command_line *line, const char *folder, const char *to)
{
    CLEANUP(db_close_at) struct db *db = NULL;
    struct str why;
    const char *reason = NULL;
    if (db_open(arena, folder, DB_READ, &db, &why) != OK) {
        complain(line, "%.*s", STR_ARG(why));
        return false;
    }
    enum outcome outcome = db_backup(db, to, show_copying, &reason);
    progress_end();
    if (outcome != OK)
        complain(line, "%s could not be written: %s", to, reason);
    return outcome == OK;
}

static bool
pack(struct arena *arena, const struct command_line *line, const struct bundle_request *request)
{
    struct str why;
    enum outcome outcome = bundle_write(arena, request, &why);
    progress_end();
    if (outcome != OK)
        complain(line, "the backup could not be written: %.*s", STR_ARG(why));
    return outcome == OK;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    const char *folder = data_folder(line);
    if (folder == NULL)
        return EXIT_USAGE;
    const char *out = line->operands[0];
    if (!out_file_is_free(line, out))
        return EXIT_FAILED;
    const char *store = str_print(arena, "%s.store", out).ptr;
    const char *part = str_print(arena, "%s.part", out).ptr;
    const struct bundle_request request = {
        .folder = folder, .store = store, .path = part, .on_progress = show_packing};
    file_remove(store); /* what a backup that was killed left */
    file_remove(part);
    const struct objects *objects = NULL;
    CLEANUP(file_close) int hold = -1; /* what the copied rows name is there until it is packed */
    bool is_done = store_objects(arena, line, &objects) && store_hold(line, objects, &hold) &&
                   copy_store(arena, line, folder, store) && pack(arena, line, &request);
    file_remove(store);
    return out_file_end(line, part, out, is_done);
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
