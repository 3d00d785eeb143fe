#include "db/schema/schema.h"

#include <stddef.h>

/* What lists show of an article whose sharer wrote no line for them (community/opening.h). */

const char *const schema_10[] = {
    /* null: an article of before, which gets its own while the site runs. */
    "alter table article add column opening text",
    "create index article_without_opening on article (id) where opening is null",
    NULL,
};
