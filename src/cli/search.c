/* What the site's own search finds, a line an article. */
#include "community/search.h"
#include "base/limits.h"
#include "cli/store.h"
#include "community/article_list.h"
#include "community/comment.h"
#include "community/setting.h"

#include <stdio.h>

static void print_line(int64_t article, struct str slug, struct str title)
{
    (void)printf("/a/%lld/%.*s\t%.*s\n", (long long)article, STR_ARG(slug), STR_ARG(title));
}

static enum outcome
print_articles(struct arena *arena, struct db *db, const struct search_result *result)
{
    struct article_page page;
    enum outcome done = article_list_named(arena, db, result->ids, result->n, &page);
    for (size_t i = 0; done == OK && i < page.n; i++)
        print_line(page.rows[i].id.n, page.rows[i].slug, page.rows[i].title);
    return done;
}

static enum outcome
print_comments(struct arena *arena, struct db *db, const struct search_result *result)
{
    enum { CHARACTERS = 100 };
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < result->n; i++) {
        struct comment comment;
        struct str beginning = {0};
        done = comment_find(arena, db, (struct comment_id){result->ids[i]}, &comment);
        if (done == OK)
            done = html_excerpt(arena, comment.html, CHARACTERS, &beginning);
        if (done == OK)
            (void)printf("/c/%lld\t%.*s\n", (long long)comment.id.n, STR_ARG(beginning));
    }
    return done;
}

/* What stands beside the results goes where it is in nobody's way. */
static void tell(const struct search_result *result)
{
    if (result->corrected.len > 0)
        (void)fprintf(stderr, "passalong search: results for %.*s\n", STR_ARG(result->corrected));
    if (result->suggestion.len > 0)
        (void)fprintf(stderr, "passalong search: did you mean %.*s?\n",
                      STR_ARG(result->suggestion));
    if (result->next.len > 0)
        (void)fprintf(stderr, "passalong search: there are more; --from %.*s goes on\n",
                      STR_ARG(result->next));
}

static enum exit_status find(struct arena *arena, struct command_line *line, struct db *db)
{
    struct site_settings settings;
    struct search_result result;
    struct search_request request = {
        .line = str_from_c(line->operands[0]),
        .order = option_is_given(line, "newest") ? SEARCH_NEWEST : SEARCH_BEST,
        .from = str_from_c(option_value(line, "from", "")),
    };
    enum outcome done = setting_load(arena, db, &settings);
    if (done == OK && dates_open(arena, STR("en"), settings.zone, &request.dates) != OK)
        done = dates_open(arena, STR("en"), STR("UTC"), &request.dates);
    if (done == OK)
        done = search(arena, db, &request, &result);
    if (done == NOT_FOUND)
        return usage_error(line, "--from is what an earlier search said of this order");
    if (done == OK)
        done = result.query.in_comments ? print_comments(arena, db, &result)
                                        : print_articles(arena, db, &result);
    if (done != OK) {
        complain(line, "the store cannot be read");
        return EXIT_FAILED;
    }
    tell(&result);
    return EXIT_DONE;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    if (db == NULL || db_read_begin(db) != OK)
        return EXIT_FAILED;
    enum exit_status status = find(arena, line, db);
    db_read_end(db);
    return status;
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder"},
    {"newest", NULL, "the newest first, instead of the best"},
    {"from", "PLACE", "goes on where an earlier search ended"},
    {NULL, NULL, NULL},
};

const struct command command_search = {
    .name = "search",
    .operands = "QUERY",
    .summary = "Finds articles: prints a path and a title each.",
    .details = "QUERY is one argument, written as on the site's own page:\n"
               "  words \"a phrase\" -without source:afp blog:tan-kw by:\"Tan KW\" tag:trade\n"
               "  after:2024 before:2024-10-21 in:comments",
    .options = options,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
