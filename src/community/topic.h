#ifndef COMMUNITY_TOPIC_H
#define COMMUNITY_TOPIC_H

/* What a page can be about, and which rows change it (db/changes.h). A page
 * that names its topics outlives every other write; one that names none lives
 * until anything changes. */

#include "base/ids.h"
#include "db/changes.h"

/* What no other topic covers: settings, policies of sources, members' names. */
extern const struct db_topic topic_site;

/* An article with its discussion and its likes. */
struct db_topic topic_article(struct article_id article);

/* A blog's own row, and which articles it has in which order: not their discussions. */
struct db_topic topic_blog(struct blog_id blog);

/* Who a member is, and the sessions that they have. */
struct db_topic topic_member(struct member_id member);

/* For db_changes_open. A table that is not named here changes topic_site. */
extern const struct db_rule topic_rules[];

#endif
