#ifndef CLI_STORE_H
#define CLI_STORE_H

/* What the commands that change a site have in common. */

#include "cli/command.h"
#include "community/account.h"
#include "community/blog.h"
#include "db/objects.h"

/* Opens the folder of --data for writing, making it when it is not there.
 * NULL after a complaint; close with CLEANUP(db_close_at). */
struct db *store_open(struct arena *arena, const struct command_line *line);

/* Opens it for reading only. NULL after a complaint: it is not there, or of another version. */
struct db *store_open_to_read(struct arena *arena, const struct command_line *line);

/* The large bytes beside the store of --data; false after a complaint. */
bool store_objects(struct arena *arena,
                   const struct command_line *line,
                   const struct objects **ret_objects);

/* No object is removed until the descriptor is closed: objects_hold. False after a complaint. */
bool store_hold(const struct command_line *line, const struct objects *objects, int *ret_hold);

/* Finds by name or handle, or by address; false after a complaint that says how to mend it. */
bool store_member(struct arena *arena,
                  const struct command_line *line,
                  struct db *db,
                  const char *name,
                  struct member *ret_member);
bool store_blog(struct arena *arena,
                const struct command_line *line,
                struct db *db,
                const char *slug,
                struct blog *ret_blog);

/* Starts a write; false after a complaint. End it with store_end. */
bool store_begin(const struct command_line *line, struct db *db);

/* The problem in an operator's words, and a line that complains about it. */
struct str problem_text(struct arena *arena, const struct problem *problem);
void complain_problem(const struct command_line *line, const struct problem *problem);

/* Ends the write: commits it when `outcome` is OK, undoes it otherwise, and
 * complains about the problem or the store. True when it is on disk. */
bool store_end(const struct command_line *line,
               struct db *db,
               enum outcome outcome,
               const struct problem *problem);

#endif
