#ifndef VIEWS_KEYS_H
#define VIEWS_KEYS_H

/* What the keys do, as a page; app.js shows the list alone. */

#include "views/page.h"

struct keys_page {
    struct page page;
};

#endif
