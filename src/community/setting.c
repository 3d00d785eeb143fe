#include "community/setting.h"

#include "base/limits.h"
#include "community/calendar.h"
#include "community/recheck.h"

/* The row of each setting, by its name; a new setting gets a name here, a
 * default in `defaults` and a case in `read_row`. */
#define SETTING_NAME         STR("name")
#define SETTING_TAGLINE      STR("tagline")
#define SETTING_REGISTRATION STR("registration")
#define SETTING_ZONE         STR("zone")
#define SETTING_LOCALE       STR("locale")
#define SETTING_RECHECK      STR("recheck")
#define SETTING_POLICY       STR("policy")
#define SETTING_WORDS        STR("excerpt_words")
#define SETTING_VERSION      STR("version")

static const struct str registration_names[] = {
    [REGISTRATION_OPEN] = STR_INIT("open"),
    [REGISTRATION_INVITATION] = STR_INIT("invitation"),
    [REGISTRATION_CLOSED] = STR_INIT("closed"),
};

enum { N_REGISTRATIONS = N_OF(registration_names) };

static const struct site_settings defaults = {
    .name = STR_INIT("Passalong"),
    .tagline = STR_INIT("Good articles, passed along"),
    .registration = REGISTRATION_INVITATION,
    .zone = STR_INIT("UTC"),
    .locale = STR_INIT("en"),
    .recheck = STR_INIT("1h 6h 1d 7d 30d"),
    .policy = {.kind = POLICY_EXCERPT, .words = 80},
    .version = 1,
};

static enum registration registration_of(struct str name)
{
    for (size_t i = 0; i < N_REGISTRATIONS; i++) {
        if (str_eq(name, registration_names[i]))
            return (enum registration)i;
    }
    return REGISTRATION_CLOSED;
}

static int64_t version_of(struct str text)
{
    int64_t version = defaults.version;
    ignore_outcome(str_to_number(text, INT64_MAX - 1, &version));
    return version;
}

/* What is not understood shows less rather than more. */
static enum policy_kind policy_kind_of(struct str name)
{
    enum policy_kind kind = POLICY_LINK;
    ignore_outcome(policy_named(name, &kind));
    return kind == POLICY_DEFAULT ? POLICY_LINK : kind;
}

static int64_t words_of(struct str text)
{
    int64_t words = defaults.policy.words;
    ignore_outcome(str_to_number(text, LIMIT_EXCERPT_WORDS, &words));
    return words;
}

static void read_row(struct arena *arena, struct db_stmt *stmt, struct site_settings *settings)
{
    struct str name = db_text_borrowed(stmt, 0);
    if (str_eq(name, SETTING_NAME))
        settings->name = db_text(arena, stmt, 1);
    else if (str_eq(name, SETTING_TAGLINE))
        settings->tagline = db_text(arena, stmt, 1);
    else if (str_eq(name, SETTING_REGISTRATION))
        settings->registration = registration_of(db_text_borrowed(stmt, 1));
    else if (str_eq(name, SETTING_ZONE))
        settings->zone = db_text(arena, stmt, 1);
    else if (str_eq(name, SETTING_LOCALE))
        settings->locale = db_text(arena, stmt, 1);
    else if (str_eq(name, SETTING_RECHECK))
        settings->recheck = db_text(arena, stmt, 1);
    else if (str_eq(name, SETTING_POLICY))
        settings->policy.kind = policy_kind_of(db_text_borrowed(stmt, 1));
    else if (str_eq(name, SETTING_WORDS))
        settings->policy.words = words_of(db_text_borrowed(stmt, 1));
    else if (str_eq(name, SETTING_VERSION))
        settings->version = version_of(db_text_borrowed(stmt, 1));
}

enum outcome setting_load(struct arena *arena, struct db *db, struct site_settings *ret_settings)
{
    CLEANUP(db_done) struct db_stmt *stmt = db_query(db, "select name, value from setting");
    struct site_settings settings = defaults;
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        read_row(arena, stmt, &settings);
    if (found != NOT_FOUND)
        return found;
    *ret_settings = settings;
    return OK;
}

enum outcome setting_version(struct db *db, int64_t *ret_version)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select value from setting where name = 'version'");
    enum outcome found = db_step(stmt);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_version = found == OK ? version_of(db_text_borrowed(stmt, 0)) : defaults.version;
    return OK;
}

static enum outcome check_recheck(struct str *recheck, struct problem *ret_problem)
{
    struct recheck_plan plan;
    enum outcome good =
        problem_check_line(recheck, FIELD_RECHECK, 0, LIMIT_BLOG_TITLE_CHARACTERS, ret_problem);
    if (good != OK || recheck_parse(*recheck, &plan) == OK)
        return good;
    *ret_problem = (struct problem){FIELD_RECHECK, WRONG_FORM, 0};
    return INVALID;
}

static enum outcome check_policy(const struct policy *policy, struct problem *ret_problem)
{
    bool is_said = policy->kind == POLICY_LINK || policy->kind == POLICY_EXCERPT ||
                   policy->kind == POLICY_FULL;
    if (is_said && policy->words >= 1 && policy->words <= LIMIT_EXCERPT_WORDS)
        return OK;
    *ret_problem = is_said ? (struct problem){FIELD_WORDS, WRONG_RANGE, LIMIT_EXCERPT_WORDS}
                           : (struct problem){FIELD_POLICY, WRONG_FORM, 0};
    return INVALID;
}

static enum outcome check(struct site_settings *settings, struct problem *ret_problem)
{
    enum outcome good = problem_check_line(&settings->name, FIELD_SITE_NAME, 1,
                                           LIMIT_BLOG_TITLE_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_line(&settings->tagline, FIELD_TAGLINE, 0, LIMIT_BLOG_TITLE_CHARACTERS,
                                  ret_problem);
    if (good == OK)
        good = problem_check_line(&settings->zone, FIELD_ZONE, 1, LIMIT_SLUG_BYTES, ret_problem);
    if (good == OK)
        good = problem_check_lang(&settings->locale, ret_problem);
    if (good == OK)
        good = check_recheck(&settings->recheck, ret_problem);
    if (good == OK)
        good = check_policy(&settings->policy, ret_problem);
    if (good == OK && str_is_empty(settings->locale)) {
        *ret_problem = (struct problem){FIELD_LOCALE, WRONG_MISSING, 0};
        return INVALID;
    }
    return good;
}

static enum outcome put(struct db *db, struct str name, struct str value)
{
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "insert into setting (name, value) values ($1, $2)"
                                        " on conflict (name) do update set value = excluded.value");
    db_bind_text(stmt, 1, name);
    db_bind_text(stmt, 2, value);
    enum outcome done = db_run(stmt);
    db_protect(db);
    return done;
}

static enum outcome put_policy(struct db *db, const struct policy *policy)
{
    SCRATCH_ARENA(scratch, 4096);
    enum outcome done = put(db, SETTING_POLICY, policy_name(policy->kind));
    if (done != OK)
        return done;
    return put(db, SETTING_WORDS, str_print(&scratch, "%lld", (long long)policy->words));
}

static enum outcome count_version(struct db *db)
{
    int64_t version = 0;
    enum outcome done = setting_version(db, &version);
    if (done != OK)
        return done;
    SCRATCH_ARENA(scratch, 4096);
    return put(db, SETTING_VERSION, str_print(&scratch, "%lld", (long long)version + 1));
}

/* Days are stored in the site's zone. */
static enum outcome move_zone(struct db *db, struct str zone, struct problem *ret_problem)
{
    SCRATCH_ARENA(scratch, LIMIT_REQUEST_ARENA_BYTES);
    struct site_settings stored;
    enum outcome done = setting_load(&scratch, db, &stored);
    if (done != OK || str_eq(stored.zone, zone))
        return done;
    done = calendar_set_zone(db, zone);
    if (done == INVALID)
        *ret_problem = (struct problem){FIELD_ZONE, WRONG_FORM, 0};
    return done;
}

enum outcome
setting_save(struct db *db, const struct site_settings *settings, struct problem *ret_problem)
{
    struct site_settings checked = *settings;
    enum outcome done = check(&checked, ret_problem);
    if (done == OK)
        done = move_zone(db, checked.zone, ret_problem);
    if (done == OK)
        done = put(db, SETTING_NAME, checked.name);
    if (done == OK)
        done = put(db, SETTING_TAGLINE, checked.tagline);
    if (done == OK)
        done = put(db, SETTING_REGISTRATION, registration_names[checked.registration]);
    if (done == OK)
        done = put(db, SETTING_ZONE, checked.zone);
    if (done == OK)
        done = put(db, SETTING_LOCALE, checked.locale);
    if (done == OK)
        done = put(db, SETTING_RECHECK, checked.recheck);
    if (done == OK)
        done = put_policy(db, &checked.policy);
    if (done == OK)
        done = count_version(db);
    return done;
}
