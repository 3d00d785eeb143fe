#include "db/schema/schema.h"

#include <stddef.h>

/* What a page kept for all asks about one reader. */

const char *const schema_7[] = {
    "create index comment_like_of_member on comment_like (member, comment)",
    NULL,
};
