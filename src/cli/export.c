/* Everything that a site holds, in open formats and one file. */
#include "base/file.h"
#include "cli/out_file.h"
#include "cli/progress.h"
#include "cli/store.h"
#include "transfer/site_export.h"

#include <fcntl.h>
#include <unistd.h>

static void show(int permille)
{
    progress_show("exporting", permille);
}

static bool write_archive(struct arena *arena, const struct command_line *line, const char *part)
{
    CLEANUP(db_close_at) struct db *db = store_open_to_read(arena, line);
    CLEANUP(file_close) int hold = -1;
    CLEANUP(file_close) int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    struct site_export request = {.fd = fd, .on_progress = show};
    struct str why = {0};
    if (fd < 0) {
        complain(line, "%s cannot be made", part);
        return false;
    }
    if (db == NULL)
        return false;
    request.db = db;
    if (!store_objects(arena, line, &request.objects) || !store_hold(line, request.objects, &hold))
        return false;
    enum outcome done = site_export_write(arena, &request, &why);
    progress_end();
    if (done != OK)
        complain(line, "the export could not be written: %.*s", STR_ARG(why));
    else if (fsync(fd) != 0)
        complain(line, "the disk did not take %s", part);
    else
        return true;
    return false;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    const char *folder = data_folder(line);
    const char *out = line->operands[0];
    if (folder == NULL)
        return EXIT_USAGE;
    struct str store = str_print(arena, "%s/passalong.db", folder);
    if (!file_exists(store.ptr)) {
        complain(line, "%s holds no site", folder);
        return EXIT_FAILED;
    }
    if (!out_file_is_free(line, out))
        return EXIT_FAILED;
    const char *part = str_print(arena, "%s.part", out).ptr;
    file_remove(part); /* what an export that was killed left */
    bool is_done = write_archive(arena, line, part);
    return out_file_end(line, part, out, is_done);
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {NULL, NULL, NULL},
};

const struct command command_export = {
    .name = "export",
    .operands = "OUT",
    .summary = "Writes everything of the site as JSON Lines and files into the archive OUT.",
    .details = "Articles with their revisions, comments, members without passwords, blogs, "
               "follows, likes,\n"
               "tags, sources, subscriptions, the moderation log, settings, pictures and "
               "snapshots, while\n"
               "it serves. passalong import --data NEW OUT makes the same site of it.",
    .options = options,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
