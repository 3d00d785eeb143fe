/* The program's door: finds the command and hands over its words. */
#include "capture/child.h"
#include "capture/fetcher.h"
#include "cli/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct command *const commands[] = {
    &command_serve,  &command_share,   &command_source, &command_user,    &command_blog,
    &command_import, &command_export,  &command_backup, &command_restore, &command_check,
    &command_clean,  &command_extract, &command_feed,   &command_search,
};
enum { N_COMMANDS = N_OF(commands) };

static void print_commands(FILE *out)
{
    (void)fprintf(out, "Usage: passalong COMMAND [options]\n\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        (void)fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    (void)fprintf(out, "\npassalong COMMAND --help tells more; so does man passalong.\n");
}

int main(int argc, char **argv)
{
    (void)setlocale(LC_ALL, "C.UTF-8");
    (void)umask(077); /* stores and backups hold password hashes and drafts */
    if (argc < 2) {
        print_commands(stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, CAPTURE_CHILD_ARGUMENT) == 0)
        return capture_child_main();
    if (strcmp(name, FETCHER_CHILD_ARGUMENT) == 0)
        return fetcher_child_main();
    if (strcmp(name, "--help") == 0 || strcmp(name, "help") == 0) {
        print_commands(stdout);
        return EXIT_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        (void)printf("passalong %s\n", PASSALONG_VERSION);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(name, commands[i]->name) == 0) {
            enum exit_status status = command_run(commands[i], argc - 2, argv + 2);
            return (int)status;
        }
    }
    (void)fprintf(stderr, "passalong: there is no command '%s'; passalong --help lists them\n",
                  name);
    return EXIT_USAGE;
}
