#ifndef VIEWS_SOURCES_H
#define VIEWS_SOURCES_H

/* The sources with what readers see of each, and the form that changes it. */

#include "views/form.h"
#include "views/page.h"

struct source_row {
    struct str slug;
    struct str name;
    struct str policy; /* in words; empty: as the site says */
    int64_t words;     /* of an excerpt of its own length; 0 */
    struct str licence;
    int64_t n_articles;
};
struct source_rows {
    const struct source_row *items;
    size_t n;
};

struct sources_page {
    struct page page;
    struct form_tab tab;
    struct form_notice notice;
    struct source_rows sources;
    struct str next; /* the next page's key; empty: this is the last */
};

struct source_form_page {
    struct page page;
    struct str action;
    struct str slug; /* of a known source; empty: a new one, to be named */
    struct str known_name;
    struct form_errors errors;
    struct form_field name;
    struct form_select policy;
    struct form_field words;
    struct form_field licence;
};

#endif
