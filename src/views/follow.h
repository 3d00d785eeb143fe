#ifndef VIEWS_FOLLOW_H
#define VIEWS_FOLLOW_H

/* The button that follows a blog. */

#include "base/str.h"

struct follow_button {
    int64_t blog;
    struct str slug;
    int64_t n_followers;
};

#endif
