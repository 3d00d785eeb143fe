/* The proof that a site is whole: the file, then every counter and calendar. */
#include "community/check.h"
#include "base/cleanup.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/store.h"
#include "community/object.h"
#include "community/picture.h"
#include "db/objects.h"

#include <stdio.h>

static void show(int permille)
{
    progress_show("checking", permille);
}

static void report(void *context, struct str text)
{
    (void)context;
    (void)printf("%.*s\n", STR_ARG(text));
}

/* Reads every page of the file; complains about the first that is broken. */
static bool file_is_sound(struct arena *arena, const struct command_line *line, struct db *db)
{
    struct str complaint;
    if (db_verify(arena, db, &complaint) == OK)
        return true;
    complain(line, "the store is damaged: %.*s; restore the last backup into a new folder",
             STR_ARG(complaint));
    return false;
}

/* Snapshots and pictures: what is broken there only a backup can mend. */
static bool
objects_are_sound(const struct command_line *line, struct db *db, const struct objects *objects)
{
    const struct check_request request = {.report = report, .on_progress = show};
    int64_t n = 0;
    enum outcome outcome = check_objects(db, objects, &request, &n);
    progress_end();
    if (outcome == OK && n == 0)
        return true;
    if (outcome != OK)
        complain(line, "the store cannot be read");
    else
        complain(line,
                 "%lld snapshots or pictures are broken; restore the last backup into a new folder",
                 (long long)n);
    return false;
}

/* What nothing names any more is no damage: it only takes room. */
static bool
tell_unnamed(const struct command_line *line, struct db *db, const struct objects *objects)
{
    int64_t n = 0;
    if (object_count_unnamed(db, objects, clock_now(), &n) != OK) {
        complain(line, "the objects cannot be read");
        return false;
    }
    if (n > 0)
        (void)printf("%lld objects that nothing names any more; --repair removes them\n",
                     (long long)n);
    return true;
}

static bool
remove_unnamed(const struct command_line *line, struct db *db, const struct objects *objects)
{
    int64_t n = 0;
    int64_t now = clock_now();
    struct picture_id last = {0};
    enum outcome outcome = OK;
    do {
        outcome = picture_sweep(db, last, now, &last);
    } while (outcome == OK && last.n != 0);
    if (outcome == OK)
        outcome = object_sweep(db, objects, now, &n);
    if (outcome == CONFLICT)
        (void)printf("a backup or an export is running: no objects were removed\n");
    else if (outcome != OK)
        complain(line, "the objects that nothing names could not be removed");
    if (n > 0)
        (void)printf("removed: %lld objects that nothing named\n", (long long)n);
    return outcome == OK || outcome == CONFLICT;
}

/* Broken texts are told of; what else there is can be counted and mended all the same. */
static bool texts_are_sound(const struct command_line *line, struct db *db)
{
    const struct check_request request = {.report = report, .on_progress = show};
    int64_t n = 0;
    enum outcome outcome = check_bodies(db, &request, &n);
    progress_end();
    if (outcome == OK && n == 0)
        return true;
    if (outcome != OK)
        complain(line, "the store cannot be read");
    else
        complain(line,
                 "%lld texts are broken, which no repair mends, and are not found by the search;"
                 " restore the last backup into a new folder",
                 (long long)n);
    return false;
}

static bool count(const struct command_line *line, struct db *db, int64_t *ret_n)
{
    const struct check_request request = {.report = report, .on_progress = show};
    enum outcome outcome = check_store(db, &request, ret_n);
    progress_end();
    if (outcome != OK)
        complain(line, "the store cannot be read");
    return outcome == OK;
}

/* Mends what was counted, and counts once more. */
static bool mend(const struct command_line *line, struct db *db, int64_t n)
{
    int64_t n_left = 0;
    if (check_repair(db) != OK) {
        complain(line, "the differences could not be mended");
        return false;
    }
    if (!count(line, db, &n_left))
        return false;
    if (n_left > 0)
        complain(line,
                 "%lld differences are left, which no repair mends; restore the last backup into a"
                 " new folder",
                 (long long)n_left);
    (void)printf("mended: %lld differences\n", (long long)(n > n_left ? n - n_left : 0));
    return n_left == 0;
}

static bool counts_are_right(const struct command_line *line, struct db *db, bool is_repair)
{
    int64_t n = 0;
    if (!count(line, db, &n))
        return false;
    if (n > 0 && is_repair)
        return mend(line, db, n);
    if (n > 0)
        complain(line, "%lld differences; --repair sets them right", (long long)n);
    return n == 0;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    const char *folder = data_folder(line);
    if (folder == NULL)
        return EXIT_USAGE;
    bool is_repair = option_is_given(line, "repair");
    struct str store = str_print(arena, "%s/passalong.db", folder);
    if (!file_exists(store.ptr)) {
        complain(line, "%s holds no site", folder);
        return EXIT_FAILED;
    }
    CLEANUP(db_close_at)
    struct db *db = is_repair ? store_open(arena, line) : store_open_to_read(arena, line);
    if (db == NULL)
        return EXIT_FAILED;
    const struct objects *objects = NULL;
    if (!file_is_sound(arena, line, db) || !store_objects(arena, line, &objects) ||
        !objects_are_sound(line, db, objects))
        return EXIT_FAILED;
    bool are_texts_sound = texts_are_sound(line, db);
    if (!(is_repair ? remove_unnamed : tell_unnamed)(line, db, objects) ||
        !counts_are_right(line, db, is_repair) || !are_texts_sound)
        return EXIT_FAILED;
    (void)printf("clean\n");
    return EXIT_DONE;
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {"repair", NULL,
     "set counters and calendars to what was counted, mend the search, remove what nothing names"},
    {NULL, NULL, NULL},
};

const struct command command_check = {
    .name = "check",
    .operands = "",
    .summary = "Proves that the store is whole and that every counter is true.",
    .options = options,
    .run = run,
};
