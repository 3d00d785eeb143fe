#include "cli/out_file.h"

#include "base/file.h"

#include <stdio.h>

bool out_file_is_free(const struct command_line *line, const char *out)
{
    bool is_free = !file_exists(out);
    if (!is_free)
        complain(line, "%s is already there; choose another name", out);
    return is_free;
}

enum exit_status
out_file_end(const struct command_line *line, const char *part, const char *out, bool is_done)
{
    const char *reason = NULL;
    if (is_done && file_replace(part, out, &reason) != OK) {
        complain(line, "%s could not be written: %s", out, reason);
        is_done = false;
    }
    if (!is_done) {
        file_remove(part);
        return EXIT_FAILED;
    }
    (void)printf("%s\n", out);
    return EXIT_DONE;
}
