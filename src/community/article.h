#ifndef COMMUNITY_ARTICLE_H
#define COMMUNITY_ARTICLE_H

/* One article: making, correcting, publishing, finding. Its body stands in a
 * table of its own, so that lists (article_list.h) never touch it. Counters of
 * blog, source, tags and calendar change in the same write. */

#include "base/ids.h"
#include "community/picture.h"
#include "community/policy.h"
#include "community/problem.h"
#include "community/snapshot.h"
#include "community/tag.h"
#include "db/db.h"
#include "text/html.h"

enum article_state {
    ARTICLE_DRAFT,
    ARTICLE_SCHEDULED,
    ARTICLE_PUBLISHED,
    ARTICLE_DELETED,
    ARTICLE_TAKEN_DOWN, /* in no list and no count, as a deleted one, but nothing is lost */
};

static inline enum article_state article_state_from_store(int64_t stored)
{
    return (enum article_state)stored;
}

/* What a sharer may correct. */
struct article_fields {
    struct str title;
    struct str byline;
    struct str source; /* the publisher's name; empty: none */
    struct str url;    /* http(s), or empty */
    struct str dateline;
    struct str standfirst;
    struct str excerpt; /* empty: the opening stands for it */
    struct str credit;
    struct str lang;   /* BCP 47, or empty */
    int64_t published; /* at the source */
    bool has_published;
    struct str_list tags;
    struct safe_html body;
};

/* Fields that were found good; only article_check makes it. */
struct article_checked {
    struct article_fields
        fields; /* trimmed; an excerpt that is only the body's beginning is left empty */
    struct str slug;
    struct str domain;  /* host of the address without "www."; may be empty */
    struct str opening; /* opening_make */
    int64_t words;
    int64_t reading_minutes; /* at least 1 */
    struct picture_names pictures;
    struct str cut_after; /* article_ending of an article whose rest is paid for; else empty */
};

struct article_new {
    struct blog_id blog;
    struct member_id sharer;
    const struct article_checked *checked;
    int64_t now;
    const struct article_captured *captured; /* NULL: not from a link */
};

/* Everything that its page shows. */
struct article {
    struct article_id id;
    struct blog_id blog;
    struct str blog_slug;
    struct str blog_title;
    struct member_id blog_owner;
    int64_t blog_n_articles;
    int64_t blog_n_followers;
    struct member_id sharer;
    struct str sharer_name;
    struct str sharer_handle;
    struct source_id source; /* 0: none */
    struct str source_slug;
    struct policy_found policy;   /* how much of `fields` readers see: policy_of */
    struct article_fields fields; /* `tags` as names */
    struct str opening;           /* for lists and descriptions when nothing else was written */
    const struct tag *tags;
    size_t n_tags;
    struct str slug;
    struct str cut_after; /* the publisher shows no more than what ends so; else empty */
    enum article_state state;
    int64_t shared; /* draft: when made; scheduled: when due */
    int64_t created;
    int64_t edited; /* 0: never since it was published */
    int64_t version;
    int64_t n_likes;
    int64_t n_comments;
    int64_t words;
    int64_t reading_minutes; /* at least 1 */
};

/* Checks and completes the fields. It reads the whole text, so it comes before
 * the write, never inside it. INVALID with the problem. */
MUST_CHECK enum outcome article_check(struct arena *arena,
                                      const struct article_fields *fields,
                                      struct article_checked *ret_checked,
                                      struct problem *ret_problem);

/* The last words of a text, about LIMIT_ENDING_BYTES of them. */
struct str article_ending(struct arena *arena, struct safe_html body);

/* Makes a draft, with what was captured as the first revision of its source.
 * NOT_FOUND: no such blog. */
MUST_CHECK enum outcome article_make(struct arena *arena,
                                     struct db *db,
                                     const struct article_new *article,
                                     struct article_id *ret_id);

/* Corrects it in any state but deleted or taken down, keeping what stood there as a
 * revision. CONFLICT: it has changed since `version` was read, or is taken down. NOT_FOUND. */
MUST_CHECK enum outcome article_edit(struct arena *arena,
                                     struct db *db,
                                     struct article_id id,
                                     int64_t version,
                                     struct member_id editor,
                                     const struct article_checked *checked,
                                     int64_t now);

/* A draft or a scheduled article appears. `day` is that of `shared` in the
 * site's zone, in days since 1970. CONFLICT when it is published already; NOT_FOUND. */
MUST_CHECK enum outcome
article_publish(struct db *db, struct article_id id, int64_t shared, int64_t day);

/* A scheduled article appears as of its time. CONFLICT: it is not scheduled for
 * `due` any more; NOT_FOUND. */
MUST_CHECK enum outcome
article_publish_due(struct db *db, struct article_id id, int64_t due, int64_t day);

/* It will appear at `due`; again on a scheduled one moves it. INVALID
 * (WRONG_PAST) unless `due` is later than `now`; CONFLICT when published; NOT_FOUND. */
MUST_CHECK enum outcome article_schedule(
    struct db *db, struct article_id id, int64_t due, int64_t now, struct problem *ret_problem);

/* Back to a draft. CONFLICT unless it is scheduled; NOT_FOUND. */
MUST_CHECK enum outcome article_unschedule(struct db *db, struct article_id id);

/* Leaves its lists and loses its text, revisions and discussion; its address
 * says from now on that it is gone. NOT_FOUND also when it was deleted before. */
MUST_CHECK enum outcome article_delete(struct db *db, struct article_id id, int64_t now);

/* A published article leaves every list and count, and its text stays; and comes back
 * to where it stood (`day` as for article_publish). For moderation.h, which writes down
 * why. CONFLICT when it is in another state; NOT_FOUND. */
MUST_CHECK enum outcome article_take_down(struct db *db, struct article_id id);
MUST_CHECK enum outcome article_restore(struct db *db, struct article_id id, int64_t day);

/* In whatever state: who may see it is for the caller to decide. A deleted one
 * has state, blog and sharer only. Two queries. NOT_FOUND. */
MUST_CHECK enum outcome
article_find(struct arena *arena, struct db *db, struct article_id id, struct article *ret_article);

#endif
