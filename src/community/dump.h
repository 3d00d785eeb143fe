#ifndef COMMUNITY_DUMP_H
#define COMMUNITY_DUMP_H

/* The rows of a site as lines of JSON, and back: for exports. A table is a list of named
 * columns; what can be worked out from other rows (counters, calendars, keys, the index of
 * words) and what is secret (passwords, sessions, invitations, secrets of hubs) is not in
 * it. The same rows make the same lines in the same order.
 *
 * Lines of articles also say what stands in other tables (blog, sharer, source, tags), so
 * that `passalong import --blog` takes them too. */

#include "base/ids.h"
#include "db/db.h"

struct dump_table;

/* In the order in which they are to be read: what a row refers to comes before it. */
extern const struct dump_table *const dump_tables[];
extern const size_t n_dump_tables;

/* What its files are called: "article", "comment_like". */
struct str dump_name(const struct dump_table *table);

/* The table of that name, or NULL. */
const struct dump_table *dump_named(struct str name);

/* Whether a member's own export has some of it: what they wrote, like and follow. */
bool dump_is_personal(const struct dump_table *table);

/* Hears each line, with its line end; valid during the call. */
typedef enum outcome dump_line(void *context, struct str line);

/* All rows, or with `own` a member's (only of personal tables). OK, what the listener
 * answers, UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome dump_rows(struct db *db,
                                  const struct dump_table *table,
                                  struct member_id own,
                                  dump_line *on_line,
                                  void *context);

/* One line back into its table; its HTML is cleaned, its texts are looked at. INVALID and
 * the reason in words; UNAVAILABLE, FAULT. The arena is for the work. */
MUST_CHECK enum outcome dump_read(struct arena *arena,
                                  struct db *db,
                                  const struct dump_table *table,
                                  struct str line,
                                  struct str *ret_why);

/* After the last line: everything that is worked out from rows, and the jobs that were
 * waiting. Addresses, openings and words are made by article_address_catch_up,
 * opening_catch_up and search_row_catch_up. */
MUST_CHECK enum outcome dump_complete(struct db *db, int64_t now);

#endif
