#include "community/rights.h"

static bool is_same(struct viewer viewer, struct member_id member)
{
    return viewer.member.n != 0 && viewer.member.n == member.n;
}

static bool is_moderator(struct viewer viewer)
{
    return viewer.role >= ROLE_MODERATOR;
}

bool rights_may_edit_blog(struct viewer viewer, struct member_id blog_owner)
{
    return is_same(viewer, blog_owner) || is_moderator(viewer);
}

bool rights_may_share(struct viewer viewer, struct member_id blog_owner)
{
    return is_same(viewer, blog_owner);
}

bool rights_may_edit_article(struct viewer viewer,
                             struct member_id sharer,
                             struct member_id blog_owner)
{
    return is_same(viewer, sharer) || is_same(viewer, blog_owner) || is_moderator(viewer);
}

bool rights_may_edit_comment(struct viewer viewer, struct member_id author)
{
    return is_same(viewer, author);
}

bool rights_may_delete_comment(struct viewer viewer, struct member_id author)
{
    return is_same(viewer, author) || is_moderator(viewer);
}

bool rights_may_moderate(struct viewer viewer)
{
    return is_moderator(viewer);
}

bool rights_may_run_site(struct viewer viewer)
{
    return viewer.role == ROLE_OWNER;
}
