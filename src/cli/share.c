/* An article from a file, a link or standard input onto a blog, published at once. */
#include "jobs/share.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/store.h"
#include "community/setting.h"
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

static enum outcome publish(struct arena *arena,
                            struct db *db,
                            const struct share_order *order,
                            const struct capture *capture,
                            const struct dates *dates,
                            struct article *ret_article,
                            struct problem *ret_problem)
{
    struct article_id id;
    enum outcome outcome = share_capture_to_draft(arena, db, order, capture, &id, ret_problem);
    if (outcome == OK)
        outcome = article_publish(db, id, order->now, day_number(dates_day_of(dates, order->now)));
    return outcome == OK ? article_find(arena, db, id, ret_article) : outcome;
}

static enum exit_status store_capture(struct arena *arena,
                                      const struct command_line *line,
                                      struct db *db,
                                      const struct dates *dates,
                                      struct share_order *order,
                                      const struct capture *capture)
{
    if (!choose_date(line, dates, capture, &order->now))
        return EXIT_USAGE;
    if (db_begin(db) != OK) {
        complain(line, "another program holds the store; try again");
        return EXIT_FAILED;
    }
    struct article article = {0};
    struct problem problem = {0};
    enum outcome outcome = publish(arena, db, order, capture, dates, &article, &problem);
    if (!store_end(line, db, outcome, &problem))
        return EXIT_FAILED;
    (void)printf("/a/%lld/%.*s\n", (long long)article.id.n, STR_ARG(article.slug));
    return EXIT_DONE;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    const char *slug = option_value(line, "blog", NULL);
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (slug == NULL)
        return usage_error(line, "say with --blog SLUG where it goes");
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    struct blog blog;
    struct member sharer;
    struct site_settings settings;
    const struct dates *dates = NULL;
    struct capture_request request = {0};
    if (db == NULL || !store_blog(arena, line, db, slug, &blog) ||
        !store_member(arena, line, db, option_value(line, "as", blog.owner_handle.ptr), &sharer))
        return EXIT_FAILED;
    if (setting_load(arena, db, &settings) != OK ||
        dates_open(arena, STR("en"), settings.zone, &dates) != OK) {
        complain(line, "the site's settings cannot be read");
        return EXIT_FAILED;
    }
    request.zone = settings.zone;
    if (!read_input(arena, line, &request))
        return EXIT_FAILED;
    struct capture capture;
    struct capture_reason why;
    if (capture_run(arena, &request, NULL, &capture, &why) != OK) {
        complain(line, "%.*s", STR_ARG(capture_reason_text(arena, why)));
        return EXIT_FAILED;
    }
    apply_options(line, &capture);
    struct share_order order = {.blog = blog.id, .sharer = sharer.id};
    return store_capture(arena, line, db, dates, &order, &capture);
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
