#ifndef UNIT_COMMUNITY_STORE_H
#define UNIT_COMMUNITY_STORE_H

/* A real store in a folder of its own, with one member and one blog, and short
 * ways to fill it. */

#include "../folder.h"
#include "../unit.h"

#include "base/arena.h"
#include "base/ids.h"
#include "base/limits.h"
#include "community/article.h"
#include "community/article_list.h"
#include "community/blog.h"
#include "community/check.h"
#include "community/comment.h"
#include "db/db.h"

struct store {
    struct arena arena;
    void *folder;
    struct db *db;
    struct member_id tan; /* owns the blog */
    struct member_id lim;
    struct blog_id blog;
};

int store_set_up(void **state);
int store_tear_down(void **state);

#define store_test(function)                                                                       \
    cmocka_unit_test_setup_teardown((function), store_set_up, store_tear_down)

struct member_id store_member(struct store *store, const char *name);
struct blog_id store_blog(struct store *store, const char *title);

/* Fields that are good, with this title. */
struct article_fields store_fields(const char *title);
struct article_checked store_checked(struct store *store, const struct article_fields *fields);
struct article_id store_draft(struct store *store, struct blog_id blog, const char *title);

/* Published at that time, on the day of it in UTC. */
struct article_id
store_article(struct store *store, struct blog_id blog, const char *title, int64_t shared);

struct comment_id
store_comment(struct store *store, struct article_id article, struct comment_id parent);

struct article store_find(struct store *store, struct article_id id);

/* Fails when a counter of the store is wrong. */
void store_check(struct store *store);

#endif
