#ifndef VIEWS_EDIT_H
#define VIEWS_EDIT_H

/* An article being corrected beside its preview; and the page that deletes one. */

#include "text/diff.h"
#include "text/html.h"
#include "views/body.h"
#include "views/form.h"
#include "views/page.h"
#include "views/share.h"

/* As readers will see it. */
struct edit_preview {
    struct str title;
    struct str source;
    struct str standfirst;
    struct str byline;
    struct str published; /* at the source; as read */
    struct str dateline;
    struct body body;
    struct str credit;
    struct str url;
    struct str lang;
    struct str dir;
};

/* A comment being written. */
struct comment_preview {
    struct safe_html html;
};

/* One field that differs between two versions. */
struct edit_change {
    struct str label;
    struct diff diff;
};
struct edit_changes {
    const struct edit_change *items;
    size_t n;
};

enum edit_state { EDIT_DRAFT, EDIT_SCHEDULED, EDIT_PUBLISHED };

struct edit_page {
    struct page page;
    int64_t id;
    struct str href; /* of the article's page */
    enum edit_state state;
    struct str due; /* scheduled: when it will appear; as read */
    int64_t version;
    struct str once;
    struct form_errors errors;
    struct form_notice notice;
    struct share_known known;    /* a draft of what is here already */
    struct str cut_after;        /* how the text ends, whose rest is paid for; else empty */
    struct str other_editor;     /* who was quicker; empty: nobody */
    struct edit_changes changes; /* between theirs and this */
    struct form_field title;
    struct form_field standfirst;
    struct form_field body;
    struct form_field source;
    struct form_field byline;
    struct form_field url;
    struct form_field dateline;
    struct form_field published;
    struct form_field credit;
    struct form_field lang;
    struct form_field excerpt;
    struct form_field tags;
    struct form_field time; /* of publication here, to schedule it */
    struct edit_preview preview;
};

struct delete_page {
    struct page page;
    int64_t id;
    struct str title;
    struct str href;
    int64_t n_comments;
};

struct history_row {
    int64_t version;
    struct str who;
    struct str time;
    struct str iso;
    bool is_first;
    bool is_present;
};
struct history_rows {
    const struct history_row *items;
    size_t n;
};
struct history_page {
    struct page page;
    int64_t id;
    struct str title;
    struct str href;
    struct history_rows rows;
};

/* What one edit changed. */
struct revision_page {
    struct page page;
    int64_t id;
    struct str title;
    struct history_row row;
    struct edit_changes changes;
    int64_t older; /* versions beside; 0: none */
    int64_t newer;
};

#endif
