/* An article from a file, a link or standard input onto a blog, published at once. */
#include "jobs/share.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/progress.h"
#include "cli/store.h"
#include "community/article_address.h"
#include "community/setting.h"
#include "jobs/keep.h"
#include "text/dates.h"

#include <stdio.h>

static bool is_link(struct str operand)
{
    return str_starts_with_folded(operand, STR("http://")) ||
           str_starts_with_folded(operand, STR("https://"));
}

/* What is to be captured: the link itself, or the bytes of the file. */
static bool read_input(struct arena *arena,
                       const struct command_line *line,
                       struct capture_request *ret_request)
{
    struct str operand = str_from_c(line->operands[0]);
    if (is_link(operand)) {
        ret_request->kind = CAPTURE_LINK;
        ret_request->url = operand;
        return true;
    }
    ret_request->kind = CAPTURE_DOCUMENT;
    ret_request->url = str_from_c(option_value(line, "url", ""));
    const char *why = NULL;
    if (file_read(arena, operand.ptr, LIMIT_HTML_BYTES, &ret_request->bytes, &why) == OK)
        return true;
    complain(line, "%s: %s", operand.ptr, why);
    return false;
}

/* What the command line says stands above what was understood. */
static void apply_options(const struct command_line *line, struct capture *capture)
{
    if (option_is_given(line, "title"))
        capture->title = str_from_c(option_value(line, "title", ""));
    if (option_is_given(line, "source"))
        capture->source = str_from_c(option_value(line, "source", ""));
    if (option_is_given(line, "url"))
        capture->url = str_from_c(option_value(line, "url", ""));
}

/* When the article stands on the blog: --date; else, for a file or text, its
 * own date, so that an archive brought in keeps its order; else now. */
static bool choose_date(const struct command_line *line,
                        const struct dates *dates,
                        const struct capture *capture,
                        int64_t *ret_shared)
{
    int64_t now = clock_now();
    const char *given = option_value(line, "date", NULL);
    struct date_parsed date;
    if (given != NULL) {
        if (dates_parse(dates, str_from_c(given), &date) != OK) {
            (void)usage_error(line, "--date '%s' is no date; write 2024-10-21T17:44", given);
            return false;
        }
        *ret_shared = date.utc;
        return true;
    }
    bool is_own = capture->has_published && capture->published <= now &&
                  !is_link(str_from_c(line->operands[0]));
    *ret_shared = is_own ? capture->published : now;
    return true;
}

/* Where it goes and when it stands there. */
struct place {
    struct blog blog;
    struct member sharer;
    struct site_settings settings;
    const struct dates *dates; /* in the site's zone */
    int64_t shared;
    struct article_captured captured; /* of a link */
    bool has_captured;
};

static enum outcome publish(struct arena *arena,
                            struct db *db,
                            const struct place *place,
                            const struct article_checked *checked,
                            struct article_id *ret_id)
{
    const struct article_new new = {
        .blog = place->blog.id,
        .sharer = place->sharer.id,
        .checked = checked,
        .now = clock_now(),
        .captured = place->has_captured ? &place->captured : NULL,
    };
    enum outcome outcome = article_make(arena, db, &new, ret_id);
    if (outcome != OK)
        return outcome;
    int64_t day = day_number(dates_day_of(place->dates, place->shared));
    return article_publish(db, *ret_id, place->shared, day);
}

static enum exit_status store_capture(struct arena *arena,
                                      const struct command_line *line,
                                      struct db *db,
                                      const struct place *place,
                                      const struct capture *capture)
{
    if (!store_begin(line, db))
        return EXIT_FAILED;
    struct article_checked checked;
    struct article_id id = {0};
    struct problem problem = {0};
    enum outcome outcome = share_check(arena, capture, &checked, &problem);
    if (outcome == OK)
        outcome = publish(arena, db, place, &checked, &id);
    if (!store_end(line, db, outcome, &problem))
        return EXIT_FAILED;
    (void)printf("/a/%lld/%.*s\n", (long long)id.n, STR_ARG(checked.slug));
    return EXIT_DONE;
}

static bool find_place(struct arena *arena,
                       const struct command_line *line,
                       struct db *db,
                       struct place *ret_place)
{
    if (!store_blog(arena, line, db, option_value(line, "blog", ""), &ret_place->blog))
        return false;
    const char *as = option_value(line, "as", ret_place->blog.owner_handle.ptr);
    if (!store_member(arena, line, db, as, &ret_place->sharer))
        return false;
    if (setting_load(arena, db, &ret_place->settings) == OK &&
        dates_open(arena, STR("en"), ret_place->settings.zone, &ret_place->dates) == OK)
        return true;
    complain(line, "the site's settings cannot be read");
    return false;
}

/* What was fetched is kept as proof; what was read from a file is none. */
static bool keep(struct arena *arena,
                 const struct command_line *line,
                 const struct capture *capture,
                 struct place *place)
{
    const struct objects *objects = NULL;
    if (str_is_empty(capture->exchange.url))
        return true;
    if (!store_objects(arena, line, &objects))
        return false;
    place->has_captured = keep_capture(arena, objects, str_from_c(line->operands[0]), capture,
                                       &place->captured) == OK;
    if (!place->has_captured)
        complain(line, "what was fetched cannot be kept; is the disk full?");
    return place->has_captured;
}

/* Said, not asked: a script goes on. */
static void note_known(struct arena *arena,
                       const struct command_line *line,
                       struct db *db,
                       const struct capture *capture)
{
    struct article_share share;
    enum outcome found = article_address_find(arena, db, capture->url, &share);
    if (found == NOT_FOUND)
        found = article_address_find(arena, db, capture->canonical, &share);
    if (found == OK)
        complain(line, "note: shared already by %.*s in %.*s, /a/%lld/%.*s; this is a copy",
                 STR_ARG(share.sharer_name), STR_ARG(share.blog_slug), (long long)share.id.n,
                 STR_ARG(share.slug));
}

/* A fetch may wait for the other side at any step, so each is named as it begins. */
static void show_step(void *data, enum capture_step step)
{
    static const char *const doing[] = {
        [CAPTURE_CONNECTING] = "connecting",
        [CAPTURE_READING] = "reading",
        [CAPTURE_UNDERSTANDING] = "understanding",
    };
    (void)data;
    progress_step(doing[step]);
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (!option_is_given(line, "blog"))
        return usage_error(line, "say with --blog SLUG where it goes");
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    struct place place = {0};
    if (db == NULL || !find_place(arena, line, db, &place))
        return EXIT_FAILED;
    struct capture_request request = {.zone = place.settings.zone};
    if (!read_input(arena, line, &request))
        return EXIT_FAILED;
    struct capture capture;
    struct capture_reason why;
    const struct capture_watch watch = {.on_step = show_step};
    enum outcome captured =
        capture_run(arena, &request, request.kind == CAPTURE_LINK ? &watch : NULL, &capture, &why);
    progress_end();
    if (captured != OK) {
        complain(line, "%.*s", STR_ARG(capture_reason_text(arena, why)));
        return EXIT_FAILED;
    }
    if (!keep(arena, line, &capture, &place))
        return EXIT_FAILED;
    apply_options(line, &capture);
    note_known(arena, line, db, &capture);
    if (!choose_date(line, place.dates, &capture, &place.shared))
        return EXIT_USAGE;
    return store_capture(arena, line, db, &place, &capture);
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {"blog", "SLUG", "the blog it goes to"},
    {"as", "NAME", "the member who shares it; the blog's owner unless told"},
    {"title", "T", "instead of the title that was found"},
    {"date", "ISO8601", "when it stands on the blog, such as 2024-10-21T17:44"},
    {"source", "NAME", "the publisher, such as AFP"},
    {"url", "U", "the address of the original"},
    {NULL, NULL, NULL},
};

const struct command command_share = {
    .name = "share",
    .operands = "FILE|URL|-",
    .summary = "Publishes an article from a file, a link or standard input (-).",
    .details =
        "Prints the path of the new article. Text and HTML are told apart by content; text may be\n"
        "the copied text of a whole page. Without --date a file or text stands under the date "
        "that\n"
        "it carries itself, read in the site's time zone; a link stands under the present time.",
    .options = options,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
