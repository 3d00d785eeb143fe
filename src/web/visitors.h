#ifndef WEB_VISITORS_H
#define WEB_VISITORS_H

/* Members who were here lately, by the hash of their session's token, so that
 * their next request need not ask the store who they are. Knows a session no
 * longer once the session or the member has changed (db/changes.h). Of
 * LIMIT_KNOWN_VISITORS the one that was added first makes room. For any thread. */

#include "community/session.h"
#include "db/changes.h"

struct visitors;

/* `changes` outlives it. It lives in the arena; visitors_done lets go of what it holds. */
struct visitors *visitors_new(struct arena *arena, struct db_changes *changes);
void visitors_done(struct visitors *visitors); /* NULL: nothing */

/* NOT_FOUND: the store must be asked. The texts are copied into the arena. */
MUST_CHECK enum outcome visitors_find(struct visitors *visitors,
                                      struct arena *arena,
                                      struct str hash,
                                      int64_t now,
                                      struct visitor *ret_visitor);

/* What the store said of that hash at a moment asked for before reading. */
void visitors_add(struct visitors *visitors,
                  struct str hash,
                  struct db_moment moment,
                  const struct visitor *visitor);

#endif
