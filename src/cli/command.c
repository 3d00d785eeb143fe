#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>

const char *option_value(const struct command_line *line, const char *name, const char *fallback)
{
    for (int i = 0; line->command->options[i].name != NULL; i++) {
        if (strcmp(line->command->options[i].name, name) == 0)
            return line->values[i] ? line->values[i] : fallback;
    }
    check_failed("the option stands in the command's table", name, 0);
}

bool option_is_given(const struct command_line *line, const char *name)
{
    return option_value(line, name, NULL) != NULL;
}

static void PRINTF(2, 0) say(const struct command_line *line, const char *format, va_list args)
{
    (void)fprintf(stderr, "passalong %s: ", line->command->name);
    (void)vfprintf(stderr, format, args);
    (void)fputc('\n', stderr);
}

void complain(const struct command_line *line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(line, format, args);
    va_end(args);
}

enum exit_status usage_error(const struct command_line *line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(line, format, args);
    va_end(args);
    (void)fprintf(stderr, "See: passalong %s --help\n", line->command->name);
    return EXIT_USAGE;
}

const char *data_folder(const struct command_line *line)
{
    const char *folder = option_value(line, "data", NULL);
    if (folder == NULL || folder[0] == '\0') {
        (void)usage_error(line, "say with --data DIR where the site's data is");
        return NULL;
    }
    return folder;
}

static void print_help(const struct command *command)
{
    (void)printf("%s\n\nUsage: passalong %s", command->summary, command->name);
    if (command->options[0].name != NULL)
        (void)printf(" [options]");
    if (command->operands[0] != '\0')
        (void)printf(" %s", command->operands);
    (void)printf("\n\n");
    for (const struct option_row *row = command->options; row->name != NULL; row++) {
        int width = printf("  --%s %s", row->name, row->value_name ? row->value_name : "");
        (void)printf("%*s%s\n", width < 24 ? 24 - width : 1, "", row->meaning);
    }
    (void)printf("  --help                this text\n");
    if (command->details != NULL)
        (void)printf("\n%s\n", command->details);
}

static int find_option(const struct command *command, struct str name)
{
    for (int i = 0; command->options[i].name != NULL; i++) {
        if (str_eq(name, str_from_c(command->options[i].name)))
            return i;
    }
    return -1;
}

/* Reads `--name VALUE`, `--name=VALUE` or `--name` at argv[*at]. */
static enum exit_status read_option(struct command_line *line, int argc, char **argv, int *at)
{
    struct str rest = str_from_c(argv[*at] + 2);
    struct str name = {"", 0};
    size_t equals = 0;
    bool has_equals = str_find_char(rest, '=', &equals);
    name = has_equals ? str_first(rest, equals) : rest;
    int i = find_option(line->command, name);
    if (i < 0)
        return usage_error(line, "there is no option --%.*s", STR_ARG(name));
    if (line->command->options[i].value_name == NULL) {
        if (has_equals)
            return usage_error(line, "--%.*s takes no value", STR_ARG(name));
        line->values[i] = "";
    } else if (has_equals) {
        line->values[i] = argv[*at] + 2 + equals + 1;
    } else if (*at + 1 < argc) {
        line->values[i] = argv[++*at];
    } else {
        return usage_error(line, "--%.*s needs a value: %s", STR_ARG(name),
                           line->command->options[i].value_name);
    }
    return EXIT_DONE;
}

static enum exit_status read_words(struct command_line *line, int argc, char **argv)
{
    bool only_operands = false;
    for (int at = 0; at < argc; at++) {
        if (!only_operands && strcmp(argv[at], "--") == 0) {
            only_operands = true;
        } else if (!only_operands && strncmp(argv[at], "--", 2) == 0) {
            enum exit_status status = read_option(line, argc, argv, &at);
            if (status != EXIT_DONE)
                return status;
        } else if (!only_operands && argv[at][0] == '-' && argv[at][1] != '\0') {
            return usage_error(line, "there is no option %s", argv[at]);
        } else {
            line->operands[line->n_operands++] = argv[at];
        }
    }
    if (line->n_operands < line->command->min_operands)
        return usage_error(line, "something is missing: %s", line->command->operands);
    if (line->n_operands > line->command->max_operands)
        return usage_error(line, "'%s' is one word too many", line->operands[line->n_operands - 1]);
    return EXIT_DONE;
}

enum exit_status command_run(const struct command *command, int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_help(command);
            return EXIT_DONE;
        }
    }
    SCRATCH_ARENA(arena, SIZE_MAX);
    size_t n_options = 0;
    while (command->options[n_options].name != NULL)
        n_options++;
    struct command_line line = {
        .command = command,
        .values = arena_array(&arena, const char *, n_options + 1),
        .operands = arena_array(&arena, const char *, (size_t)argc + 1),
    };
    enum exit_status status = read_words(&line, argc, argv);
    return status == EXIT_DONE ? command->run(&arena, &line) : status;
}
