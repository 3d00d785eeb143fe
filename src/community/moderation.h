#ifndef COMMUNITY_MODERATION_H
#define COMMUNITY_MODERATION_H

/* What moderators do, each with an entry in the log that everybody may read: who,
 * when, what, why. The sharer of the article is told until the notice is put away. */

#include "community/article.h"

enum moderation_action { MODERATION_TAKEDOWN = 1, MODERATION_RESTORE = 2 };

static inline enum moderation_action moderation_action_from_store(int64_t stored)
{
    return (enum moderation_action)stored;
}

/* What is to be written down. */
struct moderation_new {
    struct article_id article;
    struct member_id moderator;
    struct str claimant; /* who asked for a takedown */
    struct str reason;   /* for everybody */
    struct str note;     /* for moderators; may be empty */
    int64_t now;
};

/* Hides a published article: its address says from now on why, and who asked.
 * INVALID with the problem; CONFLICT: it is not published; NOT_FOUND. */
MUST_CHECK enum outcome moderation_take_down(struct db *db,
                                             const struct moderation_new *action,
                                             struct problem *ret_problem);

/* Shows it again where it stood; `day` as for article_publish. No claimant. INVALID
 * with the problem; CONFLICT: it is not taken down; NOT_FOUND. */
MUST_CHECK enum outcome moderation_restore(struct db *db,
                                           const struct moderation_new *action,
                                           int64_t day,
                                           struct problem *ret_problem);

struct moderation_entry {
    int64_t id;
    enum moderation_action action;
    struct str moderator_name;
    struct str moderator_handle;
    struct article_id article;
    enum article_state state; /* of the article now: only a published one is named in public */
    struct str slug;
    struct str title;
    struct str lang;
    struct str blog_slug;
    struct str blog_title;
    struct str sharer_name;
    int64_t created;
    struct str claimant;
    struct str reason;
    struct str note;
};

/* The log behind entry `before` (0: from the newest), newest first, at most `max`. */
MUST_CHECK enum outcome moderation_list(struct arena *arena,
                                        struct db *db,
                                        int64_t before,
                                        size_t max,
                                        const struct moderation_entry **ret_entries,
                                        size_t *ret_n);

/* The last that was done to an article. NOT_FOUND. */
MUST_CHECK enum outcome moderation_last(struct arena *arena,
                                        struct db *db,
                                        struct article_id article,
                                        struct moderation_entry *ret_entry);

/* What a member is told of the own articles, newest first, LIMIT_TAKEDOWNS_TOLD at most. */
MUST_CHECK enum outcome moderation_told(struct arena *arena,
                                        struct db *db,
                                        struct member_id member,
                                        const struct moderation_entry **ret_entries,
                                        size_t *ret_n);

/* Puts a notice away. NOT_FOUND: it is not this member's, or put away before. */
MUST_CHECK enum outcome moderation_dismiss(struct db *db, int64_t id, struct member_id member);

#endif
