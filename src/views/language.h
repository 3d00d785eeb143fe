#ifndef VIEWS_LANGUAGE_H
#define VIEWS_LANGUAGE_H

/* Choosing the language of the interface, for those without an account too. */

#include "views/page.h"

struct language_choice {
    struct str tag;
    struct str name; /* in itself */
    bool is_current;
};

struct language_choices {
    const struct language_choice *items;
    size_t n;
};

struct language_page {
    struct page page;
    struct str then; /* the path to come back to */
    struct language_choices choices;
};

#endif
