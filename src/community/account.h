#ifndef COMMUNITY_ACCOUNT_H
#define COMMUNITY_ACCOUNT_H

/* Members: name, handle, role, password. The handle is made from the name once
 * and is what addresses carry; both find the member. */

#include "base/ids.h"
#include "community/problem.h"
#include "community/rights.h"
#include "db/db.h"

struct member {
    struct member_id id;
    struct str handle;
    struct str name;
    enum role role;
    struct str lang; /* of the interface; empty: as the browser asks */
    int64_t created;
    bool is_ended; /* may not sign in any more; what was written stays */
};

struct account_new {
    struct str name;
    struct str password_hash; /* of account_hash_password; empty: cannot sign in */
    struct str lang;
    enum role role;
    int64_t now;
};

/* Too short or too long. Before hashing, which is slow. */
MUST_CHECK enum outcome account_check_password(struct str password, struct problem *ret_problem);

/* Argon2id, some 100 ms and 32 MiB: for the pool, never for the event loop. */
MUST_CHECK enum outcome
account_hash_password(struct arena *arena, struct str password, struct str *ret_hash);

/* As slow. DENIED when it does not match; an empty hash never does, and takes
 * the same time, so that nobody learns which names exist. */
MUST_CHECK enum outcome account_verify_password(struct str hash, struct str password);

/* The name alone: INVALID when it is not acceptable, CONFLICT when taken. */
MUST_CHECK enum outcome account_check_name(struct arena *arena,
                                           struct db *db,
                                           struct str name,
                                           struct str *ret_handle,
                                           struct problem *ret_problem);

/* INVALID or CONFLICT (name taken) with the problem. */
MUST_CHECK enum outcome account_make(struct arena *arena,
                                     struct db *db,
                                     const struct account_new *account,
                                     struct member_id *ret_id,
                                     struct problem *ret_problem);

/* Who wrote on another site, under a name that may be anybody's: an account that is ended and
 * was never signed in to. The name is numbered when a member of this site has it. */
MUST_CHECK enum outcome account_guest(
    struct arena *arena, struct db *db, struct str name, int64_t now, struct member_id *ret_id);

MUST_CHECK enum outcome
account_find(struct arena *arena, struct db *db, struct member_id id, struct member *ret_member);

/* By name as shown or by handle; NOT_FOUND. */
MUST_CHECK enum outcome account_find_named(struct arena *arena,
                                           struct db *db,
                                           struct str name_or_handle,
                                           struct member *ret_member);

/* For account_verify_password; empty for a member who cannot sign in. */
MUST_CHECK enum outcome account_password_hash(struct arena *arena,
                                              struct db *db,
                                              struct member_id id,
                                              struct str *ret_hash);

MUST_CHECK enum outcome
account_set_password(struct db *db, struct member_id id, struct str password_hash);
MUST_CHECK enum outcome
account_set_lang(struct db *db, struct member_id id, struct str lang, struct problem *ret_problem);

/* CONFLICT when it would leave the site without an owner. */
MUST_CHECK enum outcome account_set_role(struct db *db, struct member_id id, enum role role);

/* Ends the account and its sessions. CONFLICT for the last owner. */
MUST_CHECK enum outcome account_end(struct db *db, struct member_id id, int64_t now);

/* NOT_FOUND on a site that nobody owns yet. */
MUST_CHECK enum outcome account_owner(struct db *db, struct member_id *ret_id);

/* Members by name, after the handle `after` (empty: from the start), at most `max`. */
MUST_CHECK enum outcome account_list(struct arena *arena,
                                     struct db *db,
                                     struct str after,
                                     size_t max,
                                     const struct member **ret_members,
                                     size_t *ret_n);

#endif
