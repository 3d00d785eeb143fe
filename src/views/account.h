#ifndef VIEWS_ACCOUNT_H
#define VIEWS_ACCOUNT_H

/* Signing in and out, registering, and what members decide for themselves. */

#include "views/form.h"
#include "views/page.h"

/* The form alone: error pages carry it too. */
struct signin_form {
    struct form_field name;
    struct form_field password;
    struct str then; /* a path of ours to go to; empty: the front page */
    struct form_hidden_list kept;
    bool has_kept;
};

struct signin_page {
    struct page page;
    struct form_errors errors;
    struct signin_form form;
    bool may_register;
};

/* A refused form, offered again: what is long can be read and changed. */
struct kept_text {
    struct str id;
    struct str name;
    struct str value;
};
struct kept_text_list {
    const struct kept_text *items;
    size_t n;
};
struct kept_form {
    struct str action;
    struct kept_text_list texts;
    struct form_hidden_list hidden;
};

/* After signing in, when something was typed before. */
struct resume_page {
    struct page page;
    struct kept_form form;
    struct str name;
};

enum register_state { REGISTER_OPEN, REGISTER_INVITED, REGISTER_NEEDS_INVITATION, REGISTER_CLOSED };

struct register_page {
    struct page page;
    enum register_state state;
    bool is_link_over; /* an invitation came, but it does not work (any more) */
    struct form_errors errors;
    struct form_field name;
    struct form_field password;
    struct str invite;
};

struct setup_page {
    struct page page;
    struct str token;
    struct form_errors errors;
    struct form_field name;
    struct form_field password;
    struct form_field site_name;
    struct form_field zone;
    struct form_select registration;
};

struct settings_page {
    struct page page;
    struct form_tab tab;
    struct form_notice notice;
    struct form_errors errors;
    struct str name;
    struct str handle;
    struct form_select language;
    struct form_field old_password;
    struct form_field new_password;
};

struct session_row {
    int64_t id;
    struct str label;
    struct str seen; /* as read */
    struct str seen_iso;
    struct str created;
    bool is_this;
};
struct session_rows {
    const struct session_row *items;
    size_t n;
};
struct sessions_page {
    struct page page;
    struct form_tab tab;
    struct form_notice notice;
    struct session_rows sessions;
};

#endif
