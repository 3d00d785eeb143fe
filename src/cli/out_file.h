#ifndef CLI_OUT_FILE_H
#define CLI_OUT_FILE_H

/* A file that a command writes under another name first, so that what bears the name is whole. */

#include "cli/command.h"

/* False after a complaint when something bears the name already. */
bool out_file_is_free(const struct command_line *line, const char *out);

/* Gives what was written into `part` its name and prints that; when it was not written
 * (`is_done` false, after a complaint) or cannot be renamed, nothing of it stays. */
enum exit_status
out_file_end(const struct command_line *line, const char *part, const char *out, bool is_done);

#endif
