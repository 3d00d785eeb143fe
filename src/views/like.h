#ifndef VIEWS_LIKE_H
#define VIEWS_LIKE_H

/* Likes: who, how many, and the button. */

#include "base/str.h"

struct article_like {
    int64_t article;
    struct str likers; /* "Liked by A, B and 3 others"; empty: nobody yet */
};

struct comment_like {
    int64_t comment;
    int64_t n_likes;
};

#endif
