/* A site from its backup: into a folder that has none yet, checked before it counts. */
#include "base/file.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "db/bundle.h"
#include "db/db.h"

#include <stdio.h>

static void show(int permille)
{
    progress_show("restoring", permille);
}

/* Opening brings an older backup's tables up to date; the engine then reads every page. */
static enum outcome prove(struct arena *arena, const char *folder, struct str *ret_why)
{
    CLEANUP(db_close_at) struct db *db = NULL;
    enum outcome outcome = db_open(arena, folder, DB_WRITE, &db, ret_why);
    return outcome == OK ? db_verify(arena, db, ret_why) : outcome;
}

/* The store gets its name only when everything is there. */
static enum outcome unpack(struct arena *arena,
                           const struct bundle_request *request,
                           const char *store,
                           struct str *ret_why)
{
    const char *why = NULL;
    file_remove(request->store); /* what a restore that was killed left */
    enum outcome outcome = bundle_read(arena, request, ret_why);
    if (outcome == OK && file_replace(request->store, store, &why) != OK) {
        *ret_why = str_from_c(why);
        outcome = FAULT;
    }
    if (outcome != OK)
        file_remove(request->store);
    return outcome;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    const char *folder = data_folder(line);
    if (folder == NULL)
        return EXIT_USAGE;
    const char *in = line->operands[0];
    const char *reason = NULL;
    if (folder_make(folder, &reason) != OK) {
        complain(line, "the data folder %s cannot be written to: %s", folder, reason);
        return EXIT_FAILED;
    }
    struct str store = str_print(arena, "%s/passalong.db", folder);
    if (file_exists(store.ptr)) {
        complain(line, "%s holds a site already; restore into another folder", folder);
        return EXIT_FAILED;
    }
    struct str part = str_print(arena, "%s.part", store.ptr);
    const struct bundle_request request = {
        .folder = folder, .store = part.ptr, .path = in, .on_progress = show};
    struct str why;
    enum outcome outcome = unpack(arena, &request, store.ptr, &why);
    progress_end();
    if (outcome == OK)
        outcome = prove(arena, folder, &why);
    if (outcome != OK) {
        file_remove(store.ptr);
        complain(line, "%s could not be restored: %.*s", in, STR_ARG(why));
        return EXIT_FAILED;
    }
    (void)printf("%s\n", folder);
    return EXIT_DONE;
}

static const struct option_row options[] = {
    {"data", "DIR", "the folder to restore into; it must not hold a site yet"},
    {NULL, NULL, NULL},
};

const struct command command_restore = {
    .name = "restore",
    .operands = "IN",
    .summary = "Makes a site from the backup file IN.",
    .options = options,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
