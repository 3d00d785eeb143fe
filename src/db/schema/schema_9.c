#include "db/schema/schema.h"

#include <stddef.h>

/* What one writer wrote, newest first; large letters and small are one. */

const char *const schema_9[] = {
    "create index article_of_byline on article (lower(byline), shared, id)"
    " where state = 2 and byline <> ''",
    NULL,
};
