#ifndef VIEWS_FOLLOW_H
#define VIEWS_FOLLOW_H

/* The button that follows a blog. */

#include "base/str.h"

struct follow_button {
    struct str slug;
    struct str sign_in; /* where a stranger's click leads; empty for members */
    int64_t n_followers;
    bool is_followed;
};

#endif
