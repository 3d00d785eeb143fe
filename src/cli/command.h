#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* What every command shares: its row in the table, its options, its last words.
 * Exit statuses: 0 done, 1 the work failed (one line on standard error says
 * what and why), 2 the command line is wrong. */

#include "base/str.h"

enum exit_status { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* One option, `--name VALUE`, or `--name` where value_name is NULL. */
struct option_row {
    const char *name;
    const char *value_name;
    const char *meaning;
};

struct command_line;

struct command {
    const char *name;
    const char *operands;             /* as the usage line shows them */
    const char *summary;              /* one line */
    const char *details;              /* for --help; may be NULL */
    const struct option_row *options; /* ends with a row without name */
    int min_operands;
    int max_operands;
    enum exit_status (*run)(struct arena *arena, struct command_line *line);
};

/* A command's words, sorted into options and operands. Everything is borrowed from argv. */
struct command_line {
    const struct command *command;
    const char **values; /* beside command->options; NULL where it was not given */
    const char **operands;
    int n_operands;
};

/* The value of `--name`, the fallback when it was not given. The name must stand in the table. */
const char *option_value(const struct command_line *line, const char *name, const char *fallback);
bool option_is_given(const struct command_line *line, const char *name);

/* Reads argv (behind the command's name), says what is wrong or prints --help,
 * else runs the command. */
enum exit_status command_run(const struct command *command, int argc, char **argv);

/* One line on standard error, "passalong NAME: ...", for the operator. */
void complain(const struct command_line *line, const char *format, ...) PRINTF(2, 3);

/* "--data is missing" and the like: complains, points to --help, returns EXIT_USAGE. */
enum exit_status usage_error(const struct command_line *line, const char *format, ...) PRINTF(2, 3);

/* The data folder, compulsory everywhere but in `clean`; NULL after a complaint. */
const char *data_folder(const struct command_line *line);

extern const struct command command_backup;
extern const struct command command_blog;
extern const struct command command_check;
extern const struct command command_clean;
extern const struct command command_export;
extern const struct command command_extract;
extern const struct command command_feed;
extern const struct command command_import;
extern const struct command command_restore;
extern const struct command command_search;
extern const struct command command_serve;
extern const struct command command_share;
extern const struct command command_source;
extern const struct command command_user;

#endif
