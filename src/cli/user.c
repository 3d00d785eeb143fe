/* Members, made by the operator: the first owner, or anybody without a registration. */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/store.h"
#include "community/session.h"

#include <stdio.h>
#include <unistd.h>

static bool read_role(const struct command_line *line, enum role *ret_role)
{
    struct str role = str_from_c(option_value(line, "role", "member"));
    if (str_eq(role, STR("member")))
        *ret_role = ROLE_MEMBER;
    else if (str_eq(role, STR("moderator")))
        *ret_role = ROLE_MODERATOR;
    else if (str_eq(role, STR("owner")))
        *ret_role = ROLE_OWNER;
    else
        return false;
    return true;
}

/* The first line of standard input, asked for when somebody sits there. */
static bool
read_password(struct arena *arena, const struct command_line *line, struct str *ret_password)
{
    if (isatty(STDIN_FILENO))
        (void)fprintf(stderr, "Password (it is shown as you type; end with Enter, Ctrl-D): ");
    struct str input;
    const char *why = NULL;
    if (file_read_all(arena, STDIN_FILENO, LIMIT_PASSWORD_BYTES + 2, &input, &why) != OK) {
        complain(line, "the password on standard input: %s", why);
        return false;
    }
    struct str password = {"", 0};
    (void)str_cut(&input, '\n', &password);
    if (str_ends_with(password, STR("\r")))
        password.len--;
    *ret_password = password;
    return true;
}

/* The password of standard input, checked and hashed; false after a complaint. */
static bool
hash_password(struct arena *arena, const struct command_line *line, struct str *ret_hash)
{
    struct str password;
    if (!read_password(arena, line, &password))
        return false;
    struct problem problem = {0};
    if (account_check_password(password, &problem) != OK) {
        complain_problem(line, &problem);
        return false;
    }
    if (account_hash_password(arena, password, ret_hash) == OK)
        return true;
    complain(line, "the password could not be hashed: too little memory");
    return false;
}

static enum outcome
make(struct arena *arena, struct db *db, const struct account_new *account, struct problem *problem)
{
    struct member_id id;
    struct member member;
    enum outcome outcome = account_make(arena, db, account, &id, problem);
    if (outcome == OK)
        outcome = account_find(arena, db, id, &member);
    if (outcome == OK)
        (void)printf("/m/%.*s\n", STR_ARG(member.handle));
    return outcome;
}

static enum exit_status add(struct arena *arena, struct command_line *line, enum role role)
{
    struct account_new account = {
        .name = str_from_c(line->operands[1]), .role = role, .now = clock_now()};
    if (!hash_password(arena, line, &account.password_hash))
        return EXIT_FAILED;
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    if (db == NULL || !store_begin(line, db))
        return EXIT_FAILED;
    struct problem problem = {0};
    enum outcome outcome = make(arena, db, &account, &problem);
    return store_end(line, db, outcome, &problem) ? EXIT_DONE : EXIT_FAILED;
}

/* For a member who has forgotten theirs; whoever is signed in with the old one is signed out. */
static enum exit_status set_password(struct arena *arena, struct command_line *line)
{
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    struct member member;
    struct str hash;
    if (db == NULL || !store_member(arena, line, db, line->operands[1], &member) ||
        !hash_password(arena, line, &hash) || !store_begin(line, db))
        return EXIT_FAILED;
    struct problem problem = {0};
    enum outcome outcome = account_set_password(db, member.id, hash);
    if (outcome == OK)
        outcome = session_end_others(db, member.id, (struct session_id){0});
    return store_end(line, db, outcome, &problem) ? EXIT_DONE : EXIT_FAILED;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    enum role role = ROLE_MEMBER;
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (!read_role(line, &role))
        return usage_error(line, "--role is owner, moderator or member");
    if (strcmp(line->operands[0], "add") == 0)
        return add(arena, line, role);
    if (strcmp(line->operands[0], "password") == 0)
        return set_password(arena, line);
    return usage_error(line, "'%s' is not known here; say: add NAME, or password NAME",
                       line->operands[0]);
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder; made when it does not exist"},
    {"role", "ROLE", "of a new member: owner, moderator or member (the default)"},
    {NULL, NULL, NULL},
};

const struct command command_user = {
    .name = "user",
    .operands = "add NAME | password NAME",
    .summary = "Makes a member, or sets a member's password, read from standard input.",
    .details = "NAME is the name as shown, \"Tan KW\"; the address is made from it: /m/tan-kw.",
    .options = options,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
