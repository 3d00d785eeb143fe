#ifndef BASE_IDS_H
#define BASE_IDS_H

/* Row numbers, a type each: swapping a member and an article does not compile.
 * Zero is never a row's number and stands for "none". */

#include <stdint.h>

struct member_id {
    int64_t n;
};
struct blog_id {
    int64_t n;
};
struct article_id {
    int64_t n;
};
struct comment_id {
    int64_t n;
};
struct source_id {
    int64_t n;
};
struct tag_id {
    int64_t n;
};
struct job_id {
    int64_t n;
};
struct picture_id {
    int64_t n;
};
struct subscription_id {
    int64_t n;
};
struct snapshot_id {
    int64_t n;
};
struct session_id {
    int64_t n;
};

#endif
