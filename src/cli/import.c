/* Articles of other sites into a blog: JSON Lines, WordPress, RSS, Atom; OPML as subscriptions. */
#include "transfer/import.h"
#include "base/clock.h"
#include "cli/progress.h"
#include "cli/store.h"
#include "community/setting.h"
#include "transfer/site_import.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

/* One file on its way in. */
struct importing {
    const struct command_line *line;
    const char *path;
    int64_t size_bytes; /* 0: unknown */
};

static void show_trouble(void *context, const struct import_trouble *trouble)
{
    const struct importing *importing = context;
    SCRATCH_ARENA(scratch, 4096);
    struct str why =
        trouble->why.len > 0 ? trouble->why : problem_text(&scratch, &trouble->problem);
    progress_end();
    complain(importing->line, "%s:%lld: %s%.*s", importing->path, (long long)trouble->line,
             trouble->is_comment ? "" : "left out: ", STR_ARG(why));
}

static void show_progress(void *context, int64_t done_bytes, const struct import_counts *counts)
{
    const struct importing *importing = context;
    progress_rate("importing", counts->n_taken + counts->n_known, done_bytes,
                  importing->size_bytes);
}

static void print_counts(const char *path, const char *what, const struct import_counts *counts)
{
    (void)printf("%s: %lld %s", path, (long long)counts->n_taken, what);
    if (counts->n_comments > 0)
        (void)printf(", %lld comments", (long long)counts->n_comments);
    if (counts->n_known > 0)
        (void)printf("; %lld were here already", (long long)counts->n_known);
    if (counts->n_left_out > 0)
        (void)printf("; %lld are no published articles", (long long)counts->n_left_out);
    if (counts->n_bad > 0)
        (void)printf("; %lld could not be taken", (long long)counts->n_bad);
    (void)printf("\n");
}

/* Where it goes; the rest is of each file. */
static bool find_blog(struct arena *arena,
                      const struct command_line *line,
                      struct db *db,
                      struct import_request *ret_request)
{
    struct blog blog;
    struct site_settings settings;
    if (!store_blog(arena, line, db, option_value(line, "blog", ""), &blog))
        return false;
    db_expect_much(db);
    long n_cores = sysconf(_SC_NPROCESSORS_ONLN);
    *ret_request = (struct import_request){
        .db = db,
        .blog = blog.id,
        .sharer = blog.owner,
        .now = clock_now(),
        .old_host = str_from_c(option_value(line, "keep-addresses", "")),
        .is_strict = option_is_given(line, "strict"),
        .n_workers = n_cores > 0 ? (size_t)n_cores : 1,
        .on_trouble = show_trouble,
        .on_progress = show_progress,
    };
    if (setting_load(arena, db, &settings) == OK &&
        dates_open(arena, STR("en"), settings.zone, &ret_request->dates) == OK)
        return true;
    complain(line, "the site's settings cannot be read");
    return false;
}

static enum exit_status
import_one(struct arena *arena, struct import_request request, struct importing *importing)
{
    CLEANUP(pieces_close_at) struct pieces *pieces = NULL;
    struct import_counts counts = {0};
    struct str why = {0};
    if (pieces_open(arena, importing->path, &pieces, &why) != OK) {
        complain(importing->line, "%s: %.*s", importing->path, STR_ARG(why));
        return EXIT_FAILED;
    }
    if (pieces_kind(pieces) == PIECES_EXPORT) {
        complain(importing->line, "%s: it is a whole site; import it alone, without --blog",
                 importing->path);
        return EXIT_FAILED;
    }
    importing->size_bytes = pieces_size(pieces);
    request.pieces = pieces;
    request.context = importing;
    bool is_list = pieces_kind(pieces) == PIECES_OPML;
    enum outcome done = is_list ? import_feeds(arena, &request, &counts, &why)
                                : import_run(arena, &request, &counts, &why);
    progress_end();
    print_counts(importing->path, is_list ? "feeds" : "articles", &counts);
    if (done != OK)
        complain(importing->line, "%s: %.*s", importing->path, STR_ARG(why));
    return done == OK && counts.n_bad == 0 ? EXIT_DONE : EXIT_FAILED;
}

/* A whole site, where the only file is an export. */
static enum exit_status import_site(struct arena *arena, const struct command_line *line)
{
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    struct site_import request = {.db = db, .path = line->operands[0], .now = clock_now()};
    struct str why = {0};
    if (db == NULL || !store_objects(arena, line, &request.objects))
        return EXIT_FAILED;
    db_expect_much(db);
    enum outcome done = site_import_read(arena, &request, &why);
    progress_end();
    if (done == OK) {
        (void)printf(
            "%s: the site is there; its members need passwords: passalong user password NAME\n",
            request.path);
        return EXIT_DONE;
    }
    complain(line, "%s: nothing was imported: %.*s", request.path, STR_ARG(why));
    return EXIT_FAILED;
}

static bool is_export(struct arena *arena, const char *path)
{
    CLEANUP(pieces_close_at) struct pieces *pieces = NULL;
    struct str unused;
    return pieces_open(arena, path, &pieces, &unused) == OK && pieces_kind(pieces) == PIECES_EXPORT;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (!option_is_given(line, "blog") && line->n_operands == 1 &&
        is_export(arena, line->operands[0]))
        return import_site(arena, line);
    if (!option_is_given(line, "blog"))
        return usage_error(line, "say with --blog SLUG where it goes");
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    struct import_request request;
    if (db == NULL || !find_blog(arena, line, db, &request))
        return EXIT_FAILED;
    enum exit_status status = EXIT_DONE;
    for (int i = 0; i < line->n_operands; i++) {
        struct importing importing = {.line = line, .path = line->operands[i]};
        enum exit_status ended = import_one(arena, request, &importing);
        if (ended != EXIT_DONE)
            status = ended;
        if (ended != EXIT_DONE && request.is_strict)
            break;
    }
    return status;
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {"blog", "SLUG", "the blog that the articles go to; its owner is who shared them"},
    {"strict", NULL, "stop at the first record that cannot be taken"},
    {"keep-addresses", "HOST", "the old site: its addresses lead to the new articles"},
    {NULL, NULL, NULL},
};

const struct command command_import = {
    .name = "import",
    .operands = "FILE...",
    .summary = "Brings the articles of another site onto a blog.",
    .details =
        "Takes JSON Lines, WordPress's export (with comments), RSS and Atom, and OPML, whose "
        "feeds\n"
        "the blog subscribes to; told apart by content. Goes on where it stood when it was "
        "stopped;\n"
        "a record that the blog has is passed over, one that cannot be taken is named with its\n"
        "line. docs/import.md says what a record holds. What passalong export wrote comes back as "
        "a\n"
        "whole site, without --blog and into an empty folder.",
    .options = options,
    .min_operands = 1,
    .max_operands = INT_MAX,
    .run = run,
};
