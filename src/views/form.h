#ifndef VIEWS_FORM_H
#define VIEWS_FORM_H

/* The pieces that every form is made of: a field with its label, hint and
 * what is wrong with it, and the summary of all that is wrong. */

#include "base/str.h"

/* One line or one text area. `id` is also the name under which it is sent. */
struct form_field {
    struct str id;
    struct str label;
    struct str value;
    struct str hint;         /* empty: none */
    struct str error;        /* empty: nothing is wrong */
    struct str kind;         /* of an input: "text", "password", "url", "datetime-local" */
    struct str autocomplete; /* empty: as the browser likes */
    struct str list;         /* id of a datalist on the page; empty: none */
    struct str lang;         /* of what is typed; empty: the page's */
    int64_t n_rows;          /* of a text area */
    bool is_required;
    bool is_tall; /* a text area that scrolls rather than grows */
};

struct form_choice {
    struct str value;
    struct str label;
    bool is_chosen;
};

struct form_choice_list {
    const struct form_choice *items;
    size_t n;
};

/* One of several. */
struct form_select {
    struct str id;
    struct str label;
    struct str hint;
    struct str error;
    struct form_choice_list choices;
};

/* What is wrong, with a link to the field. */
struct form_error {
    struct str field; /* its id; empty: the form as a whole */
    struct str text;
};

struct form_errors {
    const struct form_error *items;
    size_t n;
};

/* A value that travels on unseen. */
struct form_hidden {
    struct str name;
    struct str value;
};

struct form_hidden_list {
    const struct form_hidden *items;
    size_t n;
};

/* One line that says that something was done. */
struct form_notice {
    struct str text; /* empty: nothing to say */
};

/* Which page of the settings one is on. */
enum form_tabs {
    FORM_TAB_ACCOUNT,
    FORM_TAB_BLOGS,
    FORM_TAB_SESSIONS,
    FORM_TAB_TOOLS,
    FORM_TAB_SITE,
    FORM_TAB_MEMBERS,
    FORM_TAB_INVITATIONS,
    FORM_TAB_SOURCES,
};
struct form_tab {
    enum form_tabs tab;
};

#endif
