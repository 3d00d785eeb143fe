#ifndef VIEWS_LIKE_H
#define VIEWS_LIKE_H

/* Likes: who, how many, and the button. */

#include "base/str.h"

struct article_like {
    int64_t article;
    struct str sign_in; /* where a stranger's click leads; empty for members */
    struct str likers;  /* "Liked by A, B and 3 others"; empty: nobody yet */
    bool is_liked;
};

struct comment_like {
    int64_t comment;
    int64_t n_likes;
    bool is_member; /* a stranger gets a link to the sign-in page */
    bool is_liked;
};

#endif
