#include "cli/store.h"

#include "db/migrate.h"

static const char *const field_words[] = {
    [FIELD_NONE] = "it",
    [FIELD_NAME] = "the name",
    [FIELD_PASSWORD] = "the password",
    [FIELD_LANG] = "the language",
    [FIELD_SLUG] = "the address",
    [FIELD_TITLE] = "the title",
    [FIELD_DESCRIPTION] = "the description",
    [FIELD_BYLINE] = "the byline",
    [FIELD_SOURCE] = "the source",
    [FIELD_URL] = "the original's address",
    [FIELD_DATELINE] = "the dateline",
    [FIELD_STANDFIRST] = "the standfirst",
    [FIELD_EXCERPT] = "the excerpt",
    [FIELD_CREDIT] = "the credit",
    [FIELD_TAGS] = "the tags",
    [FIELD_BODY] = "the text",
    [FIELD_TIME] = "the time",
    [FIELD_BLOG] = "the blog",
    [FIELD_COMMENT] = "the comment",
    [FIELD_SITE_NAME] = "the site's name",
    [FIELD_TAGLINE] = "the tagline",
    [FIELD_ZONE] = "the time zone",
    [FIELD_LOCALE] = "the locale",
    [FIELD_REGISTRATION] = "the registration",
    [FIELD_WANTED] = "the wanted words",
    [FIELD_UNWANTED] = "the unwanted words",
    [FIELD_A_DAY] = "the number a day",
    [FIELD_FOLDER] = "the folder",
    [FIELD_RECHECK] = "the times of looking again",
    [FIELD_POLICY] = "the policy",
    [FIELD_WORDS] = "the number of words",
    [FIELD_LICENCE] = "the licence note",
    [FIELD_CLAIMANT] = "the claimant",
    [FIELD_REASON] = "the reason",
    [FIELD_NOTE] = "the note",
};

struct str problem_text(struct arena *arena, const struct problem *problem)
{
    const char *field = field_words[problem->field];
    int limit = (int)problem->limit;
    switch (problem->wrong) {
    case WRONG_NOTHING:
        return str_print(arena, "%s has changed meanwhile; try again", field);
    case WRONG_MISSING:
        return str_print(arena, "%s is missing", field);
    case WRONG_TOO_SHORT:
        return str_print(arena, "%s is too short: at least %d characters", field, limit);
    case WRONG_TOO_LONG:
        return str_print(arena, "%s is too long: at most %d characters", field, limit);
    case WRONG_TOO_MANY:
        return str_print(arena, "%s are too many: at most %d", field, limit);
    case WRONG_CHARACTERS:
        return str_print(arena, "%s has characters that cannot be shown; use plain letters", field);
    case WRONG_FORM:
        return str_print(arena, "%s is not written as it should be; see --help", field);
    case WRONG_TAKEN:
        return str_print(arena, "%s is taken; choose another", field);
    case WRONG_PAST:
        return str_print(arena, "%s is over already", field);
    case WRONG_RANGE:
        return str_print(arena, "%s must lie between 1 and %d", field, limit);
    }
    return STR("");
}

void complain_problem(const struct command_line *line, const struct problem *problem)
{
    SCRATCH_ARENA(scratch, 4096);
    complain(line, "%.*s", STR_ARG(problem_text(&scratch, problem)));
}

struct db *store_open(struct arena *arena, const struct command_line *line)
{
    const char *folder = data_folder(line);
    if (folder == NULL)
        return NULL;
    struct db *db = NULL;
    struct str why;
    if (db_open(arena, folder, DB_WRITE, &db, &why) != OK) {
        complain(line, "%.*s", STR_ARG(why));
        return NULL;
    }
    return db;
}

struct db *store_open_to_read(struct arena *arena, const struct command_line *line)
{
    const char *folder = data_folder(line);
    if (folder == NULL)
        return NULL;
    CLEANUP(db_close_at) struct db *db = NULL;
    struct str why;
    if (db_open(arena, folder, DB_READ, &db, &why) != OK ||
        migrate_is_current(arena, db, &why) != OK) {
        complain(line, "%.*s", STR_ARG(why));
        return NULL;
    }
    struct db *opened = db;
    db = NULL;
    return opened;
}

bool store_objects(struct arena *arena,
                   const struct command_line *line,
                   const struct objects **ret_objects)
{
    const char *folder = data_folder(line);
    const char *why = NULL;
    if (folder == NULL)
        return false;
    if (objects_open(arena, folder, ret_objects, &why) == OK)
        return true;
    complain(line, "%s/objects cannot be written to: %s", folder, why);
    return false;
}

bool store_hold(const struct command_line *line, const struct objects *objects, int *ret_hold)
{
    bool is_held = objects_hold(objects, ret_hold) == OK;
    if (!is_held)
        complain(line, "the objects cannot be locked");
    return is_held;
}

bool store_member(struct arena *arena,
                  const struct command_line *line,
                  struct db *db,
                  const char *name,
                  struct member *ret_member)
{
    enum outcome outcome = account_find_named(arena, db, str_from_c(name), ret_member);
    if (outcome == NOT_FOUND)
        complain(line, "there is no member '%s'; make one: passalong user --data %s add '%s'", name,
                 option_value(line, "data", ""), name);
    else if (outcome != OK)
        complain(line, "the store cannot be read");
    return outcome == OK;
}

bool store_blog(struct arena *arena,
                const struct command_line *line,
                struct db *db,
                const char *slug,
                struct blog *ret_blog)
{
    enum outcome outcome = blog_find(arena, db, str_from_c(slug), ret_blog);
    if (outcome == NOT_FOUND)
        complain(line,
                 "there is no blog '%s'; make one: passalong blog --data %s add %s --title T "
                 "--owner NAME",
                 slug, option_value(line, "data", ""), slug);
    else if (outcome != OK)
        complain(line, "the store cannot be read");
    return outcome == OK;
}

bool store_begin(const struct command_line *line, struct db *db)
{
    if (db_begin(db) == OK)
        return true;
    complain(line, "another program holds the store; try again");
    return false;
}

bool store_end(const struct command_line *line,
               struct db *db,
               enum outcome outcome,
               const struct problem *problem)
{
    if (outcome == OK)
        outcome = db_commit(db);
    else
        db_rollback(db);
    if (outcome == OK)
        return true;
    if (outcome == INVALID || outcome == CONFLICT)
        complain_problem(line, problem);
    else if (outcome == UNAVAILABLE)
        complain(line, "nothing was saved: the disk is full or another program holds the store");
    else
        complain(line, "nothing was saved: the store is damaged; try passalong check");
    return false;
}
