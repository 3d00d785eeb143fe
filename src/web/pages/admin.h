#ifndef WEB_PAGES_ADMIN_H
#define WEB_PAGES_ADMIN_H

/* What the owner decides for the site, its members and who is invited. */

#include "web/route.h"

page_handler page_admin, page_admin_send;
page_handler page_members, page_member_role_send;
page_handler page_invitations, page_invitation_make, page_invitation_withdraw;

#endif
