/* Members, made by the operator: the first owner, or anybody without a registration. */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/store.h"

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

static enum exit_status add(struct arena *arena, struct command_line *line, enum role role)
{
    struct str password;
    struct problem problem = {0};
    if (!read_password(arena, line, &password))
        return EXIT_FAILED;
    CLEANUP(db_close_at) struct db *db = store_open(arena, line);
    if (db == NULL)
        return EXIT_FAILED;
    struct account_new account = {
        .name = str_from_c(line->operands[1]), .role = role, .now = clock_now()};
    enum outcome outcome = account_check_password(password, &problem);
    if (outcome == OK)
        outcome = account_hash_password(arena, password, &account.password_hash);
    if (db_begin(db) != OK) {
        complain(line, "another program holds the store; try again");
        return EXIT_FAILED;
    }
    struct member_id id;
    if (outcome == OK)
        outcome = account_make(arena, db, &account, &id, &problem);
    struct member member = {0};
    if (outcome == OK)
        outcome = account_find(arena, db, id, &member);
    if (!store_end(line, db, outcome, &problem))
        return EXIT_FAILED;
    (void)printf("/m/%.*s\n", STR_ARG(member.handle));
    return EXIT_DONE;
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    enum role role = ROLE_MEMBER;
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (strcmp(line->operands[0], "add") != 0)
        return usage_error(line, "'%s' is not known here; say: add NAME", line->operands[0]);
    if (!read_role(line, &role))
        return usage_error(line, "--role is owner, moderator or member");
    return add(arena, line, role);
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder; made when it does not exist"},
    {"role", "ROLE", "owner, moderator or member (the default)"},
    {NULL, NULL, NULL},
};

const struct command command_user = {
    .name = "user",
    .operands = "add NAME",
    .summary = "Makes a member; the password is read from standard input.",
    .details = "NAME is the name as shown, \"Tan KW\"; the address is made from it: /m/tan-kw.",
    .options = options,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
