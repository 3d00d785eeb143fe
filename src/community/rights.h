#ifndef COMMUNITY_RIGHTS_H
#define COMMUNITY_RIGHTS_H

/* Who may do what. Every rule that looks at a role stands here. */

#include "base/ids.h"

#include <stdbool.h>

enum role {
    ROLE_STRANGER, /* nobody signed in; never stored */
    ROLE_MEMBER,
    ROLE_MODERATOR,
    ROLE_OWNER,
};

static inline enum role role_from_store(int64_t stored)
{
    return (enum role)stored;
}

/* Who looks at a page; all zero for a stranger. */
struct viewer {
    struct member_id member;
    enum role role;
};

/* The blog's owner; a moderator or owner of the site. */
bool rights_may_edit_blog(struct viewer viewer, struct member_id blog_owner);

/* Articles go into one's own blogs. */
bool rights_may_share(struct viewer viewer, struct member_id blog_owner);

/* The sharer, the blog's owner, a moderator or owner of the site: editing,
 * publishing, deleting, reading drafts and the history. */
bool rights_may_edit_article(struct viewer viewer,
                             struct member_id sharer,
                             struct member_id blog_owner);

/* The author alone: nobody puts words into another's mouth. */
bool rights_may_edit_comment(struct viewer viewer, struct member_id author);

/* The author, a moderator or owner of the site. */
bool rights_may_delete_comment(struct viewer viewer, struct member_id author);

/* Policies of sources, takedowns, what moderators note: a moderator or owner of the site. */
bool rights_may_moderate(struct viewer viewer);

/* Settings of the site and the roles of members: its owner. */
bool rights_may_run_site(struct viewer viewer);

#endif
