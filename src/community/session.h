#ifndef COMMUNITY_SESSION_H
#define COMMUNITY_SESSION_H

/* Signed-in browsers. The store holds a hash of each token only: who reads the
 * store cannot sign in with it. A session ends after LIMIT_SESSION_DAYS without a visit. */

#include "community/account.h"

struct session {
    struct session_id id;
    struct str label; /* the browser, in its own words, shortened */
    int64_t created;
    int64_t seen;
};

/* A fresh token for the cookie. */
struct str session_token_new(struct arena *arena);

/* What forms of this session carry: a keyed hash of the secret (a session's
 * token, or any random cookie of a stranger). */
struct str session_form_token(struct arena *arena, struct str secret);

/* In constant time. */
bool session_form_token_matches(struct str secret, struct str form_token);

MUST_CHECK enum outcome session_make(struct db *db,
                                     struct member_id member,
                                     struct str token,
                                     struct str label,
                                     int64_t now,
                                     struct session_id *ret_id);

/* Who is signed in: what the store says of a token. */
struct visitor {
    struct session_id session;
    struct member member;
    int64_t touch_due; /* from then on session_touch is to be called */
};

/* By the token_hash (community/token.h) of what the cookie says: one query.
 * NOT_FOUND when nobody is signed in with it. What changes the answer before
 * `touch_due` is topic_member of the member (community/topic.h). */
MUST_CHECK enum outcome session_find(
    struct arena *arena, struct db *db, struct str hash, int64_t now, struct visitor *ret_visitor);

/* Remembers a visit, at most once an hour. */
MUST_CHECK enum outcome session_touch(struct db *db, struct session_id id, int64_t now);

/* The member's sessions, latest visit first, at most 100. */
MUST_CHECK enum outcome session_list(struct arena *arena,
                                     struct db *db,
                                     struct member_id member,
                                     int64_t now,
                                     const struct session **ret_sessions,
                                     size_t *ret_n);

/* NOT_FOUND when it is not that member's. */
MUST_CHECK enum outcome session_end(struct db *db, struct member_id member, struct session_id id);

/* All but `kept` (none: id 0), as after a change of password. */
MUST_CHECK enum outcome
session_end_others(struct db *db, struct member_id member, struct session_id kept);

/* Throws away what has run out. */
MUST_CHECK enum outcome session_sweep(struct db *db, int64_t now);

#endif
