#ifndef VIEWS_ADMIN_H
#define VIEWS_ADMIN_H

/* What the owner (invitations: moderators too) decides for the site. */

#include "views/form.h"
#include "views/page.h"

struct admin_page {
    struct page page;
    struct form_tab tab;
    struct form_notice notice;
    struct form_errors errors;
    struct form_field name;
    struct form_field tagline;
    struct form_field zone;
    struct form_field recheck;
    struct form_select locale;
    struct form_select registration;
    struct form_select policy;
    struct form_field words;
};

enum invitation_state { INVITATION_OPEN, INVITATION_USED, INVITATION_OVER };

struct invitation_row {
    int64_t id;
    struct str role;
    struct str created;
    struct str expires;
    struct str used_by;
    enum invitation_state state;
};
struct invitation_rows {
    const struct invitation_row *items;
    size_t n;
};
struct invitations_page {
    struct page page;
    struct form_tab tab;
    struct str link; /* of the invitation just made: shown this once */
    struct form_select role;
    struct invitation_rows rows;
};

struct member_row {
    struct str handle;
    struct str name;
    struct str since;
    struct form_select role;
    bool is_ended;
};
struct member_rows {
    const struct member_row *items;
    size_t n;
};
struct members_page {
    struct page page;
    struct form_tab tab;
    struct form_notice notice;
    struct form_errors errors;
    struct member_rows members;
    struct str after; /* the page's own key */
    struct str next;  /* the next page's; empty: this is the last */
};

#endif
