#ifndef COMMUNITY_INVITE_H
#define COMMUNITY_INVITE_H

/* One-time links: the set-up link of a site without owner, and invitations to
 * register. Only a hash of the link's token is stored; it runs out after
 * LIMIT_INVITE_DAYS and works once. */

#include "community/account.h"

struct invite {
    int64_t id;
    enum role role; /* that the link gives; ROLE_OWNER for the set-up link */
    struct member_id maker;
    int64_t created;
    int64_t expires;
    int64_t used; /* 0: not yet */
    struct str used_by;
};

struct str invite_token_new(struct arena *arena);

/* An earlier set-up link that was not used stops working when a new one is made. */
MUST_CHECK enum outcome
invite_make(struct db *db, struct str token, enum role role, struct member_id maker, int64_t now);

/* NOT_FOUND when the link is unknown, used or over. */
MUST_CHECK enum outcome
invite_find(struct db *db, struct str token, int64_t now, enum role *ret_role);

/* Makes the account and uses the link up, both or neither. The link's role
 * wins over the account's. NOT_FOUND as above; else as account_make. */
MUST_CHECK enum outcome invite_accept(struct arena *arena,
                                      struct db *db,
                                      struct str token,
                                      const struct account_new *account,
                                      struct member_id *ret_id,
                                      struct problem *ret_problem);

/* The newest 100 made by that member. */
MUST_CHECK enum outcome invite_list(struct arena *arena,
                                    struct db *db,
                                    struct member_id maker,
                                    const struct invite **ret_invites,
                                    size_t *ret_n);

/* A link that was not used stops working. NOT_FOUND when it is not that
 * member's, or was used. */
MUST_CHECK enum outcome invite_withdraw(struct db *db, struct member_id maker, int64_t id);

#endif
